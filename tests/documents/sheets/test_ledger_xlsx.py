"""The exported ledger can be sorted, filtered and printed, and contains no formula."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents.reading.document import DEFAULT_LIMITS
from desktop.documents.reading.package import Package
from desktop.documents.reading.workbook_reader import read_xlsx
from desktop.documents.sheets.ledger_xlsx import write_ledger
from desktop.domain.errors import FileProblem
from desktop.domain.figures.ledger import COLUMN_BY_KEY, COLUMNS, LedgerRow, cell_text
from desktop.domain.intake.lists.ledger_columns import field_of_header

ROWS: list[LedgerRow] = [
    {"row_no": 1, "number": "085", "title": "关于社区科普场馆延时开放的提案", "assigned_at": date(2026, 2, 9), "remark": "一\n二"},
    {"row_no": 2, "number": "0112", "title": "=HYPERLINK(\"http://x\",\"点我\")", "assigned_at": None, "remark": "-1+2"},
    {"row_no": 3, "number": "+86", "title": "@SUM(A1)", "co_signer_count": 3},
]  # fmt: skip


@pytest.fixture
def sheet(tmp_path: Path) -> Worksheet:
    out = tmp_path / "台账.xlsx"
    assert write_ledger(out, "长宁区科委办理台账", COLUMNS, ROWS, "2026年3月") == 3
    opened = openpyxl.load_workbook(out).active
    assert isinstance(opened, Worksheet)
    return opened


def column(key: str) -> int:
    return COLUMNS.index(COLUMN_BY_KEY[key]) + 1


def test_the_head_row_is_below_the_title_and_frozen(sheet: Worksheet) -> None:
    assert sheet["A1"].value == "长宁区科委办理台账　2026年3月"
    captions = [cell.value for cell in sheet[2]]
    assert captions[:7] == ["序号", "编号", "类型", "层级", "届次", "案由", "第一提案人"]
    assert set(captions) >= {
        "联名人", "界别", "联系电话", "分类", "主办单位", "会办单位", "办理方式", "是否重点", "督办领导", "交办日期",
        "办理期限", "分管领导", "承办科室", "经办人", "沟通情况", "会办意见", "办理进度", "答复日期", "发文字号",
        "办理结果", "签发人", "公开属性", "满意度", "承诺事项", "备注",
    }  # fmt: skip  # DOMAIN 6
    assert len(captions) == len(set(captions)) == len(COLUMNS)
    assert sheet.freeze_panes == "G3"
    assert sheet.auto_filter.ref == f"A2:{get_column_letter(len(COLUMNS))}5"
    assert sheet.print_title_rows == "$1:$2"


def test_numbers_are_text_and_keep_their_zeros(sheet: Worksheet) -> None:
    cells = [sheet.cell(row, column("number")) for row in (3, 4, 5)]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [
        ("085", "s", "@"),
        ("0112", "s", "@"),
        ("+86", "s", "@"),
    ]


def test_dates_are_real_dates_and_counts_numbers(sheet: Worksheet) -> None:
    day = sheet.cell(3, column("assigned_at"))
    assert (day.value, day.number_format) == (datetime(2026, 2, 9), "yyyy-mm-dd")
    assert sheet.cell(5, column("co_signer_count")).value == 3
    assert sheet.cell(4, column("assigned_at")).value is None


@pytest.mark.parametrize(("row", "key"), [(4, "title"), (4, "remark"), (5, "title"), (5, "number")])
def test_what_looks_like_a_formula_is_quoted_text(sheet: Worksheet, row: int, key: str) -> None:
    cell = sheet.cell(row, column(key))
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert not sheet.cell(3, column(key)).quotePrefix


def test_the_sheet_prints_on_a3_landscape(sheet: Worksheet) -> None:
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize or 0) == 8
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.column_dimensions["F"].width == 44


def test_our_reader_recognises_every_column(tmp_path: Path) -> None:
    out = tmp_path / "台账.xlsx"
    write_ledger(out, "台账", COLUMNS, ROWS)
    grid = read_xlsx(Package(out.read_bytes(), DEFAULT_LIMITS), DEFAULT_LIMITS)
    head = [str(cell) for cell in grid.sheets[0].rows[1]]
    assert [field_of_header(words) for words in head] == [column.key for column in COLUMNS]


def test_a_missing_folder_is_a_file_problem(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="没有文件夹"):
        write_ledger(tmp_path / "无" / "台账.xlsx", "台账", COLUMNS, ROWS)


@given(text=st.text(max_size=80))
def test_no_text_breaks_the_sheet(text: str) -> None:
    clean = cell_text(text)
    assert all(mark in "\t\n" or mark >= " " for mark in clean)
    assert cell_text(clean) == clean


def test_too_long_a_text_is_cut_with_a_mark() -> None:
    cut = cell_text("字" * 40_000)
    assert len(cut) == 32_767  # the most that a cell of .xlsx holds
    assert cut.endswith("…")
