"""Read a whole list 「交办清单、办理台账」: header, rows, and the rows that cannot be read, with their reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.intake.lists.ledger_cells import CellValue, cell_text, read_matter_type
from desktop.domain.intake.lists.ledger_columns import column_map
from desktop.domain.intake.lists.ledger_header import LedgerHeader, find_header
from desktop.domain.intake.lists.ledger_row import BadRow, LedgerRow, LedgerValue, meeting_values, read_row

_NOTE = re.compile(
    r"(?:备\s*注|说\s*明|注|填表.{0,3}|制表.{0,3}|审核.{0,2}|联系.{0,2}|合\s*计|总\s*计|共\s*计|小\s*计|注意)\s*(?:[:：]|[\d一二三]|$)|.{0,10}(?:合计|小计|共\d+件)"
)


@dataclass(frozen=True, slots=True)
class LedgerReading:
    """The result of reading a list. `columns` maps a column index (from 0) to its field; empty if no header was found."""

    rows: tuple[LedgerRow, ...]
    bad_rows: tuple[BadRow, ...]
    columns: Mapping[int, str]
    header_row: int | None
    unknown_headers: tuple[str, ...] = ()


def read_ledger(grid: Sequence[Sequence[CellValue]]) -> LedgerReading:
    """Return the matters of a grid of cells.

    Titles above the header give meeting and matter type to every row that does not name its own; notes below the
    table are skipped; a row without a title or with an impossible date is a bad row.
    """
    texts = [[cell_text(cell) for cell in row] for row in grid]
    header = find_header(texts)
    if header is None:
        return LedgerReading((), (), {}, None)
    width = len(header.words)
    below = [
        [row[column] if column < len(row) else "" for row in texts[header.first_data_row :]]
        for column in range(width)
    ]
    columns = column_map(header.words, below)
    title = "".join(dict.fromkeys(cell for row in texts[: header.row] for cell in row if cell))
    common = _common_values(title)
    rows: list[LedgerRow] = []
    bad: list[BadRow] = []
    for index, cells in _data_rows(grid, texts, header, columns):
        row = read_row(index + 1, cells, columns, common)
        (rows if isinstance(row, LedgerRow) else bad).append(row)  # type: ignore[arg-type]
    unknown = tuple(word for column, word in enumerate(header.words) if word and column not in columns)
    return LedgerReading(tuple(rows), tuple(bad), columns, header.row + 1, unknown)


def _data_rows(
    grid: Sequence[Sequence[CellValue]],
    texts: Sequence[Sequence[str]],
    header: LedgerHeader,
    columns: Mapping[int, str],
) -> Iterator[tuple[int, Sequence[CellValue]]]:
    """The rows that hold data: not empty, not the header again on the next page, no note."""
    for index in range(header.first_data_row, len(grid)):
        cells = texts[index]
        filled = [cell for cell in cells if cell]
        known = [column for column in columns if column < len(cells) and cells[column]]
        note = filled and _NOTE.match(filled[0]) and len(filled) <= max(2, len(columns) // 3)
        again = filled and sum(cell in header.words for cell in filled) > len(filled) * 0.6
        long_remark = len(set(filled)) == 1 and (len(filled[0]) > 12 or not known or len(columns) > 3)
        if known and not (note or again or long_remark):
            yield index, grid[index]


def _common_values(title: str) -> dict[str, LedgerValue]:
    values = meeting_values(title)
    kind = read_matter_type(title)
    both = re.search(r"提案", title) and re.search(r"建议|书面意见", title)
    if kind is not None and not both:
        values.setdefault("matter_type", kind)
    if both:
        values.pop("matter_type", None)
    year = re.search(r"(20\d{2})\s*年", title)
    if year:
        values["year"] = int(year.group(1))
    return values
