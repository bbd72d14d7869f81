"""A form with too few blank rows gets more of them, and everything that refers to its rows goes with them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents.sheets.form_file import FilledForm, Form, FormMap
from desktop.documents.sheets.formula_rows import references
from desktop.documents.sheets.row_insertion import RowInsertion
from desktop.domain.errors import Refused
from desktop.domain.figures.ledger import LedgerRow
from tools.machine import calc
from tools.rendering import LibreOffice

CASES: list[LedgerRow] = [
    {"row_no": n, "number": f"{n:03d}", "title": f"关于第{n}件事的提案", "co_signer_count": n}
    for n in range(1, 14)
]
COUNTS = sum(range(1, 14))
MAP = FormMap("报送表", 5, (("A", "row_no"), ("B", "number"), ("C", "title"), ("D", "co_signer_count")))
THIN, THICK = Side("thin"), Side("thick")


def superior_book(blank: int = 3) -> openpyxl.Workbook:
    """Title, a head of two rows, `blank` ruled rows from row 5 on, a total, two notes, and another sheet that refers to it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "报送表"
    sheet["A1"] = "建议提案办理情况报送表"
    sheet.merge_cells("A1:G1")
    sheet["A2"] = "填报单位："
    heads = ("序号", "提案号", "案由", "联名人数", "占比", "办理", "")
    for place, words in enumerate(heads, 1):
        sheet.cell(3, place, words or None)
    sheet["F4"], sheet["G4"] = "是否按时", "备注"
    for area in ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3"):
        sheet.merge_cells(area)
    last = 4 + blank
    for row in range(5, last + 1):
        sheet.row_dimensions[row].height = 31.5
        sheet[f"E{row}"] = f"=IF($D${last + 1}=0,0,D{row}/D${last + 1})"
        sheet[f"E{row}"].number_format = "0.0%"
        for place in range(1, 8):
            cell = sheet.cell(row, place)
            cell.font = Font("仿宋_GB2312", 12)
            cell.border = Border(THIN, THIN, THIN, THICK if row == last else THIN)
    total = last + 1
    sheet.cell(total, 1, "合计")
    sheet.merge_cells(f"A{total}:C{total}")
    sheet[f"D{total}"] = f"=SUM(D5:D{last})"
    sheet[f"E{total}"] = f"=SUM(E5:E{last})"
    sheet.cell(total + 1, 1, "填表人：　　　审核人：")
    sheet[f"D{total + 2}"] = f'="共"&D{total}&"人次"'
    other = book.create_sheet("汇总")
    other["A1"], other["B1"] = f"=报送表!D{total}", f"=SUM('报送表'!$D$5:$D${last})"
    other["C1"], other["D1"] = "=报送表!D4", "=B7"
    return book


def more_of_the_form(sheet: Worksheet, blank: int = 3) -> None:
    """What offices put into forms besides: a list to choose from, colours by rule, names, print area, filter, chart, note."""
    last = 4 + blank
    choice = DataValidation("list", formula1='"是,否"', sqref=f"F5:F{last}")
    sheet.add_data_validation(choice)
    rule = FormulaRule([f"$D5>$D${last + 1}/2"], fill=PatternFill("solid", bgColor="FFC7CE"))  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(f"A5:G{last}", rule)
    sheet.print_area = f"A1:G{last + 2}"
    sheet.print_title_rows = "3:4"
    sheet.auto_filter.ref = f"A4:G{last}"
    book = sheet.parent
    assert book is not None
    book.defined_names["总人次"] = DefinedName("总人次", attr_text=f"报送表!$D${last + 1}")
    book.defined_names["各件"] = DefinedName("各件", attr_text=f"报送表!$D$5:$D${last}")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=5, max_row=last))
    sheet.add_chart(chart, f"I{last + 1}")
    sheet[f"A{last + 2}"].comment = Comment("请签字", "区府办")


def as_bytes(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill(
    book: openpyxl.Workbook | bytes, cases: list[LedgerRow] = CASES, form_map: FormMap = MAP
) -> FilledForm:
    return Form(book if isinstance(book, bytes) else as_bytes(book)).fill(form_map, cases)


def opened(filled: FilledForm) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(filled.content))["报送表"]
    assert isinstance(sheet, Worksheet)
    return sheet


def active(book: openpyxl.Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_thirteen_cases_go_into_a_form_with_three_blank_rows_and_the_sums_reach_over_all() -> None:
    filled = fill(superior_book())
    sheet = opened(filled)
    assert (filled.cases, filled.inserted, filled.left) == (13, 10, 0)
    assert [sheet[f"B{row}"].value for row in range(5, 18)] == [f"{n:03d}" for n in range(1, 14)]
    assert (sheet["A18"].value, sheet["D18"].value, sheet["E18"].value) == (
        "合计",
        "=SUM(D5:D17)",
        "=SUM(E5:E17)",
    )
    assert (sheet["A19"].value, sheet["D20"].value) == ("填表人：　　　审核人：", '="共"&D18&"人次"')


def test_formulas_of_the_rows_are_carried_on_with_their_fixed_places() -> None:
    sheet = opened(fill(superior_book()))
    assert [sheet[f"E{row}"].value for row in (5, 6, 7, 16, 17)] == [
        f"=IF($D$18=0,0,D{row}/D$18)" for row in (5, 6, 7, 16, 17)
    ]


def test_fonts_heights_frames_and_merges_are_carried_on() -> None:
    sheet = opened(fill(superior_book()))
    assert {sheet.row_dimensions[row].height for row in range(5, 18)} == {31.5}
    assert {sheet.cell(row, place).font.name for row in range(5, 18) for place in range(1, 8)} == {
        "仿宋_GB2312"
    }
    bottoms = [sheet[f"C{row}"].border.bottom.style for row in range(5, 18)]
    assert bottoms == ["thin"] * 12 + ["thick"]
    assert sheet["E12"].number_format == "0.0%"
    merges = {str(area) for area in sheet.merged_cells.ranges}
    assert merges == {"A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "A18:C18"}


def test_other_sheets_names_rules_print_area_filter_chart_and_notes_follow() -> None:
    book = superior_book()
    more_of_the_form(active(book))
    filled = fill(book)
    after = openpyxl.load_workbook(io.BytesIO(filled.content))
    sheet, other = after["报送表"], after["汇总"]
    assert [cell.value for cell in other[1]] == [
        "=报送表!D18",
        "=SUM('报送表'!$D$5:$D$17)",
        "=报送表!D4",
        "=B7",
    ]
    assert {name: entry.attr_text for name, entry in after.defined_names.items()} == {
        "总人次": "报送表!$D$18",
        "各件": "报送表!$D$5:$D$17",
    }
    assert (sheet.print_area, sheet.print_title_rows) == ("'报送表'!$A$1:$G$19", "$3:$4")
    assert str(sheet.data_validations.dataValidation[0].sqref) == "F5:F17"
    ((area, rules),) = [(str(found.sqref), found.rules) for found in sheet.conditional_formatting]
    assert (area, rules[0].formula) == ("A5:G17", ["$D5>$D$18/2"])
    assert sheet.auto_filter.ref == "A4:G17"
    assert sheet["A19"].comment.text == "请签字"
    with zipfile.ZipFile(io.BytesIO(filled.content)) as parts:
        assert "'报送表'!$D$5:$D$17" in parts.read("xl/charts/chart1.xml").decode()
        assert b"<xdr:row>17</xdr:row>" in parts.read("xl/drawings/drawing1.xml").replace(
            b"<row>", b"<xdr:row>"
        ).replace(b"</row>", b"</xdr:row>")


@pytest.mark.parametrize(
    ("formulas", "at_the_end"),
    [
        (["=ROW()-4"] * 3, "=ROW()-4"),
        (["=A4+1", "=A5+1", "=A6+1"], "=A16+1"),
        ([1, "=A5+1", "=A6+1"], "=A16+1"),
        (["=SUBTOTAL(103,B$5:B5)", "=SUBTOTAL(103,B$5:B6)", "=SUBTOTAL(103,B$5:B7)"], "=SUBTOTAL(103,B$5:B17)"),
        (["=MAX(A$4:A4)+1", "=MAX(A$4:A5)+1", "=MAX(A$4:A6)+1"], "=MAX(A$4:A16)+1"),
        (['=IF(B5="","",ROW()-4)', '=IF(B6="","",ROW()-4)', '=IF(B7="","",ROW()-4)'], '=IF(B17="","",ROW()-4)'),
    ],
)  # fmt: skip
def test_serial_formulas_continue(formulas: list[str | int], at_the_end: str) -> None:
    book = superior_book()
    for row, formula in enumerate(formulas, 5):
        active(book).cell(row, 1, formula)
    sheet = opened(fill(book))
    assert sheet["A17"].value == at_the_end
    assert sheet["A18"].value == "合计"


def test_serial_numbers_typed_into_the_form_continue_and_go_where_no_case_stands() -> None:
    book = superior_book()
    active(book)["A3"] = "№"  # a heading that no ledger column has
    for row in (5, 6, 7):
        active(book)[f"A{row}"] = row - 4
    mapped = FormMap("报送表", 5, MAP.columns[1:])
    assert [opened(fill(book, form_map=mapped))[f"A{row}"].value for row in range(5, 18)] == [*range(1, 14)]
    short = fill(book, CASES[:1], mapped)
    assert (short.inserted, short.left) == (0, 2)
    assert [opened(short)[f"A{row}"].value for row in (5, 6, 7, 8)] == [1, None, None, "合计"]


def test_a_form_with_one_blank_row_grows_below_it() -> None:
    book = superior_book(blank=1)
    more_of_the_form(active(book), blank=1)
    active(book)["G5"] = "=SUM(D5:E5)"  # of the row alone
    sheet = opened(fill(book))
    assert (sheet["A18"].value, sheet["D18"].value) == ("合计", "=SUM(D5:D17)")
    assert [sheet[f"G{row}"].value for row in (5, 6, 17)] == [
        "=SUM(D5:E5)",
        "=SUM(D6:E6)",
        "=SUM(D17:E17)",
    ]
    assert sheet["E17"].value == "=IF($D$18=0,0,D17/D$18)"
    assert str(sheet.data_validations.dataValidation[0].sqref) == "F5:F17"
    assert sheet.auto_filter.ref == "A4:G17"


def test_a_total_above_and_the_numbers_of_the_columns_are_no_rows_to_fill() -> None:
    book = superior_book(blank=5)
    sheet = active(book)
    sheet.unmerge_cells("A10:C10")
    for row in range(5, 13):
        for place in range(1, 8):
            sheet.cell(row, place).value = None
    for place in range(1, 8):
        sheet.cell(5, place, place)
    sheet["A6"], sheet["D6"] = "合计", "=SUM(D7:D9)"
    for row in (7, 8, 9):
        sheet[f"E{row}"] = f"=D{row}/$D$6"
    after = opened(fill(book))
    assert [after.cell(5, place).value for place in range(1, 8)] == [*range(1, 8)]
    assert (after["A6"].value, after["D6"].value) == ("合计", "=SUM(D7:D19)")
    assert [after[f"B{row}"].value for row in (7, 19)] == ["001", "013"]
    assert after["E19"].value == "=D19/$D$6"


def test_hidden_rows_are_not_filled() -> None:
    book = superior_book()
    active(book).row_dimensions[5].hidden = True
    active(book)["C5"] = "示例：关于某事的提案"
    sheet = opened(fill(book))
    assert (sheet["B5"].value, sheet["B6"].value, sheet["B18"].value) == (None, "001", "013")
    assert not sheet.row_dimensions[12].hidden
    assert (sheet["A19"].value, sheet["D19"].value) == ("合计", "=SUM(D5:D18)")


def test_a_total_that_names_each_row_becomes_a_sum_over_all() -> None:
    book = superior_book()
    active(book)["D8"] = "=D5+D6+D7"
    assert opened(fill(book))["D18"].value == "=SUM(D5:D17)"


def test_a_space_between_the_framed_rows_and_the_notes_stays_free() -> None:
    book = superior_book()
    active(book).unmerge_cells("A8:C8")
    for place in range(1, 8):
        active(book).cell(8, place).value = None
    active(book)["D10"] = None
    sheet = opened(fill(book))
    assert [sheet[f"B{row}"].value for row in (17, 18)] == ["013", None]
    assert sheet["A19"].value == "填表人：　　　审核人："


def test_rows_without_any_format_are_filled_too() -> None:
    book = openpyxl.Workbook()
    sheet = active(book)
    sheet.title = "报送表"
    for place, words in enumerate(("序号", "提案号", "案由", "联名人数"), 1):
        sheet.cell(4, place, words)
    sheet["A8"], sheet["D8"] = "合计", "=SUM(D5:D7)"
    after = opened(fill(book))
    assert [after[f"A{row}"].value for row in (5, 17, 18)] == [1, 13, "合计"]
    assert after["D18"].value == "=SUM(D5:D17)"


def test_formulas_shared_by_several_cells_are_written_out() -> None:
    book = superior_book()
    data = as_bytes(book)
    typed = {row: f"<f>IF($D$8=0,0,D{row}/D$8)</f>".encode() for row in (5, 6, 7)}
    follower = b'<f t="shared" si="0"/>'
    first = b'<f t="shared" ref="E5:E7" si="0">IF($D$8=0,0,D5/D$8)</f>'
    shared = _replaced(data, typed, {5: first, 6: follower, 7: follower})
    sheet = opened(fill(shared))
    assert [sheet[f"E{row}"].value for row in (5, 6, 17)] == [
        f"=IF($D$18=0,0,D{row}/D$18)" for row in (5, 6, 17)
    ]


def _replaced(data: bytes, old: dict[int, bytes], new: dict[int, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            content = source.read(name)
            for row, words in old.items() if name == "xl/worksheets/sheet1.xml" else ():
                assert words in content
                content = content.replace(words, new[row])
            changed.writestr(name, content)
    return target.getvalue()


def _no_blank_row(sheet: Worksheet) -> None:
    for row in (5, 6, 7):
        sheet[f"C{row}"] = "去年已报"


def _two_rows_for_a_case(sheet: Worksheet) -> None:
    sheet.merge_cells("C5:C6")


@pytest.mark.parametrize(
    ("change", "words"),
    [(_no_blank_row, "表头下面没有一行空着的行"), (_two_rows_for_a_case, "C5:C6 是几行合并的格子")],
)
def test_forms_that_nobody_could_fill_row_by_row_are_refused(
    change: Callable[[Worksheet], None], words: str
) -> None:
    book = superior_book()
    change(active(book))
    with pytest.raises(Refused, match=words):
        fill(book)


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("SUM(D5:D7)", "SUM(D5:D17)"),
        ("D7", "D17"),
        ("D6", "D6"),
        ("$D$8*2", "$D$18*2"),
        ("SUM(D:D)", "SUM(D:D)"),
        ("SUM(8:9)", "SUM(18:19)"),
        ("VLOOKUP(A9,汇总!A5:B9,2,0)", "VLOOKUP(A19,汇总!A5:B9,2,0)"),
        ("'报送表'!D8&\"D8\"", "'报送表'!D18&\"D8\""),
        ("[1]报送表!D8", "[1]报送表!D8"),
        ("LOG10(D8)", "LOG10(D18)"),
        ("SUM(总人次, D8)", "SUM(总人次, D18)"),
        ("SUM(D1048576)", "SUM(D1048576)"),
    ],
)
def test_references_outside_the_block_move_as_in_excel(formula: str, after: str) -> None:
    insertion = RowInsertion("报送表", first=5, last=7, count=10)
    assert insertion.formula(formula, "报送表", row=20) == after


def test_a_formula_that_nobody_can_read_has_no_references() -> None:
    assert references('"D8') == ()


@pytest.mark.rendering
@pytest.mark.skipif(
    not calc(), reason="LibreOffice Calc is not installed (apt-get install libreoffice-calc-nogui)"
)
def test_a_spreadsheet_program_calculates_the_filled_form(libreoffice: LibreOffice, tmp_path: Path) -> None:
    book = superior_book()
    more_of_the_form(active(book))
    for row in (5, 6, 7):
        active(book)[f"A{row}"] = f"=A{row - 1}+1" if row > 5 else "=ROW()-4"
    path = tmp_path / "填好.xlsx"
    path.write_bytes(fill(book).content)
    calculated = openpyxl.load_workbook(libreoffice.recalculated(path, _new(tmp_path)), data_only=True)
    sheet, other = calculated["报送表"], calculated["汇总"]
    assert [sheet[f"A{row}"].value for row in range(5, 18)] == [*range(1, 14)]
    assert (sheet["D18"].value, sheet["D20"].value) == (COUNTS, f"共{COUNTS}人次")
    assert sheet["E18"].value == pytest.approx(1)
    assert sheet["E17"].value == pytest.approx(13 / COUNTS)
    assert [cell.value for cell in other[1]][:2] == [COUNTS, COUNTS]


def _new(folder: Path) -> Path:
    made = folder / "calculated"
    made.mkdir()
    return made
