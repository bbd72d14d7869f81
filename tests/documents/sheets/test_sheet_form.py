"""A superior office's form is filled in its empty cells and unchanged elsewhere."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents.sheets.cell_reference import column_of, letters_of
from desktop.documents.sheets.form_file import Form, FormMap, fill_form, map_from_header_cells, open_form
from desktop.domain.errors import FileProblem, Refused
from desktop.domain.figures.ledger import LedgerRow

ROWS: list[LedgerRow] = [
    {"row_no": 1, "number": "085", "title": "关于科普场馆延时开放的提案", "replied_at": date(2026, 4, 9), "result": "解决或采纳"},
    {"row_no": 2, "number": "009", "title": "=1+1", "replied_at": None, "result": "留作参考"},
    {"row_no": 3, "number": "112", "title": "关于非机动车停放的建议", "replied_at": date(2026, 5, 8), "result": "列入计划"},
]  # fmt: skip


def form_book(rows_below: int = 5, *, tail: bool = True) -> bytes:
    """An invented form: merged title, two header rows, empty rows with their own font, a sum, a chart."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "办理情况"
    sheet["A1"] = "全区建议提案办理情况表"
    sheet.merge_cells("A1:F1")
    sheet["A1"].font = Font("方正小标宋简体", 18)
    for place, words in enumerate(["序号", "提案号", "案由", "办理情况", "", "份数"], 1):
        sheet.cell(2, place, words or None)
    sheet["D3"], sheet["E3"] = "答复日期", "办理结果"
    for area in ("A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3"):
        sheet.merge_cells(area)
    for row in range(4, 4 + rows_below):
        sheet.row_dimensions[row].height = 27
        for place in range(1, 7):
            sheet.cell(row, place).font = Font("仿宋_GB2312", 12)
            sheet.cell(row, place).alignment = Alignment("center", wrap_text=True)
        sheet.cell(row, 4).number_format = 'yyyy"年"m"月"d"日"'
        sheet.cell(row, 6).value = f'=IF(C{row}="","",1)'
    if tail:
        last = 4 + rows_below
        sheet.cell(last, 1, "合计")
        sheet.cell(last, 6, f"=SUM(F4:F{last - 1})")
        sheet.cell(last + 1, 1, "填表人：")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=6, min_row=4, max_row=8))
    sheet.add_chart(chart, "H2")  # type: ignore[call-arg]  # the stubs assume a chart sheet
    book.create_sheet("填表说明")["A1"] = "请于10月底前报送"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(data: bytes, rows: list[LedgerRow], form_map: FormMap | None = None) -> Worksheet:
    form = Form(data)
    content = form.fill(form_map or form.propose()[0], rows).content
    sheet = openpyxl.load_workbook(io.BytesIO(content))["办理情况"]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_the_map_is_recognised_from_the_headers() -> None:
    form_map, headers = Form(form_book()).propose()
    assert form_map == FormMap(
        "办理情况",
        4,
        (("A", "row_no"), ("B", "number"), ("C", "title"), ("D", "replied_at"), ("E", "result")),
    )
    assert [(h.cell, h.key) for h in headers if h.words == "份数"] == [("F2", "")]


def test_rows_are_written_as_text_dates_and_numbers() -> None:
    sheet = filled(form_book(), ROWS)
    assert [cell.value for cell in sheet[4]][:5] == [
        1,
        "085",
        "关于科普场馆延时开放的提案",
        datetime(2026, 4, 9),
        "解决或采纳",
    ]
    assert sheet["B5"].data_type == "s"
    assert (sheet["C5"].value, sheet["C5"].data_type, sheet["C5"].quotePrefix) == ("=1+1", "s", True)
    assert sheet["D5"].value is None
    assert sheet["C7"].value is None


def test_fonts_merges_formulas_heights_and_the_date_format_stay() -> None:
    before = openpyxl.load_workbook(io.BytesIO(form_book()))["办理情况"]
    after = filled(form_book(), ROWS)
    assert isinstance(before, Worksheet)
    assert {str(area) for area in after.merged_cells.ranges} == {
        str(area) for area in before.merged_cells.ranges
    }
    for row in before.iter_rows():
        for cell in row:
            other = after[cell.coordinate]
            assert (other.font.name, other.font.size) == (cell.font.name, cell.font.size)
            assert other.alignment.horizontal == cell.alignment.horizontal
            assert other.number_format == cell.number_format
            if cell.data_type == "f":
                assert other.value == cell.value
    assert after.row_dimensions[4].height == 27
    assert (after["A9"].value, after["F9"].value, after["A10"].value) == ("合计", "=SUM(F4:F8)", "填表人：")


def test_every_other_part_of_the_file_stays_byte_for_byte() -> None:
    data = form_book()
    form = Form(data)
    content = form.fill(form.propose()[0], ROWS).content
    changed = {"xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(content)) as new:
        assert old.namelist() == new.namelist()
        assert {name for name in old.namelist() if old.read(name) != new.read(name)} == changed
        assert b'fullCalcOnLoad="1"' in new.read("xl/workbook.xml")
        assert any("charts/chart" in name for name in new.namelist())


def test_a_form_without_anything_below_grows_row_by_row_in_its_own_style() -> None:
    sheet = filled(form_book(1, tail=False), ROWS)
    assert [sheet.cell(row, 2).value for row in (4, 5, 6)] == ["085", "009", "112"]
    assert sheet["C6"].font.name == "仿宋_GB2312"
    assert sheet.row_dimensions[6].height == 27
    assert sheet["D6"].number_format == 'yyyy"年"m"月"d"日"'


def test_a_day_in_a_plain_cell_gets_a_date_format() -> None:
    form = Form(form_book())
    form_map = FormMap("办理情况", 4, (("B", "replied_at"),))
    sheet = openpyxl.load_workbook(io.BytesIO(form.fill(form_map, ROWS).content))["办理情况"]
    assert isinstance(sheet, Worksheet)
    assert sheet["B4"].value == datetime(2026, 4, 9)
    assert sheet["B4"].is_date
    assert sheet["B4"].font.name == "仿宋_GB2312"


def test_a_map_can_be_given_by_header_cells() -> None:
    form = Form(form_book())
    form_map = map_from_header_cells(form, "办理情况", {"C2": "title", "B2": "number"})
    assert form_map == FormMap("办理情况", 4, (("B", "number"), ("C", "title")))


@pytest.mark.parametrize(
    ("cells", "sheet", "words"),
    [
        ({"C2": "nothing"}, "办理情况", "台账没有“nothing”这一列"),
        ({"第三列": "title"}, "办理情况", "不是单元格位置"),
        ({"C2": "title"}, "别的表", "没有工作表“别的表”"),
        ({}, "办理情况", "台账没有"),
    ],
)
def test_invalid_header_cells_are_refused(cells: dict[str, str], sheet: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        map_from_header_cells(Form(form_book()), sheet, cells)


def test_a_form_with_unknown_headers_is_refused() -> None:
    book = openpyxl.Workbook()
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(Refused, match="没有认出表头"):
        Form(stream.getvalue()).propose()


def test_the_filled_form_is_written_atomically(tmp_path: Path) -> None:
    source, out = tmp_path / "上级表.xlsx", tmp_path / "已填.xlsx"
    source.write_bytes(form_book())
    form = open_form(source)
    fill_form(form, form.propose()[0], ROWS, out)
    assert openpyxl.load_workbook(out).sheetnames == ["办理情况", "填表说明"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    with pytest.raises(FileProblem, match="打不开"):
        open_form(tmp_path / "没有.xlsx")


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_column_letters(column: int, letters: str) -> None:
    assert letters_of(column) == letters
    assert column_of(letters) == column
