"""Write the ledger as .xlsx: dates, case numbers as text, filter, frozen head row, widths, A3 landscape print set-up."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from desktop.documents.atomic_file import write_atomically
from desktop.domain.figures.ledger import (
    ColumnKind,
    LedgerColumn,
    LedgerRow,
    LedgerValue,
    cell_text,
    looks_like_formula,
)

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.properties import PageSetupProperties
    from openpyxl.worksheet.worksheet import Worksheet

_HEAD_ROW = 2
_FONT = "宋体"
_TITLE_FONT = "黑体"
_DAY_FORMAT = "yyyy-mm-dd"
_A3 = 8  # paper size code, ECMA-376 18.18.68


def write_ledger(
    out: Path,
    title: str,
    columns: Sequence[LedgerColumn],
    rows: Iterable[LedgerRow],
    note: str = "",
    sheet_name: str = "台账",
) -> int:
    """Write title, head row and rows, and return the number of rows. Raises FileProblem.

    `note` is right of the title (date, scope). Rows are streamed, so a long ledger needs little memory.
    """
    from openpyxl import Workbook  # imported late: takes 0.15 s (TRAPS 19)

    book = Workbook(write_only=True)
    sheet = cast("Worksheet", book.create_sheet(sheet_name))  # write-only sheets have the same attributes
    styles = _Styles(sheet)
    _prepare(sheet, columns)
    sheet.append([styles.title(f"{title}　{note}".strip())])
    sheet.append([styles.head(column.caption) for column in columns])
    count = 0
    for row in rows:
        count += 1
        sheet.append([styles.cell(row.get(column.key), column.kind) for column in columns])
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{_letter(len(columns))}{_HEAD_ROW + count}"
    sheet.merged_cells.add(f"A1:{_letter(len(columns))}1")
    stream = io.BytesIO()  # a partly written openpyxl book warns on destruction
    book.save(stream)
    write_atomically(out, lambda part: part.write_bytes(stream.getvalue()))
    return count


def _prepare(sheet: Worksheet, columns: Sequence[LedgerColumn]) -> None:
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[_letter(place)].width = column.width
    keys = [column.key for column in columns]
    frozen = keys.index("title") + 2 if "title" in keys else 1
    sheet.freeze_panes = f"{_letter(min(frozen, len(columns)))}{_HEAD_ROW + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = _fit_to_page()
    sheet.print_title_rows = f"1:{_HEAD_ROW}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4  # inches
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    if sheet.oddFooter and sheet.oddFooter.center:
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


class _Styles:
    """Creates cells of one sheet in the ledger's styles."""

    def __init__(self, sheet: Worksheet) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        line = Side("thin", "BFC6CE")
        self._sheet = sheet
        self._made: dict[tuple[bool, type, bool], StyleArray] = {}
        self._border = Border(line, line, line, line)
        self._font = Font(_FONT, 10.5)
        self._head_font = Font(_TITLE_FONT, 10.5)
        self._title_font = Font(_TITLE_FONT, 16)
        self._fill = PatternFill("solid", "E9F0FA")
        self._centred = Alignment("center", "center", wrap_text=True)
        self._left = Alignment("left", "center", wrap_text=True)

    def title(self, text: str) -> Cell:
        cell = self._new(cell_text(text))
        cell.font, cell.alignment = self._title_font, self._centred
        return cell

    def head(self, text: str) -> Cell:
        cell = self._new(text)
        cell.font, cell.alignment, cell.border, cell.fill = (
            self._head_font,
            self._centred,
            self._border,
            self._fill,
        )
        return cell

    def cell(self, value: LedgerValue, kind: ColumnKind) -> Cell:
        """A day becomes a date, a count a number, everything else text that is not read as a formula."""
        cell = self._new(cell_text(value) if isinstance(value, str) else value)
        variant = (kind is ColumnKind.TEXT, type(value), cell.quotePrefix)
        if variant not in self._made:
            self._apply_style(cell, value, kind)
            self._made[variant] = copy(cell._style)  # type: ignore[attr-defined]  # noqa: SLF001 - see below
        # openpyxl compares complete styles on every attribute assignment, which took half of the time.
        cell._style = self._made[variant]  # type: ignore[attr-defined]  # noqa: SLF001
        return cell

    def _apply_style(self, cell: Cell, value: LedgerValue, kind: ColumnKind) -> None:
        cell.font, cell.border = self._font, self._border
        cell.alignment = self._left if kind is ColumnKind.TEXT else self._centred
        if isinstance(value, date):
            cell.number_format = _DAY_FORMAT
        elif not isinstance(value, int):
            cell.number_format = "@"

    def _new(self, value: LedgerValue) -> Cell:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._sheet, cast("str | None", value))
        if isinstance(value, str):
            cell.data_type = "s"  # openpyxl would take a leading = for a formula
            cell.quotePrefix = looks_like_formula(value)
        return cell


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place)


def _fit_to_page() -> PageSetupProperties:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)
