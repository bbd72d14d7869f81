"""The dry run of a list: new, changed, unchanged and bad rows; one import, one undo."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import set_case_fields
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.importing.plan import ImportStatus, IntakeKind, PlannedItem
from desktop.services.cases.cases import create_case, find_case
from desktop.services.cases.work_list import list_cases
from desktop.services.importing.plan import ImportPlan
from desktop.ui.intake.dry_run_page import DryRunPage
from desktop.ui.intake.plan_lines import PlanFilter, PlanLine
from desktop.ui.intake.plan_table import Column, due_words, line_words, people_words
from tests.ui.intake_page_object import IntakePageObject
from tests.ui.intake_papers import list_row, write_list
from tests.ui.officer import Officer

KNOWN = {
    "matter_type": "政协提案",
    "level": "区",
    "region": "临江区",
    "term": "15",
    "session": "4",
    "proposers": "许致远",
    "lead_unit": "区文旅局",
    "assigned_at": "2024-02-21",
}
ROWS = (
    list_row(1, "085", "关于改善社区图书室的提案"),
    list_row(2, "012", "关于缓解停车难的提案", "2024-06-30"),
    list_row(3, "013", "关于增设公交站点的提案"),
    list_row(4, "014", ""),
    list_row(5, "015", "关于社区食堂的提案", "2024.13.41"),
)


@pytest.fixture
def intake(officer: Officer) -> IntakePageObject:
    """A store with case 012, whose due date was typed, and case 013, equal to its row in the list."""
    for number, subject, due in (
        ("012", "关于缓解停车难的提案", "2024-05-21"),
        ("013", "关于增设公交站点的提案", "2024-05-21"),
    ):
        texts = KNOWN | {"number": number, "subject": subject, "due_at": due}
        officer.program.worker.wait_for(create_case, set_case_fields(Case(), texts))
    return IntakePageObject(officer)


@pytest.fixture
def dry(intake: IntakePageObject, tmp_path: Path) -> IntakePageObject:
    intake.take_list(write_list(tmp_path, ROWS))
    return intake


def total(intake: IntakePageObject) -> int:
    return intake.officer.program.worker.wait_for(list_cases, CaseQuery()).total


def due_of(intake: IntakePageObject, number: str) -> str:
    return str(intake.officer.program.worker.wait_for(find_case, number).due_at)


def test_every_row_shows_its_outcome_and_nothing_is_written(dry: IntakePageObject) -> None:
    assert [dry.count(status) for status in ImportStatus] == [1, 1, 1, 2]
    assert any("第 3 行，新增，十五届四次会议第085号" in line for line in dry.lines)
    assert any("第 6 行，有误" in line and "没有标题" in line for line in dry.lines)
    assert any("第 7 行，有误" in line and "2024.13.41" in line for line in dry.lines)
    assert total(dry) == 2


def test_a_change_is_shown_with_old_and_new(dry: IntakePageObject) -> None:
    assert "办理期限：2024-05-21 改为 2024-06-30，您填写的内容保留不动" in dry.lines


def test_the_button_counts_what_would_be_written(dry: IntakePageObject) -> None:
    assert dry.dry_run.accept.text() == "收下 1 件"


def test_enter_imports_the_list_and_typed_values_stay(dry: IntakePageObject) -> None:
    dry.officer.press(Qt.Key.Key_Return)
    dry.wait_inbox()
    assert total(dry) == 3
    assert due_of(dry, "012") == "2024-05-21"


def test_a_ticked_change_replaces_a_typed_value(dry: IntakePageObject) -> None:
    row = next(row for row, line in enumerate(dry.lines) if line.startswith("办理期限"))
    for _ in range(row):
        dry.officer.press(Qt.Key.Key_Down)
    dry.officer.press(Qt.Key.Key_Space)
    assert dry.dry_run.accept.text() == "收下 2 件"
    dry.officer.press(Qt.Key.Key_Return)
    dry.wait_inbox()
    assert due_of(dry, "012") == "2024-06-30"


def test_a_second_list_moves_a_due_day_only_where_it_is_ticked(dry: IntakePageObject, tmp_path: Path) -> None:
    """Case 085 was imported with 21 May; the newer list says 30 June, and has ratings that are not taken."""
    dry.officer.press(Qt.Key.Key_Return)
    dry.wait_inbox()
    before = due_of(dry, "085")
    newer = (list_row(1, "085", "关于改善社区图书室的提案", "2024-06-28"),)
    dry.take_list(write_list(tmp_path, newer, "新清单.xlsx"))
    assert f"办理期限：{before} 改为 2024-06-28，上次收件的内容保留不动" in dry.lines
    assert dry.dry_run.accept.text() == "没有要收的"
    dry.officer.press(Qt.Key.Key_Down)
    dry.officer.press(Qt.Key.Key_Space)
    assert f"办理期限：{before} 改为 2024-06-28，上次收件的内容将被覆盖" in dry.lines
    dry.officer.press(Qt.Key.Key_Return)
    dry.wait_inbox()
    assert due_of(dry, "085") == "2024-06-28"


def test_what_a_row_says_and_is_not_taken_is_said_on_its_line(
    intake: IntakePageObject, tmp_path: Path
) -> None:
    path = tmp_path / "评价.csv"
    path.write_text(
        "临江区政协十五届四次会议提案交办清单\n提案号,案由,提案人,满意度\n088,关于修缮步道的提案,许致远,满意\n",
        encoding="utf-8",
    )
    intake.take_list(path)
    assert any("满意度“满意”没有收" in line for line in intake.lines)


def test_a_row_without_its_tick_stays_out(dry: IntakePageObject) -> None:
    dry.officer.press(Qt.Key.Key_Space)
    assert dry.dry_run.accept.text() == "没有要收的"
    dry.officer.press(Qt.Key.Key_Space)
    assert dry.dry_run.accept.text() == "收下 1 件"


def test_a_click_on_a_box_ticks_it(dry: IntakePageObject) -> None:
    table = dry.dry_run.table
    place = table.visualRect(dry.dry_run.model.index(0, Column.TICK)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dry.dry_run.accept.text() == "没有要收的"


def test_one_undo_reverts_the_whole_list(dry: IntakePageObject) -> None:
    dry.officer.press(Qt.Key.Key_Return)
    dry.wait_inbox()
    dry.notice_action("撤销")
    dry.until(lambda: "已撤销" in dry.officer.notice)
    assert total(dry) == 2


def test_the_same_list_again_changes_nothing(dry: IntakePageObject, tmp_path: Path) -> None:
    dry.officer.press(Qt.Key.Key_Return)
    dry.wait_inbox()
    dry.take_list(write_list(tmp_path, ROWS, "又一份.xlsx"))
    assert dry.count(ImportStatus.NEW) == 0
    assert dry.dry_run.accept.text() == "没有要收的"


def test_a_chip_filters_the_rows(dry: IntakePageObject) -> None:
    chips = dry.dry_run.chips.chips
    assert chips[PlanFilter.REFUSED].text() == "有误 2"
    chips[PlanFilter.REFUSED].click()
    assert [line[:6] for line in dry.lines] == ["第 6 行，", "第 7 行，"]
    chips[PlanFilter.ALL].click()
    assert len(dry.lines) > 2


def test_escape_skips_the_list(dry: IntakePageObject) -> None:
    dry.officer.press(Qt.Key.Key_Escape)
    dry.wait_inbox()
    assert total(dry) == 2


def test_cells_copied_from_a_spreadsheet_are_read_as_a_list(intake: IntakePageObject) -> None:
    head = "提案号\t案由\t提案者\n"
    QApplication.clipboard().setText(head + "101\t关于社区花园的提案\t方晓\n102\t关于小区照明的提案\t程远\n")
    intake.officer.inbox.refresh()  # the welcome of an empty store has a field to type into
    intake.officer.settle()
    intake.officer.inbox.take_focus(search=False)
    intake.officer.ctrl(Qt.Key.Key_V)
    QTest.keyClick(intake.wait_menu(), Qt.Key.Key_Return)
    intake.until(lambda: intake.dry_run.isVisible() and intake.dry_run.plan is not None)
    assert intake.count(ImportStatus.NEW) == 2


def test_five_hundred_rows_need_no_more_widgets_than_five(intake: IntakePageObject, tmp_path: Path) -> None:
    intake.take_list(write_list(tmp_path, ROWS[:1], "短.xlsx"))
    few = len(list(intake.dry_run.findChildren(QWidget)))
    intake.officer.press(Qt.Key.Key_Escape)
    intake.wait_inbox()
    rows = [list_row(place, f"{place + 200}", f"关于第{place}项实事的提案") for place in range(1, 501)]
    intake.take_list(write_list(tmp_path, rows, "长.xlsx"))
    intake.until(lambda: intake.count(ImportStatus.NEW) == 500)
    assert len(list(intake.dry_run.findChildren(QWidget))) == few


def test_a_row_shows_proposers_role_and_due_day_and_what_is_left_out_is_counted(
    dry: IntakePageObject,
) -> None:
    line = next(line for line in dry.lines if line.startswith("第 3 行"))
    assert "许致远" in line
    assert "主办，期限 2024-05-21" in line
    assert dry.dry_run._hint.text().startswith("不收 4 行：等您定 1、未变 1、有误 2")
    dry.officer.press(Qt.Key.Key_Space)
    assert dry.dry_run._hint.text().startswith("不收 5 行：您去掉 1、")
    assert next(line for line in dry.lines if line.startswith("第 3 行")).endswith("不收")


def test_many_proposers_are_shown_as_the_first_and_their_number() -> None:
    item = PlannedItem(
        (0, 3), IntakeKind.LEDGER, ImportStatus.NEW, "085", "", "", proposers=("甲一", "乙二", "丙三", "丁四", "戊五"),
        due_at=date(2024, 5, 21), due_derived=True,
    )  # fmt: skip
    assert people_words(item) == "甲一、乙二等5人"
    assert "甲一、乙二、丙三、丁四、戊五" in line_words(PlanLine(item), ticked=True)
    assert due_words(item) == "2024-05-21 推算"


def test_a_dry_run_of_20000_rows_is_shown_and_ticked_without_a_stop(officer: Officer) -> None:
    items = tuple(
        PlannedItem((0, row), IntakeKind.LEDGER, ImportStatus.NEW, f"{row}", "", "", f"关于第{row}件事的提案")
        for row in range(1, 20_001)
    )
    page = DryRunPage(officer.program.theme)
    page.resize(1200, 700)
    page.show()
    begin = time.thread_time()
    page.show_plan(ImportPlan((), items))
    page.grab()
    page.model.toggle(19_999)
    page.grab()
    assert time.thread_time() - begin < 1.0
    assert page.accept.text() == "收下 19999 件"
    page.deleteLater()


def test_a_long_list_shows_how_far_it_is_and_can_be_stopped(officer: Officer, tmp_path: Path) -> None:
    intake = IntakePageObject(officer)
    intake.take_list(
        write_list(tmp_path, [list_row(one, f"{one:04}", f"关于第{one}件事的提案") for one in range(1, 401)])
    )
    page, told = intake.dry_run, list[tuple[int, int]]()

    def watch(through: int, total: int) -> None:
        told.append((through, total))
        if through and page._stop.isVisible():
            page._stop.click()

    intake.page.session.advanced.connect(watch)
    officer.press(Qt.Key.Key_Return)
    intake.wait_inbox()
    officer.settle()
    assert told[-1] == (0, 0)
    assert all(count == 400 for _, count in told[:-1])
    assert 0 < total(intake) < 400
    assert f"已收下 {total(intake)} 件" in officer.notice
