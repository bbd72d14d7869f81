"""The section editor: filled once per section, plain text only, every character kept."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.desk.writing.section_editor import SectionEditor
from desktop.ui.theme.theme import Scheme, Theme
from tests.ui.opened_program import RESOURCES

PARAGRAPHS = st.lists(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufdd0\ufdd1"),
        max_size=40,
    ),
    max_size=6,
)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:  # noqa: ARG001 - fonts need an application
    found = Theme(RESOURCES)
    found.apply()
    return found


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> SectionEditor:
    editor = SectionEditor(theme)
    qtbot.addWidget(editor)
    editor.resize(420, 400)
    editor.show()
    return editor


def test_the_letters_font_is_kept_when_the_theme_changes(editor: SectionEditor, theme: Theme) -> None:
    wanted = theme.letter_fonts.font("body", theme.size.font_body).family()
    editor.fill("甲")
    assert editor.document().defaultFont().family() == wanted
    theme.choose(Scheme.DARK, 150)
    QApplication.sendEvent(editor, QEvent(QEvent.Type.FontChange))
    assert editor.document().defaultFont().family() == wanted
    assert editor.document().defaultFont().pixelSize() == theme.size.font_body
    assert editor.text == "甲"


def test_filling_the_editor_is_not_an_edit(qtbot: QtBot, editor: SectionEditor) -> None:
    with qtbot.assertNotEmitted(editor.text_edited):
        editor.fill("一、办理情况\n甲乙丙")
    assert editor.text == "一、办理情况\n甲乙丙"


def test_typing_emits_the_whole_text(qtbot: QtBot, editor: SectionEditor) -> None:
    editor.fill("甲")
    with qtbot.waitSignal(editor.text_edited) as told:
        QTest.keyClicks(editor, "a")
    assert told.args == ["甲a"]


@given(PARAGRAPHS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_every_text_is_returned_unchanged(editor: SectionEditor, paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    editor.fill(text)
    assert editor.text == text


def test_a_composition_of_the_input_method_is_never_cut_off(qtbot: QtBot, editor: SectionEditor) -> None:
    editor.fill("甲")
    with qtbot.assertNotEmitted(editor.text_edited):
        QApplication.sendEvent(editor, QInputMethodEvent("fu'hua", []))
    assert editor.textCursor().block().layout().preeditAreaText() == "fu'hua"
    assert editor.text == "甲"
    chosen = QInputMethodEvent("", [])
    chosen.setCommitString("孵化")
    with qtbot.waitSignal(editor.text_edited) as told:
        QApplication.sendEvent(editor, chosen)
    assert told.args == ["甲孵化"]


def test_pasting_inserts_plain_text_only(editor: SectionEditor) -> None:
    editor.fill("")
    rich = QMimeData()
    rich.setHtml("<h1 style='color:red'>标题</h1><p>正文</p>")
    rich.setText("标题\r\n正文")
    editor.insertFromMimeData(rich)
    assert editor.text == "标题\n正文"
    assert editor.document().firstBlock().charFormat().foreground().color().name() != "#ff0000"


def test_one_undo_step_removes_a_phrase(editor: SectionEditor) -> None:
    editor.fill("甲乙丙")
    editor.insert_phrase("感谢您的关心和支持。")
    assert editor.text == "甲乙丙\n感谢您的关心和支持。"
    editor.undo()
    assert editor.text == "甲乙丙"


def test_undo_never_reaches_back_into_another_section(editor: SectionEditor) -> None:
    editor.fill("第一节")
    QTest.keyClicks(editor, "abc")
    editor.fill("第二节")
    editor.undo()
    assert editor.text == "第二节"


def test_restoring_an_earlier_version_can_be_undone(editor: SectionEditor) -> None:
    editor.fill("现在的话")
    editor.replace_text("从前的话\n第二段")
    assert editor.text == "从前的话\n第二段"
    editor.undo()
    assert editor.text == "现在的话"


def test_every_paragraph_is_indented_by_two_characters_including_new_ones(
    editor: SectionEditor, theme: Theme
) -> None:
    editor.fill("甲")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    block = editor.document().firstBlock()
    while block.isValid():
        assert block.blockFormat().textIndent() == 2 * theme.size.font_body
        block = block.next()
    assert editor.text == "甲\n\n"


def families(editor: SectionEditor) -> list[str]:
    """The font family of each paragraph, "" for the body's font."""
    found = []
    block = editor.document().firstBlock()
    while block.isValid():
        formats = block.layout().formats()
        shown = formats[0].format if formats else None  # type: ignore[attr-defined]  # PySide's stubs leave it out
        found.append(shown.font().family() if shown else "")
        block = block.next()
    return found


def test_headings_are_styled_while_typing_without_changing_the_text(
    qtbot: QtBot, editor: SectionEditor
) -> None:
    editor.fill("一、办理情况\n甲乙丙\n（一）做法")
    qtbot.waitUntil(lambda: bool(families(editor)[0]))
    first, body, second = families(editor)
    assert body == ""
    assert second not in {"", first}
    assert editor.text == "一、办理情况\n甲乙丙\n（一）做法"


def test_places_are_counted_in_characters_not_in_utf_16_units(editor: SectionEditor) -> None:
    editor.fill("𠮷田\n甲乙")
    editor.go_to(0, 1)
    assert editor.textCursor().positionInBlock() == 2
    assert editor.place == (0, 1)
    editor.go_to(1, 99)
    assert editor.place == (1, 2)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    assert editor.place == (0, 0)
