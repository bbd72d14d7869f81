"""Sources of intake: dropped files, pasted text, many files; bad files are reported and do not stop the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.ui.intake.entry import EntryState
from tests.ui.intake_page_object import IntakePageObject
from tests.ui.intake_papers import LIBRARY, PARKING, SECRET, write_paper
from tests.ui.officer import Officer


@pytest.fixture
def intake(officer: Officer) -> IntakePageObject:
    return IntakePageObject(officer)


def test_files_dragged_over_the_window_show_the_overlay_and_dropping_takes_them_in(
    intake: IntakePageObject, tmp_path: Path
) -> None:
    overlay = intake.overlay
    data = intake.hold_over_window(write_paper(tmp_path, "提案.txt", LIBRARY))
    assert overlay.isVisible()
    assert overlay.geometry() == intake.officer.program.window.rect()
    assert overlay.words == "松开收件"
    intake.let_go(data)
    assert not overlay.isVisible()
    intake.wait_review()


def test_the_overlay_says_how_many_files_there_are(intake: IntakePageObject, tmp_path: Path) -> None:
    overlay = intake.overlay
    intake.hold_over_window(tmp_path / "甲.docx", tmp_path / "乙.docx")
    assert overlay.words == "松开收件（2 份）"


def test_a_bad_file_shows_its_fault_and_the_others_are_read(intake: IntakePageObject, tmp_path: Path) -> None:
    empty = tmp_path / "空白.docx"
    empty.write_bytes(b"")
    intake.take(
        empty,
        write_paper(tmp_path, "内部.txt", SECRET),
        write_paper(tmp_path, "提案.txt", LIBRARY),
        tmp_path / "不在了.docx",
    )
    states = [entry.state for entry in intake.entries]
    assert states == [EntryState.REFUSED, EntryState.REFUSED, EntryState.READY, EntryState.REFUSED]
    lines = intake.page.list.lines
    assert "文件是空的" in lines[0]
    assert "不处理涉密文件" in lines[1]
    assert "第085号 · 关于改善社区图书室的提案" in lines[2]
    assert all(line.endswith("。") for line in (lines[0], lines[1], lines[3]))
    assert "4 份：待核 1 · 未收 3" in intake.officer.foot


def test_refused_files_stay_listed_after_the_last_review(intake: IntakePageObject, tmp_path: Path) -> None:
    empty = tmp_path / "空白.docx"
    empty.write_bytes(b"")
    intake.take(empty, write_paper(tmp_path, "提案.txt", LIBRARY))
    intake.officer.press(Qt.Key.Key_Return)
    intake.wait_review()
    intake.officer.press(Qt.Key.Key_Return)
    intake.until(intake.page.list.isVisible)
    assert intake.entries[1].state is EntryState.TAKEN
    intake.officer.press(Qt.Key.Key_Escape)
    intake.wait_inbox()


def test_reading_can_be_stopped_and_what_was_read_can_still_be_reviewed(
    intake: IntakePageObject, tmp_path: Path
) -> None:
    files = tuple(write_paper(tmp_path, f"{place}.txt", LIBRARY + str(place)) for place in range(30))
    intake.officer.program.window.take_in(files)
    intake.until(lambda: intake.entries[0].state is EntryState.READY)
    intake.page.list.stop_requested.emit()
    intake.until(lambda: not intake.page.session.queue.busy)
    states = {entry.state for entry in intake.entries}
    assert EntryState.STOPPED in states
    intake.page.open_entry(0)
    intake.wait_review()


def test_the_same_file_is_not_read_twice_in_one_session(intake: IntakePageObject, tmp_path: Path) -> None:
    first, second = write_paper(tmp_path, "a.txt", LIBRARY), write_paper(tmp_path, "b.txt", PARKING)
    intake.take(first, second)
    intake.take(first)
    assert len(intake.entries) == 2


def test_pasted_text_is_read_as_the_chosen_kind(intake: IntakePageObject) -> None:
    QApplication.clipboard().setText(LIBRARY)
    intake.press_paste()
    menu = intake.wait_menu()
    assert [action.text() for action in menu.actions() if action.isEnabled()][-2:] == [
        "收为提案(&1)",
        "收为答复(&2)",
    ]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    intake.wait_review()
    assert intake.field("number").value.text == "085"


def test_an_empty_clipboard_says_what_to_do(intake: IntakePageObject) -> None:
    QApplication.clipboard().setText("")
    intake.press_paste()
    intake.until(lambda: "剪贴板里没有可以收的文字" in intake.officer.notice)


def test_ctrl_v_in_the_search_box_pastes_there(intake: IntakePageObject) -> None:
    QApplication.clipboard().setText("图书室")
    intake.officer.ctrl(Qt.Key.Key_K)
    intake.officer.ctrl(Qt.Key.Key_V)
    assert intake.officer.inbox.header.search.text() == "图书室"


def test_ctrl_o_asks_for_files_on_the_intake_page(intake: IntakePageObject) -> None:
    intake.officer.ctrl(Qt.Key.Key_O)
    intake.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    assert intake.page.list.isVisible()
    assert intake.page.list.zone.isVisible()


def test_the_window_can_be_closed_while_files_are_being_read(
    intake: IntakePageObject, tmp_path: Path
) -> None:
    files = tuple(write_paper(tmp_path, f"{place}.txt", LIBRARY + str(place)) for place in range(5))
    intake.officer.program.window.take_in(files)
    intake.officer.program.close()
    assert not intake.officer.program.open
