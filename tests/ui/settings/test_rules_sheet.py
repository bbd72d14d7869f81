"""Changed rules in the window: counted in the settings and the daily reminder, compared, and applied to ticked cases."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel

from desktop.domain.case.case import Case, MatterType
from desktop.services.cases.cases import create_case, get_case
from desktop.services.handling.rule_changes import DueChange, EditionChange
from desktop.services.office.workplace import SHIPPED_TEMPLATES, Workplace
from desktop.ui.parts.buttons import Button
from desktop.ui.settings.rules_dialog import RulesDialog
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.shell.daily_reminder import DailyReminder
from desktop.ui.shell.pages import Place
from tests.ui.officer import Officer


def enter(work: Workplace) -> tuple[Case, Case]:
    """Two cases under the first edition, one of them with a day that the notice named."""
    ruled = Case(number="085", region="长宁区", subject="关于图书室的提案", assigned_at=date(2024, 4, 2))
    named = Case(number="086", region="长宁区", assigned_at=date(2024, 4, 2), due_at=date(2024, 7, 20))
    return create_case(work, ruled), create_case(work, named)


def install(work: Workplace) -> None:
    """A second edition: two months for a reply, and other words for the first result."""
    text = (SHIPPED_TEMPLATES / "localities" / "shanghai-changning.toml").read_text(encoding="utf-8")
    text = text.replace("version = 2", "version = 3").replace('"解决或采纳"', '"已经办成"')
    text = text.replace('"reply"\nunit = "months"\namount = 3', '"reply"\nunit = "months"\namount = 2')
    folder = work.data_dir / "templates" / "localities"
    folder.mkdir(parents=True)
    (folder / "shanghai-changning.toml").write_text(text, encoding="utf-8")
    work.template_cache.invalidate()


@pytest.fixture
def cases(officer: Officer) -> tuple[Case, Case]:
    entered = officer.program.worker.wait_for(enter)
    officer.program.worker.wait_for(install)
    return entered


def settings_of(officer: Officer) -> SettingsPage:
    officer.show(Place.SETTINGS)
    return cast("SettingsPage", officer.program.window.findChild(SettingsPage))


def sheet_of(officer: Officer) -> RulesDialog:
    settings_of(officer).rules.open_sheet()
    officer.until(lambda: bool(officer.program.window.findChildren(RulesDialog)))
    return cast("RulesDialog", officer.program.window.findChild(RulesDialog))


def words_of(dialog: RulesDialog) -> list[str]:
    return [label.text() for label in cast("list[QLabel]", dialog.findChildren(QLabel))]


def test_without_changes_the_settings_and_the_comparison_say_so(officer: Officer) -> None:
    officer.program.worker.wait_for(enter)
    page = settings_of(officer)
    officer.until(lambda: page.rules.summary.text() == "在办件都按现行规则办理。")
    dialog = sheet_of(officer)
    assert "在办件都按现行规则办理" in words_of(dialog)
    assert not dialog.save.isVisible()


@pytest.mark.usefixtures("cases")
def test_the_comparison_shows_differences_and_changed_due_dates(officer: Officer) -> None:
    page = settings_of(officer)
    officer.until(lambda: page.rules.summary.text() == "有 2 件在办件仍按原来的规则办理。")
    words = words_of(sheet_of(officer))
    assert "上海市长宁区 第2版 → 上海市长宁区 第3版（提案 2 件）" in words
    assert {"原来", "现在", "自交办日起 3 个月内", "自交办日起 2 个月内"} <= set(words)
    assert {"期限 2024年7月2日 → 2024年6月3日", "期限 2024年7月20日（不变）"} <= set(words)


def test_only_ticked_cases_change_to_the_new_rules(officer: Officer, cases: tuple[Case, Case]) -> None:
    dialog = sheet_of(officer)
    assert not dialog.save.isEnabled()
    officer.tab_to(dialog.boxes[cases[0].id].accessibleName())
    officer.press(Qt.Key.Key_Space)
    assert dialog.save.text() == "改按现行规则办理（1 件）"
    dialog.save.click()
    officer.until(lambda: "已改 1 件" in officer.notice)
    assert officer.program.worker.wait_for(get_case, cases[0].id).due_at == date(2024, 6, 3)
    page = settings_of(officer)
    officer.until(lambda: page.rules.summary.text() == "有 1 件在办件仍按原来的规则办理。")


@pytest.mark.usefixtures("cases")
def test_all_cases_can_be_ticked_at_once(officer: Officer) -> None:
    dialog = sheet_of(officer)
    officer.tab_to("全选")
    officer.press(Qt.Key.Key_Space)
    assert len(dialog.chosen) == 2


@pytest.mark.usefixtures("cases")
def test_the_daily_reminder_shows_changed_rules_and_opens_the_settings(officer: Officer) -> None:
    morning = DailyReminder(officer.program.worker, officer.program.window, QIcon())
    morning.check()
    officer.until(lambda: "办理规则有变动，2 件在办件仍按原规则办理" in officer.program.window.morning.words)
    notice = officer.program.window.morning.notice
    assert notice is not None
    assert notice.actions[-1].label == "看办理规则"
    notice.actions[-1].act()
    officer.settle()
    assert cast("SettingsPage", officer.program.window.findChild(SettingsPage)).isVisible()


def test_of_very_many_cases_some_are_listed_and_all_can_be_ticked(officer: Officer) -> None:
    edition = EditionChange("旧", "新", ())
    kind = MatterType.CPPCC_PROPOSAL
    many = tuple(DueChange(number, f"{number:03}", "", kind, None, None, edition) for number in range(1, 203))
    dialog = RulesDialog(officer.program.theme, officer.program.worker, many, officer.program.window)
    dialog.open()
    assert "另有 2 件没有列出，“全选”也包括它们。" in words_of(dialog)
    next(
        button for button in cast("list[Button]", dialog.findChildren(Button)) if button.text() == "全选"
    ).click()
    assert len(dialog.chosen) == 202
    dialog.reject()


def test_an_edition_without_differences_is_a_sentence_without_column_heads(officer: Officer) -> None:
    edition = EditionChange("旧", "新", ())
    change = DueChange(1, "085", "", MatterType.CPPCC_PROPOSAL, None, None, edition)
    dialog = RulesDialog(officer.program.theme, officer.program.worker, (change,), officer.program.window)
    dialog.open()
    words = words_of(dialog)
    assert "没有影响这类办件的不同。" in words
    assert not {"原来", "现在"} & set(words)
    dialog.reject()
