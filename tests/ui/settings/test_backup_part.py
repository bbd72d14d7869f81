"""Backups, data, version and licences in the settings."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.case.case import Case
from desktop.services.cases.cases import create_case
from desktop.services.office.backup import Backup, newest_verified
from desktop.ui.application import prepared
from desktop.ui.parts.tone import Tone
from desktop.ui.settings.about_part import LicencesDialog
from desktop.ui.settings.backup_part import ago, last_words, size_words
from desktop.ui.settings.restore_dialog import RestoreDialog
from desktop.ui.settings.settings_page import BACKUPS, SettingsPage
from desktop.ui.shell.pages import Place
from tests.ui.conftest import OpenProgram
from tests.ui.officer import Officer

DAY = date(2024, 4, 9)
AnyWidget = TypeVar("AnyWidget", bound=QWidget)


def page_of(officer: Officer) -> SettingsPage:
    officer.show(Place.SETTINGS)
    page = officer.program.window.maker.pages[Place.SETTINGS]
    assert isinstance(page, SettingsPage)
    return page


def dialog(officer: Officer, kind: type[AnyWidget]) -> AnyWidget:
    officer.until(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def test_ages_and_sizes_are_said_as_one_speaks() -> None:
    assert ago(datetime(2024, 4, 9, 8, 5), DAY) == "今天 08:05"
    assert ago(datetime(2024, 4, 8, 23, 59), DAY) == "昨天 23:59"
    assert ago(datetime(2024, 4, 2, 12), DAY) == "7 天前"
    assert [size_words(size) for size in (200, 820_000, 3_400_000)] == ["1 KB", "820 KB", "3.4 MB"]


@pytest.mark.parametrize(
    ("made", "words", "tone"),
    [
        (datetime(2024, 4, 9, 8), "上次备份：今天 08:00，已验证。", Tone.GOOD),
        (datetime(2024, 4, 2, 8), "上次备份：7 天前，已验证。", Tone.GOOD),
        (datetime(2024, 4, 1, 8), "上次备份：8 天前，已验证。该备份了。", Tone.WARNING),
    ],
)
def test_a_backup_older_than_a_week_is_said_to_be_old(made: datetime, words: str, tone: Tone) -> None:
    assert last_words((Backup(Path("a.db"), made, 1, verified_at=made),), DAY) == (words, tone)
    assert last_words((Backup(Path("a.db"), made, 1),), DAY) == ("还没有验证过的备份。", Tone.WARNING)


def test_a_backup_is_made_verified_and_restored_from_the_settings(
    officer: Officer, open_program: OpenProgram
) -> None:
    worker = officer.program.worker
    worker.wait_for(create_case, Case(number="085", subject="关于改善社区图书室的提案"))
    page = page_of(officer)
    page.show_card(BACKUPS)
    assert page.manual_heading == "备份、恢复、换电脑"
    part = page.backups
    officer.until(lambda: part.state.text() == "还没有验证过的备份。")
    part.now.click()
    officer.until(lambda: "已验证。" in part.state.text())
    assert officer.notice.startswith("已备份 1 件，校验通过。")
    assert not part.warning.isHidden(), "on the disk of the data"
    assert worker.wait_for(newest_verified) is not None
    found = part.rows[0].found
    assert found is not None
    part.rows[0].verify.setFocus()
    part.rows[0].verify.click()
    officer.until(lambda: officer.notice.startswith("这份备份完好，1 件。"))
    officer.until(lambda: not part._under_way.is_active() and officer.focus is part.rows[0].verify)

    worker.wait_for(create_case, Case(number="086", subject="关于停车的提案"))
    part.rows[0].restore.click()
    asked = dialog(officer, RestoreDialog)
    assert asked.loss.text().startswith("备份以后新添的 1 件办件")
    asked.reject()
    officer.until(lambda: not part._under_way.is_active())
    part.rows[0].restore.click()
    dialog(officer, RestoreDialog).restore.click()
    officer.until(lambda: officer.program.window.following is not None)
    visit = officer.program.window.following
    assert visit is not None
    assert visit.folder == officer.program.data_dir
    officer.program.close()
    notice = prepared(visit)
    assert notice is not None
    assert notice.what == f"已恢复到 {found.path.name}，1 件。"
    again = Officer(officer.qtbot, open_program())
    assert again.subjects == ["关于改善社区图书室的提案"]


def test_a_file_that_is_no_backup_is_refused_in_the_notice_bar(officer: Officer, tmp_path: Path) -> None:
    page = page_of(officer)
    stray = tmp_path / "别的.db"
    stray.write_bytes(b"no store")
    page.backups.ask_restore(stray)
    officer.until(lambda: "别的.db" in officer.notice)
    assert QApplication.activeModalWidget() is None
    page.backups.use_folder(tmp_path / "没有")
    officer.until(lambda: "写不了" in officer.notice)


def test_all_licences_can_be_read_in_the_window(officer: Officer) -> None:
    page = page_of(officer)
    officer.until(page.about.licences.isEnabled)
    assert str(officer.program.data_dir) == page.data.folder.text()
    page.about.licences.click()
    shown = dialog(officer, LicencesDialog)
    names = [shown.list.item(row).text() for row in range(shown.list.count())]
    for wanted in (
        "承办",
        "PySide6_Essentials",
        "python-docx",
        "Fandol 字体",
        "Lucide 图标",
        "Python",
        "行政区划表",
    ):
        row = next(place for place, name in enumerate(names) if name.startswith(wanted))
        shown.list.setCurrentRow(row)
        assert len(shown.text.toPlainText()) > 500, wanted
    shown.reject()
