"""The notice bar: what is told goes with time, what was refused stays, an undo stays long enough to be used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.case.case import Case
from desktop.domain.errors import Refused
from desktop.ui.parts.notice import Notice, NoticeAction, NoticeBar
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme
from tests.ui.opened_program import RESOURCES

CASE = Case(id=7, number="085")
UNDO = NoticeAction("撤销", "undo-2", lambda: None)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:  # noqa: ARG001 - fonts need an application
    return Theme(RESOURCES)


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> Iterator[NoticeBar]:
    """The bar in an active window, with a second of one millisecond."""
    window = QWidget()
    qtbot.addWidget(window)
    writing, found = QLineEdit(), NoticeBar(theme, second=1)
    column = QVBoxLayout(window)
    for widget in (writing, found, NoticeBar(theme, second=2)):
        column.addWidget(widget)
    writing.setFocus()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield found
    window.close()


def slower(bar: NoticeBar) -> NoticeBar:
    """The bar below, whose notices stay twice as long: once one has left, the other has had its time."""
    return cast("list[NoticeBar]", bar.window().findChildren(NoticeBar))[1]


def test_a_notice_leaves_with_time_and_one_with_an_undo_later(bar: NoticeBar, qtbot: QtBot) -> None:
    assert 0 < Notice("已存").seconds < Notice("已流转", actions=(UNDO,)).seconds
    assert Notice("请看", tone=Tone.WARNING).seconds >= 30
    bar.show_notice(Notice("已存"))
    qtbot.waitUntil(lambda: bar.notice is None)
    assert bar.isHidden()


def test_a_refusal_stays_until_another_notice_takes_its_place(bar: NoticeBar, qtbot: QtBot) -> None:
    refused = Notice.of_error(Refused("不能流转", "请先补上"), CASE)
    assert refused.seconds == 0
    bar.show_notice(Notice("已存"))
    bar.show_notice(refused)  # the time of the one before does not end it
    other = slower(bar)
    other.show_notice(Notice("比它久", actions=(UNDO,)))
    qtbot.waitUntil(lambda: other.notice is None)
    assert bar.notice == refused
    bar.show_notice(Notice("已流转"))
    qtbot.waitUntil(lambda: bar.notice is None)


def test_a_notice_does_not_leave_from_under_the_keyboard(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice(Notice("已流转", actions=(UNDO,)))
    button = bar._close
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    other = slower(bar)
    other.show_notice(Notice("比它久", actions=(UNDO,)))
    qtbot.waitUntil(lambda: other.notice is None)
    assert bar.notice is not None
    cast("QLineEdit", bar.window().findChild(QLineEdit)).setFocus()
    qtbot.waitUntil(lambda: bar.notice is None)
    assert QApplication.activeWindow() is bar.window()


def test_a_notice_of_a_case_names_it_once() -> None:
    assert Notice("正文已复制").about(CASE).what == "085：正文已复制"
    assert Notice("085 已流转").about(CASE).what == "085 已流转"
    assert Notice("正文已复制").about(Case(id=7)).what == "#7：正文已复制"
    assert Notice("正文已复制").about(CASE).case_id == 7
    assert Notice.of_error(Refused("不能", "先补")).case_id == 0
