"""Add, read, change and find cases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from desktop.domain.case.case import Case
from desktop.store.cases.case_row import ask_of, case_of, columns_of, proposer_of, write_dependents
from desktop.store.file.store import Store
from desktop.store.file.values import from_time, placeholders
from desktop.store.search import reindexed


def add_case(store: Store, case: Case) -> Case:
    """Store a new case and return it with its id."""
    columns = columns_of(case)
    names, marks = ", ".join(columns), placeholders(columns)
    with store.writing() as connection:
        number = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM cases").fetchone()[0]
        with reindexed(connection, number):
            connection.execute(
                f"INSERT INTO cases (id, {names}) VALUES (?, {marks})",
                (number, *columns.values()),
            )
            write_dependents(connection, number, case)
    return replace(case, id=number)


def update_case(store: Store, case: Case) -> None:
    """Store every field of a case that has an id."""
    columns = columns_of(case)
    settings = ", ".join(f"{name} = ?" for name in columns)
    with store.writing() as connection, reindexed(connection, case.id):
        connection.execute(
            f"UPDATE cases SET {settings} WHERE id = ?",
            (*columns.values(), case.id),
        )
        write_dependents(connection, case.id, case)


def read_case(store: Store, case_id: int) -> Case | None:
    """The case with that id, or None."""
    with store.reading() as connection:
        row = connection.execute("SELECT * FROM cases WHERE id = ?", (case_id,)).fetchone()
        return _whole(connection, row) if row else None


def same_matter(store: Store, case: Case) -> int | None:
    """The id of another case with the same type, level, region, term, session and number, or None.

    An empty region matches every region; without a number there is none.
    """
    if not case.number:
        return None
    with store.reading() as connection:
        row = connection.execute(
            "SELECT id FROM cases WHERE number = :number AND matter_type = :type AND level = :level"
            " AND (region = :region OR region = '' OR :region = '')"
            " AND term IS :term AND session IS :session AND id <> :id ORDER BY region <> :region",
            {
                "number": case.number,
                "type": case.matter_type,
                "level": case.level,
                "region": case.region,
                "term": case.term,
                "session": case.session,
                "id": case.id,
            },
        ).fetchone()
    return row[0] if row else None


def ids_by_number(store: Store, number: str) -> tuple[int, ...]:
    """The ids of all cases with that number, ignoring leading zeros (85 finds 085), newest session first."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM cases WHERE number = ? OR (number <> '' AND ltrim(number, '0') = ltrim(?, '0'))"
            " ORDER BY number <> ?, term DESC, session DESC, id",
            (number, number, number),
        ).fetchall()
    return tuple(row[0] for row in rows)


def note_origins(store: Store, case_id: int, fields: Iterable[str], origin: str, at: datetime) -> None:
    """Record who set these fields, `officer` or `import`; values of an officer are never overwritten silently."""
    with store.writing() as connection:
        connection.executemany(
            "INSERT INTO field_origins VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET origin = excluded.origin, at = excluded.at",
            [(case_id, field, origin, from_time(at)) for field in fields],
        )


def origins_of(store: Store, case_id: int) -> Mapping[str, str]:
    """Who set each field of the case last."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT field, origin FROM field_origins WHERE case_id = ?", (case_id,)
        ).fetchall()
    return {row["field"]: row["origin"] for row in rows}


def _whole(connection: sqlite3.Connection, row: sqlite3.Row) -> Case:
    key = (row["id"],)
    body = connection.execute("SELECT body FROM case_bodies WHERE case_id = ?", key).fetchone()
    people = connection.execute("SELECT * FROM proposers WHERE case_id = ? ORDER BY position", key)
    asks = connection.execute("SELECT * FROM asks WHERE case_id = ? ORDER BY number", key)
    return case_of(row, body["body"], tuple(map(proposer_of, people)), tuple(map(ask_of, asks)))


def merged_with(store: Store, case_id: int) -> tuple[int, ...]:
    """The other cases that share its reply body 「并案」: the case it is merged into and those merged into it."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM cases WHERE id <> :id AND (merged_into = :id"
            " OR id = (SELECT merged_into FROM cases WHERE id = :id)"
            " OR merged_into = (SELECT merged_into FROM cases WHERE id = :id)) ORDER BY id",
            {"id": case_id},
        ).fetchall()
    return tuple(row[0] for row in rows)
