"""Ruled tables: rows as high as their cells need, head rows repeated on every page, no row torn where a page can hold it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.typesetting.block import Block, TableBlock
from desktop.typesetting.block_filling import BlockFiller
from desktop.typesetting.layout import MM
from desktop.typesetting.page import PlacedLine, Rule, TextLine
from desktop.typesetting.page_column import PageColumn

CELL_PADDING_PT = 4.25
"""Room left and right in a cell, 1.5 mm. The file says the same."""
CELL_BOTTOM_PT = 3.0
"""Room below the words: their baseline stands low in a line of exact pitch, and ink would touch the rule."""
RULE_PT = 0.5
"""Rules between cells; each row is higher by one."""


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of a cell; `top_pt` counts from the row's upper edge."""

    line: TextLine
    top_pt: float
    style: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row ready to be placed. `edges_pt` are the vertical rules from left to right, on the page."""

    height_pt: float
    lines: tuple[CellLine, ...]
    edges_pt: tuple[float, ...]


def fill_rows(
    table: TableBlock, filler: BlockFiller, left_pt: float, width_pt: float
) -> tuple[TableRow, ...]:
    """The rows of `table`, centred; a table wider than `width_pt` is drawn together to it, all columns alike."""
    widths = [width * MM for width in table.widths_mm]
    scale = min(1.0, width_pt / sum(widths)) if widths and sum(widths) > 0 else 1.0
    edges = [left_pt + (width_pt - sum(widths) * scale) / 2]
    for width in widths:
        edges.append(edges[-1] + width * scale)
    least = [*(height * MM for height in table.row_heights_mm), *([0.0] * len(table.rows))]
    return tuple(_row(cells, filler, tuple(edges), least[i]) for i, cells in enumerate(table.rows))


def _row(
    cells: tuple[tuple[Block, ...], ...], filler: BlockFiller, edges: tuple[float, ...], least_pt: float
) -> TableRow:
    filled = [
        [
            (block.style, line)
            for block in cell
            for line in filler.lines(block, left + CELL_PADDING_PT, right - left - 2 * CELL_PADDING_PT)
        ]
        for cell, left, right in zip(cells, edges, edges[1:], strict=False)
    ]
    heights = [sum(line.pitch_pt for _, line in cell) + CELL_BOTTOM_PT for cell in filled]
    height = max([least_pt, *heights]) + RULE_PT
    lines = []
    for cell, used in zip(filled, heights, strict=True):
        top = RULE_PT + (height - RULE_PT - used) / 2
        for style, line in cell:
            lines.append(CellLine(line, top, style))
            top += line.pitch_pt
    return TableRow(height, tuple(lines), edges)


def put_rows(table: TableBlock, rows: tuple[TableRow, ...], column: PageColumn) -> None:
    """Place the rows; where a page ends, the head rows are repeated on the next one."""
    head = rows[: table.head_rows]
    if head:
        column.need(sum(row.height_pt for row in rows[: table.head_rows + 1]))
    for index, row in enumerate(rows):
        before = len(column.pages)
        column.need(row.height_pt)
        if len(column.pages) > before and index >= table.head_rows:
            for repeated in head:
                _put_row(repeated, column)
        _put_row(row, column)


def _put_row(row: TableRow, column: PageColumn) -> None:
    """Place one row; one higher than a page is cut between its lines."""
    if row.height_pt > column.room_pt and row.lines:
        fitting = tuple(cell for cell in row.lines if cell.top_pt + cell.line.pitch_pt <= column.room_pt)
        if fitting and len(fitting) < len(row.lines):
            cut = min(cell.top_pt for cell in row.lines if cell not in fitting)
            _ink(replace(row, height_pt=cut, lines=tuple(c for c in fitting if c.top_pt < cut)), column)
            rest = tuple(replace(c, top_pt=c.top_pt - cut) for c in row.lines if c.top_pt >= cut)
            column.break_page()
            _put_row(TableRow(row.height_pt - cut, rest, row.edges_pt), column)
            return
    _ink(row, column)


def _ink(row: TableRow, column: PageColumn) -> None:
    top, page = column.y_pt, column.page
    left, right = row.edges_pt[0], row.edges_pt[-1]
    number = page.lines[-1].number if page.lines else 0
    for cell in row.lines:
        page.lines.append(PlacedLine(cell.line, top + cell.top_pt, cell.style, None, number + 1))
    for y in (top, top + row.height_pt):
        page.rules.append(Rule(left, y - RULE_PT / 2, right - left, RULE_PT))
    for x in row.edges_pt:
        page.rules.append(Rule(x - RULE_PT / 2, top, RULE_PT, row.height_pt))
    column.advance(row.height_pt)
