"""The board: the same moves and gates as on the desk, by mouse and by keyboard."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.services.cases.cases import create_case, get_case
from desktop.services.handling.progress import events
from desktop.services.office.workplace import Workplace
from desktop.ui.board.board_column import MIME, CardList
from desktop.ui.board.board_page import BoardPage
from desktop.ui.dialogs.record_dialog import ReasonDialog, RecordDialog
from tests.complete_case import complete
from tests.ui.officer import Officer
from tests.ui.places import BOARD, go_to
from tests.ui.record_dialogs import dialog_of
from tests.ui.store_threads import busy


def begin(work: Workplace, wanted: Case) -> Case:
    """The case with all that its next steps ask for."""
    return complete(work, create_case(work, wanted).id)


@pytest.fixture
def case(officer: Officer) -> Case:
    wanted = Case(number="085", subject="关于图书室的提案", status=Status.DRAFTING, due_at=date(2024, 5, 1))
    return officer.program.worker.wait_for(begin, wanted)


@pytest.fixture
def page(officer: Officer, case: Case) -> BoardPage:
    assert case.id
    found = go_to(officer, BOARD, BoardPage)
    officer.until(lambda: found.sheet is not None)
    return found


def drop(officer: Officer, page: BoardPage, case: Case, status: Status) -> None:
    """Drop the card on that column."""
    data = QMimeData()
    data.setData(MIME, str(case.id).encode())
    no_key, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    page.columns[status].dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.MoveAction, data, left, no_key))
    officer.settle()


def cards(page: BoardPage, status: Status) -> CardList:
    """The cards in a column that has some."""
    found = page.columns[status].list
    assert found is not None
    return found


def give_reason(officer: Officer, words: str) -> None:
    """Fill in the dialog that asks for a reason."""
    officer.until(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    officer.until(lambda: dialog.isActiveWindow() and dialog.isAncestorOf(officer.focus))
    officer.type(words)
    officer.ctrl(Qt.Key.Key_Return)


def status_of(officer: Officer, case: Case) -> Status:
    officer.settle()
    return officer.program.worker.wait_for(get_case, case.id).status


def test_cards_are_in_the_column_of_their_status(page: BoardPage) -> None:
    filled = [status for status, column in page.columns.items() if not column.folded]
    assert filled == [Status.DRAFTING]
    assert cards(page, Status.DRAFTING).accessibleName() == "拟稿 1 件"


def test_a_card_dropped_on_the_next_column_is_moved_there(
    officer: Officer, page: BoardPage, case: Case
) -> None:
    drop(officer, page, case, Status.SECTION_REVIEW)
    assert status_of(officer, case) is Status.SECTION_REVIEW
    officer.until(lambda: not page.columns[Status.SECTION_REVIEW].folded)
    assert page.columns[Status.DRAFTING].folded
    assert "已流转到“科室核稿”" in officer.notice


def test_a_move_against_the_procedure_is_refused_with_the_reason(
    officer: Officer, page: BoardPage, case: Case
) -> None:
    drop(officer, page, case, Status.SIGNED_OFF)
    assert status_of(officer, case) is Status.DRAFTING
    assert "不能直接到“已签发”" in officer.notice
    notice = officer.program.window.notice.notice
    assert notice is not None
    assert [action.label for action in notice.actions] == ["写明原因跳转"]


def test_a_refused_move_may_be_made_as_a_jump_with_a_reason_unless_a_gate_blocks_it(
    officer: Officer, page: BoardPage, case: Case
) -> None:
    drop(officer, page, case, Status.REPLIED)
    notice = officer.program.window.notice.notice
    assert notice is not None
    notice.actions[0].act()
    give_reason(officer, "纸件已经寄出")
    dialog = dialog_of(officer, ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    officer.until(lambda: dialog.notice.notice is not None)
    assert dialog.notice.notice is not None
    assert "不能流转到“已答复”" in dialog.notice.notice.what
    assert dialog.reason.toPlainText() == "纸件已经寄出"
    dialog.reject()
    assert status_of(officer, case) is Status.DRAFTING


def test_a_move_under_way_bars_no_other_case_and_each_is_undone_by_its_own_notice(
    officer: Officer, page: BoardPage, case: Case
) -> None:
    other = officer.program.worker.wait_for(begin, Case(number="086", status=Status.DRAFTING))
    with busy(officer, officer.program.worker):
        page.moves.move(case.id, Status.SECTION_REVIEW)
        page.moves.move(other.id, Status.SECTION_REVIEW)
    assert status_of(officer, case) is status_of(officer, other) is Status.SECTION_REVIEW
    notice = officer.program.window.notice.notice
    assert notice is not None
    assert notice.what == "086 已流转到“科室核稿”"
    notice.actions[0].act()
    officer.until(lambda: officer.notice == "086 已撤销，回到“拟稿”")
    assert status_of(officer, case) is Status.SECTION_REVIEW


def test_the_usual_move_is_made_by_keyboard_and_can_be_undone(
    officer: Officer, page: BoardPage, case: Case
) -> None:
    officer.until(cards(page, Status.DRAFTING).hasFocus)
    officer.ctrl(Qt.Key.Key_Right)
    assert status_of(officer, case) is Status.SECTION_REVIEW
    officer.until(lambda: cards(page, Status.SECTION_REVIEW).hasFocus())
    notice = officer.program.window.notice.notice
    assert notice is not None
    notice.actions[0].act()
    assert status_of(officer, case) is Status.DRAFTING


def test_the_key_held_down_moves_the_card_once(officer: Officer, page: BoardPage, case: Case) -> None:
    officer.until(cards(page, Status.DRAFTING).hasFocus)
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier, autorep=True
    )
    QApplication.sendEvent(cards(page, Status.DRAFTING), held)
    assert status_of(officer, case) is Status.DRAFTING


def test_sending_back_asks_for_the_reason(officer: Officer, page: BoardPage, case: Case) -> None:
    drop(officer, page, case, Status.SECTION_REVIEW)
    drop(officer, page, case, Status.DRAFTING)
    give_reason(officer, "数字要核对")
    officer.until(lambda: status_of(officer, case) is Status.DRAFTING)


def test_a_dropped_card_may_be_given_the_day_on_which_it_happened(
    officer: Officer, page: BoardPage, case: Case
) -> None:
    drop(officer, page, case, Status.SECTION_REVIEW)
    notice = officer.program.window.notice.notice
    assert notice is not None
    (change_day,) = [action for action in notice.actions if action.label == "改日期…"]
    change_day.act()
    dialog = dialog_of(officer)
    assert isinstance(dialog, RecordDialog)
    today = officer.program.worker.work.today
    assert dialog.boxes["day"].text == today.isoformat()
    dialog.fill({"day": (today + timedelta(days=1)).isoformat()})
    dialog.submit()
    officer.until(lambda: dialog.notice.notice is not None)
    assert dialog.notice.notice is not None
    assert "还没到" in dialog.notice.notice.what
    dialog.fill({"day": (today - timedelta(days=2)).isoformat()})
    dialog.submit()
    officer.until(lambda: last_day(officer, case) == today - timedelta(days=2))
    assert status_of(officer, case) is Status.SECTION_REVIEW


def test_a_reason_is_given_with_its_day(officer: Officer, page: BoardPage, case: Case) -> None:
    drop(officer, page, case, Status.SECTION_REVIEW)
    drop(officer, page, case, Status.DRAFTING)
    officer.until(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReasonDialog)
    assert dialog.day == officer.program.worker.work.today
    dialog.reject()


def last_day(officer: Officer, case: Case) -> date:
    return officer.program.worker.wait_for(events, case.id)[-1].happened_on


def test_enter_opens_the_case_and_the_menu_names_the_usual_moves(
    officer: Officer, page: BoardPage, case: Case
) -> None:
    officer.until(cards(page, Status.DRAFTING).hasFocus)
    card = page.columns[Status.DRAFTING].current
    assert card is not None
    assert card.id == case.id
    assert page.moves.menu(card).actions()[0].text() == "送科室核稿"
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: officer.at_desk)
