"""Break a measured paragraph into lines by the rule of its layout: the 28 x 22 grid or Word's rule."""

from __future__ import annotations

from bisect import bisect_right

from desktop.typesetting.lines.measured_text import (
    BLANKS,
    CHINESE_MARKS,
    CLOSING,
    CLOSING_BRACKETS,
    GLUED_TO_NEXT_WORD,
    LATIN_SENTENCE_MARKS,
    OPENING,
    QUOTES,
    SENTENCE_MARKS,
    UNBROKEN_PAIRS,
    MeasuredText,
    is_ideograph,
    is_word_character,
)
from desktop.typesetting.model.layout import PunctuationMode, TextRules

# Line ends in the 28 x 22 grid, as LibreOffice breaks the exported file (TRAPS 7c, and measured).
#
# Two rules apply. If the first character that does not fit belongs to Chinese text, one closing mark may hang in the
# margin if the layout allows it. If it belongs to a number or a Western word, or to marks directly after one, nothing hangs and
# the whole word moves to the next line.
_CLOSING_MARKS = frozenset("，。、")  # class CL of UAX 14; LibreOffice keeps a following word with them
_GRID_HANGING = SENTENCE_MARKS | LATIN_SENTENCE_MARKS
_GRID_TOLERANCE_PT = 0.051  # rounding of one twip in LibreOffice


def grid_line_end(measured: MeasuredText, start: int, width_pt: float, *, hanging: bool) -> int:
    """Index after the last character of the line that begins at `start`; at least `start + 1`.

    A word longer than a line is cut where the line is full.
    """
    text = measured.text
    # The last character of a line must fit at its full width, without compression against a next one.
    limit = measured.starts[start] + width_pt + min(0.0, measured.spacing_pt) + _GRID_TOLERANCE_PT
    cut = bisect_right(measured.ends, limit, lo=start)
    if cut >= len(text):
        return len(text)
    if text[cut] in BLANKS:
        return _behind_blanks(text, cut)
    end = (
        _end_in_word(text, start, cut)
        if _follows_word(text, cut)
        else _end_in_chinese(text, start, cut, hanging=hanging)
    )
    return end if end > start else max(cut, start + 1)


def _behind_blanks(text: str, index: int) -> int:
    while index < len(text) and text[index] in BLANKS:
        index += 1
    return index


def _follows_word(text: str, index: int) -> bool:
    """True if text[index], or for a mark the last letter, digit or ideograph before it, is a letter or digit."""
    for i in range(index, -1, -1):
        if is_word_character(text[i]):
            return True
        if is_ideograph(text[i]):
            return False
    return False


def _end_in_chinese(text: str, start: int, cut: int, *, hanging: bool) -> int:
    end = cut
    if hanging and text[cut] in _GRID_HANGING:
        end = cut + 1
        if end == len(text):
            return end
    while end > start and not _may_part(text, end):
        end -= 1
    if end > start and _follows_word(text, end):
        return _end_in_word(text, start, end)
    return end


def _may_part(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    return not (after in CLOSING or before in OPENING or (before == after and after in UNBROKEN_PAIRS))


def _end_in_word(text: str, start: int, cut: int) -> int:
    end = cut
    while end > start and not _may_part_words(text, end):
        end -= 1
    return end


def _may_part_words(text: str, index: int) -> bool:
    """True if a line may end before text[index] next to a number or a Western word."""
    before, after = text[index - 1], text[index]
    if before in BLANKS:
        return after not in BLANKS
    if not _may_part(text, index):
        return False
    if after in QUOTES:
        return is_ideograph(before)
    if after == "…":
        return text[index + 1 : index + 2] == "…"
    if is_word_character(after):
        return _may_start_word(text, index)
    if is_word_character(before):
        return is_ideograph(after) or after == "—"
    return _may_part_marks(before, after)


def _may_start_word(text: str, index: int) -> bool:
    before = text[index - 1]
    if is_word_character(before) or before in GLUED_TO_NEXT_WORD:
        return False
    if before in _CLOSING_MARKS:
        return False
    return before != "/" or not text[index].isdigit()


def _may_part_marks(before: str, after: str) -> bool:
    if before in "”’":
        return is_ideograph(after)
    if ord(after) < 0x2000:
        return before == "-" if ord(before) < 0x2000 else is_ideograph(before) or before in UNBROKEN_PAIRS
    return True


# Line ends by Word's rule, which reproduced all 98 body lines of a reply printed by Word (TRAPS 7b).
#
# A line with punctuation may be compressed by half an em in total. One closing mark may hang in the margin after a
# full line, or a closing bracket with the mark after it.
COMPRESSION_EM = 0.5
_WORD_HANGING = SENTENCE_MARKS | {"”"}
_WORD_TOLERANCE_PT = 0.01


def word_line_end(measured: MeasuredText, start: int, width_pt: float, rules: TextRules) -> int:
    """Index after the last character of the line that begins at `start`; at least `start + 1`."""
    text, limit = measured.text, measured.starts[start] + width_pt + _WORD_TOLERANCE_PT
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
    """True if the mark at `index` may hang in the margin: everything before it fits, or all but a closing bracket before it."""
    text, ends = measured.text, measured.ends
    if index == 0:
        return False
    if text[index] in CLOSING_BRACKETS:
        behind = text[index + 1 : index + 2]
        return ends[index - 1] <= limit and (
            text[index] in _WORD_HANGING or bool(behind and behind in SENTENCE_MARKS)
        )
    if text[index] not in _WORD_HANGING:
        return False
    return ends[index - 1] <= limit or (
        index > 1 and text[index - 1] in CLOSING_BRACKETS and ends[index - 2] <= limit
    )


def may_part_lines(text: str, index: int) -> bool:
    """True if a line may end between text[index - 1] and text[index]."""
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
    """True if both belong to one word of letters, digits and half-width marks; blanks and Chinese quotes separate words."""
    return (is_word_character(before) or before in "%.,:/_@&+#$") and (
        is_word_character(after) or after in "%.,:/_@&+#$"
    )


# Breaking a paragraph by the rule of its layout.
def break_lines(
    measured: MeasuredText,
    rules: TextRules,
    first_width_pt: float,
    width_pt: float,
    forced: tuple[int, ...] = (),
) -> tuple[tuple[int, int], ...]:
    """(start, end) of each printed line; () for an empty text. `forced` are offsets of mandatory line ends."""
    lines: list[tuple[int, int]] = []
    start, width = 0, first_width_pt
    stops = [*forced, len(measured.text)]
    while start < len(measured.text):
        stop = next(offset for offset in stops if offset > start)
        end = min(_line_end(measured, rules, start, width), stop)
        lines.append((start, end))
        start, width = end, width_pt
    return tuple(lines)


def _line_end(measured: MeasuredText, rules: TextRules, start: int, width_pt: float) -> int:
    if rules.punctuation is PunctuationMode.WORD:
        return word_line_end(measured, start, width_pt, rules)
    return grid_line_end(measured, start, width_pt, hanging=rules.hanging)
