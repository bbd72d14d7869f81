"""Fill ruled tables: row heights from the cells, head rows repeated on every page, rows split only if higher than a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from desktop.typesetting.lines.line_filling import BlockFiller
from desktop.typesetting.model.block import Block, CellPlace, TableBlock
from desktop.typesetting.model.layout import MM
from desktop.typesetting.model.page import PlacedLine, Rule, TextLine
from desktop.typesetting.pages.page_column import PageColumn

CELL_PADDING_PT = 4.25
"""Left and right cell padding, 1.5 mm; the docx writer uses the same."""
CELL_BOTTOM_PT = 3.0
"""Padding below the text: in a line of exact pitch the baseline is low and ink would touch the rule."""
RULE_PT = 0.5
"""Thickness of the rules between cells; added to the height of a row unless its minimum height already includes it."""


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of a cell; `top_pt` counts from the row's upper edge."""

    line: TextLine
    top_pt: float
    style: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row ready for placing. `edges_pt` are the positions of its vertical rules on the page, from left to right."""

    height_pt: float
    lines: tuple[CellLine, ...]
    edges_pt: tuple[float, ...]
    ruled: bool = True
    frame_pt: float = RULE_PT
    first: bool = False
    last: bool = False


def fill_rows(
    table: TableBlock, filler: BlockFiller, left_pt: float, width_pt: float
) -> tuple[TableRow, ...]:
    """The rows of `table`, centred; a table wider than `width_pt` is scaled down to it."""
    widths = [width * MM for width in table.widths_mm]
    scale = min(1.0, width_pt / sum(widths)) if widths and sum(widths) > 0 else 1.0
    start = left_pt + (width_pt - sum(widths) * scale) / 2
    edges = tuple(accumulate((width * scale for width in widths), initial=start))
    return tuple(_row(table, index, filler, edges) for index in range(len(table.rows)))


def _row(table: TableBlock, index: int, filler: BlockFiller, columns: tuple[float, ...]) -> TableRow:
    cells = table.rows[index]
    edges = _cell_edges(columns, table.spans[index]) if table.spans else columns
    places = table.places[index] if table.places else (CellPlace.MIDDLE,) * len(cells)
    filled = [
        _cell(cell, filler, left, right) for cell, left, right in zip(cells, edges, edges[1:], strict=False)
    ]
    rule = RULE_PT if table.ruled else 0.0
    least = table.row_heights_mm[index] * MM if index < len(table.row_heights_mm) else 0.0
    height = max([least, *(_height(cell) + rule for cell in filled)])
    lines: list[CellLine] = []
    for cell, place in zip(filled, places, strict=False):
        top = rule + (height - rule - _height(cell)) * _ABOVE[place]
        for style, line in cell:
            lines.append(CellLine(line, top, style))
            top += line.pitch_pt
    last = index == len(table.rows) - 1
    return TableRow(height, tuple(lines), edges, table.ruled, table.frame_pt, index == 0, last)


_ABOVE = {CellPlace.TOP: 0.0, CellPlace.MIDDLE: 0.5, CellPlace.BOTTOM: 1.0}


def _cell_edges(columns: tuple[float, ...], spans: Sequence[int]) -> tuple[float, ...]:
    """The cell edges of one row, taking column spans into account."""
    ends = list(accumulate(spans, initial=0))
    return tuple(columns[min(end, len(columns) - 1)] for end in ends)


def _cell(
    cell: tuple[Block, ...], filler: BlockFiller, left: float, right: float
) -> list[tuple[str, TextLine]]:
    room = right - left - 2 * CELL_PADDING_PT
    return [
        (block.style, line) for block in cell for line in filler.lines(block, left + CELL_PADDING_PT, room)
    ]


def _height(cell: list[tuple[str, TextLine]]) -> float:
    return sum(line.pitch_pt for _, line in cell) + CELL_BOTTOM_PT


def put_rows(table: TableBlock, rows: tuple[TableRow, ...], column: PageColumn) -> None:
    """Place the rows; the head rows are repeated on each new page. The outer border is above the first row."""
    head = rows[: table.head_rows]
    frame = table.frame_pt if table.ruled else 0.0
    column.need(frame + sum(row.height_pt for row in rows[: table.head_rows + 1]))
    column.advance(frame)
    for index, row in enumerate(rows):
        before = len(column.pages)
        column.need(row.height_pt)
        if len(column.pages) > before and index >= table.head_rows:
            for repeated in head:
                _put_row(repeated, column)
        _put_row(row, column)


def _put_row(row: TableRow, column: PageColumn) -> None:
    """Place one row; a row higher than a page is split between its lines."""
    if row.height_pt > column.room_pt and row.lines:
        fitting = tuple(cell for cell in row.lines if cell.top_pt + cell.line.pitch_pt <= column.room_pt)
        if fitting and len(fitting) < len(row.lines):
            cut = min(cell.top_pt for cell in row.lines if cell not in fitting)
            _add_rules(replace(row, height_pt=cut, lines=tuple(c for c in fitting if c.top_pt < cut)), column)
            rest = tuple(replace(c, top_pt=c.top_pt - cut) for c in row.lines if c.top_pt >= cut)
            column.break_page()
            _put_row(replace(row, height_pt=row.height_pt - cut, lines=rest), column)
            return
    _add_rules(row, column)


def _add_rules(row: TableRow, column: PageColumn) -> None:
    top, page = column.y_pt, column.page
    number = page.lines[-1].number if page.lines else 0
    for cell in row.lines:
        page.lines.append(PlacedLine(cell.line, top + cell.top_pt, cell.style, None, number + 1))
    if row.ruled:
        page.rules.extend(_rules(row, top))
    column.advance(row.height_pt)


def _rules(row: TableRow, top: float) -> list[Rule]:
    left, right = row.edges_pt[0], row.edges_pt[-1]
    ends = ((top, row.first), (top + row.height_pt, row.last))
    across = [(y, row.frame_pt if outer else RULE_PT) for y, outer in ends]
    down = [(x, row.frame_pt if x in (left, right) else RULE_PT) for x in row.edges_pt]
    return [
        *(Rule(left - row.frame_pt / 2, y - ink / 2, right - left + row.frame_pt, ink) for y, ink in across),
        *(Rule(x - ink / 2, top, ink, row.height_pt) for x, ink in down),
    ]
