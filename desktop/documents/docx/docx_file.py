"""Write a printed document as .docx with python-docx: frames of head and imprint, blocks and tables, bookmarks of sections.

Output is reproducible: no clock, no random ids, fixed times inside the archive.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby, zip_longest

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.shared import Length
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from desktop.documents.docx import elements
from desktop.documents.docx.elements import Frame, twips
from desktop.documents.docx.letter_base import add_unnumbered_section, empty_letter
from desktop.documents.docx.paragraphs import ParagraphWriter
from desktop.typesetting.lines.measured_text import EmWidths, GlyphWidths
from desktop.typesetting.model.block import (
    Block,
    CellPlace,
    Placed,
    PlacedRule,
    PlacedText,
    PrintedDocument,
    TableBlock,
)
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.pages.page_filling import PageFiller
from desktop.typesetting.pages.signature_tie import imprint_stands_alone, without_needless_tie
from desktop.typesetting.pages.table_filling import CELL_BOTTOM_PT, CELL_PADDING_PT
from desktop.typesetting.words.head import place_head
from desktop.typesetting.words.imprint import place_imprint

BOOKMARK_PREFIX = "sec_"
"""Bookmark sec_KEY spans the paragraphs of section KEY, so that a file edited in Word can be imported again."""
_THINNEST_FRAME_PT = 2.0
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255  # characters, of python-docx and of Word's own dialog


def docx_bytes(
    printed: PrintedDocument,
    layout: Layout,
    *,
    now: datetime | None = None,
    widths: GlyphWidths | None = None,
) -> bytes:
    """Return the bytes of the file. `layout` is the one the document was arranged for; `now` is stored as time of writing.

    `widths` are those of the printing fonts, to predict the end of the last page; None counts half and whole ems, as in the
    official fonts.

    Raises ValueError for another layout.
    """
    if printed.layout != layout.id:
        raise ValueError(f"arranged for {printed.layout}, not for {layout.id}")
    filler = PageFiller(layout, widths or EmWidths())
    foreseen = without_needless_tie(printed, filler)
    document = empty_letter(layout)
    writer = DocumentWriter(document, layout)
    writer.add_head(place_head(foreseen.letterhead, layout))
    writer.add_body(foreseen.blocks)
    if imprint_stands_alone(foreseen, filler):
        add_unnumbered_section(document, layout)
    writer.add_imprint(place_imprint(foreseen.imprint, layout))
    if printed.mark:
        _add_mark(document, printed.mark)
    _set_properties(document, printed.title, now)
    stream = io.BytesIO()
    document.save(stream)
    return with_fixed_times(stream.getvalue())


def _add_mark(document: Document, mark: str) -> None:
    """Write the mark into the heads of all pages: odd, even and first ones of every section."""
    for section in document.sections:
        for head in (section.header, section.even_page_header, section.first_page_header):
            head.is_linked_to_previous = False
            head.paragraphs[0].text = mark


def _set_properties(document: Document, title: str, now: datetime | None) -> None:
    """Set title and times; the base document names no person."""
    properties = document.core_properties
    properties.title = title[:_LONGEST_PROPERTY]
    if now is not None:
        properties.created = properties.modified = now.astimezone(UTC) if now.tzinfo else now


def with_fixed_times(package: bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same members in the same order without the time and the system that they were written at."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as written,
        zipfile.ZipFile(stream, "w", compression) as archive,
    ):
        for member in written.infolist():
            entry = zipfile.ZipInfo(member.filename, _EPOCH)
            entry.compress_type = compression
            entry.create_system = 0
            archive.writestr(entry, written.read(member))
    return stream.getvalue()


class DocumentWriter:
    """Adds text to the end of a document, which has the styles of the layout."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self._document = document
        self._layout = layout
        self._paragraphs = ParagraphWriter(layout)

    # Head and imprint as page-anchored frames, which Word, WPS and LibreOffice position alike.
    def add_head(self, placed: Placed) -> None:
        """Add frames of mark, number and rules, covering the area from the top of the type area to the first body line.

        Each extends to the next one, so that no body line is placed between them.
        """
        things: list[PlacedText | PlacedRule] = [*placed.texts, *placed.rules]
        things.sort(key=lambda thing: thing.top_mm)
        above = [thing for thing in things if thing.top_mm < placed.first_text_mm]
        top = min([self._layout.paper.top_mm, *(thing.top_mm for thing in above[:1])])
        for thing, below in zip_longest(above, above[1:]):
            end = below.top_mm if below else placed.first_text_mm
            self._add_frame(thing, top, end)
            top = end
        for thing in things[len(above) :]:
            self._add_frame(thing, thing.top_mm)

    def add_imprint(self, placed: Placed) -> None:
        """Add frames of lines and rules at the foot of the last page, and the small paragraph that anchors them."""
        things: list[PlacedText | PlacedRule] = [*placed.rules, *placed.texts]
        for thing in things:
            self._add_frame(thing, thing.top_mm)
        if placed.texts:
            elements.make_small(self._document.add_paragraph(), 1)

    def _add_frame(self, thing: PlacedText | PlacedRule, top_mm: float, end_mm: float = 0.0) -> None:
        """Add the frame of one thing; it reaches from `top_mm` at least to `end_mm`."""
        least_pt = _THINNEST_FRAME_PT if isinstance(thing, PlacedRule) else thing.height_mm * MM
        height_pt = max((end_mm - top_mm) * MM, least_pt)
        frame = Frame(thing.left_mm * MM, top_mm * MM, thing.width_mm * MM, height_pt)
        if isinstance(thing, PlacedRule):
            elements.rule_above(self._add_small(frame, 1), thing.thickness_pt, thing.colour)
            return
        air_pt = (thing.top_mm - top_mm) * MM
        if air_pt >= 1:
            self._add_small(frame, air_pt)
        for block in thing.blocks:
            elements.put_in_frame(self._paragraphs.add(self._document, block), frame)

    def _add_small(self, frame: Frame, pitch_pt: float) -> Paragraph:
        paragraph = self._document.add_paragraph()
        elements.make_small(paragraph, pitch_pt)
        elements.put_in_frame(paragraph, frame)
        return paragraph

    def add_body(self, blocks: tuple[Block | TableBlock, ...]) -> None:
        """Add paragraphs and tables, a bookmark around the paragraphs of each section."""
        taken: set[str] = set()
        for key, group in groupby(blocks, key=_section_key):
            if not key:
                self._add_loose(list(group))
                continue
            written = [
                self._paragraphs.add(self._document, block) for block in group if isinstance(block, Block)
            ]
            name = _bookmark_name(key)
            if name not in taken:
                taken.add(name)
                elements.bookmark(written[0], written[-1], name, len(taken))

    def _add_loose(self, blocks: list[Block | TableBlock]) -> None:
        """Add what belongs to no section. Word wants a paragraph between two tables and behind the last one."""
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Block):
                self._paragraphs.add(self._document, block)
                continue
            add_table(self._document, block, self._paragraphs, self._layout.paper.text_width_pt)
            if not isinstance(following, Block):
                elements.make_small(self._document.add_paragraph(), 1)


def _section_key(block: Block | TableBlock) -> str:
    return block.anchor.section_key if isinstance(block, Block) and block.anchor else ""


def _bookmark_name(key: str) -> str:
    """A valid bookmark name: at most 40 letters, digits, underscores."""
    return BOOKMARK_PREFIX + re.sub(r"[^0-9A-Za-z_]", "_", key)[:34]


# Ruled tables: repeated head rows, rows not split across pages, minimum heights.
_PLACES = {
    CellPlace.TOP: WD_CELL_VERTICAL_ALIGNMENT.TOP,
    CellPlace.MIDDLE: WD_CELL_VERTICAL_ALIGNMENT.CENTER,
    CellPlace.BOTTOM: WD_CELL_VERTICAL_ALIGNMENT.BOTTOM,
}


def add_table(document: Document, table: TableBlock, paragraphs: ParagraphWriter, room_pt: float) -> None:
    """Add one table with fixed column widths, scaled down to `room_pt` if wider."""
    wanted = [width * MM for width in table.widths_mm]
    scale = min(1.0, room_pt / sum(wanted)) if sum(wanted) > 0 else 1.0
    widths = [twips(width * scale) for width in wanted]
    written = document.add_table(len(table.rows), len(widths))
    written.alignment, written.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    elements.set_table_form(written, Length(sum(widths)), CELL_PADDING_PT, CELL_BOTTOM_PT)
    elements.rule_table(written, table.frame_pt if table.ruled else None)
    for column, width in zip(written.columns, widths, strict=True):
        column.width = width
    for index, row in enumerate(written.rows):
        _set_row(row, index, table)
        _fill_row(row, index, table, widths, paragraphs)


def _set_row(row: _Row, index: int, table: TableBlock) -> None:
    if index < len(table.row_heights_mm):
        row.height, row.height_rule = twips(table.row_heights_mm[index] * MM), WD_ROW_HEIGHT_RULE.AT_LEAST
    elements.keep_row_whole(row, is_head=index < table.head_rows)


def _fill_row(
    row: _Row, index: int, table: TableBlock, widths: list[Length], paragraphs: ParagraphWriter
) -> None:
    """Join the cells as the block says and fill them."""
    blocks = table.rows[index]
    spans = table.spans[index] if table.spans else (1,) * len(blocks)
    places = table.places[index] if table.places else (CellPlace.MIDDLE,) * len(spans)
    cells, column = row.cells, 0
    for words, span, place in zip(blocks, spans, places, strict=True):
        end = column + span
        cell = elements.join_cells(row, cells[column:end]) if span > 1 else cells[column]
        cell.width = Length(sum(widths[column:end]))
        cell.vertical_alignment = _PLACES[place]
        _fill_cell(cell, words, paragraphs, is_head=index < table.head_rows)
        column = end


def _fill_cell(cell: _Cell, blocks: tuple[Block, ...], paragraphs: ParagraphWriter, *, is_head: bool) -> None:
    """Fill a cell, which has one empty paragraph. Rows of the head keep with the next row."""
    for index, block in enumerate(blocks):
        shown = replace(block, keep_with_next=True) if is_head else block
        paragraphs.write(cell.add_paragraph() if index else cell.paragraphs[0], shown)
