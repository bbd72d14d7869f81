"""The calendar: due dates, contacts and days off, and the file for other calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.records.contact import ContactWay
from desktop.services.handling import contacts
from desktop.services.office.workplace import Workplace, set_up
from desktop.services.reporting.calendar_sheet import agenda, export_calendar
from desktop.store.file.store import Store
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import new_case


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def work(tmp_path: Path, clock: Clock) -> Iterator[Workplace]:
    place = set_up(Store.in_memory(), tmp_path, now=clock, officer="周经办")
    yield place
    place.close()


def test_the_calendar_shows_due_dates_contacts_and_days_off(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-02-12")
    contacts.record_contact(work, case.id, ContactWay.PHONE)
    days = {day.day.day: day for day in agenda(work, date(2026, 2, 12), date(2026, 2, 16))}
    assert [contact.way for contact in days[12].contacts] == [ContactWay.PHONE]
    assert [item.label for item in days[14].due] == ["085 申请退回"]
    assert (days[14].working, days[15].resting) == ("春节调休上班", "春节放假")


def test_the_calendar_file_has_due_dates_without_names(work: Workplace, tmp_path: Path) -> None:
    new_case(work)
    out = tmp_path / "期限.ics"
    assert export_calendar(work, out) == 2  # the deadlines for return and for the reply
    text = out.read_text(encoding="utf-8").replace("\r\n ", "").replace("\n ", "")
    assert "SUMMARY:085 答复" in text
    assert "林一帆" not in text
