"""Cases and files seen last are one key away, also after a restart; a file that is gone is told and forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.domain.case.case import Case
from desktop.services.cases.cases import create_case
from desktop.services.office.workplace import Workplace
from desktop.ui.menus.recent import MOST, Recent, RecentCase, RecentFile
from desktop.ui.parts.notice import Notice
from desktop.ui.shell.pages import Place
from desktop.ui.window_settings import FILE, WindowSettings
from tests.ui.conftest import OpenProgram
from tests.ui.officer import Officer


def add_cases(work: Workplace) -> None:
    for number in ("085", "031", "112"):
        create_case(work, Case(number=number, subject=f"关于第{number}件事的提案"))


def recent_lines(officer: Officer) -> list[str]:
    """What Ctrl+Tab shows; the menu is closed."""
    officer.ctrl(Qt.Key.Key_Tab)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    lines = [action.text() for action in menu.actions() if not action.isSeparator()]
    menu.close()
    return lines


@pytest.fixture
def busy(officer: Officer) -> Officer:
    officer.program.worker.wait_for(add_cases)
    officer.inbox.refresh()
    officer.settle()
    return officer


def test_the_cases_seen_last_come_first_without_the_one_on_the_desk(
    busy: Officer, open_program: OpenProgram
) -> None:
    assert recent_lines(busy) == ["还没有看过别的办件", "最近的文件"]
    for case_id in (1, 2, 3, 1):
        busy.open_case(case_id)
    assert recent_lines(busy)[:2] == ["&1　112 关于第112件事的提案", "&2　031 关于第031件事的提案"]
    busy.ctrl(Qt.Key.Key_Tab)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Return)
    busy.until(lambda: busy.at_desk and busy.desk.case_id == 3)
    busy.settle()
    again = Officer(busy.qtbot, open_program())
    assert recent_lines(again)[0] == "&1　112 关于第112件事的提案"
    again.program.window.whereabouts.resume()
    again.until(lambda: again.at_desk and again.desk.case_id == 3)
    again.show(Place.STATISTICS)
    third = Officer(busy.qtbot, open_program())
    third.program.window.whereabouts.resume()
    third.until(lambda: third.program.window.rail.button(Place.STATISTICS).isChecked())
    third.settle()


def test_a_file_that_is_gone_is_told_and_forgotten(busy: Officer, tmp_path: Path) -> None:
    menus = busy.program.window.menus
    busy.inbox.noticed.emit(Notice("已导出", file=tmp_path / "第085号提案答复.docx", case_id=1))
    assert [file.path.name for file in menus.recent.files] == ["第085号提案答复.docx"]
    assert [verb.words for verb in menus._file_verbs(1) if hasattr(verb, "words")] == ["在文件夹中显示"]
    menus._files_menu().actions()[0].trigger()
    assert busy.notice.startswith("第085号提案答复.docx 不在了")
    assert menus.recent.files == ()


def test_ten_are_kept_and_what_cannot_be_read_is_ignored(tmp_path: Path) -> None:
    recent = Recent(WindowSettings(tmp_path))
    for number in range(MOST + 3):
        recent.note_case(RecentCase(number, f"{number:03}"))
        recent.note_file(RecentFile(tmp_path / f"{number}.docx"))
    assert [case.id for case in recent.cases] == list(range(12, 2, -1))
    assert len(recent.files) == MOST
    file = QSettings(str(tmp_path / FILE), QSettings.Format.IniFormat)
    file.setValue("seen/recent", '{"cases": [[1], ["x", "y"], [7, "007"], 5], "files": "none"}')
    file.sync()
    assert Recent(WindowSettings(tmp_path)).cases == (RecentCase(7, "007"),)
    assert Recent(WindowSettings(tmp_path)).files == ()
