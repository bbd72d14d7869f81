"""The card 「填报」 in the window: one key opens it, keys copy item by item, and ticks stay."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.domain.case.case import Case
from desktop.domain.records.portal_tick import CopyState
from desktop.services.paper.portal_card import portal_card
from desktop.services.writing.drafting import set_reply_fields
from desktop.ui.desk.paper.portal_dialog import PortalDialog, shown_value
from tests.ui.conftest import OpenProgram
from tests.ui.officer import Officer
from tests.ui.print_page_object import PARAGRAPH, answered

_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def case(officer: Officer) -> Case:
    """A case on the desk with a body of two pieces, a number and a signer."""
    made = officer.program.worker.wait_for(answered("085", 30))
    officer.program.worker.wait_for(
        set_reply_fields, made.id, {"document_number": "长文旅提〔2024〕3号", "signer": "周明澜"}
    )
    officer.open_case(made.id)
    return made


def card(officer: Officer) -> PortalDialog:
    """The card, opened by its key."""
    officer.press(Qt.Key.Key_C, _CTRL_SHIFT)
    officer.settle()
    dialog = officer.desk.paper_controller.portals.dialog
    assert dialog is not None
    officer.until(dialog.isActiveWindow)
    officer.settle()
    return dialog


def place_of(dialog: PortalDialog, label: str) -> int:
    return [view.row.label for view in dialog.views if view.row].index(label)


def copied(dialog: PortalDialog) -> list[str]:
    return [view.row.label for view in dialog.views if view.row and view.row.state is CopyState.COPIED]


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def stored(officer: Officer, case: Case) -> list[str]:
    found = officer.program.worker.wait_for(portal_card, case.id)
    return [row.label for row in found.rows if row.state is CopyState.COPIED]


def test_enter_copies_item_after_item_in_the_order_of_the_system(officer: Officer, case: Case) -> None:
    dialog = card(officer)
    assert dialog.windowTitle() == "填报 · 第085号"
    seen = []
    for _ in range(4):
        officer.press(Qt.Key.Key_Return)
        seen.append(clipboard())
    assert seen == ["085", case.subject, "长文旅提〔2024〕3号", "2024-04-09"]
    assert copied(dialog) == ["提案编号", "案由", "答复文号", "答复日期"]
    assert dialog.said == "已复制“答复日期”　下一项：签发人".replace("　", " ")
    assert dialog.state.startswith("已复制 4 / ")
    assert stored(officer, case) == copied(dialog)


@pytest.mark.usefixtures("case")
def test_a_blank_item_is_named_skipped_and_never_copied(officer: Officer) -> None:
    dialog = card(officer)
    assert "还没有填：办理结果、联系人" in dialog.state
    QGuiApplication.clipboard().setText("从前的")
    dialog.copy_row(place_of(dialog, "办理结果"))
    assert clipboard() == "从前的"
    assert dialog.said == "“办理结果”没有填，没有复制"
    officer.press(Qt.Key.Key_Up)
    officer.press(Qt.Key.Key_Return)  # 答复日期; the blank 办理结果 and 落实情况分类 are passed over
    assert dialog.current == place_of(dialog, "签发人")


def test_a_digit_or_letter_copies_its_row(officer: Officer, case: Case) -> None:
    dialog = card(officer)
    officer.press(Qt.Key.Key_7)
    assert clipboard() == "周明澜"
    letter = "123456789abcdefghij"[place_of(dialog, "答复正文（1/2）")]
    QTest.keyClicks(officer.focus, letter)
    assert clipboard() == dialog.card.entries[14].pieces[0]
    assert copied(dialog) == ["签发人", "答复正文（1/2）"]
    officer.press(Qt.Key.Key_Return)
    assert copied(dialog) == ["签发人", "答复正文（1/2）", "答复正文（2/2）"]
    assert clipboard().count(PARAGRAPH) + dialog.card.entries[14].pieces[0].count(PARAGRAPH) == 30
    assert stored(officer, case) == copied(dialog)


def test_arrows_move_and_space_ticks_without_copying(officer: Officer, case: Case) -> None:
    dialog = card(officer)
    QGuiApplication.clipboard().setText("从前的")
    officer.press(Qt.Key.Key_Down)
    officer.press(Qt.Key.Key_Space)
    assert (copied(dialog), clipboard(), dialog.current) == (["案由"], "从前的", 1)
    officer.press(Qt.Key.Key_Space)
    assert copied(dialog) == []
    officer.press(Qt.Key.Key_End)
    assert dialog.current == len(dialog.views) - 1
    officer.press(Qt.Key.Key_Home)
    assert dialog.current == 0
    assert stored(officer, case) == []


def test_ticks_stay_when_the_card_and_the_program_are_opened_again(
    officer: Officer, case: Case, open_program: OpenProgram
) -> None:
    dialog = card(officer)
    officer.press(Qt.Key.Key_Return)
    officer.press(Qt.Key.Key_Return)
    officer.settle()
    officer.press(Qt.Key.Key_Escape)
    officer.until(lambda: not dialog.isVisible())
    assert officer.at_desk
    again = card(officer)
    assert copied(again) == ["提案编号", "案由"]
    assert again.current == 2  # where she left off
    next_day = Officer(officer.qtbot, open_program())
    next_day.open_case(case.id)
    assert copied(card(next_day)) == ["提案编号", "案由"]


def test_a_letter_changed_after_copying_shows_it(officer: Officer, case: Case) -> None:
    dialog = card(officer)
    officer.press(Qt.Key.Key_7)
    officer.program.window.activateWindow()
    officer.until(officer.program.window.isActiveWindow)
    officer.program.worker.wait_for(set_reply_fields, case.id, {"signer": "顾言"})
    dialog.activateWindow()
    officer.until(dialog.isActiveWindow)
    officer.settle()
    view = dialog.views[place_of(dialog, "签发人")]
    assert view.row is not None
    assert (view.row.text, view.row.state) == ("顾言", CopyState.CHANGED)
    assert not view.tick.isChecked()
    officer.press(Qt.Key.Key_7)
    assert (clipboard(), copied(dialog)) == ("顾言", ["签发人"])


@pytest.mark.usefixtures("case")
def test_the_card_stays_while_the_officer_works_on_and_then_shows_the_open_case(officer: Officer) -> None:
    first = card(officer)
    other = officer.program.worker.wait_for(answered("086", 2))
    officer.open_case(other.id)
    assert first.isVisible()
    assert first.card.case.number == "085"
    officer.program.window.activateWindow()
    officer.until(officer.program.window.isActiveWindow)
    assert card(officer) is first
    officer.until(lambda: first.card.case.number == "086")
    assert copied(first) == []
    officer.press(Qt.Key.Key_Return)
    assert clipboard() == "086"


@pytest.mark.usefixtures("case")
def test_the_menu_opens_it_too_and_another_system_can_be_chosen(officer: Officer) -> None:
    (action,) = (a for a in officer.desk.paper_controller.menu.actions() if a.text().startswith("填报"))
    action.trigger()
    officer.settle()
    dialog = officer.desk.paper_controller.portals.dialog
    assert dialog is not None
    dialog.portal_chosen.emit("npc-general")
    officer.until(lambda: dialog.card.portal.id == "npc-general")
    assert dialog.views[0].row is not None
    assert dialog.views[0].row.label == "建议编号"
    officer.settle()
    dialog.close()
    assert card(officer).card.portal.id == "npc-general"  # chosen for cases of this sort


def test_of_a_long_value_the_row_shows_beginning_and_end() -> None:
    assert shown_value("第一行\n第二行\n") == "第一行\n第二行"
    long = "开" * 44 + "中" * 500 + "末" * 28
    assert shown_value(long) == "开" * 44 + " …… " + "末" * 28
