"""Import batches: the cases that each import created and changed, for undoing it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.store.file.store import Store
from desktop.store.file.values import from_names, from_text, from_time, to_names, to_time


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One case that an import created (`before` None) or changed; `after` is its fingerprint at the end of the import."""

    case_id: int
    source: str
    row: int
    name: str
    before: str | None
    after: str

    @property
    def is_new(self) -> bool:
        return self.before is None


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import; `made` and `changed` count cases."""

    id: int
    at: datetime
    who: str
    sources: tuple[str, ...]
    made: int
    changed: int
    undone_at: datetime | None


_BATCHES = """
SELECT b.*, (SELECT count(*) FROM import_items i WHERE i.batch_id = b.id AND i.status = 'new') AS made,
       (SELECT count(*) FROM import_items i WHERE i.batch_id = b.id AND i.status = 'updated') AS changed
FROM import_batches b
"""


def add_batch(
    store: Store, at: datetime, who: str, sources: Sequence[str], items: Sequence[BatchItem]
) -> int:
    """Store an import and return its id."""
    with store.writing() as connection:
        cursor = connection.execute(
            "INSERT INTO import_batches (at, who, sources, undone_by) VALUES (?, ?, ?, '')",
            (from_time(at), from_text(who), from_names(sources)),
        )
        batch = cursor.lastrowid or 0
        connection.executemany(
            "INSERT INTO import_items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_values(batch, place, item) for place, item in enumerate(items, 1)],
        )
    return batch


def batch_by_id(store: Store, batch_id: int) -> BatchRow | None:
    """The import with that id, or None."""
    with store.reading() as connection:
        row = connection.execute(_BATCHES + "WHERE b.id = ?", (batch_id,)).fetchone()
    return _batch(row) if row else None


def batches(store: Store, limit: int) -> tuple[BatchRow, ...]:
    """The last `limit` imports, newest first."""
    with store.reading() as connection:
        rows = connection.execute(_BATCHES + "ORDER BY b.id DESC LIMIT ?", (limit,)).fetchall()
    return tuple(map(_batch, rows))


def items_of(store: Store, batch_id: int) -> tuple[BatchItem, ...]:
    """The cases of an import, in the order of processing."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT * FROM import_items WHERE batch_id = ? ORDER BY position", (batch_id,)
        ).fetchall()
    return tuple(
        BatchItem(row["case_id"], row["source"], row["row"], row["name"], row["before"], row["after"])
        for row in rows
    )


def mark_undone(store: Store, batch_id: int, at: datetime, who: str) -> None:
    """Record when and by whom an import was undone."""
    with store.writing() as connection:
        connection.execute(
            "UPDATE import_batches SET undone_at = ?, undone_by = ? WHERE id = ?",
            (from_time(at), from_text(who), batch_id),
        )


def _values(batch: int, place: int, item: BatchItem) -> tuple[object, ...]:
    status = "new" if item.is_new else "updated"
    source, name = from_text(item.source), from_text(item.name)
    return (batch, place, item.case_id, source, item.row, status, name, item.before, item.after)


def _batch(row: sqlite3.Row) -> BatchRow:
    undone = to_time(row["undone_at"]) if row["undone_at"] else None
    sources = to_names(row["sources"])
    return BatchRow(row["id"], to_time(row["at"]), row["who"], sources, row["made"], row["changed"], undone)
