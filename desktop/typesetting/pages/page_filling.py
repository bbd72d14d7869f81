"""Blocks onto pages: `fill` is the one road from a printed document to finished pages for screen, PDF and printer.

GB/T 9704-2012: 22 lines a page (5.2.3), the imprint at the foot of the last page (7.4), page numbers by parity (7.5), a
signature never alone on a page (7.3.5.5), attachments on a new page (7.3.7, as blocks say).
"""

from __future__ import annotations

from desktop.typesetting.lines.block_filling import BlockFiller
from desktop.typesetting.lines.measured_text import GlyphWidths
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_column import PageColumn
from desktop.typesetting.pages.page_flow import PageFlow
from desktop.typesetting.pages.page_number_filling import page_number_line
from desktop.typesetting.pages.placed_filling import Fixture, imprint_fixture, page_one_fixture


def fill(document: PrintedDocument, layout: Layout, widths: GlyphWidths) -> tuple[Page, ...]:
    """The finished pages of `document`, at least one. For typing use PageFiller, which keeps what did not change."""
    return PageFiller(layout, widths).fill(document)


class PageFiller:
    """Fills documents of one layout and remembers the lines of the last one: a keystroke breaks one paragraph anew."""

    def __init__(self, layout: Layout, widths: GlyphWidths) -> None:
        self.layout = layout
        self.blocks = BlockFiller(layout, widths)

    def fill(self, document: PrintedDocument) -> tuple[Page, ...]:
        """As the function `fill`; `document` may change in any way from call to call."""
        self.blocks.begin()
        head = page_one_fixture(document, self.blocks)
        imprint = imprint_fixture(document, self.blocks)
        column = PageColumn(self.layout, head.first_text_pt, head.last_text_pt)
        PageFlow(document.blocks, self.blocks).put_all(column)
        return _finished(column, head, imprint, self.blocks)


def _finished(column: PageColumn, head: Fixture, imprint: Fixture, filler: BlockFiller) -> tuple[Page, ...]:
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
        pages.append(Page(number, paper.width_mm * MM, paper.height_mm * MM, tuple(lines), tuple(rules)))
    return tuple(pages)


def _make_room_for_imprint(column: PageColumn, imprint: Fixture) -> frozenset[int]:
    """Add pages until the imprint has its place; returned are numbers of pages that carry no page number (7.5)."""
    if not imprint.lines:
        return frozenset()
    before = len(column.pages)
    if column.y_pt > imprint.last_text_pt + 0.05:
        column.add_page()
    return frozenset(range(before + 1, len(column.pages) + 1))
