"""The daily reminder: once a day, and never instead of another notice."""

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


@pytest.fixture
def reminder(officer: Officer) -> DailyReminder:
    officer.program.worker.wait_for(add_cases)
    return DailyReminder(officer.program.worker, officer.program.window, QIcon())


def test_what_is_due_is_counted_in_one_line(officer: Officer, reminder: DailyReminder) -> None:
    reminder.check()
    officer.until(lambda: "逾期 1 件，今日到期 1 件，七日内到期 2 件" in officer.notice)
    assert "096 答复、085 答复" in officer.notice


def test_the_late_cases_open_in_the_list(officer: Officer, reminder: DailyReminder) -> None:
    reminder.check()
    officer.until(lambda: bool(officer.notice))
    notice = officer.program.window.notice.notice
    assert notice is not None
    officer.inbox.refresh()
    notice.actions[0].act()
    assert len(officer.subjects) == 1


def test_an_absence_that_is_over_leads_to_the_settings(officer: Officer, reminder: DailyReminder) -> None:
    officer.program.worker.wait_for(away_until_yesterday)
    reminder.check()
    officer.until(lambda: "林越的代管期已满，1 件可以交还" in officer.notice)
    notice = officer.program.window.notice.notice
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
    officer.until(lambda: bool(officer.notice))
    officer.program.window.notice.clear()
    reminder.check()
    officer.program.worker.reader.wait_for(lambda _work: None)
    assert officer.notice == ""


def test_another_notice_is_not_replaced(officer: Officer, reminder: DailyReminder) -> None:
    officer.program.window.notice.show_notice(Notice("已收件"))
    with officer.qtbot.waitSignal(reminder.reminded):
        reminder.check()
    assert officer.notice == "已收件"


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
