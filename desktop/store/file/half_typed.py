"""What is half typed 「未登记的草稿」: the texts of one place, a form of a case or of none, until they are stored or discarded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.store.file.store import Store
from desktop.store.file.values import storable, to_time


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """The texts of the inputs of one place, by name of the input. `case_id` 0: the place belongs to no case."""

    case_id: int
    place: str
    texts: Mapping[str, str]
    typed_at: datetime


def keep_half_typed(store: Store, typed: HalfTyped) -> None:
    """Store the texts in the place of what stood there; without any text nothing stands there any more."""
    row = {
        "case_id": typed.case_id or None,
        "place": typed.place,
        "texts": json.dumps(dict(typed.texts), ensure_ascii=False),
        "typed_at": typed.typed_at,
    }
    with store.writing() as database:
        table = database.table("half_typed")
        table.delete_where(_AT, [typed.case_id, typed.place])
        if any(typed.texts.values()):
            table.insert(storable(row))


def half_typed(store: Store, case_id: int, place: str) -> HalfTyped | None:
    """What stands at that place; None if nothing does."""
    with store.reading():
        rows = store.database.table("half_typed").rows_where(_AT, [case_id, place])
        row = next(rows, None)
    return HalfTyped(case_id, place, json.loads(row["texts"]), to_time(row["typed_at"])) if row else None


_AT = "coalesce(case_id, 0) = ? AND place = ?"
