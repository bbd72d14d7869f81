"""A list 「交办清单」 as a grid of values, with merged cells filled in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.documents.reading.document import FileFormat, clean_line
from desktop.documents.reading.limits import ReadingLimits

Cell = str | int | float | date | None
"""A value as stored: text stays text (`085`), whole numbers are int, dates real; an empty cell is None.

A date with a time of day is a `datetime`, which is a `date` too. Lines inside a cell are divided by a line feed.
"""


@dataclass(frozen=True, slots=True)
class CellRange:
    """A merged range, all four edges inclusive and counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of equal length from A1 on, so that `rows[0]` is the sheet's row 1; `hidden` by its author.

    Every cell of a merged range holds the value of its first; `merged` tells where that is so. `left_out` counts
    filled cells beyond the limits of rows and columns.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[CellRange, ...] = ()
    hidden: bool = False
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """All sheets of a file in their order. `notes` are short Chinese sentences on what was mended or left out."""

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
    """Return the sheet out of its filled cells by (row, column); a stray cell beyond the limits is left out."""
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
    """Return the text of a cell without control characters and outer blanks, its line ends alike; None if empty."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(map(clean_line, lines)).strip() or None


def number_cell(value: float) -> int | float | None:
    """Return a whole number as int, any other as it is; None for what is no number at all."""
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
