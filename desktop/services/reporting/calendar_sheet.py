"""What the page 「日程」 shows: the days of a month or a week with what is due, what took place, and which of them rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.records.contact import Contact
from desktop.services.cases.cases import get_case
from desktop.services.handling.due_list import DueItem, DueWhat
from desktop.services.office.rules import calendar_of
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.agenda import AgendaDay, agenda

SOON_DAYS = 3


class EntryKind(StrEnum):
    """How an entry is marked, by its sign as well as by its colour."""

    LATE = "late"
    SOON = "soon"
    DUE = "due"
    PROMISE = "promise"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing on a day. `words` are short (「085 答复」), `detail` is what is left or how it went."""

    case_id: int
    kind: EntryKind
    words: str
    subject: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day: `resting` and `working` as in AgendaDay."""

    day: date
    entries: tuple[CalendarEntry, ...] = ()
    resting: str = ""
    working: str = ""


@dataclass(frozen=True, slots=True)
class CalendarSheet:
    """The days asked for, and the years among them whose days off are not announced yet 「未公布」."""

    days: tuple[CalendarDay, ...]
    unpublished: tuple[int, ...]
    today: date


def calendar_sheet(work: Workplace, first: date, last: date) -> CalendarSheet:
    """Every day from `first` to `last`, both in it."""
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
        kind, left = EntryKind.LATE, f"逾期 {-item.days} 天"
    else:
        kind = EntryKind.SOON if item.days <= SOON_DAYS else EntryKind.DUE
        kind = EntryKind.PROMISE if item.what is DueWhat.PROMISE and kind is EntryKind.DUE else kind
        left = f"还剩 {item.days} 天" if item.days else "今日到期"
    words = f"{item.number or f'#{item.case_id}'} {item.what.label}"
    detail = " · ".join(filter(None, (left, item.about, item.section, item.officer)))
    return CalendarEntry(item.case_id, kind, words, item.subject, detail)


def _contact(work: Workplace, contact: Contact) -> CalendarEntry:
    case = get_case(work, contact.case_id)
    words = f"{case.number or f'#{case.id}'} {contact.way.label}"
    people = "、".join(contact.our_people)
    detail = " · ".join(filter(None, (f"{contact.phase.label}沟通", people, contact.place)))
    return CalendarEntry(case.id, EntryKind.CONTACT, words, case.subject, detail)
