"""A list 「交办清单」 as a grid of values with merged cells filled, and Excel number formats."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.documents.reading.document import FileFormat, ReadingLimits, clean_line

Cell = str | int | float | date | None
"""A cell value: text stays text (`085`), whole numbers are int, dates are dates; an empty cell is None.

A date with a time of day is a `datetime` (a subclass of `date`). Lines inside a cell are separated by line feeds.
"""


@dataclass(frozen=True, slots=True)
class CellRange:
    """A merged range, all four edges inclusive, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of equal length from A1 on, so that `rows[0]` is the sheet's row 1; `hidden` is set by its author.

    Every cell of a merged range has the value of the first; `merged` lists the ranges. `left_out` counts
    non-empty cells beyond the limits of rows and columns.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[CellRange, ...] = ()
    hidden: bool = False
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """All sheets of a file in order. `notes` are short Chinese sentences on what was repaired or left out."""

    sheets: tuple[Sheet, ...]
    format: FileFormat
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sheets."""
        return tuple(sheet.name for sheet in self.sheets)


def build_sheet(
    name: str,
    cells: Mapping[tuple[int, int], Cell],
    merged: Iterable[CellRange] = (),
    *,
    limits: ReadingLimits,
    hidden: bool = False,
) -> Sheet:
    """Return the sheet built from its cells by (row, column); cells beyond the limits are left out."""
    filled = {place: value for place, value in cells.items() if value is not None}
    inside = {
        (row, column): value
        for (row, column), value in filled.items()
        if row < limits.rows and column < limits.columns
    }
    height = max((row for row, _ in inside), default=-1) + 1
    width = max((column for _, column in inside), default=-1) + 1
    rows: list[list[Cell]] = [[None] * width for _ in range(height)]
    for (row, column), value in inside.items():
        rows[row][column] = value
    kept = tuple(area for area in merged if area.top < height and area.left < width)
    for area in kept:
        _fill(rows, area)
    return Sheet(clean_line(name), tuple(map(tuple, rows)), kept, hidden, len(filled) - len(inside))


def clean_cell(text: str) -> str | None:
    """Return the text of a cell without control characters and outer blanks, with line feeds as line ends; None if empty."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(map(clean_line, lines)).strip() or None


def number_cell(value: float) -> int | float | None:
    """Return a whole number as int, any other as float; None for NaN and infinity."""
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def _fill(rows: list[list[Cell]], area: CellRange) -> None:
    value = rows[area.top][area.left]
    if value is None:
        return
    for row in rows[area.top : area.bottom + 1]:
        last = min(area.right + 1, len(row))
        row[area.left : last] = [value] * (last - area.left)


# Excel number formats: dates, and numbers with leading zeros (`000` shows 85 as 085).
#
# Source: ECMA-376 part 1, 18.8.30 (numFmt, built-in ids) and 18.17.4 (dates as serial numbers).
_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_SAID_LITERALLY = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_LETTERS = re.compile(r"[ymdhsYMDHS年月日]")
_PADDED = re.compile(r'(?:"(?P<before>[^"]*)")?(?P<zeros>0{2,})(?:"(?P<after>[^"]*)")?')
_LAST_SERIAL = 2_958_465  # 9999-12-31


def is_date_format(format_id: int, code: str | None) -> bool:
    """True if a number in this format is a date or a time; a custom code takes precedence over the id."""
    if code is None:
        return format_id in _BUILT_IN_DATES
    first = code.split(";", maxsplit=1)[0]  # the format of positive numbers
    if "general" in first.lower() or "@" in first:
        return False
    return bool(_DATE_LETTERS.search(_SAID_LITERALLY.sub("", first)))


def shown_value(value: float, format_id: int, code: str | None, *, since_1904: bool) -> Cell:
    """Return the number as displayed: a date, a text with leading zeros, or the number itself."""
    if is_date_format(format_id, code):
        return serial_to_date(value, since_1904=since_1904)
    padded = _PADDED.fullmatch(code or "")
    if padded and value >= 0 and value == int(value):
        digits = str(int(value)).zfill(len(padded["zeros"]))
        return f"{padded['before'] or ''}{digits}{padded['after'] or ''}"
    return number_cell(value)


def serial_to_date(serial: float, *, since_1904: bool = False) -> Cell:
    """Return the date of an Excel serial number, a datetime if it has a time; below 1 the time as `14:30`.

    A number outside the calendar is returned unchanged.
    """
    if not 0 <= serial <= _LAST_SERIAL - 1462:
        return number_cell(serial)
    if serial < 1:
        minutes = round(serial * 1440)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    if not since_1904 and serial < 60:
        serial += 1  # Excel counts a non-existent 29 February 1900
    moment = first + timedelta(seconds=round(serial * 86_400))
    return plain_date(moment)


def plain_date(moment: datetime) -> date:
    """Return the date if the time is midnight, else the datetime."""
    return moment if (moment.hour, moment.minute, moment.second) != (0, 0, 0) else moment.date()
