"""Every page that has nothing to show offers what comes next."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.case.case import Case
from desktop.services.cases.cases import create_case
from desktop.ui.inbox.case_stack import CaseStack
from desktop.ui.parts.buttons import Button
from desktop.ui.shell.pages import Place
from tests.ui.officer import Officer


def offered(officer: Officer, page: QWidget, words: str) -> Button:
    """The button of those words on a page, when it is shown."""

    def shown() -> list[Button]:
        buttons = cast("list[Button]", page.findChildren(Button))
        return [button for button in buttons if button.text() == words and button.isVisible()]

    officer.until(lambda: bool(shown()))
    return shown()[0]


def test_pages_of_an_empty_store_lead_to_the_intake(officer: Officer) -> None:
    window = officer.program.window
    for place in (Place.CALENDAR, Place.STATISTICS, Place.BOARD, Place.LEDGER):
        officer.show(place)
        offered(officer, window.maker.pages[place], "收件").click()
        officer.until(lambda: bool(window.findChildren(QFileDialog)))
        for dialog in cast("list[QFileDialog]", window.findChildren(QFileDialog)):
            dialog.reject()
        officer.until(lambda: not window.findChildren(QFileDialog))
    officer.program.worker.wait_for(create_case, Case(subject="关于停车的提案"))
    officer.show(Place.LEDGER)
    assert not window.maker.pages[Place.LEDGER].nothing.isVisible()  # type: ignore[attr-defined]


def test_a_search_without_result_leads_back_to_all_open_cases(officer: Officer) -> None:
    officer.program.worker.wait_for(create_case, Case(subject="关于停车的提案"))
    officer.inbox.refresh()
    officer.until(lambda: officer.subjects == ["关于停车的提案"])
    officer.inbox.header.search.setText("查无此件")
    stack = cast("CaseStack", officer.inbox.findChild(CaseStack))
    officer.until(lambda: stack.currentWidget() is not officer.inbox.table)
    offered(officer, stack, "看全部在办").click()
    officer.until(officer.inbox.table.isVisible)
    assert officer.inbox.header.search.text() == ""


def test_a_case_without_asks_leads_to_its_facts(officer: Officer) -> None:
    case = officer.program.worker.wait_for(create_case, Case(subject="关于停车的提案"))
    officer.open_case(case.id)
    officer.desk.source.bring(1)
    offered(officer, officer.desk.source.asks, "编辑办件信息").click()
    officer.until(lambda: officer.focus.window() is not officer.program.window)
