"""Lists 「交办清单」 are read with stored values: leading zeros kept, dates as dates, merged cells filled."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from desktop.documents.reading.document import DEFAULT_LIMITS, FileFormat, ReadingLimits
from desktop.documents.reading.grid import CellRange, Grid, is_date_format, serial_to_date
from desktop.documents.reading.grid_reader import read_grid, read_pasted_grid
from desktop.domain.errors import FileProblem

OLD_LIST = Path(__file__).parent / "files" / "list.xls"


def workbook(path: Path) -> Path:
    """An invented list with all features of real lists."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "交办清单"
    sheet["A1"] = "二〇二四年提案交办清单"
    sheet.merge_cells("A1:E1")
    for column, head in zip("ABCDE", ["序号", "提案号", "案由", "主办单位", "期限"], strict=True):
        sheet[f"{column}2"] = head
    sheet.append([1, "085", "关于停车的提案\n（重点）", "区建管委", date(2024, 6, 30)])
    sheet.append([2, 86, "关于食堂的提案", None, datetime(2024, 7, 1, 9, 30)])
    sheet["B4"].number_format = "000"
    sheet.merge_cells("D3:D4")
    sheet.append([3.5, "D022", "  多余空白 ", "=1+1", 45473])
    sheet["E5"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["A6"] = True
    book.create_sheet("隐藏页").sheet_state = "hidden"
    book.save(path)
    return path


def test_values_are_read_as_stored(tmp_path: Path) -> None:
    rows = read_grid(workbook(tmp_path / "list.xlsx")).sheets[0].rows
    assert rows[2] == (1, "085", "关于停车的提案\n（重点）", "区建管委", date(2024, 6, 30))
    assert rows[4][:3] == (3.5, "D022", "多余空白")
    assert rows[5][0] == "TRUE"


def test_a_number_format_with_leading_zeros_is_applied(tmp_path: Path) -> None:
    assert read_grid(workbook(tmp_path / "list.xlsx")).sheets[0].rows[3][1] == "086"


def test_dates_are_dates_in_every_format(tmp_path: Path) -> None:
    rows = read_grid(workbook(tmp_path / "list.xlsx")).sheets[0].rows
    assert rows[3][4] == datetime(2024, 7, 1, 9, 30)
    assert rows[4][4] == date(2024, 6, 30)


def test_merged_cells_are_filled_and_listed(tmp_path: Path) -> None:
    sheet = read_grid(workbook(tmp_path / "list.xlsx")).sheets[0]
    assert sheet.rows[0] == ("二〇二四年提案交办清单",) * 5
    assert sheet.rows[3][3] == "区建管委"
    assert CellRange(2, 3, 3, 3) in sheet.merged


def test_a_formula_that_was_never_computed_is_empty(tmp_path: Path) -> None:
    assert read_grid(workbook(tmp_path / "list.xlsx")).sheets[0].rows[4][3] is None


def test_every_sheet_has_its_name_and_hidden_flag(tmp_path: Path) -> None:
    grid = read_grid(workbook(tmp_path / "list.xlsx"))
    assert grid.names == ("交办清单", "隐藏页")
    assert [sheet.hidden for sheet in grid.sheets] == [False, True]


def test_a_stray_cell_in_the_last_corner_is_left_out_with_a_note(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = workbook(tmp_path / "list.xlsx")
    book = load_workbook(path)
    book["交办清单"]["XFD1048576"] = "远处"
    book.save(path)
    grid = read_grid(path)
    assert len(grid.sheets[0].rows) == 6
    assert "1 个单元格" in grid.notes[0]


def test_an_old_list_is_read_like_a_new_one() -> None:
    grid = read_grid(OLD_LIST)
    assert grid.format is FileFormat.XLS
    assert grid.sheets[0].rows[2] == (
        1,
        "085",
        "关于改善老旧小区停车条件的建议",
        "区建管委",
        date(2024, 6, 30),
    )
    assert grid.sheets[0].rows[3][3] == "区建管委"
    assert grid.sheets[0].rows[0] == ("二〇二四年度提案交办清单（虚构）",) * 5


def test_a_web_page_named_xls_is_read(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>'
        "<tr><th colspan=3>交办清单</th></tr><tr><td rowspan=2>085</td><td>甲</td><td>乙<br>丙</td></tr>"
        "<tr><td>丁</td><td>戊</td></tr></table></body></html>"
    )
    path.write_bytes(page.encode("gb18030"))
    assert read_grid(path).sheets[0].rows == (
        ("交办清单", "交办清单", "交办清单"),
        ("085", "甲", "乙\n丙"),
        ("085", "丁", "戊"),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_csv_of_every_encoding_and_delimiter_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = ["序号,提案号,案由", '1,="085","关于停车、充电的提案"', "2,D022,关于食堂的提案"]
    path = tmp_path / "list.csv"
    path.write_bytes("\r\n".join(lines).replace(",", delimiter).encode(encoding))
    assert read_grid(path).sheets[0].rows == (
        ("序号", "提案号", "案由"),
        ("1", "085", "关于停车、充电的提案"),
        ("2", "D022", "关于食堂的提案"),
    )


def test_cells_copied_from_a_spreadsheet_are_a_list() -> None:
    grid = read_pasted_grid('序号\t案由\n1\t"两行\n案由"\n2\t乙', DEFAULT_LIMITS)
    assert grid.sheets[0].rows == (("序号", "案由"), ("1", "两行\n案由"), ("2", "乙"))


def test_a_list_longer_than_the_limit_is_cut_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("\n".join(f"{n},案由" for n in range(50)), encoding="utf-8")
    grid: Grid = read_grid(path, ReadingLimits(rows=20))
    assert len(grid.sheets[0].rows) == 20
    assert "60 个单元格" in grid.notes[0]


def test_an_empty_list_is_refused(tmp_path: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(tmp_path / "empty.xlsx")
    with pytest.raises(FileProblem, match="表格是空的"):
        read_grid(tmp_path / "empty.xlsx")


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("yyyy/m/d", True),
        ('yyyy"年"m"月"', True),
        ("[$-804]yyyy年m月d日;@", True),
        ("[$-804]yyyy年m月d日", True),
        ("General", False),
        ('0"日"', False),
        ("#,##0.00_);[Red]", False),
        ("h:mm", True),
        ("@", False),
    ],
)
def test_date_formats_are_recognised(code: str, is_date: bool) -> None:
    assert is_date_format(200, code) is is_date


@pytest.mark.parametrize(
    ("serial", "since_1904", "shown"),
    [
        (45473, False, date(2024, 6, 30)),
        (44011, True, date(2024, 6, 30)),
        (1, False, date(1900, 1, 1)),
        (0.5, False, "12:00"),
        (45473.75, False, datetime(2024, 6, 30, 18)),
        (-3, False, -3),
        (1e12, False, 1_000_000_000_000),
    ],
)
def test_a_serial_number_is_the_day_that_excel_shows(serial: float, since_1904: bool, shown: object) -> None:
    assert serial_to_date(serial, since_1904=since_1904) == shown
