"""Where the header of a list stands: below merged titles, in one row or two (DOMAIN 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.intake.lists.ledger_columns import field_of_header

Rows = Sequence[Sequence[str]]
_DEEPEST = 30
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class LedgerHeader:
    """The header's first row, the first row of data, and the words above each column, two-row headers folded."""

    row: int
    first_data_row: int
    words: tuple[str, ...]


def find_header(rows: Rows) -> LedgerHeader | None:
    """Return the header of a grid, the row (or pair of rows) that names most columns; None if no row names two."""
    best: LedgerHeader | None = None
    most = _FEWEST_COLUMNS - 1
    for index in range(min(len(rows), _DEEPEST)):
        single = _named(rows[index])
        if single == 0:
            continue
        double = _folded(rows[index], rows[index + 1]) if index + 1 < len(rows) else ()
        pair = _named(double) if _continues_header(rows, index) else 0
        if max(single, pair) > most:
            most = max(single, pair)
            best = (
                LedgerHeader(index, index + 2, double)
                if pair > single or (pair == single and _is_second_row(rows, index))
                else LedgerHeader(index, index + 1, tuple(rows[index]))
            )
    return best


def _named(cells: Sequence[str]) -> int:
    return len({field for field in map(field_of_header, cells) if field})


def _continues_header(rows: Rows, index: int) -> bool:
    """A second header row names columns itself and leaves no cell with data in it."""
    below = [cell for cell in rows[index + 1] if cell] if index + 1 < len(rows) else []
    return bool(below) and sum(field_of_header(cell) is not None for cell in below) >= max(
        1, len(below) * 0.6
    )


def _is_second_row(rows: Rows, index: int) -> bool:
    """The same words again below, as a merged cell is filled downwards."""
    return _continues_header(rows, index)


def _folded(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """The lower cell where it names a column, else both together (沟通 + 时间), else the upper one.

    A merged upper cell stands only in its first column, so it is carried to the right over empty ones.
    """
    words: list[str] = []
    carried = ""
    for column in range(max(len(upper), len(lower))):
        above = upper[column] if column < len(upper) else ""
        below = lower[column] if column < len(lower) else ""
        carried = above or (carried if below else "")
        if below and field_of_header(carried + below):
            words.append(carried + below)
        elif below and (field_of_header(below) or not above):
            words.append(below)
        else:
            words.append(above)
    return tuple(words)
