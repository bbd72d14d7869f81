"""Add, read, change and find cases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from desktop.domain.case.case import Ask, Case, Proposer
from desktop.domain.case.work_list import work_order
from desktop.store.file.field_columns import CASE_COLUMNS
from desktop.store.file.store import Store
from desktop.store.file.values import Columns, from_text
from desktop.store.search import reindexed

if TYPE_CHECKING:
    from desktop.store.file.database import StoreDatabase


# Rows: one in `cases`, text in `case_bodies`, people in `proposers`, asks in `asks`.
_PROPOSER, _ASK = Columns(Proposer), Columns(Ask)


_searched = attrgetter(
    "number", "serial_number", "subject", "proposers", "body", "section", "officer", "leader", "lead_unit", "co_units",
    "assigning_office", "supervising_leader", "category",
)  # fmt: skip
"""What of a case the search finds, besides its letters (`store.search`)."""

_SORT_KEYS = frozenset({"work_order", "first_proposer"})
"""Columns copied from other facts, so that the work list sorts by them without a join."""


def _columns_of(case: Case) -> dict[str, Any]:
    """The values of the row in `cases`, without its id."""
    return {
        **CASE_COLUMNS.of(case),
        "merged_into": case.merged_into or None,
        "work_order": work_order(case),
        "first_proposer": from_text(case.proposers[0].name) if case.proposers else "",
    }


def _whole_case(database: StoreDatabase, row: Mapping[str, Any]) -> Case:
    """The case of a row in `cases`, with its dependent rows."""
    key = [row["id"]]
    body = database.table("case_bodies").get(key)["body"]
    people = database.table("proposers").rows_where("case_id = ?", key, order_by="position")
    asks = database.table("asks").rows_where("case_id = ?", key, order_by="number")
    return Case(
        **CASE_COLUMNS.read(row),
        id=row["id"],
        merged_into=row["merged_into"] or 0,
        body=body,
        proposers=tuple(Proposer(**_PROPOSER.read(row)) for row in people),
        asks=tuple(Ask(**_ASK.read(ask)) for ask in asks),
    )


def _write_dependents(database: StoreDatabase, case: Case, stored: Case | None) -> None:
    """Store body, proposers and asks of a case where they differ from the stored ones; None if nothing is stored yet."""
    if stored is None or case.body != stored.body:
        database.table("case_bodies").upsert({"case_id": case.id, "body": from_text(case.body)})
    for name, rows_of in (("proposers", _proposer_rows), ("asks", _ask_rows)):
        rows, before = rows_of(case), rows_of(stored) if stored else []
        if rows != before:
            if before:
                database.table(name).delete_where("case_id = ?", [case.id])
            database.table(name).insert_all(rows)


def _proposer_rows(case: Case) -> list[dict[str, Any]]:
    return [
        {"case_id": case.id, "position": place, **_PROPOSER.of(proposer)}
        for place, proposer in enumerate(case.proposers, 1)
    ]


def _ask_rows(case: Case) -> list[dict[str, Any]]:
    return [{"case_id": case.id, **_ASK.of(ask)} for ask in case.asks]


def add_case(store: Store, case: Case) -> Case:
    """Store a new case and return it with its id."""
    with store.writing() as database:
        number = database.execute("SELECT coalesce(max(id), 0) + 1 FROM cases").fetchone()[0]
        added = replace(case, id=number)
        with reindexed(database, number):
            database.table("cases").insert({"id": number, **_columns_of(added)})
            _write_dependents(database, added, None)
    return added


def update_case(store: Store, case: Case) -> None:
    """Store what differs from the stored case, which must exist."""
    with store.writing() as database:
        stored = _whole_case(database, database.table("cases").get(case.id))
        with nullcontext() if _searched(case) == _searched(stored) else reindexed(database, case.id):
            _write_changes(database, case, stored)


def _write_changes(database: StoreDatabase, case: Case, stored: Case) -> None:
    before = _columns_of(stored)
    # A sort key may have been made by an older program in another way, so it is always written.
    changed = {
        name: value
        for name, value in _columns_of(case).items()
        if name in _SORT_KEYS or value != before[name]
    }
    database.table("cases").update(case.id, changed)
    _write_dependents(database, case, stored)


def set_officer(store: Store, case_ids: Iterable[int], officer: str) -> None:
    """Name the officer of these cases, from which nothing in the store is derived but the search."""
    with store.writing() as database:
        for case_id in case_ids:
            with reindexed(database, case_id):
                database.table("cases").update(case_id, {"officer": from_text(officer)})


def open_cases_of(store: Store, officer: str) -> tuple[int, ...]:
    """The ids of an officer's cases that are not done, in the order of the work list; blanks in the name do not count."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM cases_in_use WHERE work_order < '3' AND replace(replace(officer, ' ', ''), char(12288), '') = ?"
            " ORDER BY work_order, id",
            ("".join(officer.split()),),
        )
        return tuple(row[0] for row in rows)


def officers_of(store: Store, case_ids: Iterable[int]) -> dict[int, str]:
    """The officers of these cases, by id."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT id, officer FROM cases_in_use WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(case_ids)),),
        )
        return {row[0]: row[1] for row in rows}


def read_case(store: Store, case_id: int) -> Case | None:
    """The case with that id, or None; None too for one in the bin."""
    return _read(store, "cases_in_use", case_id)


def read_binned(store: Store, case_id: int) -> Case | None:
    """The case in the bin 「回收站」 with that id, or None."""
    return _read(store, "cases_in_bin", case_id)


def _read(store: Store, view: str, case_id: int) -> Case | None:
    with store.reading():
        rows = store.database.table(view).rows_where("id = ?", [case_id])
        return next((_whole_case(store.database, row) for row in rows), None)


def same_matter(store: Store, case: Case) -> int | None:
    """The id of another case with the same type, level, region, term, session and number, or None.

    An empty region matches every region; without a number there is none. A case in the bin keeps its number.
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


def newest_id(store: Store) -> int:
    """The highest id of a case, 0 if there is none; later ones are higher, unless the last case was removed."""
    with store.reading() as connection:
        return int(connection.execute("SELECT coalesce(max(id), 0) FROM cases").fetchone()[0])


def ids_by_number(store: Store, number: str, *, binned: bool = False) -> tuple[int, ...]:
    """The ids of all cases with that number, or of those in the bin, newest session first; leading zeros do not count."""
    view = "cases_in_bin" if binned else "cases_in_use"
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT id FROM {view} WHERE number = ? OR (number <> '' AND ltrim(number, '0') = ltrim(?, '0'))"
            " ORDER BY number <> ?, term DESC, session DESC, id",
            (number, number, number),
        ).fetchall()
    return tuple(row[0] for row in rows)


def note_origins(store: Store, case_id: int, fields: Iterable[str], origin: str, at: datetime) -> None:
    """Record who set these fields, `officer` or `import`; values of an officer are never overwritten silently."""
    note_all_origins(store, case_id, dict.fromkeys(fields, origin), at)


def note_all_origins(store: Store, case_id: int, origins: Mapping[str, str], at: datetime) -> None:
    """Record who set each of these fields, all in one statement."""
    if not origins:
        return
    with store.writing() as database:
        database.table("field_origins").upsert_all(
            {"case_id": case_id, "field": field, "origin": origin, "at": at}
            for field, origin in origins.items()
        )


def origins_of(store: Store, case_id: int) -> Mapping[str, str]:
    """Who set each field of the case last."""
    with store.reading():
        rows = store.database.table("field_origins").rows_where("case_id = ?", [case_id])
        return {row["field"]: row["origin"] for row in rows}


def leads_among(store: Store, case_ids: Iterable[int]) -> frozenset[int]:
    """Which of these cases others are merged into, in use or in the bin."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT DISTINCT merged_into FROM cases WHERE merged_into IN (SELECT value FROM json_each(?))",
            (json.dumps(list(case_ids)),),
        )
        return frozenset(row[0] for row in rows)


def merged_with(store: Store, case_id: int) -> tuple[int, ...]:
    """The other cases that share its reply body 「并案」: the case it is merged into and those merged into it."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM cases_in_use WHERE id <> :id AND (merged_into = :id"
            " OR id = (SELECT merged_into FROM cases WHERE id = :id)"
            " OR merged_into = (SELECT merged_into FROM cases WHERE id = :id)) ORDER BY id",
            {"id": case_id},
        ).fetchall()
    return tuple(row[0] for row in rows)
