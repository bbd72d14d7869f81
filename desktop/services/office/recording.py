"""Records what was done as events of the case."""

from __future__ import annotations

from datetime import date

from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.field_change import FieldChange
from desktop.services.office.workplace import Workplace
from desktop.store.history.events import add_event


def record_event(
    work: Workplace,
    case_id: int,
    note: str,
    changes: tuple[FieldChange, ...] = (),
    day: date | None = None,
) -> None:
    """Record an event 「登记：…」 that changes no status, with the facts that it changed.

    `day`: when it happened, None = today.
    """
    kind = EventKind.RECORDED
    event = Event(case_id, work.now(), kind, work.officer, note=note, changes=changes, day=day)
    add_event(work.store, event)


def record_changes(work: Workplace, case_id: int, changes: tuple[FieldChange, ...], why: str = "") -> None:
    """Record changed facts as an event 「更改：…」 with their reason; nothing if nothing changed."""
    if changes:
        event = Event(case_id, work.now(), EventKind.CHANGED, work.officer, note=why.strip(), changes=changes)
        add_event(work.store, event)
