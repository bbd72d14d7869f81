"""The calendar: keyboard navigation, entries, days off, and the printed week."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.records.contact import ContactWay
from desktop.services.cases.cases import create_case
from desktop.services.handling.contacts import record_contact
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.calendar_sheet import EntryKind
from desktop.ui.calendar.calendar_page import CalendarPage
from tests.ui.officer import Officer
from tests.ui.places import CALENDAR, go_to


def add_cases(work: Workplace) -> None:
    """One late since Sunday the 7th, one due on the 11th, both of April 2024; a visit on the 8th."""
    late = Case(number="096", subject="关于养老设施的提案", status=Status.DRAFTING, due_at=date(2024, 4, 7))
    soon = Case(number="085", subject="关于孵化器的提案", status=Status.DRAFTING, due_at=date(2024, 4, 11))
    create_case(work, late)
    case = create_case(work, soon)
    record_contact(work, case.id, ContactWay.VISIT, day=date(2024, 4, 8), points="听取意见")


@pytest.fixture
def page(officer: Officer) -> CalendarPage:
    officer.program.worker.wait_for(add_cases)
    found = go_to(officer, CALENDAR, CalendarPage)
    officer.until(lambda: found.sheet is not None)
    return found


def words_on(page: CalendarPage, day: date) -> list[tuple[EntryKind, str]]:
    assert page.sheet is not None
    found = next(one for one in page.sheet.days if one.day == day)
    return [(entry.kind, entry.words) for entry in found.entries]


def test_the_month_shows_due_days_and_contacts(page: CalendarPage) -> None:
    assert words_on(page, date(2024, 4, 7)) == [(EntryKind.LATE, "096 答复")]
    assert words_on(page, date(2024, 4, 8)) == [(EntryKind.CONTACT, "085 走访")]
    assert words_on(page, date(2024, 4, 11)) == [(EntryKind.SOON, "085 答复")]


def test_days_off_and_make_up_days_are_named(page: CalendarPage) -> None:
    assert page.sheet is not None
    days = {one.day: one for one in page.sheet.days}
    assert days[date(2024, 4, 4)].resting == "清明节放假"
    assert days[date(2024, 4, 7)].working == "清明节调休上班"
    assert page.sheet.unpublished == ()


def test_a_year_without_published_holidays_is_marked_as_unknown(officer: Officer, page: CalendarPage) -> None:
    page.choose(date(2035, 5, 5))
    officer.until(lambda: page.sheet is not None and page.sheet.unpublished == (2035,))


def test_arrow_keys_move_between_days_and_enter_opens_the_case(officer: Officer, page: CalendarPage) -> None:
    officer.until(page.grid.hasFocus)
    officer.press(Qt.Key.Key_Right)
    officer.press(Qt.Key.Key_Right)
    assert page.grid.chosen.day == date(2024, 4, 11)
    officer.press(Qt.Key.Key_Return)
    assert officer.focus is page.panel.list
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: officer.at_desk)


def test_escape_returns_from_the_entries_to_the_days(officer: Officer, page: CalendarPage) -> None:
    page.choose(date(2024, 4, 11))
    officer.press(Qt.Key.Key_Return)
    officer.press(Qt.Key.Key_Escape)
    assert page.grid.hasFocus()


def test_the_page_keys_change_the_month_and_keep_to_its_last_day(
    officer: Officer, page: CalendarPage
) -> None:
    page.choose(date(2024, 5, 31))
    officer.press(Qt.Key.Key_PageUp)
    assert page.chosen == date(2024, 4, 30)
    officer.press(Qt.Key.Key_Home)
    assert page.chosen == date(2024, 4, 9)


def test_a_week_is_shown_from_monday_to_sunday(officer: Officer, page: CalendarPage) -> None:
    page.show_weekly(True)
    officer.until(lambda: page.sheet is not None and len(page.sheet.days) == 7)
    assert page.sheet is not None
    assert (page.sheet.days[0].day, page.sheet.days[-1].day) == (date(2024, 4, 8), date(2024, 4, 14))


def test_the_weeks_list_names_what_is_late_and_what_is_due(
    officer: Officer, page: CalendarPage, tmp_path: Path
) -> None:
    page.write_week(tmp_path / "一周.docx")
    officer.until(lambda: "已导出 一周.docx" in officer.notice)
    document = Document(str(tmp_path / "一周.docx"))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["4月7日", "096", "答复", "关于养老设施的提案", ""] in rows
    assert ["11日周四", "085", "答复", "关于孵化器的提案", ""] in rows


def test_due_dates_are_exported_as_a_calendar_file(
    officer: Officer, page: CalendarPage, tmp_path: Path
) -> None:
    page.write_calendar(tmp_path / "期限.ics")
    officer.until(lambda: "已导出 期限.ics" in officer.notice)
    assert "DTSTART;VALUE=DATE:20240411" in (tmp_path / "期限.ics").read_text(encoding="utf-8")
