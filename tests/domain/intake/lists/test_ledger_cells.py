"""Cells of a list, as spreadsheets give them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from desktop.domain.case.case import HandlingRole, Level, MatterType
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.intake.lists.ledger_cells import (
    CellValue,
    cell_text,
    read_cell_date,
    read_disclosure,
    read_matter_type,
    read_result,
    read_role,
    read_units,
    read_yes,
)
from desktop.domain.intake.lists.ledger_columns import column_map, field_of_header, find_header
from desktop.domain.intake.lists.ledger_reading import BadRow, LedgerRow, number_text, read_ledger


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "是"),
        (False, "否"),
        (12.0, "12"),
        (12.5, "12.5"),
        (1e15, "1000000000000000.0"),
        (-3.0, "-3"),
        (7, "7"),
        (date(2024, 2, 5), "2024-02-05"),
        (datetime(2024, 2, 5, 10, 42), "2024-02-05"),
        ("\u3000甲\n\x00", "甲"),
        ("甲\n乙", "甲\n乙"),
    ],
)
def test_a_cell_is_text_without_blanks_around_it(cell: CellValue, text: str) -> None:
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2024, 2, 5), date(2024, 2, 5)),
        (datetime(2024, 2, 5, 23, 59), date(2024, 2, 5)),
        (32874, date(1990, 1, 1)),
        (32873, None),
        (73050, date(2099, 12, 31)),
        (73051, None),
        (45327.75, date(2024, 2, 5)),
        ("2024.2.5前", date(2024, 2, 5)),
        ("2024－2－5", date(2024, 2, 5)),
        ("2月5日前", date(2023, 2, 5)),
        ("2.5", date(2023, 2, 5)),
        ("2/5之前", date(2023, 2, 5)),
        ("13月5日", None),
        ("20241305", None),
        ("约2024.2.5", None),
    ],
)
def test_days_in_every_notation(cell: CellValue, day: date | None) -> None:
    assert read_cell_date(cell, 2023) == day


def test_a_day_without_a_year_needs_the_year_of_the_list() -> None:
    assert read_cell_date("2月5日") is None


@pytest.mark.parametrize("nothing", ["", "无", "/", "-", "—", "——", "空", "无会办", "暂无", "无、暂无"])
def test_words_for_nothing_are_no_units(nothing: str) -> None:
    assert read_units(nothing) == ()


@pytest.mark.parametrize(
    "word", ["是", "√", "✓", "✔", "☑", "Y", "y", "Yes", "TRUE", "1", "重点", "重点督办", "★", "▲", "●"]
)
def test_marks_for_yes(word: str) -> None:
    assert read_yes(f" {word} ") is True


@pytest.mark.parametrize("word", ["否", "不是", "非重点", "×", "✗", "N", "no", "FALSE", "0", "一般"])
def test_marks_for_no(word: str) -> None:
    assert read_yes(word) is False


@pytest.mark.parametrize("word", ["", "待定", "重点关注的七个字以上", "是的", "10"])
def test_other_words_are_neither(word: str) -> None:
    assert read_yes(word) is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("独办", HandlingRole.SOLE),
        ("单独办理", HandlingRole.SOLE),
        ("单办", HandlingRole.SOLE),
        ("主办", HandlingRole.LEAD),
        ("牵头单位", HandlingRole.LEAD),
        ("会办", HandlingRole.CO_HANDLING),
        ("协办", HandlingRole.CO_HANDLING),
        ("配合", HandlingRole.CO_HANDLING),
        ("分办", HandlingRole.SEPARATE),
        ("分别办理", HandlingRole.SEPARATE),
        ("承办", None),
    ],
)
def test_words_for_a_role(text: str, role: HandlingRole | None) -> None:
    assert read_role(text) is role


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("政协", MatterType.CPPCC_PROPOSAL),
        ("提案", MatterType.CPPCC_PROPOSAL),
        ("人大", MatterType.NPC_SUGGESTION),
        ("建议", MatterType.NPC_SUGGESTION),
        ("书面意见", MatterType.NPC_SUGGESTION),
        ("其他", None),
    ],
)
def test_words_for_a_kind_of_matter(text: str, kind: MatterType | None) -> None:
    assert read_matter_type(text) is kind


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("A", "A"),
        ("（b类）", "B"),
        ("Ｃ", "C"),
        ("解决或采纳", "解决或采纳"),
        (" 留作参考", "留作参考"),
        ("E", None),
        ("", None),
        ("待办", None),
    ],
)
def test_words_for_a_result(text: str, result: str | None) -> None:
    assert read_result(text) == result


@pytest.mark.parametrize(
    ("text", "disclosure"),
    [
        ("主动公开", Disclosure.PROACTIVE),
        ("是", Disclosure.PROACTIVE),
        ("依申请公开", Disclosure.ON_REQUEST),
        ("不予公开", Disclosure.NONE),
        ("不公开", Disclosure.NONE),
        ("否", Disclosure.NONE),
        ("待定", None),
    ],
)
def test_words_for_a_disclosure(text: str, disclosure: Disclosure | None) -> None:
    assert read_disclosure(text) is disclosure


# Headings.
@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("办理结果（A/B/C）", "result"),
        ("案由*", "title"),
        ("类别（提案、建议）", "matter_type"),
        ("类别", "类别"),
        ("什么", None),
        ("", None),
        ("案由" + "　" * 38, "title"),
        ("案由" + "　" * 39, None),
    ],
)
def test_a_heading_is_known_without_brackets_and_marks(heading: str, field: str | None) -> None:
    assert field_of_header(heading) == field


def test_of_two_columns_for_one_field_the_first_counts() -> None:
    assert column_map(["案由", "编号", "标题"], [[], [], []]) == {0: "title", 1: "number"}


def test_a_phone_beside_the_officer_is_his_and_not_the_proposers() -> None:
    assert column_map(["经办人", "联系电话"], [[], []]) == {0: "officer"}
    assert column_map(["经办人", "案由", "联系电话"], [[], [], []])[2] == "proposer_phone"
    assert column_map(["提案人", "联系电话"], [[], []])[1] == "proposer_phone"


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (["提案", "建议", "经济"], "matter_type"),
        (["提案", "经济"], "category"),  # half is not most
        (["A", "B类", "经济"], "result"),
        (["A", "经济"], "category"),
        (["经济"], "category"),
        ([], "category"),
        (["提案", "", ""], "matter_type"),
    ],
)
def test_an_ambiguous_heading_means_what_most_cells_say(cells: list[str], field: str) -> None:
    assert column_map(["类别"], [cells]) == {0: field}


# The header.
def test_the_row_with_most_headings_is_the_header() -> None:
    found = find_header([["清单"], ["第一页", "甲"], ["编号", "案由", "承办科室"], ["1", "乙", "丙"]])
    assert found is not None
    assert (found.row, found.first_data_row, found.words) == (2, 3, ("编号", "案由", "承办科室"))
    assert find_header([["案由"], ["编号"]]) is None
    assert find_header([[""]] * 30 + [["编号", "案由"]]) is None
    assert find_header([[""]] * 29 + [["编号", "案由"]]) is not None


def test_a_second_row_of_headings_is_joined_with_the_first() -> None:
    upper, lower = ["编号", "案由", "办理单位", "", "备注"], ["", "", "主办单位", "会办单位", ""]
    found = find_header([upper, lower, ["1", "甲", "乙", "丙", "丁"]])
    assert found is not None
    assert (found.row, found.first_data_row) == (0, 2)
    assert found.words == ("编号", "案由", "主办单位", "会办单位", "备注")


def test_a_row_of_data_is_no_second_row_of_headings() -> None:
    found = find_header([["编号", "案由", "承办科室"], ["1", "案由", "甲"]])
    assert found is not None
    assert found.first_data_row == 1


# Rows.
HEAD = ["编号", "案由", "主办单位", "会办单位", "交办日期"]


def rows(*lines: list[CellValue]) -> tuple[LedgerRow, ...]:
    return read_ledger([HEAD, *lines]).rows


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第085号", "085"),
        ("12.0", "12"),
        ("12.5", "12.5"),
        (" A-3 ", "A-3"),
        ("第 7 号", "7"),
        ("", None),
        ("甲 乙", "甲 乙"),
    ],
)
def test_a_number_is_text_with_its_zeros(text: str, number: str | None) -> None:
    assert number_text(text) == number


def test_several_leads_in_one_cell_are_a_lead_and_co_handlers() -> None:
    both, given, one = rows(
        ["1", "甲", "区科委、区经委、区教育局", "", ""],
        ["2", "乙", "区科委、区经委", "区财政局", ""],
        ["3", "丙", "区科委", "无", ""],
    )
    assert (both.values["lead_unit"], both.values["co_units"]) == ("区科委", ("区经委", "区教育局"))
    assert (given.values["lead_unit"], given.values["co_units"]) == ("区科委", ("区财政局",))
    assert (one.values["lead_unit"], "co_units" in one.values) == ("区科委", False)


def test_a_row_without_subject_or_with_an_unreadable_day_is_bad_and_says_why() -> None:
    reading = read_ledger(
        [HEAD, ["1", "", "区科委", "", ""], ["", "", "区科委", "区财政局", ""], ["3", "甲", "", "", "月底"]]
    )
    assert reading.bad_rows == (
        BadRow(2, "这一行没有标题（案由）。"),
        BadRow(3, "这一行没有编号，也没有标题。"),
        BadRow(4, "“月底”不是能认出的日期。"),
    )
    assert reading.header_row == 1


def test_a_subject_is_enough_and_a_line_with_one_cell_is_a_remark() -> None:
    (row,) = rows(["", "甲\n 乙", "区科委", "", ""], ["", "丙", "", "", ""])
    assert dict(row.values) == {"title": "甲乙", "lead_unit": "区科委"}


@pytest.mark.parametrize(
    "note",
    [
        ["备注：请按期办理"],
        ["说 明：略"],
        ["合计", "3"],
        ["本月共3件"],
        ["填表人：周衡", "", "", "", "2024.3.1"],
        ["编号", "案由", "主办单位", "会办单位", "交办日期"],
        ["", "", "", "", ""],
        ["以下是需要各单位重点关注的提案事项"] * 5,
    ],
)
def test_notes_sums_repeated_headings_and_empty_rows_are_no_matters(note: list[CellValue]) -> None:
    reading = read_ledger([HEAD, ["1", "甲", "", "", ""], note, ["2", "乙", "", "", ""]])
    assert [row.values["number"] for row in reading.rows] == ["1", "2"]
    assert reading.bad_rows == ()


def test_the_title_of_a_list_gives_meeting_kind_and_year_to_rows_that_name_none() -> None:
    grid: list[list[CellValue]] = [["青禾区人大十届二次会议代表建议交办清单"], ["2024年3月"], [*HEAD, "届次"]]
    reading = read_ledger([*grid, ["1", "甲", "", "", "2月5日", ""], ["2", "乙", "", "", "", "十届三次"]])
    first, second = reading.rows
    assert (first.values["term"], first.values["session"], first.values["place"]) == (10, 2, "青禾区")
    assert (first.values["level"], first.values["matter_type"]) == (Level.DISTRICT, MatterType.NPC_SUGGESTION)
    assert (first.values["assigned_at"], "year" in first.values) == (date(2024, 2, 5), False)
    assert second.values["session"] == 3


def test_a_list_of_both_kinds_gives_no_kind() -> None:
    reading = read_ledger([["青禾区2024年提案和建议交办清单"], HEAD, ["1", "甲", "", "", ""]])
    assert "matter_type" not in reading.rows[0].values


def test_headings_that_mean_nothing_are_named() -> None:
    assert read_ledger([[*HEAD, "领导意见", ""], ["1", "甲"]]).unknown_headers == ("领导意见",)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("全国", Level.NATIONAL),
        ("省级", Level.PROVINCIAL),
        ("市级", Level.CITY),
        ("区级", Level.DISTRICT),
        ("县", Level.DISTRICT),
        ("其他", None),
    ],
)
def test_words_for_a_level(text: str, level: Level | None) -> None:
    (row,) = read_ledger([[*HEAD, "层级"], ["1", "甲", "", "", "", text]]).rows
    assert row.values.get("level") is level


def test_the_day_of_an_opinion_is_taken_and_its_words_are_not() -> None:
    grid = read_ledger(
        [[*HEAD, "会办意见"], ["1", "甲", "", "", "", "2024.3.1"], ["2", "乙", "", "", "", "已收到"]]
    )
    assert [row.values.get("co_opinion_at") for row in grid.rows] == [date(2024, 3, 1), None]
