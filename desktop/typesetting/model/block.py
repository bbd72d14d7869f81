"""The printable model: blocks of runs with resolved formatting, the only input of screen, printer, PDF and docx.

Lengths in pt unless the name states a unit; `_chars` counts 字 (the width of one body character with its spacing).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Script(StrEnum):
    """The font of a pair that prints a run. Quotes, dashes and ellipses of Chinese text are EAST_ASIAN (TRAPS 5)."""

    EAST_ASIAN = "east_asian"
    LATIN = "latin"


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one script, font and size. `font` is a key of Layout.fonts (body, title, h1, h2, page_number …)."""

    text: str
    script: Script
    font: str
    size_pt: float
    bold: bool = False
    colour: str = "000000"
    fallback: str = ""  # a font name for characters that the role's font lacks; "" = the role's own font


@dataclass(frozen=True, slots=True)
class Anchor:
    r"""Origin of a block's text: the section and the line of its text (`text.split("\n")`, from 0).

    `offset` is the number of leading blanks of that line, which are not printed.
    """

    section_key: str
    paragraph: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One printed paragraph. Empty `runs` make a blank line of the block's pitch (blank lines are blocks, never space-before).

    `right_runs` end `right_chars` from the right edge on the same line: 办理结果 … 签发人.
    The lines of a title are separate runs; `line_breaks_after` holds the indexes of runs that end a printed line.
    `keep_together` forbids a page break inside (written to files only; our own pages follow SignaturePlan).
    `first_line_chars` may be negative with `left_chars` for a hanging indent.
    """

    style: str  # key of Layout.styles; determines size, fonts, pitch and alignment
    runs: tuple[Run, ...] = ()
    right_runs: tuple[Run, ...] = ()
    align: Align = Align.JUSTIFY
    pitch_pt: float = 28.95
    first_line_chars: float = 0.0
    left_chars: float = 0.0
    right_chars: float = 0.0
    line_breaks_after: tuple[int, ...] = ()
    keep_with_next: bool = False
    keep_together: bool = False
    page_break_before: bool = False
    anchor: Anchor | None = None

    @property
    def text(self) -> str:
        """The text of the block, without printed line breaks."""
        return "".join(run.text for run in self.runs)


class CellPlace(StrEnum):
    """Vertical alignment of a cell's text."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of cells with blocks. Column widths in mm; `head_rows` are repeated on every page.

    `spans` holds for each row the number of columns of each cell, `places` the vertical alignment of each cell; () is one
    column each, in the middle. `frame_pt` is the width of the outer border; `ruled` False draws no lines (address labels).
    """

    rows: tuple[tuple[tuple[Block, ...], ...], ...]
    widths_mm: tuple[float, ...]
    head_rows: int = 0
    row_heights_mm: tuple[float, ...] = ()  # minimum heights; () = height of the text
    spans: tuple[tuple[int, ...], ...] = ()
    places: tuple[tuple[CellPlace, ...], ...] = ()
    ruled: bool = True
    frame_pt: float = 0.5


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The texts of the red head 「版头」; empty text = element absent (GB/T 9704-2012 7.2, 10.1).

    `head.place_head` positions them on page 1. A class mark A/B/C is an ordinary block (style class_mark).
    """

    issuing_mark: str = ""
    document_number: str = ""
    signer: str = ""  # upward documents only (7.2.6)


@dataclass(frozen=True, slots=True)
class Imprint:
    """The texts of the 「版记」 at the foot of the last page (GB/T 9704-2012 7.4), positioned by `imprint.place_imprint`."""

    copies_to: str = ""
    printing_office: str = ""
    printing_date: str = ""


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A complete document for printing. `layout` is the id of the layout it was arranged for.

    `warnings` are in Chinese (characters without a glyph in the body font …).
    """

    layout: str
    title: str
    blocks: tuple[Block | TableBlock, ...]
    letterhead: Letterhead = Letterhead()
    imprint: Imprint = Imprint()
    missing: tuple[str, ...] = ()  # placeholders without a value, by their Chinese names
    warnings: tuple[str, ...] = ()
    mark: str = ""
    """Words above the type area of every page that say what the paper is not: 练习，不是真实数据. "" on every real one."""


# Elements with a fixed position on the paper: the red head of page 1, its rules, and the imprint of the last page.
#
# Built by `head.place_head` and `imprint.place_imprint`; the painter draws them as positioned, the docx writer as
# page-anchored frames. All positions in mm from the paper's upper left corner.
@dataclass(frozen=True, slots=True)
class PlacedText:
    """Blocks inside a box, from the top. Each block is exactly one line (broken beforehand) of its own pitch."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """One straight horizontal line; `top_mm` is its upper edge."""

    left_mm: float
    top_mm: float
    width_mm: float
    thickness_pt: float
    colour: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Texts and rules of a head or imprint. An empty one takes no space.

    `first_text_mm` (head): top of the first body line on page 1, from the paper's upper edge.
    `last_text_mm` (imprint, foot rule): lower end of the body on that page, from the paper's upper edge.
    """

    texts: tuple[PlacedText, ...] = ()
    rules: tuple[PlacedRule, ...] = ()
    first_text_mm: float = 0.0
    last_text_mm: float = 0.0
