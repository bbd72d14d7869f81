"""Ruled tables: repeated heads, rows that do not break across pages, least heights."""

from __future__ import annotations

from desktop.documents.docx_writer.paragraph_xml import ParagraphWriter, twips
from desktop.typesetting.block import Block, TableBlock
from desktop.typesetting.layout import MM
from desktop.typesetting.table_filling import CELL_BOTTOM_PT, CELL_PADDING_PT

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_MARGIN_TWIPS = twips(CELL_PADDING_PT)
_BOTTOM_TWIPS = twips(CELL_BOTTOM_PT)


def table_xml(table: TableBlock, paragraphs: ParagraphWriter) -> str:
    """One table of fixed column widths, followed by nothing: a paragraph has to stand between two tables."""
    widths = [twips(width * MM) for width in table.widths_mm]
    borders = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in _EDGES)
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
    cells = zip(table.rows[index], widths, strict=True)
    return f"<w:tr><w:trPr>{form}</w:trPr>{''.join(_cell(c, w, paragraphs) for c, w in cells)}</w:tr>"


def _cell(blocks: tuple[Block, ...], width: int, paragraphs: ParagraphWriter) -> str:
    words = "".join(paragraphs.paragraph(block) for block in blocks) or "<w:p/>"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{words}</w:tc>'
    )
