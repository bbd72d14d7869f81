"""Measure the characters of a paragraph, with letter spacing and script gaps, and classify them for line breaking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from desktop.typesetting.model.block import Run, Script
from desktop.typesetting.model.layout import Layout, PunctuationMode

# Character classes: which may start or end a line, hang in the margin, or belong to a number or word.
#
# Sources: GB/T 15834-2011 clause 5.1 (a closing mark never starts a line, an opening one never ends it; dashes and
# ellipses are not split); the rest is measured on pages printed by Word and LibreOffice (TRAPS 7b, 7c).
CLOSING = frozenset("，。、；：！？”’）〕］｝》〉」』】〗·～％%)]}!,.:;?°℃‰＞>-")
"""Never at the start of a line."""
OPENING = frozenset("“‘（〔［｛《〈「『【〖([{￥$＜<")
"""Never at the end of a line."""
CLOSING_BRACKETS = frozenset("）〕］｝》〉」』】〗”’")
OPENING_BRACKETS = frozenset("（〔［｛《〈「『【〖")
QUOTES = frozenset("“”‘’")
SENTENCE_MARKS = frozenset("，。、；：！？")
LATIN_SENTENCE_MARKS = frozenset(".,:;!?")
UNBROKEN_PAIRS = frozenset("—…")  # two equal ones form one mark
CHINESE_MARKS = SENTENCE_MARKS | CLOSING_BRACKETS | OPENING_BRACKETS | frozenset("“‘—…·～")
GLUED_TO_NEXT_WORD = frozenset("”’）〕］｝》〉」』】〗·%.,)+×@&℃★:=°_")
"""No break between these and a following letter or digit."""
BLANKS = frozenset(" \u2002\u2003\u3000")

_IDEOGRAPH_RANGES = (
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3041, 0x30FF),
    (0x3105, 0x312F),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xE000, 0xF8FF),  # private use: rare characters in names of old documents
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


def is_ideograph(character: str) -> bool:
    """True for Chinese characters, including those outside the BMP; False for marks, digits and letters."""
    code = ord(character)
    if 0x4E00 <= code <= 0x9FFF:
        return True
    return code >= 0x2E80 and any(low <= code <= high for low, high in _IDEOGRAPH_RANGES)


def is_word_character(character: str) -> bool:
    """True for non-Chinese letters and digits; adjacent ones stay on one line."""
    return ord(character) < 0x2E80 and character.isalnum()


def is_half_width(character: str) -> bool:
    """True for letters, digits and marks of Western text, which use the Latin font of a pair."""
    return (
        ord(character) < 0x2E80
        and not 0x2000 <= ord(character) <= 0x206F
        and character not in "℃№①②③④⑤⑥⑦⑧⑨⑩○★●■□▲△◆◇※"
    )


def is_general_punctuation(character: str) -> bool:
    """True for quotes, dashes, ellipses and blanks, which take the script of the preceding character."""
    return 0x2000 <= ord(character) <= 0x206F or character in " \u00a0"


# Measuring.
GRID_GAP_EM = 0.2  # LibreOffice's gap between Chinese and letters, as measured; Word's is a quarter
WORD_GAP_EM = 0.25  # TRAPS 7b
HALF_EM = 0.5


class GlyphWidths(Protocol):
    """Source of glyph widths; painting measures real fonts, EmWidths counts half and whole ems."""

    def advances(self, run: Run) -> Sequence[float]:
        """Advance width in pt of each character of the run, without letter spacing."""


class EmWidths:
    """One em for a Chinese character or mark, half an em for letters and digits, as in 仿宋_GB2312."""

    def advances(self, run: Run) -> Sequence[float]:
        em = run.size_pt
        if run.script is Script.LATIN:
            return [em * HALF_EM] * len(run.text)
        return [em * HALF_EM if ord(c) < 0x80 else em for c in run.text]


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """`ends[i]` is the distance in pt from the paragraph's first character to the right edge of character i,
    `starts[i]` to its left edge, both on an unbroken line. `owners[i]` is the index of its run. `spacing_pt` is
    the letter spacing after each character of the paragraph's size.
    """

    text: str
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    owners: tuple[int, ...]
    em_pt: float
    spacing_pt: float = 0.0

    def width(self, start: int, end: int) -> float:
        """Width in pt of text[start:end] on one line, before justification."""
        return self.ends[end - 1] - self.starts[start] if end > start else 0.0


def measure(runs: tuple[Run, ...], layout: Layout, widths: GlyphWidths) -> MeasuredText:
    """Return the measured text of `runs`, with letter spacing and the gaps of the layout."""
    text = "".join(run.text for run in runs)
    advances: list[float] = []
    owners: list[int] = []
    for index, run in enumerate(runs):
        spacing = layout.spacing_of(run.size_pt)
        advances.extend(advance + spacing for advance in _advances(run, layout, widths))
        owners.extend([index] * len(run.text))
    gaps = _gaps(text, owners, runs, layout)
    ends = tuple(accumulate(advance + gap for advance, gap in zip(advances, gaps, strict=True)))
    starts = tuple(end - advance for end, advance in zip(ends, advances, strict=True))
    em = max((run.size_pt for run in runs), default=0.0)
    return MeasuredText(text, starts, ends, tuple(owners), em, layout.spacing_of(em))


def _advances(run: Run, layout: Layout, widths: GlyphWidths) -> Sequence[float]:
    """Widths of the run; under Word's rule half and whole ems (TRAPS 7b), independent of the substitute for 仿宋_GB2312."""
    if layout.text.punctuation is PunctuationMode.WORD:
        return EmWidths().advances(run)
    return widths.advances(run)


def _gaps(text: str, owners: list[int], runs: tuple[Run, ...], layout: Layout) -> list[float]:
    gaps = [0.0] * len(text)
    in_word = layout.text.punctuation is PunctuationMode.WORD
    western = _looks_western(text)
    for i in range(1, len(text)):
        run = runs[owners[i - 1]]
        if in_word:
            gaps[i] = _word_gap(text[i - 1], text[i], layout.text.autospace) * run.size_pt
        elif western[i] != western[i - 1] or _changes_font(run, runs[owners[i]]):
            gaps[i] = _grid_gap(text[i - 1], text[i], layout.text.autospace) * run.size_pt
            gaps[i] -= layout.spacing_of(run.size_pt)  # no letter spacing where script or font change
    return gaps


def _changes_font(before: Run, after: Run) -> bool:
    return before is not after and (before.font, before.fallback, before.bold, before.size_pt) != (
        after.font, after.fallback, after.bold, after.size_pt
    )  # fmt: skip


def _looks_western(text: str) -> list[bool]:
    """For each character whether it prints as Western text; quotes and dashes follow the preceding character."""
    looks: list[bool] = []
    current = next((is_half_width(c) for c in text if not is_general_punctuation(c)), False)
    for character in text:
        if not is_general_punctuation(character):
            current = is_half_width(character)
        looks.append(current)
    return looks


def _grid_gap(before: str, after: str, autospace: bool) -> float:
    """The gap in em between an ideograph and a letter or digit; 0 next to % or marks (TRAPS 7c)."""
    meets = (is_ideograph(before) and is_word_character(after)) or (
        is_word_character(before) and is_ideograph(after)
    )
    return GRID_GAP_EM if autospace and meets else 0.0


def _word_gap(before: str, after: str, autospace: bool) -> float:
    """The gap in em between Chinese and letters, digits or %; -1 where an opening bracket follows a closing one."""
    if before in CLOSING_BRACKETS and before not in "”’" and after in OPENING_BRACKETS:
        return -1.0
    if not autospace:
        return 0.0
    meets = (is_ideograph(before) and is_word_character(after)) or (
        (is_word_character(before) or before == "%") and is_ideograph(after)
    )
    return WORD_GAP_EM if meets else 0.0
