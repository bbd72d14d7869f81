"""Choices for filters: the sessions, sections, officers and types that occur in any case."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from desktop.domain.case.case import MatterType
from desktop.store.file.store import Store


@dataclass(frozen=True, slots=True)
class ScopeChoices:
    """Values that occur in at least one case; sessions are (term, session), newest first.

    `this_year`: the sessions of the cases assigned in the year asked for.
    """

    sessions: tuple[tuple[int, int], ...] = ()
    matter_types: tuple[MatterType, ...] = ()
    sections: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    this_year: tuple[tuple[int | None, int | None], ...] = ()


def scope_choices(store: Store, year: int) -> ScopeChoices:
    """The choices of this store; `year` selects `this_year`."""
    with store.reading() as connection:
        sessions = connection.execute(
            "SELECT DISTINCT term, session FROM cases_in_use WHERE term IS NOT NULL AND session IS NOT NULL"
            " ORDER BY term DESC, session DESC"
        ).fetchall()
        return ScopeChoices(
            tuple((row[0], row[1]) for row in sessions),
            tuple(map(MatterType, _distinct(connection, "matter_type"))),
            _distinct(connection, "section"),
            _distinct(connection, "officer"),
            _sessions_of(connection, year),
        )


def _distinct(connection: sqlite3.Connection, column: str) -> tuple[str, ...]:
    rows = connection.execute(
        f"SELECT DISTINCT {column} FROM cases_in_use WHERE {column} <> '' ORDER BY {column}"
    )
    return tuple(row[0] for row in rows)


def _sessions_of(connection: sqlite3.Connection, year: int) -> tuple[tuple[int | None, int | None], ...]:
    rows = connection.execute(
        "SELECT DISTINCT term, session FROM cases_in_use WHERE assigned_at BETWEEN ? AND ?",
        (f"{year}-01-01", f"{year}-12-31"),
    )
    return tuple((row[0], row[1]) for row in rows)
