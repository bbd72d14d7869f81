"""Unusual use of the window: fast switching, huge pastes, odd sizes, deleted cases; nothing is lost, nothing crashes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.services.cases.cases import create_case
from desktop.services.handling.progress import move_case
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply
from desktop.store.cases.case_snapshot import remove
from tests.ui.conftest import OpenProgram
from tests.ui.officer import Officer


@pytest.fixture
def at_desk(officer: Officer) -> Officer:
    case = officer.program.worker.wait_for(
        create_case, Case(number="085", subject="关于改善社区图书室的提案", locality="shanghai-changning")
    )
    officer.open_case(case.id)
    officer.open_section("开头")
    officer.desk.pane.focus_writing()
    return officer


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    """The clipboard, emptied afterwards: data made in Python that is still in it makes Qt crash at exit."""
    found = qapp.clipboard()
    yield found
    found.clear()


def stored(officer: Officer) -> dict[str, str]:
    """The stored text of each section of the reply."""
    reply = officer.program.worker.wait_for(open_reply, officer.desk.case_id)
    return {section.key: section.text for section in reply.sections}


def test_text_typed_while_changing_sections_quickly_stays_in_its_section(
    at_desk: Officer,
) -> None:
    typed: dict[str, str] = {}
    for turn in range(30):
        at_desk.desk.pane.focus_writing()
        if at_desk.desk.pane.writing.editor.isReadOnly() or not at_desk.desk.pane.writing.isVisible():
            at_desk.ctrl(Qt.Key.Key_PageUp if turn % 2 else Qt.Key.Key_PageDown)
            continue
        at_desk.ctrl(Qt.Key.Key_A)
        words = f"第{turn}次写的𠮷字"
        at_desk.commit(words)
        typed[at_desk.desk.pane.key] = words
        at_desk.ctrl(Qt.Key.Key_PageDown if turn % 7 else Qt.Key.Key_PageUp)
    at_desk.wait_saved()
    assert len(typed) > 3
    kept = stored(at_desk)
    assert {key: kept[key] for key in typed if key in kept} == typed


def test_deleting_all_text_of_a_section_can_be_undone(at_desk: Officer) -> None:
    before = at_desk.written
    at_desk.ctrl(Qt.Key.Key_A)
    at_desk.press(Qt.Key.Key_Delete)
    at_desk.wait_saved()
    assert at_desk.written == ""
    at_desk.ctrl(Qt.Key.Key_Z)
    at_desk.wait_saved()
    assert at_desk.written == before
    assert stored(at_desk)[at_desk.desk.pane.key] == before


def test_a_million_characters_are_pasted_and_stored(at_desk: Officer) -> None:
    QGuiApplication.clipboard().setText("持续推进工作。" * 48_000 + "\n" + "x" * 1000)
    at_desk.ctrl(Qt.Key.Key_A)
    at_desk.ctrl(Qt.Key.Key_V)
    at_desk.qtbot.waitUntil(lambda: not at_desk.desk.session.dirty)
    assert len(stored(at_desk)[at_desk.desk.pane.key]) == 48_000 * 7 + 1001


def test_a_picture_or_a_web_page_is_pasted_as_plain_text(at_desk: Officer, clipboard: QClipboard) -> None:
    at_desk.ctrl(Qt.Key.Key_A)
    at_desk.commit("原文")
    picture = QMimeData()
    picture.setImageData(QImage(9, 9, QImage.Format.Format_RGB32))
    clipboard.setMimeData(picture)
    at_desk.ctrl(Qt.Key.Key_V)
    page = QMimeData()
    page.setHtml("<table><tr><td><b>加粗</b></td><td><img src='x.png'>格</td></tr></table>")
    page.setText("加粗\t格")
    clipboard.setMimeData(page)
    at_desk.ctrl(Qt.Key.Key_V)
    assert at_desk.written.startswith("原文加粗")
    assert "￼" not in at_desk.written


def test_closing_during_a_composition_keeps_the_committed_text(
    at_desk: Officer, open_program: OpenProgram
) -> None:
    case = at_desk.desk.case_id
    at_desk.ctrl(Qt.Key.Key_A)
    at_desk.commit("已经写下的话")
    at_desk.compose("ni hao")
    program = open_program()
    reply = program.worker.wait_for(open_reply, case)
    assert any("已经写下的话" in section.text for section in reply.sections)


@pytest.mark.parametrize("size", [QSize(1, 1), QSize(320, 240), QSize(5000, 3000)])
def test_the_window_can_have_any_size(at_desk: Officer, size: QSize) -> None:
    at_desk.program.window.resize(size)
    at_desk.commit("小窗")
    at_desk.until(lambda: "小窗" in at_desk.written)
    at_desk.wait_saved()
    assert at_desk.program.window.width() >= size.width()


def test_a_move_made_with_unsaved_text_loses_neither(at_desk: Officer) -> None:
    at_desk.ctrl(Qt.Key.Key_A)
    at_desk.commit("边写边流转")
    at_desk.program.worker.wait_for(move_case, at_desk.desk.case_id, Status.SIGNED)
    at_desk.wait_saved()
    assert stored(at_desk)[at_desk.desk.pane.key] == "边写边流转"


def test_a_case_deleted_while_open_is_reported_and_the_window_stays_usable(at_desk: Officer) -> None:
    case = at_desk.desk.case_id
    at_desk.program.worker.wait_for(_vanish, case)
    at_desk.commit("写给已经撤销的办件")
    at_desk.until(lambda: "已经撤销" in at_desk.notice)
    assert "写给已经撤销的办件" in at_desk.written
    at_desk.program.window.show_inbox()
    assert at_desk.inbox.isVisible()


def _vanish(work: Workplace, case: int) -> None:
    with work.store.writing():
        remove(work.store, case, 0)
