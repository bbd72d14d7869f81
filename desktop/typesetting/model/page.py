"""A finished page: glyph runs and rules with their positions, ready for painting.

All lengths in pt, measured from the page's upper left corner, y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.typesetting.model.block import Anchor, Script

# Vertical metrics of a line of exact pitch, as in Word, WPS and LibreOffice; shares of the pitch and of the em.
BASELINE_SHARE = 0.8
"""Distance of the baseline from the top of a line, as a share of the pitch (LibreOffice's rule, matched to Word's)."""
INK_TOP_EM = 0.85
"""Height of Chinese characters above the baseline in em, without the blank part of their box."""
INK_BOTTOM_EM = 0.08


def air_above_pt(pitch_pt: float, size_pt: float) -> float:
    """Distance in pt from the top of a line of exact pitch to the upper edge of its characters."""
    return BASELINE_SHARE * pitch_pt - INK_TOP_EM * size_pt


def ink_height_pt(size_pt: float) -> float:
    """Visible height in pt of Chinese characters of that size."""
    return (INK_TOP_EM + INK_BOTTOM_EM) * size_pt


# Runs, lines and pages.
@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Characters of one font on one baseline. `advances[i]` is the distance to the next character, justification included.

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
        """Right edge of the last character's advance."""
        return self.x_pt + sum(self.advances)

    def moved(self, distance_pt: float) -> GlyphRun:
        """The run moved right by that distance."""
        return GlyphRun(
            self.text, self.x_pt + distance_pt, self.advances, self.font, self.script, self.size_pt,
            self.bold, self.colour, self.fallback,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextLine:
    """One printed line of a paragraph, not yet positioned on a page. `start` and `end` are offsets in Block.text."""

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
    """A line on a page. `number` is its number in the type area from 1 (第 12 行); 0 for head, imprint and page number."""

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
    """A horizontal or vertical line, given as the rectangle it covers."""

    left_pt: float
    top_pt: float
    width_pt: float
    height_pt: float
    colour: str = "000000"


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `number` counts from 1, whether printed or not."""

    number: int
    width_pt: float
    height_pt: float
    lines: tuple[PlacedLine, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def body_lines(self) -> tuple[PlacedLine, ...]:
        """The non-blank lines of the type area from top to bottom, without head, imprint and page number."""
        return tuple(placed for placed in self.lines if placed.number and placed.text)
