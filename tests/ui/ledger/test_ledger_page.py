"""The ledger page: chosen columns, and a superior office's form with mapped header cells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt

from desktop.domain.case.case import Case
from desktop.services.cases.cases import create_case
from desktop.services.office.workplace import Workplace
from desktop.ui.ledger.ledger_page import LedgerPage
from tests.ui.officer import Officer
from tests.ui.places import go_to


def add_cases(work: Workplace) -> None:
    for number in ("085", "096"):
        create_case(work, Case(number=number, subject=f"关于{number}的提案", due_at=date(2024, 5, 1)))


@pytest.fixture
def page(officer: Officer) -> LedgerPage:
    officer.program.worker.wait_for(add_cases)
    officer.inbox.refresh()
    return go_to(officer, Qt.Key.Key_L, LedgerPage)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """An invented form: a title across all columns, two header rows, one column that the ledger does not have."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "办理情况报送表（虚构）"
    sheet.merge_cells("A1:D1")
    for cell, words in {"A2": "提案号", "B2": "事项", "C2": "何时要办完", "D2": "负责人意见"}.items():
        sheet[cell] = words
    for column in "ABCD":
        sheet.merge_cells(f"{column}2:{column}3")
    book.save(tmp_path / "表样.xlsx")
    return tmp_path / "表样.xlsx"


def test_the_current_list_is_taken_over(officer: Officer, page: LedgerPage) -> None:
    assert page.query.limit > 1000
    assert "要导出的：全部在办 · 2 件" in officer.foot


def test_ticked_columns_are_exported_in_their_order(
    officer: Officer, page: LedgerPage, tmp_path: Path
) -> None:
    page.columns.show_chosen(("title", "number"))
    page.write_ledger(tmp_path / "台账.xlsx")
    officer.until(lambda: "已导出 台账.xlsx共 2 件" in officer.notice)
    sheet = load_workbook(tmp_path / "台账.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["案由", "编号"]
    assert {sheet["B3"].value, sheet["B4"].value} == {"085", "096"}


def test_the_columns_are_remembered(officer: Officer, page: LedgerPage, tmp_path: Path) -> None:
    page.columns.show_chosen(("number", "due_at"))
    page.write_ledger(tmp_path / "台账.xlsx")
    officer.until(lambda: "已导出" in officer.notice)
    later = LedgerPage(officer.program.theme, officer.program.worker)
    officer.qtbot.addWidget(later)
    officer.until(lambda: later.columns.chosen == ("number", "due_at"))


def test_a_column_is_moved_and_unticked_by_keyboard(officer: Officer, page: LedgerPage) -> None:
    officer.until(page.columns.hasFocus)
    officer.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.columns.chosen[:2] == ("number", "row_no")
    officer.press(Qt.Key.Key_Space)
    assert page.columns.chosen[:2] == ("number", "matter_type")


def test_a_form_is_filled_in_its_mapped_columns(
    officer: Officer, page: LedgerPage, form: Path, tmp_path: Path
) -> None:
    page.open_form(form)
    officer.until(lambda: page.form.sketch is not None)
    page.form.view.map_cell(1, 1, "title")
    page.form.view.map_cell(2, 2, "due_at")  # the lower half of a merged cell stands for the whole cell
    assert page.form.view.cells == {(1, 0): "number", (1, 1): "title", (1, 2): "due_at"}
    page.fill_form(tmp_path / "填好.xlsx")
    officer.until(lambda: "已导出 填好.xlsx填了 2 件" in officer.notice)
    sheet = load_workbook(tmp_path / "填好.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[4]][:2] == ["085", "关于085的提案"]
    assert sheet["C4"].value.date() == date(2024, 5, 1)
    assert sheet["D4"].value is None
    assert "A1:D1" in map(str, sheet.merged_cells.ranges)


def test_the_map_of_a_form_is_remembered(
    officer: Officer, page: LedgerPage, form: Path, tmp_path: Path
) -> None:
    page.open_form(form)
    officer.until(lambda: page.form.sketch is not None)
    page.form.view.map_cell(1, 1, "title")
    page.fill_form(tmp_path / "填好.xlsx")
    officer.until(lambda: "已导出" in officer.notice)
    copy = form.with_name("下个月的表样.xlsx")
    copy.write_bytes(form.read_bytes())
    page.open_form(copy)
    officer.until(lambda: page.form.sketch is not None and page.form.sketch.path == copy)
    assert page.form.view.cells[1, 1] == "title"


def test_the_menu_of_a_header_cell_offers_the_likely_column_first(
    officer: Officer, page: LedgerPage, form: Path
) -> None:
    page.open_form(form)
    officer.until(lambda: page.form.sketch is not None)
    assert page.form.view.menu(1, 0).actions()[0].text() == "编号（按表头猜的）"


def test_a_file_that_is_not_a_form_is_reported(officer: Officer, page: LedgerPage, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_text("不是表格", encoding="utf-8")
    page.open_form(tmp_path / "坏.xlsx")
    officer.until(lambda: bool(officer.notice))
    assert page.form.sketch is None
