"""The calendar 「日程」: per day what is due and which contacts took place; the same as an .ics file."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from desktop.domain.records.contact import Contact
from desktop.services.handling.due_list import DueItem, due_items
from desktop.services.office.rules import calendar_of
from desktop.services.office.workplace import Workplace
from desktop.store.cases.due_rows import contacts_between

_WARN_DAYS = (3, 1)


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One day: `resting` says why it is no working day ("" = it is one), `working` why a weekend is one."""

    day: date
    due: tuple[DueItem, ...] = ()
    contacts: tuple[Contact, ...] = ()
    resting: str = ""
    working: str = ""


def agenda(work: Workplace, first: date, last: date) -> tuple[AgendaDay, ...]:
    """Every day from `first` to `last`, both in it. Due days are shown on their own day, late ones too."""
    calendar = calendar_of(work)
    items = due_items(work, max((last - work.today).days, 0))
    contacts = contacts_between(work.store, first, last)
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return tuple(
        AgendaDay(
            day,
            tuple(item for item in items if item.due_at == day),
            tuple(contact for contact in contacts if contact.day == day),
            calendar.why_resting(day),
            calendar.why_working(day),
        )
        for day in days
    )


def export_calendar(work: Workplace, out: Path, within_days: int = 365) -> int:
    """Write everything due within that many days as .ics; returns how many entries. Raises FileProblem.

    Numbers and subjects only: a calendar travels, names of proposers stay here.
    """
    from desktop.documents.calendar_ics import CalendarDay, write_calendar  # a start need not pay for it

    entries = [
        CalendarDay(_key(item), item.due_at, item.label, item.subject, _WARN_DAYS)
        for item in due_items(work, within_days)
    ]
    return write_calendar(out, entries, work.now())


def _key(item: DueItem) -> str:
    """The same for the same thing at every export, so that a second import moves it instead of doubling it."""
    about = f"-{zlib.crc32(item.about.encode()):08x}" if item.about else ""
    return f"case-{item.case_id}-{item.what}{about}"
