"""Where Word ends a line: the rule that gave all 98 body lines of a reply that Word had printed (TRAPS 7b).

A line that holds punctuation may be drawn together by half an em in all. One closing mark may hang in the margin behind a
full line, a closing bracket and the mark behind it together.
"""

from __future__ import annotations

from desktop.typesetting.lines.character_class import (
    BLANKS,
    CHINESE_MARKS,
    CLOSING,
    CLOSING_BRACKETS,
    OPENING,
    SENTENCE_MARKS,
    UNBROKEN_PAIRS,
    is_word_character,
)
from desktop.typesetting.lines.measured_text import MeasuredText
from desktop.typesetting.model.layout import TextRules

COMPRESSION_EM = 0.5
_HANGING = SENTENCE_MARKS | {"”"}
_TOLERANCE_PT = 0.01


def word_line_end(measured: MeasuredText, start: int, width_pt: float, rules: TextRules) -> int:
    """Index behind the last character of the line that begins at `start`; always at least one character further."""
    text, limit = measured.text, measured.starts[start] + width_pt + _TOLERANCE_PT
    spare = measured.em_pt * COMPRESSION_EM if rules.compress else 0.0
    best, first_over, marked = start, start, False
    for index in range(start, len(text)):
        end = index + 1
        marked = marked or text[index] in CHINESE_MARKS
        if measured.ends[index] > limit + (spare if marked else 0.0) and text[index] not in BLANKS:
            if not (rules.hanging and _hangs(measured, index, limit + (spare if marked else 0.0))):
                break
        else:
            first_over = end
        if end == len(text) or may_part_lines(text, end):
            best = end
    return best if best > start else max(first_over, start + 1)


def _hangs(measured: MeasuredText, index: int, limit: float) -> bool:
    """Whether the mark at `index` may stand in the margin: all before it fits, or all but a closing bracket before it."""
    text, ends = measured.text, measured.ends
    if index == 0:
        return False
    if text[index] in CLOSING_BRACKETS:
        behind = text[index + 1 : index + 2]
        return ends[index - 1] <= limit and (
            text[index] in _HANGING or bool(behind and behind in SENTENCE_MARKS)
        )
    if text[index] not in _HANGING:
        return False
    return ends[index - 1] <= limit or (
        index > 1 and text[index - 1] in CLOSING_BRACKETS and ends[index - 2] <= limit
    )


def may_part_lines(text: str, index: int) -> bool:
    """Whether a line may end between text[index - 1] and text[index]."""
    before, after = text[index - 1], text[index]
    if before in BLANKS:
        return after not in BLANKS
    if before in OPENING or (before == after and after in UNBROKEN_PAIRS):
        return False
    if after in CLOSING and not (after == "-" and is_word_character(before)):
        return False
    if before == "-":
        return True
    return not (ord(before) < 0x2E80 and ord(after) < 0x2E80 and _one_word(before, after))


def _one_word(before: str, after: str) -> bool:
    """Letters, digits and half-width marks between them are one word; blanks and Chinese quotes part words."""
    return (is_word_character(before) or before in "%.,:/_@&+#$") and (
        is_word_character(after) or after in "%.,:/_@&+#$"
    )
