"""A right click, the Menu key and Shift+F10 open the menu of what is there, on every page; every text can be copied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QListView,
    QListWidget,
    QMenu,
    QTableWidget,
    QWidget,
)

from desktop.domain.case.case import Ask, Case, Proposer
from desktop.domain.case.status import Status
from desktop.domain.records.contact import ContactWay
from desktop.services.cases.cases import create_case
from desktop.services.handling.contacts import record_contact
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply
from desktop.ui.desk.tabs.contacts_page import ContactCard
from desktop.ui.inbox.case_table_model import Column
from desktop.ui.menus.place_menus import item_texts, offers_verbs
from desktop.ui.parts.figure_tile import Tile
from desktop.ui.shell.pages import LOWER, UPPER, Place
from tests.ui.officer import Officer

Kind = TypeVar("Kind", bound=QWidget)
SHOWS_ONLY = {"版面检验", "表样", "页面缩略图"}
"""Lists whose items can be looked at and copied, with no other verb of their own."""


def add_cases(work: Workplace) -> None:
    for number in ("085", "031", "112"):
        case = create_case(
            work,
            Case(
                number=number, term=15, session=4, subject=f"关于第{number}件事的提案", section="文化科",
                status=Status.DRAFTING, proposers=(Proposer("林晓舟"),), asks=(Ask(1, "延长开放时间"),),
                assigned_at=date(2024, 3, 1), due_at=date(2024, 4, 9),
            ),
        )  # fmt: skip
        open_reply(work, case.id)
    record_contact(work, 1, ContactWay.PHONE, points="谈了开放时间", day=date(2024, 4, 1))


@pytest.fixture
def busy(officer: Officer) -> Officer:
    officer.program.worker.wait_for(add_cases)
    officer.inbox.refresh()
    officer.settle()
    return officer


def shown(root: QWidget, kind: type[Kind]) -> list[Kind]:
    """The visible widgets of a kind."""
    return [one for one in cast("list[Kind]", root.findChildren(kind)) if one.isVisible()]


def context_menu(widget: QWidget, place: QPoint | None = None) -> QMenu:
    """The menu that the right button opens at a place of a widget, by default its middle."""
    target = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
    point = place or target.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, target.mapToGlobal(point))
    QApplication.sendEvent(target, event)
    return opened_menu()


def opened_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def words_of(menu: QMenu) -> list[str]:
    """The lines of a menu without keys; the menu is closed."""
    words = [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]
    menu.close()
    return words


def wait_menu(officer: Officer) -> QMenu:
    officer.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    return opened_menu()


def click_right(officer: Officer, view: QAbstractItemView, row: int, column: int = 0) -> QMenu:
    """Press and release the right button on an item, as a hand does."""
    index = view.model().index(row, column)
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    return wait_menu(officer)


CASE_VERBS = ["打开", "流转", "分办到科室…", "并案…", "导出", "导出所选 1 件到台账…", "打印成套…"]


def test_a_case_has_the_same_verbs_in_list_board_calendar_and_strip(busy: Officer) -> None:
    table = busy.inbox.table
    in_list = words_of(click_right(busy, table, 1, Column.SUBJECT))
    assert in_list[: len(CASE_VERBS)] == CASE_VERBS
    assert in_list[len(CASE_VERBS) :] == [
        "在文件夹中显示",
        "复制此格",
        "复制编号",
        "复制案由",
        "复制整行",
        "删除…",
    ]
    busy.show(Place.BOARD)
    board = busy.program.window.maker.now(Place.BOARD)
    cards = shown(board, QListView)[0]
    assert words_of(click_right(busy, cards, 0))[: len(CASE_VERBS)] == CASE_VERBS
    busy.show(Place.CALENDAR)
    calendar = busy.program.window.maker.now(Place.CALENDAR)
    day = next(one for one in shown(calendar, QListView) if one.model().rowCount())
    assert words_of(click_right(busy, day, 0))[: len(CASE_VERBS)] == CASE_VERBS


def test_several_chosen_cases_have_one_menu_and_the_key_opens_it(busy: Officer) -> None:
    table = busy.inbox.table
    table.setFocus()
    busy.ctrl(Qt.Key.Key_A)
    busy.press(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    words = words_of(wait_menu(busy))
    assert "打开" not in words
    assert "导出所选 3 件到台账…" in words
    assert "复制所选 3 行" in words


def test_rows_are_copied_as_a_table_for_sheets(busy: Officer) -> None:
    table = busy.inbox.table
    table.setFocus()
    busy.ctrl(Qt.Key.Key_A)
    busy.ctrl(Qt.Key.Key_C)
    busy.until(lambda: "已复制 3 件" in busy.notice)
    data = QGuiApplication.clipboard().mimeData()
    head, *rows = [line.split("\t") for line in data.text().split("\n")]
    assert head[:2] == ["编号", "案由"]
    assert {row[0] for row in rows} == {"085", "031", "112"}
    assert all(row[head.index("期限")] == "2024-04-09" for row in rows)
    assert data.html().count("<tr>") == 4
    assert "<td style=\"mso-number-format:'\\@'\">085</td>" in data.html()


def test_one_cell_is_copied_from_the_menu(busy: Officer) -> None:
    menu = click_right(busy, busy.inbox.table, 0, Column.STATUS)
    next(action for action in menu.actions() if action.text() == "复制此格").trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == "拟稿"


def test_a_card_offers_its_buttons_and_its_text(busy: Officer) -> None:
    busy.open_case(1)
    desk = busy.desk
    tabs = desk.source.tabs
    tabs.setCurrentIndex(next(place for place in range(tabs.count()) if tabs.tabText(place) == "沟通"))
    busy.settle()
    card = shown(desk, ContactCard)[0]
    label = next(one for one in shown(card, QLabel) if one.text() == "谈了开放时间")
    words = words_of(context_menu(label))
    assert words == ["更正…", "撤回…", "复制“谈了开放时间”", "复制全部文字"]


def test_a_figure_can_be_copied(busy: Officer) -> None:
    tile = shown(busy.inbox.tiles, Tile)[0]
    menu = context_menu(tile)
    copies = [action for action in menu.actions() if action.text().startswith("复制“")]
    copies[0].trigger()
    menu.close()
    assert tile.figure.figure in QGuiApplication.clipboard().text()


def test_the_head_of_a_column_sorts_and_gives_widths_back(busy: Officer) -> None:
    header = busy.inbox.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(Column.NUMBER) + 10, 8)
    assert words_of(context_menu(header, place)) == ["按编号从前到后", "按编号从后到前", "恢复默认列宽"]


def lists_in(root: QWidget) -> list[QAbstractItemView]:
    views = cast("list[QAbstractItemView]", root.findChildren(QAbstractItemView))
    return [
        view
        for view in views
        if not isinstance(view, QHeaderView) and "QComboBox" not in str(view.metaObject().className())
    ]


def without_menu(root: QWidget) -> list[str]:
    """The lists of a window that offer nothing: no verb of their own, nor a text to copy."""
    return [
        f"{type(view).__name__} {view.accessibleName()}"
        for view in lists_in(root)
        if not offers_verbs(view) and not is_only_shown(view)
    ]


def is_only_shown(view: QAbstractItemView) -> bool:
    plain = isinstance(view, QListWidget | QTableWidget)
    return plain or view.accessibleName() in SHOWS_ONLY


@pytest.mark.parametrize("show", [lambda officer: officer.open_case(1), None])
def test_every_list_of_every_page_has_a_menu(busy: Officer, show: Callable[[Officer], object] | None) -> None:
    if show is None:
        for place in (*UPPER, *LOWER, Place.BOARD, Place.LEDGER):
            busy.show(place)
        busy.program.window.intake.show_requested.emit()
        busy.settle()
    else:
        show(busy)
    assert lists_in(busy.program.window)
    assert without_menu(busy.program.window) == []


def test_an_item_painted_without_text_is_copied_as_a_screen_reader_says_it(busy: Officer) -> None:
    index = busy.inbox.lists._view.model().index(0, 0)
    assert item_texts(index) == ["全部在办 3"]
    assert item_texts(busy.inbox.model.index(9, 0)) == []


def test_empty_room_offers_what_can_always_be_done(busy: Officer) -> None:
    model, table = busy.inbox.model, busy.inbox.table
    below = table.visualRect(model.index(model.rowCount() - 1, 0)).bottom() + 40
    words = words_of(context_menu(table, QPoint(300, below)))
    assert words == ["收件…", "新建办件…", "最近的文件", "重新读取"]
