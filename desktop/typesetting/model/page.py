"""A finished page: every glyph and every rule has its place, so that a printer only paints.

All lengths in pt, measured from the page's upper left corner, y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.typesetting.model.block import Anchor, Script

# How a line of exact pitch holds its characters, the same in Word, WPS and LibreOffice; shares of pitch and of the em.
BASELINE_SHARE = 0.8
"""The baseline of a line of exact pitch stands so far down (LibreOffice's rule, made to match Word's)."""
INK_TOP_EM = 0.85
"""Chinese characters reach so far above the baseline, without the air in their box."""
INK_BOTTOM_EM = 0.08


def air_above_pt(pitch_pt: float, size_pt: float) -> float:
    """From the top of an exact line to the upper edge of its characters."""
    return BASELINE_SHARE * pitch_pt - INK_TOP_EM * size_pt


def ink_height_pt(size_pt: float) -> float:
    """Height of Chinese characters of that size, edge to edge."""
    return (INK_TOP_EM + INK_BOTTOM_EM) * size_pt


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Characters of one font on one baseline. `advances[i]` leads from character i to the next one, justification included.

    `font` is a key of Layout.fonts; `fallback` names a typeface for characters that the font lacks.
    """

    text: str
    x_pt: float
    advances: tuple[float, ...]
    font: str
    script: Script
    size_pt: float
    bold: bool = False
    colour: str = "000000"
    fallback: str = ""

    @property
    def end_pt(self) -> float:
        """Right edge of the last character's room."""
        return self.x_pt + sum(self.advances)

    def moved(self, distance_pt: float) -> GlyphRun:
        """The same run further right by that distance."""
        return GlyphRun(
            self.text, self.x_pt + distance_pt, self.advances, self.font, self.script, self.size_pt,
            self.bold, self.colour, self.fallback,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextLine:
    """One printed line of a paragraph, before it has a place on a page. `start` and `end` count in Block.text."""

    runs: tuple[GlyphRun, ...]
    start: int
    end: int
    pitch_pt: float

    @property
    def text(self) -> str:
        """The characters as printed, from left to right."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line on a page. `number` counts the lines of the type area from 1 (第 12 行); 0 for head, imprint and page number."""

    line: TextLine
    top_pt: float
    style: str
    anchor: Anchor | None = None
    number: int = 0
    left_pt: float = 0.0  # added to every run: table cells

    @property
    def baseline_pt(self) -> float:
        return self.top_pt + self.line.pitch_pt * BASELINE_SHARE

    @property
    def text(self) -> str:
        return self.line.text


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, horizontal or vertical, as the rectangle that it inks."""

    left_pt: float
    top_pt: float
    width_pt: float
    height_pt: float
    colour: str = "000000"


@dataclass(frozen=True, slots=True)
class Page:
    """One side of paper. `number` counts from 1 whether it is printed or not."""

    number: int
    width_pt: float
    height_pt: float
    lines: tuple[PlacedLine, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def body_lines(self) -> tuple[PlacedLine, ...]:
        """The lines of the type area with words in them, from top to bottom; head, imprint and page number left out."""
        return tuple(placed for placed in self.lines if placed.number and placed.text)
