"""Snapshots of a case's rows for restoring them, and fingerprints for detecting changes."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import TYPE_CHECKING

from desktop.domain.case.event import EventKind
from desktop.store.file.store import Store
from desktop.store.search import reindexed

if TYPE_CHECKING:
    from desktop.store.file.database import StoreDatabase

_OF_REPLY = "reply_id IN (SELECT id FROM replies WHERE case_id = ?)"
_KEPT = {
    "case_bodies": "case_id = ?",
    "proposers": "case_id = ?",
    "asks": "case_id = ?",
    "field_origins": "case_id = ?",
    "case_rules": "case_id = ?",
    "rounds": "case_id = ?",
    "case_files": "case_id = ?",
    "replies": "case_id = ?",
    "reply_sections": _OF_REPLY,
    "section_versions": _OF_REPLY,
    "issued_texts": "case_id = ?",
}
"""Tables besides `cases` that an import may write, parents before children."""

_REPLY_TABLES = ("replies", "reply_sections", "section_versions")

_PASSING = frozenset({EventKind.IMPORTED, EventKind.DELETED, EventKind.PUT_BACK})
_BESIDE = frozenset({"import_items", "leaving_cases", "half_typed"})
"""Tables of imports, and of what is typed and not stored yet: no part of the case."""


def snapshot(store: Store, case_id: int) -> str:
    """The rows of a case that an import may change, as JSON."""
    with store.reading() as connection:
        rows = {"cases": _rows(connection, "cases", "id = ?", case_id)}
        rows |= {table: _rows(connection, table, where, case_id) for table, where in _KEPT.items()}
    return json.dumps(rows, ensure_ascii=False)


def restore(store: Store, case_id: int, kept: str) -> None:
    """Replace the current rows by those of a snapshot; later events are kept."""
    rows = json.loads(kept)
    with store.writing() as database, reindexed(database, case_id):
        (case,) = rows.pop("cases")
        database.table("cases").update(case_id, case)
        for table, where in reversed(_KEPT.items()):
            database.table(table).delete_where(where, [case_id])
        for table in _KEPT:
            database.table(table).insert_all(rows.get(table, []))
        _delete_unused_files(database)


def remove(store: Store, case_id: int, batch_id: int = 0) -> None:
    """Delete a case with all dependent rows and its history: one of the bin, or one that this import created."""
    with store.writing() as database:
        leaving = database.table("leaving_cases")
        leaving.insert({"case_id": case_id, "batch_id": batch_id})
        database.table("events").delete_where("case_id = ?", [case_id])
        with reindexed(database, case_id):
            database.table("cases").delete_where("id = ?", [case_id])
        leaving.delete_where()
        _delete_unused_files(database)


def fingerprint(store: Store, case_id: int, *, without_reply: bool = False) -> str:
    """A hash over all rows of the case in all tables, optionally without its replies; "" for no case.

    Events of imports are ignored with the facts they changed: an undone import leaves them behind although the case is
    unchanged. So does a stay in the bin.
    """
    with store.reading() as connection:
        found: dict[str, list[dict[str, object]]] = {"cases": _rows(connection, "cases", "id = ?", case_id)}
        if not found["cases"]:
            return ""
        tables = store.database.tables_with("case_id")
        belonging = {table: "case_id = ?" for table in tables if table not in _BESIDE}
        for table, where in {**belonging, **_KEPT}.items():
            found[table] = _rows(connection, table, where, case_id)
        found["events"] = [event for event in found["events"] if event["kind"] not in _PASSING]
        kept = {event["id"] for event in found["events"]}
        found["field_changes"] = [one for one in found["field_changes"] if one["event_id"] in kept]
    left_out = _REPLY_TABLES if without_reply else ()
    filled = {table: rows for table, rows in sorted(found.items()) if rows and table not in left_out}
    return hashlib.sha256(json.dumps(filled, ensure_ascii=False).encode()).hexdigest()


def _rows(connection: sqlite3.Connection, table: str, where: str, case_id: int) -> list[dict[str, object]]:
    # By hand: an import asks this of some twenty tables for every case, which is a third of its reads' time otherwise.
    rows = connection.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY 1, 2", (case_id,))
    return [dict(row) for row in rows]


def _delete_unused_files(database: StoreDatabase) -> None:
    """Delete the bytes that no case refers to."""
    database.table("files").delete_where("hash NOT IN (SELECT hash FROM case_files)")
