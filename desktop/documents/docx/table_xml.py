"""Ruled tables: repeated heads, rows that do not break across pages, least heights."""

from __future__ import annotations

from dataclasses import replace

from desktop.documents.docx.paragraph_xml import ParagraphWriter, twips
from desktop.typesetting.model.block import Block, CellPlace, TableBlock
from desktop.typesetting.model.layout import MM
from desktop.typesetting.pages.table_filling import CELL_BOTTOM_PT, CELL_PADDING_PT

_EDGES = ("top", "left", "bottom", "right")
_INSIDE = ("insideH", "insideV")
_PLACES = {CellPlace.TOP: "top", CellPlace.MIDDLE: "center", CellPlace.BOTTOM: "bottom"}
_THIN_EIGHTHS = 4
_MARGIN_TWIPS = twips(CELL_PADDING_PT)
_BOTTOM_TWIPS = twips(CELL_BOTTOM_PT)


SEPARATOR = (
    '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
)
"""The paragraph that Word wants behind a table that ends a file or stands before another one; it takes one point of height."""


def table_xml(table: TableBlock, paragraphs: ParagraphWriter, room_pt: float) -> str:
    """One table of fixed column widths, drawn together to `room_pt` if it is wider. Put SEPARATOR between two of them."""
    wanted = [width * MM for width in table.widths_mm]
    scale = min(1.0, room_pt / sum(wanted)) if sum(wanted) > 0 else 1.0
    widths = [twips(width * scale) for width in wanted]
    borders = _borders(table)
    form = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{_MARGIN_TWIPS}" w:type="dxa"/>'
        f'<w:bottom w:w="{_BOTTOM_TWIPS}" w:type="dxa"/><w:right w:w="{_MARGIN_TWIPS}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(index, table, widths, paragraphs) for index in range(len(table.rows)))
    return f"<w:tbl>{form}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _row(index: int, table: TableBlock, widths: list[int], paragraphs: ParagraphWriter) -> str:
    form = "<w:cantSplit/>"
    if index < len(table.row_heights_mm):
        form += f'<w:trHeight w:val="{twips(table.row_heights_mm[index] * MM)}" w:hRule="atLeast"/>'
    if index < table.head_rows:
        form += "<w:tblHeader/>"
    spans = table.spans[index] if table.spans else (1,) * len(table.rows[index])
    places = table.places[index] if table.places else (CellPlace.MIDDLE,) * len(spans)
    cells, column = "", 0
    head = index < table.head_rows
    for cell, span, place in zip(table.rows[index], spans, places, strict=True):
        blocks = tuple(replace(block, keep_with_next=True) for block in cell) if head else cell
        cells += _cell(blocks, sum(widths[column : column + span]), span, place, paragraphs)
        column += span
    return f"<w:tr><w:trPr>{form}</w:trPr>{cells}</w:tr>"


def _borders(table: TableBlock) -> str:
    if not table.ruled:
        return "".join(f'<w:{edge} w:val="nil"/>' for edge in (*_EDGES, *_INSIDE))
    inks = dict.fromkeys(_EDGES, round(table.frame_pt * 8)) | dict.fromkeys(_INSIDE, _THIN_EIGHTHS)
    return "".join(
        f'<w:{edge} w:val="single" w:sz="{ink}" w:space="0" w:color="000000"/>' for edge, ink in inks.items()
    )


def _cell(
    blocks: tuple[Block, ...], width: int, span: int, place: CellPlace, paragraphs: ParagraphWriter
) -> str:
    words = "".join(paragraphs.paragraph(block) for block in blocks) or "<w:p/>"
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}<w:vAlign w:val="{_PLACES[place]}"/></w:tcPr>'
        f"{words}</w:tc>"
    )
