"""Fill pages: `fill` and `PageFiller` turn a printed document into finished pages for screen, PDF and printer.

GB/T 9704-2012: 22 lines a page (5.2.3), the imprint at the foot of the last page (7.4), page numbers by parity (7.5), a
signature never alone on a page (7.3.5.5), attachments on a new page (7.3.7, by the blocks' page breaks).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.typesetting.lines.line_filling import BlockFiller
from desktop.typesetting.lines.measured_text import GlyphWidths
from desktop.typesetting.model.block import Align, Block, Placed, PlacedText, PrintedDocument, Run, TableBlock
from desktop.typesetting.model.layout import MM, Layout, SignaturePlan
from desktop.typesetting.model.page import BASELINE_SHARE, Page, PlacedLine, Rule, TextLine
from desktop.typesetting.model.runs import split_by_script
from desktop.typesetting.pages.page_column import PageColumn
from desktop.typesetting.pages.table_filling import TableRow, fill_rows, put_rows
from desktop.typesetting.words.head import place_head
from desktop.typesetting.words.imprint import place_imprint


# Flow of blocks into the type area, with keep rules.
class PageFlow:
    """The filled blocks of one document.

    A block kept with the next one is not split and stays on the page of that block's first line. Only a body paragraph
    may be split: its last lines move with the signature (SignaturePlan.keep_body_lines), as in Word.
    """

    def __init__(self, blocks: tuple[Block | TableBlock, ...], filler: BlockFiller) -> None:
        layout = filler.layout
        left, width = layout.paper.left_mm * MM, layout.paper.text_width_pt
        signature = layout.signature
        self._least = 2 if layout.text.widow_control else 1
        self._parts: list[_Paragraph | _Table] = [
            _Table(block, fill_rows(block, filler, left, width))
            if isinstance(block, TableBlock)
            else _Paragraph(block, filler.lines(block, left, width), signature)
            for block in blocks
        ]
        self._needs = self._all_needs()

    def put_all(self, column: PageColumn) -> None:
        """Place every block into `column`, from its current position."""
        for index, part in enumerate(self._parts):
            if isinstance(part, _Table):
                put_rows(part.table, part.rows, column)
            else:
                self._put(index, part, column)

    def _put(self, index: int, part: _Paragraph, column: PageColumn) -> None:
        if part.block.page_break_before:
            column.break_page()
        column.need(self._needs[index])
        for number, line in enumerate(part.lines):
            if number == part.loose:
                column.need(part.tied_pt + self._needs[index + 1])
            elif part.loose - number == self._least:
                column.need(_height(part.lines[number : part.loose]))
            column.put(PlacedLine(line, 0.0, part.block.style, part.block.anchor))

    def _all_needs(self) -> list[float]:
        """For each block the height in pt that must be free at its start, including the blocks kept with it."""
        needs = [0.0] * (len(self._parts) + 1)
        for index in range(len(self._parts) - 1, -1, -1):
            part = self._parts[index]
            if isinstance(part, _Table):
                needs[index] = sum(row.height_pt for row in part.rows[: part.table.head_rows + 1])
            elif part.loose == 0:
                needs[index] = part.tied_pt + needs[index + 1]
            else:
                # A paragraph too short for both of its parts to have enough lines is not split.
                whole = part.loose < 2 * self._least
                needs[index] = _height(part.lines[: part.loose if whole else self._least])
        return needs


class _Table:
    __slots__ = ("rows", "table")

    def __init__(self, table: TableBlock, rows: tuple[TableRow, ...]) -> None:
        self.table = table
        self.rows = rows


class _Paragraph:
    """A block with its lines; those from `loose` on are kept with the next block."""

    __slots__ = ("block", "lines", "loose", "tied_pt")

    def __init__(self, block: Block, lines: tuple[TextLine, ...], signature: SignaturePlan) -> None:
        self.block = block
        self.lines = lines
        tied = 0
        if block.keep_with_next:
            short = len(lines) <= signature.whole_paragraph_lines
            tied = len(lines) if short or block.style != "body" else max(1, signature.keep_body_lines)
        self.loose = len(lines) - tied
        self.tied_pt = _height(lines[self.loose :])


def _height(lines: Sequence[TextLine]) -> float:
    return sum(line.pitch_pt for line in lines)


# 「页码」 by parity (GB/T 9704-2012 7.5).
_DASH_ABOVE_BASELINE_EM = 0.36  # middle of the dash 「一字线」 in Song typefaces


def page_number_line(number: int, filler: BlockFiller) -> PlacedLine | None:
    """The page number line of page `number`; None if the layout shows none.

    Odd pages right and even pages left with one character's distance from the edge, or centred where not mirrored.
    """
    layout = filler.layout
    plan, paper = layout.page_number, layout.paper
    if not plan.shown or (number == 1 and not plan.on_first_page):
        return None
    runs = tuple(
        Run(piece, script, plan.font, plan.size_pt)
        for script, piece in split_by_script(plan.form.format(page=number))
    )
    align = (Align.RIGHT if number % 2 else Align.LEFT) if plan.mirrored else Align.CENTER
    inset = plan.inset_chars * plan.size_pt / layout.body.size_pt if plan.mirrored else 0.0
    block = Block(
        "page_number", runs, align=align, pitch_pt=plan.size_pt, left_chars=inset, right_chars=inset
    )
    (line, *_) = filler.lines(block, paper.left_mm * MM, paper.text_width_pt)
    dash = (paper.height_mm - paper.bottom_mm + plan.below_text_mm) * MM
    baseline = dash + plan.size_pt * _DASH_ABOVE_BASELINE_EM
    return PlacedLine(line, baseline - plan.size_pt * BASELINE_SHARE, "page_number")


_MARK_TOP_MM, _MARK_SIZE_PT = 8.0, 10.5


def mark_line(mark: str, filler: BlockFiller) -> PlacedLine | None:
    """The mark of a document at the upper edge of the paper, outside the type area; None for a document without one."""
    if not mark:
        return None
    paper = filler.layout.paper
    runs = tuple(Run(piece, script, "body", _MARK_SIZE_PT) for script, piece in split_by_script(mark))
    block = Block("mark", runs, align=Align.CENTER, pitch_pt=_MARK_SIZE_PT)
    (line, *_) = filler.lines(block, paper.left_mm * MM, paper.text_width_pt)
    return PlacedLine(line, _MARK_TOP_MM * MM, "mark")


# Head and imprint: boxes at fixed positions, filled with lines.
@dataclass(frozen=True, slots=True)
class FixedContent:
    """Lines and rules at fixed positions. The body begins at `first_text_pt` and ends at `last_text_pt`; 0 = the type area's."""

    lines: tuple[PlacedLine, ...] = ()
    rules: tuple[Rule, ...] = ()
    first_text_pt: float = 0.0
    last_text_pt: float = 0.0


def head_content(document: PrintedDocument, filler: BlockFiller) -> FixedContent:
    """「版头」 of the first page; empty for a plain letter."""
    return _fixed_content(place_head(document.letterhead, filler.layout), filler)


def imprint_content(document: PrintedDocument, filler: BlockFiller) -> FixedContent:
    """「版记」 of the last page; empty if there is none."""
    return _fixed_content(place_imprint(document.imprint, filler.layout), filler)


def _fixed_content(placed: Placed, filler: BlockFiller) -> FixedContent:
    lines = tuple(line for text in placed.texts for line in _lines(text, filler))
    rules = tuple(
        Rule(rule.left_mm * MM, rule.top_mm * MM, rule.width_mm * MM, rule.thickness_pt, rule.colour)
        for rule in placed.rules
    )
    return FixedContent(lines, rules, placed.first_text_mm * MM, placed.last_text_mm * MM)


def _lines(text: PlacedText, filler: BlockFiller) -> list[PlacedLine]:
    top, placed = text.top_mm * MM, []
    for block in text.blocks:
        for line in filler.lines(block, text.left_mm * MM, text.width_mm * MM):
            placed.append(PlacedLine(line, top, block.style))
            top += line.pitch_pt
    return placed


# Whole documents.
def fill(document: PrintedDocument, layout: Layout, widths: GlyphWidths) -> tuple[Page, ...]:
    """The finished pages of `document`, at least one. While editing use PageFiller, which caches unchanged lines."""
    return PageFiller(layout, widths).fill(document)


class PageFiller:
    """Fills documents of one layout and caches the lines of the last one."""

    def __init__(self, layout: Layout, widths: GlyphWidths) -> None:
        self.layout = layout
        self.blocks = BlockFiller(layout, widths)

    def fill(self, document: PrintedDocument) -> tuple[Page, ...]:
        """As the function `fill`; successive documents may differ in any way."""
        self.blocks.begin()
        head = head_content(document, self.blocks)
        imprint = imprint_content(document, self.blocks)
        column = PageColumn(self.layout, head.first_text_pt, head.last_text_pt)
        PageFlow(document.blocks, self.blocks).put_all(column)
        return _finished(column, head, imprint, mark_line(document.mark, self.blocks), self.blocks)


def _finished(
    column: PageColumn,
    head: FixedContent,
    imprint: FixedContent,
    mark: PlacedLine | None,
    filler: BlockFiller,
) -> tuple[Page, ...]:
    unnumbered = _make_room_for_imprint(column, imprint)
    pages, total = [], len(column.pages)
    paper = filler.layout.paper
    for number, content in enumerate(column.pages, 1):
        lines, rules = list(content.lines), list(content.rules)
        for fixture, place in ((head, 1), (imprint, total)):
            if number == place:
                lines.extend(fixture.lines)
                rules.extend(fixture.rules)
        if number not in unnumbered and (line := page_number_line(number, filler)):
            lines.append(line)
        if mark is not None:
            lines.append(mark)
        pages.append(Page(number, paper.width_mm * MM, paper.height_mm * MM, tuple(lines), tuple(rules)))
    return tuple(pages)


def _make_room_for_imprint(column: PageColumn, imprint: FixedContent) -> frozenset[int]:
    """Add a page if the imprint does not fit; return the numbers of pages without a page number (7.5)."""
    if not imprint.lines:
        return frozenset()
    before = len(column.pages)
    if column.y_pt > imprint.last_text_pt + 0.05:
        column.add_page()
    return frozenset(range(before + 1, len(column.pages) + 1))
