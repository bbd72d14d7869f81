"""What the cases at hand can be narrowed down to: their sessions, sections, officers and types, as far as any case has them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from desktop.domain.matter import MatterType
from desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class ScopeChoices:
    """Values that stand in at least one case; sessions are (term, session), the newest first."""

    sessions: tuple[tuple[int, int], ...] = ()
    matter_types: tuple[MatterType, ...] = ()
    sections: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()


def scope_choices(store: Store) -> ScopeChoices:
    """The choices of this store."""
    with store.reading() as connection:
        sessions = connection.execute(
            "SELECT DISTINCT term, session FROM cases WHERE term IS NOT NULL AND session IS NOT NULL"
            " ORDER BY term DESC, session DESC"
        ).fetchall()
        return ScopeChoices(
            tuple((row[0], row[1]) for row in sessions),
            tuple(map(MatterType, _distinct(connection, "matter_type"))),
            _distinct(connection, "section"),
            _distinct(connection, "officer"),
        )


def _distinct(connection: sqlite3.Connection, column: str) -> tuple[str, ...]:
    rows = connection.execute(f"SELECT DISTINCT {column} FROM cases WHERE {column} <> '' ORDER BY {column}")
    return tuple(row[0] for row in rows)
