"""Import batches: the cases that each import created and changed, for undoing it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.store.file.store import Store
from desktop.store.file.values import Columns, storable


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


_ITEM, _BATCH = Columns(BatchItem), Columns(BatchRow)
_BATCHES = """
SELECT b.*, (SELECT count(*) FROM import_items i WHERE i.batch_id = b.id AND i.status = 'new') AS made,
       (SELECT count(*) FROM import_items i WHERE i.batch_id = b.id AND i.status = 'updated') AS changed
FROM import_batches b
"""


def add_batch(
    store: Store, at: datetime, who: str, sources: Sequence[str], items: Sequence[BatchItem]
) -> int:
    """Store an import and return its id."""
    row = {"at": at, "who": who, "sources": tuple(sources), "undone_by": ""}
    with store.writing() as database:
        batch = database.table("import_batches").insert(storable(row)).last_rowid or 0
        keep_items(store, batch, dict(enumerate(items, 1)))
    return batch


def keep_items(store: Store, batch_id: int, items: Mapping[int, BatchItem]) -> None:
    """Store these items of an import by their place in it, in the place of what stood there."""
    with store.writing() as database:
        database.table("import_items").upsert_all(
            {
                "batch_id": batch_id,
                "position": place,
                "status": "new" if item.is_new else "updated",
                **_ITEM.of(item),
            }
            for place, item in items.items()
        )


def name_sources(store: Store, batch_id: int, sources: Sequence[str]) -> None:
    """Store the names of the files that the import came from."""
    with store.writing() as database:
        database.table("import_batches").update(batch_id, storable({"sources": tuple(sources)}))


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
    with store.reading():
        rows = store.database.table("import_items").rows_where(
            "batch_id = ?", [batch_id], order_by="position"
        )
        return tuple(BatchItem(**_ITEM.read(row)) for row in rows)


def mark_undone(store: Store, batch_id: int, at: datetime, who: str) -> None:
    """Record when and by whom an import was undone."""
    with store.writing() as database:
        database.table("import_batches").update(batch_id, storable({"undone_at": at, "undone_by": who}))


def _batch(row: sqlite3.Row) -> BatchRow:
    return BatchRow(id=row["id"], **_BATCH.read(row))
