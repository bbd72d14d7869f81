"""The card 「外出代管」: to a deputy in one step, seen on row and desk, back in one step, each undone by the notice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.domain.case.case import Case
from desktop.services.cases.cases import create_case, get_case
from desktop.services.cases.handovers import hand_over, handovers
from desktop.services.office.workplace import Workplace
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.settings.handover_part import HandoverPart
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.shell.pages import Place
from tests.ui.officer import Officer
from tests.ui.record_dialogs import dialog_of


def two_cases(work: Workplace) -> None:
    for number in ("085", "086"):
        create_case(work, Case(number=number, subject=f"关于{number}的提案", officer="林越"))


@pytest.fixture
def card(officer: Officer) -> HandoverPart:
    officer.program.worker.wait_for(two_cases)
    return opened(officer)


def opened(officer: Officer) -> HandoverPart:
    officer.show(Place.SETTINGS)
    page = officer.program.window.maker.pages[Place.SETTINGS]
    assert isinstance(page, SettingsPage)
    officer.settle()
    return page.handovers


def officers(officer: Officer) -> list[str]:
    return [officer.program.worker.wait_for(get_case, number).officer for number in (1, 2)]


def open_dialog(officer: Officer, card: HandoverPart) -> RecordDialog:
    card.hand.click()
    dialog = dialog_of(officer)
    assert isinstance(dialog, RecordDialog)
    return dialog


def undo(officer: Officer) -> None:
    bar = officer.program.window.notice
    buttons: Iterable[QPushButton] = bar.findChildren(QPushButton)
    next(one for one in buttons if one.text() == "撤销" and one.isVisible()).click()
    officer.settle()


def test_the_open_cases_go_to_the_deputy_and_the_notice_undoes_it(
    officer: Officer, card: HandoverPart
) -> None:
    dialog = open_dialog(officer, card)
    dialog.fill({"officer": "林越", "deputy": "何一苇", "first": "2024-04-10", "last": "2024-04-19"})
    dialog.submit()
    officer.until(lambda: QApplication.activeModalWidget() is None)
    assert "林越的 2 件已交何一苇代管" in officer.notice
    assert officers(officer) == ["何一苇", "何一苇"]
    officer.until(lambda: len(card.back_links) == 1)
    assert card.back_links[0].accessibleName() == "交还：林越外出（2024年4月10日至4月19日），2 件由何一苇代管"
    undo(officer)
    assert officers(officer) == ["林越", "林越"]
    officer.until(lambda: not card.back_links)


def test_the_desk_shows_for_whom_the_officer_stands_in(officer: Officer, card: HandoverPart) -> None:
    officer.program.worker.wait_for(hand_over, "林越", "何一苇", last=date(2024, 4, 19))
    officer.open_case(1)
    pill = officer.desk.header.stand_in
    assert pill.text() == "代林越"
    assert pill.toolTip() == "林越外出（至4月19日），由何一苇代管"
    assert not card.isVisible()


def test_the_cases_come_back_with_one_click_and_the_notice_undoes_that(
    officer: Officer, card: HandoverPart
) -> None:
    officer.program.worker.wait_for(hand_over, "林越", "何一苇")
    card.read()
    officer.until(lambda: len(card.back_links) == 1)
    card.back_links[0].click()
    officer.until(lambda: "已交还林越 2 件" in officer.notice)
    assert officers(officer) == ["林越", "林越"]
    undo(officer)
    assert officers(officer) == ["何一苇", "何一苇"]
    assert len(officer.program.worker.wait_for(handovers)) == 1


def test_undone_from_the_work_list_the_list_shows_it(officer: Officer, card: HandoverPart) -> None:
    dialog = open_dialog(officer, card)
    dialog.fill({"officer": "林越", "deputy": "何一苇"})
    dialog.submit()
    officer.until(lambda: len(card.back_links) == 1)
    officer.show(Place.CASES)
    assert shown(officer) == ["何一苇（代林越）"] * 2
    undo(officer)
    officer.until(lambda: shown(officer) == ["林越"] * 2)


def shown(officer: Officer) -> list[str]:
    model = officer.inbox.model
    rows = filter(None, map(model.case_row, range(model.rowCount())))
    return [row.officer_label for row in rows]


def test_a_refusal_stays_in_the_dialog(officer: Officer, card: HandoverPart) -> None:
    dialog = open_dialog(officer, card)
    dialog.fill({"officer": "林越", "deputy": "林越"})
    dialog.submit()
    officer.settle()
    assert dialog.isVisible()
    assert officers(officer) == ["林越", "林越"]
    dialog.close()
