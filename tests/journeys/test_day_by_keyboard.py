"""A day on list, desk, print, figures and calendar without the mouse: each page is reached, worked on and left by keys."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.services.handling.contacts import contacts_of
from desktop.ui.dialogs.key_list import KeyList
from desktop.ui.shell.pages import Place
from desktop.ui.statistics.statistics_page import StatisticsPage
from tests.ui.officer import Officer
from tests.ui.print_page_object import PrintDialogDriver, answered, dialog_of, texts

pytestmark = pytest.mark.journey
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def work_at_desk(officer: Officer, case_id: int) -> None:
    """Replace a slip in the whole letter and take that back, record a contact, look up a key."""
    officer.open_section("对建议的答复")
    officer.ctrl(Qt.Key.Key_H)
    officer.type("图书室")
    officer.tab_to("查找范围")
    officer.press(Qt.Key.Key_Down)
    officer.tab_to("替换为")
    officer.type("阅览室")
    officer.tab_to("全部替换")
    officer.press(Qt.Key.Key_Space)
    officer.until(lambda: "已替换" in officer.notice)
    assert "图书室" not in officer.written
    officer.press(Qt.Key.Key_Escape)
    officer.ctrl(Qt.Key.Key_Z)
    assert "图书室" in officer.written
    officer.ctrl(Qt.Key.Key_G)
    officer.type("登门听取了意见")
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: len(officer.program.worker.wait_for(contacts_of, case_id)) == 1)
    officer.press(Qt.Key.Key_F6)
    assert officer.desk.pane.isAncestorOf(officer.focus)
    officer.ctrl(Qt.Key.Key_Slash)
    keys = dialog_of(officer, KeyList)
    officer.type("打印")
    assert ("Ctrl+P", "打印") in keys.lines
    officer.press(Qt.Key.Key_Escape)
    officer.until(lambda: QApplication.activeModalWidget() is None)


def test_a_day_from_the_list_to_the_figures_needs_no_mouse(officer: Officer, tmp_path: Path) -> None:
    ask = officer.program.worker.wait_for
    first, second = ask(answered("085", 3)), ask(answered("096", 2))
    officer.press(Qt.Key.Key_F5)

    # The list: found, opened.
    officer.ctrl(Qt.Key.Key_F)
    officer.type("096")
    officer.until(lambda: len(officer.subjects) == 1)
    officer.press(Qt.Key.Key_Down)
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: officer.at_desk and officer.desk.case_id == second.id)

    work_at_desk(officer, second.id)

    # The print dialog.
    officer.ctrl(Qt.Key.Key_P)
    printing = PrintDialogDriver(officer)
    printing.acknowledge_findings()
    printing.save_as(tmp_path / "printed.pdf")
    assert any("图书室" in words for words in texts(tmp_path / "printed.pdf"))

    # The figures, with the cases behind one of them; then back the way it came.
    officer.ctrl(Qt.Key.Key_3)
    page = cast("StatisticsPage", officer.program.window.maker.now(Place.STATISTICS))
    officer.until(page.board.tiles[0].hasFocus)
    officer.press(Qt.Key.Key_Space)
    officer.until(page.strip.isVisible)
    officer.press(Qt.Key.Key_Escape)
    officer.until(page.board.tiles[0].hasFocus)
    officer.press(Qt.Key.Key_Left, _ALT)
    officer.until(lambda: officer.at_desk and officer.desk.case_id == second.id)
    officer.ctrl(Qt.Key.Key_1)
    officer.until(officer.inbox.isVisible)
    assert officer.inbox.table.current_id == second.id
    officer.press(Qt.Key.Key_F6, _SHIFT)
    assert officer.inbox.isAncestorOf(officer.focus)
    assert first.id != second.id
