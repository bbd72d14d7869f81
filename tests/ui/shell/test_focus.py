"""Keys work wherever the hand is, the focus goes back to where it was, Tab goes as the page is read, and places seen come back."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.domain.case.case import Ask, Case, Proposer
from desktop.domain.case.status import Status
from desktop.domain.records.contact import ContactWay
from desktop.services.cases.cases import create_case, get_case
from desktop.services.handling.contacts import record_contact
from desktop.services.office.workplace import Workplace
from desktop.ui.dialogs.record_dialog import ReasonDialog
from desktop.ui.focus.tab_order import reading_order, stops
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.shell.pages import Place
from tests.ui.officer import Officer
from tests.ui.record_dialogs import panels, recorded

_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


def two_cases(work: Workplace) -> tuple[int, int]:
    ids = []
    for number, subject in (("085", "关于改善社区图书室的提案"), ("096", "关于修缮道路的提案")):
        case = Case(
            number=number, subject=subject, proposers=(Proposer("林晓舟"),), asks=(Ask(1, "增加图书"), Ask(2, "延长开放")),
            status=Status.DRAFTING, assigned_at=date(2024, 2, 23),
        )  # fmt: skip
        ids.append(create_case(work, case).id)
    record_contact(work, ids[0], ContactWay.VISIT, points="面谈一次")
    return ids[0], ids[1]


@pytest.fixture
def at_desk(officer: Officer) -> Officer:
    first, _second = officer.program.worker.wait_for(two_cases)
    officer.open_case(first)
    officer.until(lambda: panels(officer).casework.found is not None)
    return officer


def buttons(root: QWidget, words: str) -> list[Button]:
    found = cast("list[Button]", root.findChildren(Button))
    return [one for one in found if one.isVisible() and one.text() == words]


# Keys of the desk.
def test_keys_of_the_desk_live_on_after_a_click_on_a_link_in_a_card(at_desk: Officer) -> None:
    at_desk.open_section("对建议的答复")
    at_desk.desk.pane.focus_writing()
    links = buttons(at_desk.desk.source.asks, "对应到本节")
    QTest.mouseClick(links[0], Qt.MouseButton.LeftButton)
    at_desk.until(lambda: len(buttons(at_desk.desk.source.asks, "对应到本节")) == 1)
    assert at_desk.desk.pane.writing.editor.hasFocus(), "a click leaves the hand where it writes"
    at_desk.ctrl(Qt.Key.Key_PageUp)
    assert at_desk.desk.pane.key == "overview"
    at_desk.program.window.rail.button(Place.CASES).setFocus()
    at_desk.ctrl(Qt.Key.Key_PageDown)
    assert at_desk.desk.pane.key == "answer"


def test_a_card_that_is_made_anew_gives_the_focus_to_what_stands_at_its_place(at_desk: Officer) -> None:
    at_desk.open_section("对建议的答复")
    at_desk.tab_to("第 2 条对应到本节")
    at_desk.press(Qt.Key.Key_Space)
    at_desk.until(lambda: "answer" in {ask.answered_in for ask in at_desk.desk.session.case.asks})
    at_desk.until(lambda: at_desk.desk.source.asks.isAncestorOf(at_desk.focus))
    at_desk.ctrl(Qt.Key.Key_G)
    assert panels(at_desk).contacts.line.points.hasFocus()


def test_a_click_on_a_section_puts_the_cursor_into_its_text(at_desk: Officer) -> None:
    view = at_desk.desk.pane.sections.view
    index = view.model().index(2, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    assert at_desk.desk.pane.key == at_desk.desk.pane.items[2].key
    assert at_desk.desk.pane.writing.editor.hasFocus()


def test_escape_closes_one_thing_after_another_and_never_leaves_the_desk(at_desk: Officer) -> None:
    at_desk.program.window.notice.show_notice(Notice("收好了。"))
    at_desk.ctrl(Qt.Key.Key_F)
    at_desk.press(Qt.Key.Key_Escape)
    assert at_desk.desk.pane.find_bar.isHidden()
    assert at_desk.notice
    at_desk.press(Qt.Key.Key_Escape)
    assert not at_desk.notice
    at_desk.ctrl(Qt.Key.Key_T)
    at_desk.press(Qt.Key.Key_Escape)
    assert at_desk.desk.columns.isVisible()
    at_desk.press(Qt.Key.Key_Escape)
    assert at_desk.at_desk


def test_what_stores_or_moves_does_not_go_on_while_its_key_is_held(at_desk: Officer) -> None:
    found = cast("list[QShortcut]", at_desk.desk.findChildren(QShortcut))
    keys = [one for one in found if one.autoRepeat()]
    assert {one.objectName() for one in keys} == {
        "desk.previous_section", "desk.next_section", "desk.undo", "desk.redo", "desk.find_next", "desk.find_previous",
    }  # fmt: skip


def test_delete_asks_to_take_back_the_record_at_the_focus(at_desk: Officer) -> None:
    at_desk.ctrl(Qt.Key.Key_G)
    buttons(panels(at_desk).contacts, "更正…")[0].setFocus()
    at_desk.press(Qt.Key.Key_Delete)
    at_desk.until(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle() == "撤回沟通登记"
    dialog.close()
    assert len(recorded(at_desk).contacts) == 1


def test_delete_in_the_list_of_sections_removes_one_that_undo_brings_back(at_desk: Officer) -> None:
    at_desk.desk.verbs.add("opening", "另附说明")
    at_desk.desk.pane.sections.view.setFocus()
    count = len(at_desk.desk.pane.items)
    at_desk.press(Qt.Key.Key_Delete)
    assert len(at_desk.desk.pane.items) == count - 1
    at_desk.ctrl(Qt.Key.Key_Z)
    assert len(at_desk.desk.pane.items) == count


def test_f2_changes_the_heading_of_a_section_and_undo_gives_it_back(at_desk: Officer) -> None:
    at_desk.open_section("办理概述")
    before = at_desk.written
    at_desk.press(Qt.Key.Key_F2)
    at_desk.until(lambda: isinstance(at_desk.focus, QLineEdit))
    at_desk.ctrl(Qt.Key.Key_A)
    at_desk.commit("一、办理情况")
    at_desk.press(Qt.Key.Key_Return)
    at_desk.until(lambda: at_desk.written.startswith("一、办理情况"))
    assert at_desk.written.partition("\n")[2] == before.partition("\n")[2]
    at_desk.until(lambda: QApplication.activeModalWidget() is None)
    at_desk.ctrl(Qt.Key.Key_Z)
    assert at_desk.written == before


# Where the focus goes.
def test_the_focus_goes_back_to_the_page_when_a_notice_that_had_it_is_gone(at_desk: Officer) -> None:
    window = at_desk.program.window
    editor = at_desk.desk.pane.writing.editor
    at_desk.open_section("开头")
    done: list[int] = []
    undo = NoticeAction("撤销", "undo-2", lambda: done.append(1))
    window.notice.show_notice(Notice("已登记。", actions=(undo,)))
    at_desk.tab_to("撤销")
    window.notice.show_notice(Notice("又一句。"))
    assert editor.hasFocus() or at_desk.desk.isAncestorOf(at_desk.focus)
    at_desk.tab_to("关闭提示")
    at_desk.press(Qt.Key.Key_Space)
    assert window.notice.isHidden()
    assert at_desk.desk.isAncestorOf(at_desk.focus)


def test_tab_reaches_list_and_text_first_and_goes_round_the_window(at_desk: Officer) -> None:
    at_desk.open_section("开头")
    desk = at_desk.desk
    desk.pane.sections.view.setFocus()
    at_desk.press(Qt.Key.Key_Tab)
    assert desk.pane.writing.editor.hasFocus() or desk.pane.sections.isAncestorOf(at_desk.focus)
    names = []
    for _ in range(120):
        at_desk.press(Qt.Key.Key_Tab)
        if desk.pane.sections.view.hasFocus():
            break
        names.append(at_desk.focus)
    assert len(names) == len(set(map(id, names))), "no stop twice in one round"
    assert any(at_desk.program.window.rail.isAncestorOf(one) for one in names)
    at_desk.press(Qt.Key.Key_Tab, _SHIFT)
    assert at_desk.program.window.rail.isAncestorOf(at_desk.focus), "backwards from the first to the last"


def test_f6_goes_from_column_to_column_and_back(at_desk: Officer) -> None:
    at_desk.desk.pane.focus_writing()
    columns = (at_desk.desk.source, at_desk.desk.pane, at_desk.desk.paper)
    seen = []
    for _ in range(3):
        at_desk.press(Qt.Key.Key_F6)
        seen.append(next(i for i, one in enumerate(columns) if one.isAncestorOf(at_desk.focus)))
    assert seen == [2, 0, 1]
    at_desk.press(Qt.Key.Key_F6, _SHIFT)
    assert columns[0].isAncestorOf(at_desk.focus)


@pytest.mark.usefixtures("qapp")
def test_places_are_read_line_by_line_and_tall_neighbours_column_by_column() -> None:
    root = QWidget()
    places = {
        "head": (0, 0, 300, 30),
        "left": (0, 30, 100, 200),
        "right": (100, 30, 200, 80),
        "under": (100, 110, 200, 120),
    }
    for name, place in reversed(places.items()):
        child = QWidget(root)
        child.setObjectName(name)
        child.setGeometry(*place)
    children = [one for one in root.children() if isinstance(one, QWidget)]
    assert [one.objectName() for one in reading_order(children)] == ["head", "left", "right", "under"]


def test_rows_made_anew_keep_the_focus_by_name_then_by_place(at_desk: Officer) -> None:
    theme = at_desk.program.theme
    column = ScrollColumn()
    at_desk.desk.layout().addWidget(column)
    at_desk.until(column.isVisible)

    def fill(*names: str) -> None:
        column.clear()
        for name in names:
            column.column.addWidget(Button(theme, name))

    fill("甲", "乙", "丙")
    at_desk.until(lambda: len(stops(column)) == 3)
    stops(column)[1].setFocus()
    fill("乙", "丙")
    at_desk.until(lambda: isinstance(at_desk.focus, Button) and at_desk.focus.text() == "乙")
    stops(column)[1].setFocus()
    fill("丁", "戊")
    at_desk.until(lambda: isinstance(at_desk.focus, Button) and at_desk.focus.text() == "戊")
    fill()
    at_desk.until(lambda: at_desk.program.window.focusWidget() is not None)


# Places seen.
def test_alt_left_goes_back_through_sections_cases_and_pages(at_desk: Officer) -> None:
    window = at_desk.program.window
    at_desk.open_section("对建议的答复")
    at_desk.ctrl(Qt.Key.Key_3)
    at_desk.until(lambda: not at_desk.at_desk)
    at_desk.open_case(2)
    at_desk.press(Qt.Key.Key_Left, _ALT)
    at_desk.until(window.maker.pages[Place.STATISTICS].isVisible)
    at_desk.press(Qt.Key.Key_Left, _ALT)
    at_desk.until(lambda: at_desk.at_desk and (at_desk.desk.case_id, at_desk.desk.pane.key) == (1, "answer"))
    at_desk.press(Qt.Key.Key_Left, _ALT)
    assert at_desk.desk.pane.key != "answer"
    middle = QPoint(window.width() // 2, window.height() // 2)
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.ForwardButton, pos=middle)
    assert (at_desk.desk.case_id, at_desk.desk.pane.key) == (1, "answer")
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.ForwardButton, pos=middle)
    at_desk.until(window.maker.pages[Place.STATISTICS].isVisible)
    at_desk.press(Qt.Key.Key_Right, _ALT)
    at_desk.until(lambda: at_desk.at_desk and at_desk.desk.case_id == 2)
    at_desk.press(Qt.Key.Key_Right, _ALT)
    assert at_desk.desk.case_id == 2, "there is nothing further on"


def test_f5_reads_the_case_again(at_desk: Officer) -> None:
    def more(work: Workplace) -> None:
        record_contact(work, get_case(work, 1).id, ContactWay.PHONE, points="又打了电话")

    at_desk.program.worker.wait_for(more)
    assert len(recorded(at_desk).contacts) == 1
    at_desk.press(Qt.Key.Key_F5)
    at_desk.until(lambda: len(recorded(at_desk).contacts) == 2)
