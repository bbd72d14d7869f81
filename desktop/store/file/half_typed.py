"""The table of what is half typed, one row a place."""

from __future__ import annotations

import json

from desktop.domain.records.half_typed import HalfTyped
from desktop.store.file.store import Store
from desktop.store.file.values import storable, to_time


def keep_half_typed(store: Store, typed: HalfTyped) -> None:
    """Store the texts in the place of what stood there; without any, nothing stands there any more. Of a case that has left the
    store nothing is kept.
    """
    row = {
        "case_id": typed.case_id or None,
        "place": typed.place,
        "texts": json.dumps(dict(typed.texts), ensure_ascii=False),
        "typed_at": typed.typed_at,
    }
    with store.writing() as database:
        table = database.table("half_typed")
        table.delete_where(_AT, [typed.case_id, typed.place])
        gone = typed.case_id and not database.table("cases").count_where("id = ?", [typed.case_id])
        if typed.texts and not gone:
            table.insert(storable(row))


def half_typed(store: Store, case_id: int, place: str) -> HalfTyped | None:
    """What stands at that place; None if nothing does."""
    with store.reading():
        rows = store.database.table("half_typed").rows_where(_AT, [case_id, place])
        row = next(rows, None)
    return HalfTyped(case_id, place, json.loads(row["texts"]), to_time(row["typed_at"])) if row else None


_AT = "coalesce(case_id, 0) = ? AND place = ?"
