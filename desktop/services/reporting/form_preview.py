"""Preview of a superior office's form 「上级表」 for the window: its first rows, and the ledger column of
each header cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.documents.sheets.cell_reference import Area, Place, column_of, letters_of
from desktop.documents.sheets.form_file import open_form
from desktop.documents.sheets.form_rows import is_head_line
from desktop.documents.sheets.form_worksheet import FormWorksheet
from desktop.domain.errors import Refused
from desktop.domain.figures.ledger import COLUMN_BY_KEY
from desktop.domain.intake.lists.ledger_columns import field_of_header
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.ledger import form_map

_ROWS = 24
_COLUMNS = 60
_DEEPEST_HEAD = 10


@dataclass(frozen=True, slots=True)
class Span:
    """A merged area: its first cell, counted from 0, and its numbers of rows and columns."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """The first rows of one sheet."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    spans: tuple[Span, ...]

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the merged area that contains this cell; the cell itself if it is not merged."""
        return next(
            (
                (span.row, span.column)
                for span in self.spans
                if span.row <= row < span.row + span.rows
                and span.column <= column < span.column + span.columns
            ),
            (row, column),
        )

    def below(self, row: int, column: int) -> int:
        """The row below this cell, or below its merged area."""
        here = next((span for span in self.spans if (span.row, span.column) == (row, column)), None)
        return row + (here.rows if here else 1)

    def first_row(self, cells: Iterable[tuple[int, int]]) -> int:
        """The row below these header cells in which the first case goes, counted from 0; -1 if there are none."""
        row = max((self.below(*cell) for cell in cells), default=-1)
        while 0 <= row < len(self.rows) and is_head_line(self.rows[row]):
            row += 1
        return row


@dataclass(frozen=True, slots=True)
class FormPreview:
    """A form, the sheet to be filled, and its map {(row, column): ledger key}, counted from 0."""

    path: Path
    sheets: tuple[SheetPreview, ...]
    sheet: str
    cells: Mapping[tuple[int, int], str]


def preview_form(work: Workplace, path: Path) -> FormPreview:
    """The preview of a form: mapped as stored, else by its header texts. Raises FileProblem."""
    form = open_form(path)
    sheets = tuple(_sheet(name, form.sheet(name)) for name in form.sheets)
    try:
        known = form_map(work, form)
    except Refused:  # too few headings recognised to be sure of the header row
        return FormPreview(path, sheets, form.sheets[0], _guessed(sheets[0]))
    shown = next((sheet for sheet in sheets if sheet.name == known.sheet), sheets[0])
    cells = {shown.anchor(known.first_row - 2, column_of(letters) - 1): key for letters, key in known.columns}
    return FormPreview(path, sheets, shown.name, cells)


def save_map(work: Workplace, path: Path, sheet: str, cells: Mapping[tuple[int, int], str]) -> None:
    """Store the map for this form and its copies. Raises Refused for an empty map, FileProblem."""
    form_map(work, open_form(path), sheet, {_reference(place): key for place, key in cells.items()})


def _guessed(sheet: SheetPreview) -> dict[tuple[int, int], str]:
    """The map by the row with most recognised headings; each ledger column once, at its first heading."""
    rows = [
        {guess(words): (row, place) for place, words in reversed([*enumerate(line)]) if guess(words)}
        for row, line in enumerate(sheet.rows[:_DEEPEST_HEAD])
    ]
    best = max(rows, key=len, default={})
    return {place: key for key, place in best.items()}


def guess(words: str) -> str:
    """The ledger key that a header text matches; "" for none."""
    key = field_of_header(words)
    return key if key and key in COLUMN_BY_KEY else ""


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, B, … AA."""
    return letters_of(column + 1)


def _reference(place: tuple[int, int]) -> str:
    return Place(place[0] + 1, place[1] + 1).reference


def _sheet(name: str, sheet: FormWorksheet) -> SheetPreview:
    rows = tuple(tuple(row[:_COLUMNS]) for row in sheet.grid(min(max(sheet.last_row, 1), _ROWS)))
    return SheetPreview(name, rows, tuple(_span(area) for area in sheet.merges if area.first.row <= _ROWS))


def _span(area: Area) -> Span:
    first, last = area.first, area.last
    return Span(first.row - 1, first.column - 1, last.row - first.row + 1, last.column - first.column + 1)
