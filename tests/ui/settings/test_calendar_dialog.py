"""Another working calendar in the window: what it moves is shown first, and taken whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QLabel

from desktop.domain.case.case import Case
from desktop.services.cases.cases import create_case, get_case
from desktop.services.office.workplace import Workplace
from desktop.ui.settings.calendar_dialog import CalendarDialog
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.shell.pages import Place
from tests.ui.officer import Officer

OWN_DAY = 'version = "2024-1"\n[[years]]\nyear = 2024\n[[years.off]]\nname = "台风停工"\nfirst = 2024-07-02\nlast = 2024-07-03\n'


def enter(work: Workplace) -> Case:
    return create_case(
        work, Case(number="085", region="长宁区", subject="关于图书室的提案", assigned_at=date(2024, 4, 2))
    )


@pytest.fixture
def case(officer: Officer) -> Case:
    return officer.program.worker.wait_for(enter)


def settings_of(officer: Officer) -> SettingsPage:
    officer.show(Place.SETTINGS)
    return cast("SettingsPage", officer.program.window.findChild(SettingsPage))


def written(folder: Path, text: str) -> Path:
    file = folder / "放假.toml"
    file.write_text(text, encoding="utf-8")
    return file


def dialog_of(officer: Officer) -> CalendarDialog:
    officer.until(lambda: bool(officer.program.window.findChildren(CalendarDialog)))
    return cast("CalendarDialog", officer.program.window.findChild(CalendarDialog))


def test_a_calendar_is_shown_first_and_then_taken(officer: Officer, case: Case, tmp_path: Path) -> None:
    settings_of(officer).calendar.open_file(written(tmp_path, OWN_DAY))
    dialog = dialog_of(officer)
    words = [label.text() for label in cast("list[QLabel]", dialog.findChildren(QLabel))]
    assert "有 1 件在办件的期限跟着变：" in words
    assert "期限 2024年7月2日 → 2024年7月4日" in words
    assert officer.program.worker.wait_for(get_case, case.id).due_at == date(2024, 7, 2)
    dialog.save.click()
    officer.until(lambda: "已改用新的工作日历" in officer.notice)
    assert officer.program.worker.wait_for(get_case, case.id).due_at == date(2024, 7, 4)


def test_a_fault_in_the_file_is_named_and_nothing_opens(officer: Officer, tmp_path: Path) -> None:
    settings_of(officer).calendar.open_file(written(tmp_path, OWN_DAY.replace("name", "nmae")))
    officer.until(lambda: "放假.toml 第 5 行：不认识的项目 nmae" in officer.notice)
    assert officer.program.window.findChildren(CalendarDialog) == []


def test_an_empty_file_is_refused(officer: Officer, tmp_path: Path) -> None:
    settings_of(officer).calendar.open_file(written(tmp_path, ""))
    officer.until(lambda: "“放假.toml”是空的" in officer.notice)


def test_a_calendar_that_moves_nothing_says_so(officer: Officer, case: Case, tmp_path: Path) -> None:
    assert case.due_at == date(2024, 7, 2)
    settings_of(officer).calendar.open_file(written(tmp_path, OWN_DAY.replace("07-", "11-")))
    words = [label.text() for label in cast("list[QLabel]", dialog_of(officer).findChildren(QLabel))]
    assert "没有在办件的期限因此改变。" in words
