"""Add, read, change and find cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from desktop.domain.case.case import Case
from desktop.store.cases.case_row import SORT_KEYS, columns_of, whole_case, write_dependents
from desktop.store.file.store import Store
from desktop.store.search import reindexed


def add_case(store: Store, case: Case) -> Case:
    """Store a new case and return it with its id."""
    with store.writing() as database:
        number = database.execute("SELECT coalesce(max(id), 0) + 1 FROM cases").fetchone()[0]
        added = replace(case, id=number)
        with reindexed(database, number):
            database.table("cases").insert({"id": number, **columns_of(added)})
            write_dependents(database, added, None)
    return added


def update_case(store: Store, case: Case) -> None:
    """Store what differs from the stored case, which must exist."""
    with store.writing() as database, reindexed(database, case.id):
        cases = database.table("cases")
        stored = whole_case(database, cases.get(case.id))
        before = columns_of(stored)
        # A sort key may have been made by an older program in another way, so it is always written.
        changed = {
            name: value
            for name, value in columns_of(case).items()
            if name in SORT_KEYS or value != before[name]
        }
        cases.update(case.id, changed)
        write_dependents(database, case, stored)


def read_case(store: Store, case_id: int) -> Case | None:
    """The case with that id, or None."""
    with store.reading():
        rows = store.database.table("cases").rows_where("id = ?", [case_id])
        return next((whole_case(store.database, row) for row in rows), None)


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
    with store.writing() as database:
        database.table("field_origins").upsert_all(
            {"case_id": case_id, "field": field, "origin": origin, "at": at} for field in fields
        )


def origins_of(store: Store, case_id: int) -> Mapping[str, str]:
    """Who set each field of the case last."""
    with store.reading():
        rows = store.database.table("field_origins").rows_where("case_id = ?", [case_id])
        return {row["field"]: row["origin"] for row in rows}


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
