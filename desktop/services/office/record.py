"""A line in the history of a case 「办理过程」 for everything that moves nothing yet happened."""

from __future__ import annotations

from desktop.domain.case.event import Event, EventKind
from desktop.services.office.workplace import Workplace
from desktop.store.history.events import add_event


def record_event(work: Workplace, case_id: int, note: str) -> None:
    """Append 「登记：…」 to the history."""
    add_event(work.store, Event(case_id, work.now(), EventKind.RECORDED, work.officer, note=note))
