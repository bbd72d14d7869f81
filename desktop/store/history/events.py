"""Events, append-only: triggers of version 1 refuse changes and deletion."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.field_change import FieldChange
from desktop.domain.case.status import Status
from desktop.store.file.store import Store
from desktop.store.file.values import from_date, from_text, from_time, to_date, to_time


def add_event(store: Store, event: Event) -> Event:
    """Append an event and return it with its id."""
    with store.writing() as connection:
        cursor = connection.execute(
            "INSERT INTO events (case_id, at, kind, who, from_status, to_status, note, jump, day)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                event.case_id,
                from_time(event.at),
                event.kind,
                from_text(event.who),
                event.from_status,
                event.to_status,
                from_text(event.note),
                int(event.jump),
                from_date(event.day),
            ),
        )
        added = replace(event, id=cursor.lastrowid or 0)
        connection.executemany(
            "INSERT INTO field_changes (event_id, case_id, field, old, new) VALUES (?, ?, ?, ?, ?)",
            [
                (added.id, event.case_id, change.field, from_text(change.old), from_text(change.new))
                for change in event.changes
            ],
        )
    return added


def events_of(store: Store, case_id: int) -> tuple[Event, ...]:
    """The events of a case, oldest first."""
    with store.reading() as connection:
        rows = connection.execute("SELECT * FROM events WHERE case_id = ? ORDER BY id", (case_id,)).fetchall()
        changed = connection.execute(
            "SELECT * FROM field_changes WHERE case_id = ? ORDER BY id", (case_id,)
        ).fetchall()
    changes: dict[int, tuple[FieldChange, ...]] = {}
    for row in changed:
        kept = changes.get(row["event_id"], ())
        changes[row["event_id"]] = (*kept, FieldChange(row["field"], row["old"], row["new"]))
    return tuple(_event_of(row, changes.get(row["id"], ())) for row in rows)


def _event_of(row: sqlite3.Row, changes: tuple[FieldChange, ...]) -> Event:
    return Event(
        case_id=row["case_id"],
        at=to_time(row["at"]),
        kind=EventKind(row["kind"]),
        who=row["who"],
        from_status=Status(row["from_status"]) if row["from_status"] else None,
        to_status=Status(row["to_status"]) if row["to_status"] else None,
        note=row["note"],
        jump=bool(row["jump"]),
        changes=changes,
        day=to_date(row["day"]),
        id=row["id"],
    )
