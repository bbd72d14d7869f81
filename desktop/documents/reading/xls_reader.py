"""Old Excel and WPS lists (.xls, .et) and OpenDocument lists (.ods), through calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from desktop.documents.reading.cell_formats import plain_date
from desktop.documents.reading.document import FileFormat
from desktop.documents.reading.grid import Cell, CellRange, Grid, Sheet, build_sheet, clean_cell, number_cell
from desktop.documents.reading.limits import ReadingLimits
from desktop.domain.errors import FileProblem

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


def read_xls(data: bytes, file_format: FileFormat, limits: ReadingLimits) -> Grid:
    """Return every worksheet; raises FileProblem for a locked or broken file."""
    import python_calamine as calamine  # heavy, and only readers of old lists need it

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return Grid(tuple(_sheets(book, limits)), file_format)
    except calamine.PasswordError as error:
        raise FileProblem("表格加了密码，打不开", "请在 WPS 或 Excel 里取消密码后另存再导入。") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise FileProblem("表格不完整或已损坏", "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。") from error


def _sheets(book: CalamineWorkbook, limits: ReadingLimits) -> Iterator[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for facts in book.sheets_metadata:
        if facts.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(facts.name)
            areas = [CellRange(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
            hidden = facts.visible != SheetVisibleEnum.Visible
            yield build_sheet(facts.name, dict(_cells(sheet, limits)), areas, limits=limits, hidden=hidden)


def _cells(sheet: CalamineSheet, limits: ReadingLimits) -> Iterator[tuple[tuple[int, int], Cell]]:
    top, left = sheet.start or (0, 0)
    for row_number, row in enumerate(sheet.to_python(nrows=limits.rows), start=top):
        for column, value in enumerate(row, start=left):
            yield (row_number, column), _cell(value)


def _cell(value: str | float | bool | date | time | timedelta) -> Cell:
    if isinstance(value, str):
        return clean_cell(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_cell(float(value))
    if isinstance(value, datetime):
        return plain_date(value)
    return value if isinstance(value, date) else str(value)
