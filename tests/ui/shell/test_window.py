"""The whole window: every page can be opened, every control has an accessible name, and closing saves everything."""

from __future__ import annotations

import itertools
from typing import cast

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.domain.case.case import Ask, Case
from desktop.services.cases.cases import create_case
from desktop.ui.shell.pages import LOWER, UPPER, Place
from desktop.ui.theme.theme import Scheme
from desktop.ui.window_settings import WindowSettings
from tests.ui.conftest import OpenProgram
from tests.ui.officer import Officer

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


def nameless(root: QWidget) -> list[str]:
    """Focusable controls without an accessible name."""
    found = []
    for widget in cast("list[QWidget]", root.findChildren(QWidget)):
        if (
            not isinstance(widget, CONTROLS)
            or not widget.isVisible()
            or widget.focusPolicy() == Qt.FocusPolicy.NoFocus
        ):
            continue
        words = widget.text() if isinstance(widget, QAbstractButton) else ""
        if not (widget.accessibleName() or words):
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


@pytest.fixture
def at_desk(officer: Officer) -> Officer:
    asks = (Ask(1, "延长开放时间"), Ask(2, "增加图书"))
    case = officer.program.worker.wait_for(
        create_case, Case(number="085", subject="关于改善社区图书室的提案", asks=asks)
    )
    officer.open_case(case.id)
    return officer


@pytest.mark.parametrize("place", [*UPPER, *LOWER])
def test_every_place_of_the_rail_can_be_opened_and_has_names(officer: Officer, place: Place) -> None:
    officer.program.window.rail.button(place).click()
    assert nameless(officer.program.window) == []


def test_everything_on_the_desk_has_a_name(at_desk: Officer) -> None:
    for item in at_desk.desk.pane.items:
        at_desk.desk.pane.open_section(item.key)
        assert nameless(at_desk.program.window) == []
    for tab in range(at_desk.desk.source.tabs.count()):
        at_desk.desk.source.tabs.setCurrentIndex(tab)
        assert nameless(at_desk.program.window) == []


def test_everything_in_the_form_of_a_new_case_has_a_name(officer: Officer) -> None:
    assert nameless(officer.begin_new_case()) == []


def test_a_new_case_without_subject_is_asked_for_it_and_not_stored(officer: Officer) -> None:
    dialog = officer.begin_new_case()
    officer.ctrl(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.form.boxes["subject"].control is officer.focus
    officer.press(Qt.Key.Key_Escape)
    officer.until(lambda: not dialog.isVisible())
    officer.inbox.refresh()
    assert officer.subjects == []


def test_a_date_that_cannot_be_read_is_marked_below_its_field(officer: Officer) -> None:
    dialog = officer.begin_new_case()
    officer.fill_field("案由", "关于改善社区图书室的提案")
    officer.fill_field("办理期限", "明天")
    officer.ctrl(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "不是日期" in dialog.form.boxes["due_at"].fault


def test_the_same_matter_twice_is_refused_with_a_message(officer: Officer) -> None:
    officer.program.worker.wait_for(
        create_case, Case(number="085", term=15, session=4, subject="关于改善社区图书室的提案")
    )
    dialog = officer.begin_new_case()
    for label, words in (("届", "15"), ("次", "4"), ("编号", "085"), ("案由", "关于改善社区图书室的提案")):
        officer.fill_field(label, words)
    officer.ctrl(Qt.Key.Key_Return)
    officer.settle()
    assert dialog.notice.notice is not None
    assert "已经在办件里" in dialog.notice.notice.what


def test_an_ask_is_tied_to_the_open_section_and_untied_again(at_desk: Officer) -> None:
    at_desk.open_section("对建议的答复")
    at_desk.tab_to("第 1 条对应到本节")
    at_desk.press(Qt.Key.Key_Space)
    at_desk.until(lambda: at_desk.desk.session.case.asks[0].answered_in == "answer")
    assert "答复于 对建议的答复" in at_desk.desk.source.asks.cards[0].words
    at_desk.desk.verbs.untie(1)
    at_desk.settle()
    assert at_desk.desk.session.case.asks[0].answered_in == ""


def test_a_section_is_added_written_and_removed(at_desk: Officer) -> None:
    at_desk.open_section("对建议的答复")
    at_desk.desk.verbs.add("answer", "（五）有关政策说明")
    assert at_desk.written == "（五）有关政策说明"
    assert "（五）有关政策说明" in [item.label for item in at_desk.desk.pane.items]
    at_desk.desk.verbs.remove(at_desk.desk.pane.key)
    assert "（五）有关政策说明" not in [item.label for item in at_desk.desk.pane.items]


def test_a_section_that_the_template_requires_cannot_be_removed(at_desk: Officer) -> None:
    at_desk.desk.verbs.remove("answer")
    assert "必备部分" in at_desk.notice


def test_the_paper_shows_typed_text_and_a_click_goes_to_its_place(at_desk: Officer) -> None:
    at_desk.open_section("开头")
    at_desk.ctrl(Qt.Key.Key_A)
    at_desk.type("收悉。")
    at_desk.until(lambda: "收悉。" in at_desk.printed)
    assert "第 1 页" in at_desk.desk.paper.where
    at_desk.open_section("结语")
    at_desk.desk.paper.position_clicked.emit("opening", 0, 1)
    assert at_desk.desk.pane.key == "opening"
    assert at_desk.desk.pane.writing.editor.place == (0, 1)


def test_the_findings_strip_names_what_is_missing_and_goes_there(at_desk: Officer) -> None:
    strip = at_desk.desk.pane.writing.strip
    assert strip.words.startswith("还缺：")
    at_desk.tab_to("去补")
    at_desk.press(Qt.Key.Key_Space)
    assert at_desk.focus.accessibleName() == "办理结果"


def test_a_narrow_window_keeps_the_tabs_and_makes_the_paper_one_of_them(at_desk: Officer) -> None:
    window, desk = at_desk.program.window, at_desk.desk
    window.resize(1400, 800)
    assert tab_names(at_desk) == ["原文", "建议", "沟通", "会办", "办理"]
    assert desk.paper.isVisible()
    window.resize(1093, 614)
    assert tab_names(at_desk) == ["原文", "建议", "沟通", "会办", "办理", "纸面"]
    assert desk.source.isVisible()
    assert not desk.paper.isVisible()
    at_desk.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert desk.paper.isVisible()
    window.resize(1400, 800)
    assert tab_names(at_desk) == ["原文", "建议", "沟通", "会办", "办理"]
    assert desk.paper.isVisible()
    assert desk.columns.count() == 3


def tab_names(officer: Officer) -> list[str]:
    tabs = officer.desk.source.tabs
    return [tabs.tabText(place) for place in range(tabs.count()) if tabs.isTabVisible(place)]


def test_columns_can_be_folded_and_unfolded(at_desk: Officer) -> None:
    at_desk.program.window.resize(1400, 800)
    desk = at_desk.desk
    desk.columns.fold(0)
    assert not desk.source.isVisible()
    desk.columns.fold(0)
    assert desk.source.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_every_place_of_the_rail_stays_in_sight_in_large_print(officer: Officer, percent: int) -> None:
    officer.program.window.resize(1366, 768)
    officer.program.theme.choose(Scheme.LIGHT, percent)
    rail = officer.program.window.rail
    places = [rail.button(place) for place in (*UPPER, *LOWER)] + [rail.help]

    def apart() -> bool:
        rooms = sorted((one.geometry() for one in places), key=QRect.top)
        inside = all(rail.rect().contains(room) for room in rooms)
        return inside and all(above.bottom() < below.top() for above, below in itertools.pairwise(rooms))

    officer.until(apart)
    officer.program.theme.choose(Scheme.LIGHT)


def test_the_theme_is_stored_with_the_data(officer: Officer, qtbot: QtBot, open_program: OpenProgram) -> None:
    settings = WindowSettings(officer.program.data_dir)
    settings.scheme, settings.print_size = Scheme.DARK, 150
    del settings
    morning = Officer(qtbot, open_program())
    assert morning.program.theme.scheme is Scheme.DARK
    assert morning.program.theme.size.font_base == 20  # 13 px times 1.5, rounded to the even


def test_closing_stores_what_was_typed_a_moment_ago(
    at_desk: Officer, qtbot: QtBot, open_program: OpenProgram
) -> None:
    at_desk.open_section("开头")
    at_desk.ctrl(Qt.Key.Key_A)
    at_desk.type("最后一句话。")
    case_id = at_desk.desk.case_id
    morning = Officer(qtbot, open_program())
    morning.open_case(case_id)
    morning.open_section("开头")
    assert morning.written == "最后一句话。"


def test_the_subject_is_not_cut_to_the_width_of_what_the_case_waits_for(at_desk: Officer) -> None:
    at_desk.program.window.resize(1366, 768)
    header = at_desk.desk.header
    at_desk.settle()
    assert header.waits_for.sizeHint().width() < header._subject.sizeHint().width()
    assert header._subject.width() == header._subject.sizeHint().width()
