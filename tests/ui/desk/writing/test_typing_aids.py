"""Aids at the keys of the editor: the size of the text, Chinese quotation marks, the length of a selection."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.case.case import Case, Proposer
from desktop.services.cases.cases import create_case
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply
from desktop.ui.desk.writing.editor_pane import EditorPane
from desktop.ui.desk.writing.typing_aids import quotation_mark
from desktop.ui.theme.theme import Scheme, Theme
from desktop.ui.window_settings import WindowSettings
from tests.ui.officer import Officer
from tests.ui.opened_program import RESOURCES


@pytest.fixture
def pane(qtbot: QtBot) -> EditorPane:
    theme = Theme(RESOURCES)
    theme.apply()
    theme.choose(Scheme.LIGHT)
    pane = EditorPane(theme)
    qtbot.addWidget(pane)
    pane.resize(800, 500)
    pane.show()
    pane.writing.fill("", "")
    return pane


def one_case(work: Workplace) -> None:
    case = Case(
        number="085", subject="关于改善社区图书室的提案", region="长宁区", proposers=(Proposer("林晓舟"),)
    )
    open_reply(work, create_case(work, case).id)


@pytest.fixture
def at_desk(officer: Officer) -> Officer:
    officer.program.worker.wait_for(one_case)
    officer.inbox.refresh()
    officer.settle()
    officer.open_case(1)
    return officer


def wheel(pane: EditorPane, turned: int, keys: Qt.KeyboardModifier) -> None:
    viewport = pane.writing.editor.viewport()
    event = QWheelEvent(
        QPointF(9, 9), viewport.mapToGlobal(QPointF(9, 9)), QPoint(), QPoint(0, turned),
        Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


@pytest.mark.parametrize(
    ("before", "typed", "mark"),
    [
        ("", '"', "“"),
        ("他说“好", '"', "”"),
        ("“甲”和", '"', "“"),
        ("屏幕为55", '"', '"'),
        ("“PPP", '"', "”"),
        ("don", "'", "'"),
        ("“他说", "'", "‘"),
        ("“他说‘好", "'", "’"),
    ],
)
def test_a_straight_mark_opens_or_closes_by_what_stands_before_it(before: str, typed: str, mark: str) -> None:
    assert quotation_mark(before, typed) == mark


def test_typed_marks_become_chinese_ones_and_one_undo_brings_the_typed_one_back(pane: EditorPane) -> None:
    editor = pane.writing.editor
    QTest.keyClicks(editor, '"PPP"')
    assert editor.text == "“PPP”"
    editor.undo()
    assert editor.text == '“PPP"'


def test_a_mark_replaces_the_selection_and_looks_at_its_own_paragraph_only(pane: EditorPane) -> None:
    editor = pane.writing.editor
    editor.fill("“没有合上\n甲")
    editor.moveCursor(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor)
    QTest.keyClicks(editor, '"')
    assert editor.text == "“没有合上\n“"


def test_nothing_is_typed_into_a_text_that_can_only_be_read(pane: EditorPane) -> None:
    pane.writing.editor.setReadOnly(True)
    QTest.keyClicks(pane.writing.editor, '"')
    assert pane.writing.editor.text == ""


def test_keys_and_wheel_change_the_size_of_the_text_in_steps_with_its_lines(pane: EditorPane) -> None:
    editor, zoom = pane.writing.editor, pane.writing.zoom
    editor.fill("甲乙丙")
    size = editor.document().defaultFont().pixelSize()
    height = editor.document().firstBlock().blockFormat().lineHeight()
    told = list[int]()
    zoom.changed.connect(told.append)
    QTest.keyClick(editor, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    wheel(pane, 120, Qt.KeyboardModifier.ControlModifier)
    assert told == [110, 125]
    assert editor.document().defaultFont().pixelSize() == 1.25 * size
    assert editor.document().firstBlock().blockFormat().lineHeight() == 1.25 * height
    assert editor.text == "甲乙丙"
    wheel(pane, -120, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert told[2:] == [110, 100, 90]
    QTest.keyClick(editor, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert editor.document().defaultFont().pixelSize() == size
    wheel(pane, 120, Qt.KeyboardModifier.NoModifier)
    zoom.step(50)
    assert zoom.percent == 200
    zoom.step(-50)
    assert zoom.percent == 70


def test_the_length_of_a_selection_stands_before_that_of_the_section(at_desk: Officer) -> None:
    officer = at_desk
    officer.desk.pane.writing.editor.fill("甲 乙\n丙丁")
    officer.desk.pane.writing.editor.selectAll()
    assert officer.desk.pane.head.lengths.startswith("选中 4 / 本节 ")
    officer.desk.pane.writing.editor.moveCursor(QTextCursor.MoveOperation.End)
    assert officer.desk.pane.head.lengths.startswith("本节 ")


def test_the_size_is_remembered(at_desk: Officer) -> None:
    at_desk.desk.pane.writing.zoom.choose(150)
    settings = WindowSettings(at_desk.program.data_dir)
    assert settings.zoom == 150
    for rubbish in ("gross", "-5", "99999999999"):
        settings._file.setValue("editor/zoom", rubbish)
        assert settings.zoom == 100
