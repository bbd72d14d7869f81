"""Events, append-only: triggers of version 1 refuse changes and deletion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from desktop.domain.case.event import Event
from desktop.domain.case.field_change import FieldChange
from desktop.store.file.store import Store
from desktop.store.file.values import Columns

_EVENT = Columns(Event, [field.name for field in fields(Event) if field.name not in {"id", "changes"}])
_CHANGE = Columns(FieldChange)


def add_event(store: Store, event: Event) -> Event:
    """Append an event and return it with its id."""
    with store.writing() as database:
        added = replace(event, id=database.table("events").insert(_EVENT.of(event)).last_rowid or 0)
        if event.changes:
            database.table("field_changes").insert_all(
                {"event_id": added.id, "case_id": event.case_id, **_CHANGE.of(change)}
                for change in event.changes
            )
    return added


def add_events(store: Store, added: Iterable[Event]) -> None:
    """Append events of many cases at once."""
    found = list(added)
    with store.writing() as database:
        last = database.execute("SELECT coalesce(max(id), 0) FROM events").fetchone()[0]
        numbered = list(enumerate(found, last + 1))
        database.table("events").insert_all({"id": number, **_EVENT.of(event)} for number, event in numbered)
        database.table("field_changes").insert_all(
            {"event_id": number, "case_id": event.case_id, **_CHANGE.of(change)}
            for number, event in numbered
            for change in event.changes
        )


def events_of(store: Store, case_id: int) -> tuple[Event, ...]:
    """The events of a case, oldest first."""
    changes: dict[int, tuple[FieldChange, ...]] = {}
    with store.reading():
        tables = store.database.table
        for row in tables("field_changes").rows_where("case_id = ?", [case_id], order_by="id"):
            change = FieldChange(**_CHANGE.read(row))
            changes[row["event_id"]] = (*changes.get(row["event_id"], ()), change)
        rows = tables("events").rows_where("case_id = ?", [case_id], order_by="id")
        return tuple(
            Event(id=row["id"], changes=changes.get(row["id"], ()), **_EVENT.read(row)) for row in rows
        )
