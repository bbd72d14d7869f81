"""The calendar page: what is due on each day, what was said to whom, days off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.records.contact import ContactWay
from desktop.services.handling import contacts, promises
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.calendar_sheet import (
    CalendarEntry,
    EntryKind,
    agenda,
    calendar_sheet,
    export_calendar,
    week_of,
)


def entries(work: Workplace, day: date) -> tuple[CalendarEntry, ...]:
    (found,) = calendar_sheet(work, day, day).days
    return found.entries


@pytest.mark.parametrize("day", range(8, 15))
def test_a_week_begins_on_monday(day: int) -> None:
    assert week_of(date(2024, 4, day)) == (date(2024, 4, 8), date(2024, 4, 14))


def test_every_day_of_the_span_is_there_and_says_why_it_is_off_or_not(work: Workplace) -> None:
    # 清明 2024: Thursday 4 to Saturday 6 April off, Sunday the 7th worked (State Council's notice).
    sheet = calendar_sheet(work, date(2024, 4, 4), date(2024, 4, 7))
    assert [(day.day.day, day.resting, day.working) for day in sheet.days] == [
        (4, "清明节放假", ""),
        (5, "清明节放假", ""),
        (6, "清明节放假", ""),
        (7, "", "清明节调休上班"),
    ]
    assert (sheet.today, sheet.unpublished) == (date(2024, 4, 9), ())


def test_years_without_a_published_notice_are_named(work: Workplace) -> None:
    assert calendar_sheet(work, date(2023, 12, 31), date(2024, 1, 1)).unpublished == ()
    late = calendar_sheet(work, date(2049, 12, 31), date(2050, 1, 1))
    assert late.unpublished == (2049, 2050)


def test_an_entry_is_late_soon_or_just_due(week: Workplace) -> None:
    kinds = {
        day.day.day: [entry.kind for entry in day.entries]
        for day in calendar_sheet(week, date(2024, 4, 1), date(2024, 4, 15)).days
        if day.entries
    }
    assert kinds == {
        3: [EntryKind.LATE],
        8: [EntryKind.LATE],
        9: [EntryKind.SOON],  # today
        12: [EntryKind.SOON],  # in three days
        14: [EntryKind.DUE],
        15: [EntryKind.DUE],
    }


def test_an_entry_says_what_is_due_how_many_days_are_left_and_who_does_it(week: Workplace) -> None:
    assert entries(week, date(2024, 4, 12)) == (
        CalendarEntry(
            5, EntryKind.SOON, "005 会办意见", "关于事项005的提案", "还剩 3 天 · 区财政局 · 科创科 · 周砚"
        ),
    )
    assert entries(week, date(2024, 4, 9)) == (
        CalendarEntry(3, EntryKind.SOON, "#3 答复", "关于图书室的提案", "今日到期"),
    )


def test_a_promise_has_a_kind_of_its_own_until_it_is_urgent(week: Workplace) -> None:
    promises.add_promise(week, 1, "增设阅览座位", due_at=date(2024, 4, 13))
    promises.add_promise(week, 1, "延长开放时间", due_at=date(2024, 4, 12))
    (promise,) = entries(week, date(2024, 4, 13))
    assert (promise.kind, promise.words) == (EntryKind.PROMISE, "001 兑现承诺")
    assert "增设阅览座位" in promise.detail
    assert [entry.kind for entry in entries(week, date(2024, 4, 12))] == [EntryKind.SOON, EntryKind.SOON]


def test_contacts_stand_below_what_is_due_with_people_and_place(week: Workplace) -> None:
    contacts.record_contact(
        week, 3, ContactWay.VISIT, day=date(2024, 4, 8), our_people=("林越", "周砚"), place="区图书馆"
    )
    contacts.record_contact(week, 1, ContactWay.PHONE, day=date(2024, 4, 8), our_people=("林越",))
    late, visit, call = entries(week, date(2024, 4, 8))
    assert late.kind is EntryKind.LATE
    assert visit == CalendarEntry(
        3, EntryKind.CONTACT, "#3 走访", "关于图书室的提案", "办中沟通 · 林越、周砚 · 区图书馆"
    )
    assert (call.words, call.detail) == ("001 电话", "办中沟通 · 林越")
    # The agenda of another day does not have them.
    assert [day.contacts for day in agenda(week, date(2024, 4, 9), date(2024, 4, 10))] == [(), ()]


def test_the_agenda_of_past_days_still_shows_what_was_due_then(week: Workplace) -> None:
    (day,) = agenda(week, date(2024, 4, 3), date(2024, 4, 3))
    assert [item.number for item in day.due] == ["001"]


def test_the_calendar_file_warns_three_days_and_one_day_before(week: Workplace, tmp_path: Path) -> None:
    assert export_calendar(week, tmp_path / "期限.ics", within_days=3) == 4
    text = (tmp_path / "期限.ics").read_text(encoding="utf-8")
    assert text.count("TRIGGER:-P3D") == text.count("TRIGGER:-P1D") == 4
    assert "UID:case-1-reply@chengban" in text


def test_the_key_of_an_entry_tells_units_apart_and_stays_the_same(week: Workplace, tmp_path: Path) -> None:
    promises.add_promise(week, 1, "增设阅览座位", due_at=date(2024, 4, 12))
    promises.add_promise(week, 1, "延长开放时间", due_at=date(2024, 4, 12))

    def keys(name: str) -> list[str]:
        export_calendar(week, tmp_path / name)
        lines = (tmp_path / name).read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line.startswith("UID:")]

    first = keys("一.ics")
    assert len(set(first)) == len(first) == 9
    assert keys("二.ics") == first
