"""The daily reminder: one line, once a day, beside any notice, closed for the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QIcon

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.services.cases.cases import create_case
from desktop.services.cases.handovers import hand_over
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import STAND_INS
from desktop.ui.parts.notice import Notice
from desktop.ui.shell.daily_reminder import DailyReminder
from desktop.ui.shell.pages import Place
from tests.ui.officer import Officer


def add_cases(work: Workplace) -> None:
    for number, day in (("096", 7), ("085", 9), ("112", 12)):
        create_case(work, Case(number=number, status=Status.DRAFTING, due_at=date(2024, 4, day)))


def add_many_due(work: Workplace) -> None:
    for number in range(201, 211):
        create_case(work, Case(number=str(number), status=Status.DRAFTING, due_at=date(2024, 4, 10)))


def said(officer: Officer) -> str:
    """The morning's line; "" while it is hidden."""
    officer.settle()
    return officer.program.window.morning.words


@pytest.fixture
def reminder(officer: Officer) -> DailyReminder:
    officer.program.worker.wait_for(add_cases)
    return DailyReminder(officer.program.worker, officer.program.window, QIcon())


def test_what_is_due_is_counted_in_one_line(officer: Officer, reminder: DailyReminder) -> None:
    reminder.check()
    officer.until(lambda: "逾期 1 件，今日到期 1 件，七日内到期 2 件" in said(officer))
    assert "096 答复、085 答复" in said(officer)


def test_the_late_cases_open_in_the_list(officer: Officer, reminder: DailyReminder) -> None:
    reminder.check()
    officer.until(lambda: bool(said(officer)))
    notice = officer.program.window.morning.notice
    assert notice is not None
    officer.inbox.refresh()
    notice.actions[0].act()
    assert len(officer.subjects) == 1


def test_an_absence_that_is_over_leads_to_the_settings(officer: Officer, reminder: DailyReminder) -> None:
    officer.program.worker.wait_for(away_until_yesterday)
    reminder.check()
    officer.until(lambda: "林越的代管期已满，1 件可以交还" in said(officer))
    notice = officer.program.window.morning.notice
    assert notice is not None
    next(action for action in notice.actions if action.label == "看代管").act()
    officer.settle()
    assert officer.program.window.maker.pages[Place.SETTINGS].isVisible()


def away_until_yesterday(work: Workplace) -> None:
    case = create_case(work, Case(number="200", officer="林越"))
    hand_over(work, "林越", "何一苇")
    (record,) = STAND_INS.of(work.store, case.id)
    STAND_INS.change(work.store, replace(record, last=date(2024, 4, 8)))


def test_the_reminder_is_shown_once_a_day(officer: Officer, reminder: DailyReminder) -> None:
    reminder.check()
    officer.until(lambda: bool(said(officer)))
    officer.program.window.morning.dismiss()
    reminder.check()
    officer.program.worker.reader.wait_for(lambda _work: None)
    assert said(officer) == ""


def test_a_notice_stands_beside_the_morning_line(officer: Officer, reminder: DailyReminder) -> None:
    officer.program.window.notice.show_notice(Notice("已收件"))
    with officer.qtbot.waitSignal(reminder.reminded):
        reminder.check()
    assert officer.notice == "已收件"
    assert "逾期 1 件" in said(officer)


def test_once_closed_the_line_stays_away_for_the_day_and_is_back_the_next(
    officer: Officer, reminder: DailyReminder
) -> None:
    reminder.check()
    officer.until(lambda: bool(said(officer)))
    morning = officer.program.window.morning
    notice = morning.notice
    assert notice is not None
    morning.dismiss()
    morning.show_reminder(notice, date(2024, 4, 9), urgent=True)  # as after a restart
    assert said(officer) == ""
    morning.show_reminder(notice, date(2024, 4, 10), urgent=True)
    assert said(officer) != ""


def test_what_is_not_urgent_is_said_above_the_work_list_alone(officer: Officer) -> None:
    morning = officer.program.window.morning
    morning.show_reminder(Notice("七日内到期 1 项"), date(2024, 4, 9), urgent=False)
    assert said(officer) == "七日内到期 1 项"
    officer.show(Place.SETTINGS)
    assert said(officer) == ""
    officer.show(Place.CASES)
    assert said(officer) == "七日内到期 1 项"
    morning.show_reminder(Notice("逾期 1 项"), date(2024, 4, 9), urgent=True)
    officer.show(Place.SETTINGS)
    assert said(officer) == "逾期 1 项"


def test_the_tray_lists_what_is_due_and_opens_its_case(officer: Officer, reminder: DailyReminder) -> None:
    reminder.check()
    with officer.qtbot.waitSignal(reminder.reminded):
        pass
    lines = [action.text() for action in reminder.menu.actions() if action.text()]
    assert lines[:3] == ["逾期 2 天　096 答复　", "今日到期　085 答复　", "还剩 3 天　112 答复　"]
    assert lines[3:] == ["打开承办", "看日程", "退出"]
    reminder.menu.actions()[2].trigger()
    officer.until(lambda: officer.desk.case_id == 3)
    officer.program.worker.wait_for(add_many_due)
    with officer.qtbot.assertNotEmitted(reminder.reminded):  # once a day
        reminder.check()
        officer.until(lambda: "还有 5 项，看日程" in [action.text() for action in reminder.menu.actions()])


def test_a_tray_with_nothing_due_says_so(officer: Officer) -> None:
    reminder = DailyReminder(officer.program.worker, officer.program.window, QIcon())
    first = reminder.menu.actions()[0]
    assert (first.text(), first.isEnabled()) == ("七日内没有到期的事项", False)
