"""The calendar 「日程」: the days of a month or week with due items, contacts and days off; export as .ics."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from desktop.domain.records.contact import Contact
from desktop.domain.words.dates import days_left_words
from desktop.services.cases.cases import get_case
from desktop.services.handling.due_list import DueItem, DueWhat, due_items
from desktop.services.office.rules import calendar_of
from desktop.services.office.workplace import Workplace
from desktop.store.cases.due_rows import contacts_between

# The agenda: due items and contacts per day.
_WARN_DAYS = (3, 1)


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One day. `resting`: why it is a day off ("" = working day); `working`: why a weekend day is a working day."""

    day: date
    due: tuple[DueItem, ...] = ()
    contacts: tuple[Contact, ...] = ()
    resting: str = ""
    working: str = ""


def agenda(work: Workplace, first: date, last: date) -> tuple[AgendaDay, ...]:
    """Every day from `first` to `last` inclusive. Overdue items are listed on their due date."""
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
    """Write everything due within that many days as .ics; gives the number of entries. Raises FileProblem.

    Entries hold numbers and subjects only, without names of proposers, because calendars are shared.
    """
    from desktop.documents.calendar_ics import (  # imported late to keep start-up fast
        CalendarDay,
        write_calendar,
    )

    entries = [
        CalendarDay(_key(item), item.due_at, item.label, item.subject, _WARN_DAYS)
        for item in due_items(work, within_days)
    ]
    return write_calendar(out, entries, work.now())


def _key(item: DueItem) -> str:
    """A stable key per item, so that importing the file again moves an entry instead of duplicating it."""
    about = f"-{zlib.crc32(item.about.encode()):08x}" if item.about else ""
    return f"case-{item.case_id}-{item.what}{about}"


_DUE_NEXT_DAYS = 3
"""Days before the due day from which an entry has the colour and sign of SOON."""


class EntryKind(StrEnum):
    """The kind of an entry, shown by sign and colour."""

    LATE = "late"
    SOON = "soon"
    DUE = "due"
    PROMISE = "promise"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry of a day. `words`: short text (「085 答复」); `detail`: days left, or the outcome of a contact."""

    case_id: int
    kind: EntryKind
    words: str
    subject: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day; `resting` and `working` as in AgendaDay."""

    day: date
    entries: tuple[CalendarEntry, ...] = ()
    resting: str = ""
    working: str = ""


@dataclass(frozen=True, slots=True)
class CalendarSheet:
    """The days asked for, and the years among them without announced make-up days 「未公布」."""

    days: tuple[CalendarDay, ...]
    unpublished: tuple[int, ...]
    today: date


def calendar_sheet(work: Workplace, first: date, last: date) -> CalendarSheet:
    """Every day from `first` to `last` inclusive."""
    calendar = calendar_of(work)
    years = range(first.year, last.year + 1)
    return CalendarSheet(
        tuple(_day(work, day) for day in agenda(work, first, last)),
        tuple(year for year in years if not calendar.is_published(year)),
        work.today,
    )


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of that day's week."""
    first = day - timedelta(days=day.weekday())
    return first, first + timedelta(days=6)


def _day(work: Workplace, day: AgendaDay) -> CalendarDay:
    entries = [_due(item) for item in day.due] + [_contact(work, contact) for contact in day.contacts]
    order = list(EntryKind)
    entries.sort(key=lambda entry: order.index(entry.kind))
    return CalendarDay(day.day, tuple(entries), day.resting, day.working)


def _due(item: DueItem) -> CalendarEntry:
    if item.days < 0:
        kind = EntryKind.LATE
    else:
        kind = EntryKind.SOON if item.days <= _DUE_NEXT_DAYS else EntryKind.DUE
        promised = item.what in {DueWhat.PROMISE, DueWhat.CARRIED}
        kind = EntryKind.PROMISE if promised and kind is EntryKind.DUE else kind
    words = f"{item.number or f'#{item.case_id}'} {item.what.label}"
    detail = " · ".join(filter(None, (days_left_words(item.days), item.about, item.section, item.officer)))
    return CalendarEntry(item.case_id, kind, words, item.subject, detail)


def _contact(work: Workplace, contact: Contact) -> CalendarEntry:
    case = get_case(work, contact.case_id)
    words = f"{case.number or f'#{case.id}'} {contact.way.label}"
    people = "、".join(contact.our_people)
    detail = " · ".join(filter(None, (f"{contact.phase.label}沟通", people, contact.place)))
    return CalendarEntry(case.id, EntryKind.CONTACT, words, case.subject, detail)
