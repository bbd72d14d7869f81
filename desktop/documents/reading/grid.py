"""A list 「交办清单」 as a grid of values, with merged cells filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.documents.reading.document import FileFormat

Cell = str | int | float | date | None
"""A value as stored: text stays text (`085`), whole numbers are int, dates real; an empty cell is None.

A date with a time of day is a `datetime`, which is a `date` too.
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of equal length from A1 on, so that row 0 is the sheet's row 1; `hidden` by its author."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False


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
