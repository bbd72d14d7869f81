"""The one printable model: blocks of runs with resolved form. Screen, printer, PDF and docx print these and nothing else.

Lengths in pt unless a name says otherwise; `_chars` counts 字 (the width of one body character with its spacing).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Script(StrEnum):
    """Which font of a pair prints a run. Quotes, dashes and ellipses of Chinese text are EAST_ASIAN (TRAPS 5)."""

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
    r"""Where the words of a block come from: the section and the line of its text (`text.split("\n")`, from 0) there.

    `offset` counts the blanks at the start of that line that are typed but not printed.
    """

    section_key: str
    paragraph: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One printed paragraph. An empty `runs` is a blank line of the block's pitch (blank lines are blocks, never space-before).

    `right_runs`, when given, end `right_chars` from the right edge on the same (single) line: 办理结果 … 签发人.
    `lines` of a title come as separate runs parted by `line_breaks_after` (indexes of runs that end a printed line).
    `keep_together` lets no page break fall inside (said in files only; pages follow from SignaturePlan).
    `first_line_chars` may be negative with `left_chars` for a hanging indent.
    """

    style: str  # key of Layout.styles; decides size, fonts, pitch, align
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
        """The words of this block as read, printed line breaks left out."""
        return "".join(run.text for run in self.runs)


class CellPlace(StrEnum):
    """Where the words of a cell stand in a row higher than they are."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; cells hold blocks. Column widths in mm; `head_rows` repeat on every page.

    `spans` says for each row how many columns each of its cells covers, `places` where the words of each cell stand; () is one
    column each and the middle. `frame_pt` draws the outer edge, `ruled` False draws nothing at all (addresses, labels).
    """

    rows: tuple[tuple[tuple[Block, ...], ...], ...]
    widths_mm: tuple[float, ...]
    head_rows: int = 0
    row_heights_mm: tuple[float, ...] = ()  # least heights; () = as the text needs
    spans: tuple[tuple[int, ...], ...] = ()
    places: tuple[tuple[CellPlace, ...], ...] = ()
    ruled: bool = True
    frame_pt: float = 0.5


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The words of the red head 「版头」. Empty text = element absent (GB/T 9704-2012 7.2, 10.1).

    `head.place_head` gives them their places on page 1. A class mark A/B/C is an ordinary block (style class_mark).
    """

    issuing_mark: str = ""
    document_number: str = ""
    signer: str = ""  # upward documents only (7.2.6)


@dataclass(frozen=True, slots=True)
class Imprint:
    """The words of the 「版记」 at the foot of the last page (GB/T 9704-2012 7.4), placed by `imprint.place_imprint`."""

    copies_to: str = ""
    printing_office: str = ""
    printing_date: str = ""


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A whole letter, ready for any printer. `layout` is the id of the layout it was arranged for.

    `warnings` are facts worth naming (characters without a glyph in the body font …), in Chinese.
    """

    layout: str
    title: str
    blocks: tuple[Block | TableBlock, ...]
    letterhead: Letterhead = Letterhead()
    imprint: Imprint = Imprint()
    missing: tuple[str, ...] = ()  # placeholders without a value, by their Chinese names
    warnings: tuple[str, ...] = ()


# Things with a fixed place on the paper: the red head of page 1, its rules, and the imprint of the last page.
#
# Made by `head.place_head` and `imprint.place_imprint`; the painter draws them where they say, the docx writer turns them into
# page-anchored frames. All places in mm from the paper's upper left corner.
@dataclass(frozen=True, slots=True)
class PlacedText:
    """Blocks inside a box. Each block prints exactly one line (it is broken beforehand), in its own pitch from the top."""

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
    """Texts and rules of one head or imprint. An empty one takes no room.

    `first_text_mm` (head): where the first line of the body begins on page 1, from the paper's upper edge.
    `last_text_mm` (imprint, foot rule): where the body ends on that page, from the paper's upper edge.
    """

    texts: tuple[PlacedText, ...] = ()
    rules: tuple[PlacedRule, ...] = ()
    first_text_mm: float = 0.0
    last_text_mm: float = 0.0
