"""The characters of one paragraph with the room each takes, ready to be broken into lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from desktop.typesetting.model.block import Run, Script
from desktop.typesetting.model.layout import Layout, PunctuationMode

# Which characters may start or end a printed line, hang in the margin, or belong to a number or word.
#
# Sources: GB/T 15834-2011 clause 5.1 (a closing mark never starts a line, an opening one never ends it; dashes and
# ellipses are not torn apart); the rest is measured on paper that Word and LibreOffice printed (TRAPS 7b, 7c).
CLOSING = frozenset("，。、；：！？”’）〕］｝》〉」』】〗·～％%)]}!,.:;?°℃‰＞>-")
"""Never at a line's start."""
OPENING = frozenset("“‘（〔［｛《〈「『【〖([{￥$＜<")
"""Never at a line's end."""
CLOSING_BRACKETS = frozenset("）〕］｝》〉」』】〗”’")
OPENING_BRACKETS = frozenset("（〔［｛《〈「『【〖")
QUOTES = frozenset("“”‘’")
SENTENCE_MARKS = frozenset("，。、；：！？")
LATIN_SENTENCE_MARKS = frozenset(".,:;!?")
UNBROKEN_PAIRS = frozenset("—…")  # two of a kind are one mark
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
    """True for Chinese characters, those beyond the first Unicode plane included; false for marks, digits and letters."""
    code = ord(character)
    if 0x4E00 <= code <= 0x9FFF:
        return True
    return code >= 0x2E80 and any(low <= code <= high for low, high in _IDEOGRAPH_RANGES)


def is_word_character(character: str) -> bool:
    """True for letters and digits that are not Chinese; those next to each other stay on one line."""
    return ord(character) < 0x2E80 and character.isalnum()


def is_half_width(character: str) -> bool:
    """True for letters, digits and marks of Western text, which take the Latin side of a font pair."""
    return (
        ord(character) < 0x2E80
        and not 0x2000 <= ord(character) <= 0x206F
        and character not in "℃№①②③④⑤⑥⑦⑧⑨⑩○★●■□▲△◆◇※"
    )


def is_general_punctuation(character: str) -> bool:
    """True for quotes, dashes, ellipses and blanks: they look like whatever stands before them."""
    return 0x2000 <= ord(character) <= 0x206F or character in " \u00a0"


GRID_GAP_EM = 0.2  # LibreOffice's gap between Chinese and letters, as measured; Word's is a quarter
WORD_GAP_EM = 0.25  # TRAPS 7b
HALF_EM = 0.5


class GlyphWidths(Protocol):
    """Hands in how wide glyphs are; painting measures real fonts, tests count in halves and wholes of an em."""

    def advances(self, run: Run) -> Sequence[float]:
        """Advance width in pt of each character of the run, letter spacing left out."""


class EmWidths:
    """One em for a Chinese character or mark, half an em for letters and digits: the old 仿宋_GB2312 is like this."""

    def advances(self, run: Run) -> Sequence[float]:
        em = run.size_pt
        if run.script is Script.LATIN:
            return [em * HALF_EM] * len(run.text)
        return [em * HALF_EM if ord(c) < 0x80 else em for c in run.text]


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """`ends[i]` is the distance in pt from the paragraph's first character to the right edge of character i,
    `starts[i]` to its left edge; both as if all stood on one endless line. `owners[i]` is the index of its run. `spacing_pt` is
    the letter spacing behind each character of the paragraph's own size.
    """

    text: str
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    owners: tuple[int, ...]
    em_pt: float
    spacing_pt: float = 0.0

    def width(self, start: int, end: int) -> float:
        """Room in pt of text[start:end] as one line, before justification."""
        return self.ends[end - 1] - self.starts[start] if end > start else 0.0


def measure(runs: tuple[Run, ...], layout: Layout, widths: GlyphWidths) -> MeasuredText:
    """The text of `runs` with letter spacing and the gaps that the layout asks for."""
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
    """Word's rule counts halves and wholes of an em (TRAPS 7b), whatever font stands in for 仿宋_GB2312 on this machine."""
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
            gaps[i] -= layout.spacing_of(run.size_pt)  # spacing is not added where script or font change
    return gaps


def _changes_font(before: Run, after: Run) -> bool:
    return before is not after and (before.font, before.fallback, before.bold, before.size_pt) != (
        after.font, after.fallback, after.bold, after.size_pt
    )  # fmt: skip


def _looks_western(text: str) -> list[bool]:
    """For each character whether it prints as Western text; quotes and dashes look like what stands before them."""
    looks: list[bool] = []
    current = next((is_half_width(c) for c in text if not is_general_punctuation(c)), False)
    for character in text:
        if not is_general_punctuation(character):
            current = is_half_width(character)
        looks.append(current)
    return looks


def _grid_gap(before: str, after: str, autospace: bool) -> float:
    """Between an ideograph and a letter or digit, none beside % or marks (TRAPS 7c)."""
    meets = (is_ideograph(before) and is_word_character(after)) or (
        is_word_character(before) and is_ideograph(after)
    )
    return GRID_GAP_EM if autospace and meets else 0.0


def _word_gap(before: str, after: str, autospace: bool) -> float:
    """Between Chinese and letters, digits or %, and one em less where an opening bracket follows a closing one."""
    if before in CLOSING_BRACKETS and before not in "”’" and after in OPENING_BRACKETS:
        return -1.0
    if not autospace:
        return 0.0
    meets = (is_ideograph(before) and is_word_character(after)) or (
        (is_word_character(before) or before == "%") and is_ideograph(after)
    )
    return WORD_GAP_EM if meets else 0.0
