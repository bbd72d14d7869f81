"""After a refusal a page is as it was before the question: what it could not read is asked for again."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.services.cases.cases import create_case
from desktop.services.cases.work_list import list_cases
from desktop.services.office.office import Office, read_office, save_office
from desktop.services.office.workplace import Workplace
from desktop.ui.ledger.ledger_page import LedgerPage
from desktop.ui.parts.case_strip import PAGE, CaseStripModel
from desktop.ui.parts.page import WorkPage
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.shell.daily_reminder import DailyReminder
from desktop.ui.shell.pages import Place
from tests.ui.officer import Officer
from tests.ui.store_threads import refusing


def test_the_office_is_read_when_the_settings_are_shown_again_and_saved_then(officer: Officer) -> None:
    worker = officer.program.worker
    worker.wait_for(save_office, Office(unit="长宁区科学技术委员会", officer="沈知行"))
    with refusing(officer, worker.looker):
        officer.show(Place.SETTINGS)
    assert "数据读不出来" in officer.notice
    officer.show(Place.CASES)
    officer.show(Place.SETTINGS)
    office = cast("SettingsPage", officer.program.window.findChild(SettingsPage)).office
    assert office.boxes["unit"].text == "长宁区科学技术委员会"
    office.boxes["region"].show_text("长宁区")
    office.save()
    officer.settle()
    assert worker.wait_for(read_office).region == "长宁区"


def test_the_columns_of_the_ledger_are_read_when_it_is_shown_again(officer: Officer) -> None:
    with refusing(officer, officer.program.worker.looker):
        officer.show(Place.LEDGER)
    officer.show(Place.CASES)
    officer.show(Place.LEDGER)
    page = cast("LedgerPage", officer.program.window.findChild(LedgerPage))
    assert page.columns.chosen
    buttons = cast("list[QPushButton]", page.findChildren(QPushButton))
    assert [one.isEnabled() for one in buttons if one.text() == "导出 Excel…"] == [True]


def add_many(work: Workplace) -> None:
    for number in range(PAGE + 1):
        create_case(work, Case(number=f"{number:03}", status=Status.DRAFTING))


def test_a_list_beside_a_page_goes_on_after_a_refusal(officer: Officer) -> None:
    worker = officer.program.worker
    worker.wait_for(add_many)
    page = WorkPage(officer.program.theme, worker)
    officer.qtbot.addWidget(page)
    model = CaseStripModel(lambda query, then: page.ask(then, list_cases, query))
    model.show_query(CaseQuery(), lambda: None)
    officer.settle()
    with refusing(officer, worker.looker):
        model.fetchMore(model.index(-1))
    assert model.canFetchMore(model.index(-1))
    model.fetchMore(model.index(-1))
    officer.settle()
    assert model.rowCount() == PAGE + 1


def test_the_reminder_that_was_refused_is_given_at_the_next_look(officer: Officer) -> None:
    worker = officer.program.worker
    worker.wait_for(create_case, Case(number="085", status=Status.DRAFTING, due_at=date(2024, 4, 9)))
    reminder = DailyReminder(worker, officer.program.window, QIcon())
    with refusing(officer, worker.reader):
        reminder.check()
    officer.program.window.notice.clear()
    reminder.check()
    officer.until(lambda: "今日到期 1 件" in officer.program.window.morning.words)
