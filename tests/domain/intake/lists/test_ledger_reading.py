"""Assignment lists, as offices send them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.case.case import HandlingRole, Level, MatterType
from desktop.domain.intake.lists.ledger_cells import CellValue, read_cell_date, read_units, read_yes
from desktop.domain.intake.lists.ledger_columns import field_of_header
from desktop.domain.intake.lists.ledger_reading import read_ledger

GRID: list[list[CellValue]] = [
    ["政协青禾区第九届委员会第四次会议提案交办清单", None, None, None, None, None, None, None, None],
    ["2024年3月", None, None, None, None, None, None, None, None],
    ["序号", "提案号", "案由", "提案者", "办理单位", None, "交办\n日期", "类别", "是否重点"],
    [None, None, None, None, "主办单位", "会办单位", None, None, None],
    [
        1,
        "085",
        "关于加强\n停车管理的提案",
        "沈若溪",
        "区建交委",
        "区房管局、区公安分局\n区城管局",
        45362,
        "城建",
        "是",
    ],
    [2.0, 86.0, "关于养老的提案", "民盟区委", "区民政局", "无", "2024.2.5", "社会", "否"],
    [3, "087", "", "甲", "区体育局", "", "2月5日", "社会", ""],
    [4, "088", "关于体育的提案", "甲", "区体育局", "", "2月31日", "社会", ""],
    [5, "089", "关于文化的提案", "乙", "区文旅局", "区财政局 区教育局", "3月1日", "社会", "√"],
    ["备注：会办单位请于一个月内反馈意见", None, None],
    ["填表人：张三", None, None, "2024年3月1日"],
]


def test_a_two_row_header_below_merged_titles_is_found() -> None:
    reading = read_ledger(GRID)
    assert reading.columns == {
        0: "row_no", 1: "number", 2: "title", 3: "first_proposer", 4: "lead_unit", 5: "co_units",
        6: "assigned_at", 7: "category", 8: "is_key",
    }  # fmt: skip


def test_rows_keep_zeros_and_get_the_meeting_of_the_title() -> None:
    first, second, third = read_ledger(GRID).rows
    assert first.row_number == 5
    assert first.values["number"] == "085"
    assert first.values["title"] == "关于加强停车管理的提案"
    assert first.values["co_units"] == ("区房管局", "区公安分局", "区城管局")
    assert first.values["assigned_at"] == date(2024, 3, 11)
    assert (first.values["term"], first.values["session"], first.values["level"]) == (9, 4, Level.DISTRICT)
    assert first.values["matter_type"] is MatterType.CPPCC_PROPOSAL
    assert second.values["number"] == "86"
    assert "co_units" not in second.values
    assert third.values["assigned_at"] == date(2024, 3, 1)


def test_bad_rows_have_a_reason_and_notes_are_skipped() -> None:
    bad = read_ledger(GRID).bad_rows
    assert [row.row_number for row in bad] == [7, 8]
    assert "标题" in bad[0].reason
    assert "2月31日" in bad[1].reason


def test_the_ambiguous_column_is_decided_by_its_cells() -> None:
    head = ["编号", "标题", "类别", "主办单位"]
    kinds = read_ledger([head, ["1", "甲", "建议", "区科委"], ["2", "乙", "提案", "区科委"]])
    areas = read_ledger([head, ["1", "甲", "经济", "区科委"], ["2", "乙", "教育", "区科委"]])
    classes = read_ledger([head, ["1", "甲", "A", "区科委"], ["2", "乙", "B类", "区科委"]])
    assert (kinds.columns[2], areas.columns[2], classes.columns[2]) == ("matter_type", "category", "result")
    assert kinds.rows[0].values["matter_type"] is MatterType.NPC_SUGGESTION


def test_a_role_and_a_result_are_read() -> None:
    (row,) = read_ledger(
        [["提案号", "案由", "办理方式", "办理结果（A/B/C）"], ["1", "甲", "协办", "b类"]]
    ).rows
    assert row.values["handling_role"] is HandlingRole.CO_HANDLING
    assert row.values["result"] == "B"


def test_a_grid_without_a_header_gives_nothing() -> None:
    assert read_ledger([["甲", "乙"], [1, 2]]).header_row is None
    assert read_ledger([]).rows == ()


HEADERS = {
    # DOMAIN 6: each column of a hand-over list or ledger with the names that offices give it.
    "row_no": "序号 序",
    "number": "编号 提案号 建议编号 案号 号",
    "matter_type": "类型",
    "meeting": "届次 会议 届别",
    "title": "标题 案由 提案名称 题目 建议标题",
    "first_proposer": "提案者 提案人 第一提案人 委员姓名 领衔代表",
    "co_signers": "联名人 附议人 附议代表",
    "co_signer_count": "人数 提出人数",
    "sector": "界别 代表团",
    "proposer_unit": "单位职务",
    "proposer_phone": "联系电话 手机",
    "category": "分类 内容分类",
    "lead_unit": "主办单位 牵头单位 承办单位",
    "co_units": "会办单位 协办单位 配合单位",
    "handling_role": "办理方式 办理类型",
    "is_key": "是否重点 重点提案",
    "supervising_leader": "督办领导",
    "assigned_at": "交办日期 交办时间",
    "due_at": "办理期限 要求结办日期 答复时限",
    "leader": "分管领导 责任领导",
    "section": "承办科室 责任科室 责任部门",
    "officer": "经办人 联系人 承办人",
    "contacts": "沟通情况 走访情况 面商时间",
    "co_opinion_at": "会办意见 会办意见回复时间",
    "status": "办理进度 状态 进展",
    "replied_at": "答复日期 办复时间 发文日期",
    "doc_number": "发文字号 文号",
    "result": "办理结果 落实分类",
    "signer": "签发人",
    "disclosure": "公开属性 是否公开",
    "disclosed_at": "公开日期",
    "satisfaction": "满意度 反馈意见 评价",
    "followup": "跟踪落实 承诺事项",
    "followup_due_at": "完成时限",
    "remark": "备注",
}


@pytest.mark.parametrize(
    ("header", "key"), [(word, key) for key, words in HEADERS.items() for word in words.split()]
)
def test_every_name_of_a_column_is_recognised_with_blanks_and_breaks_inside(header: str, key: str) -> None:
    assert field_of_header(header) == key
    assert field_of_header(" " + "\n".join(header) + " ") == key


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024.2.5", date(2024, 2, 5)),
        ("2024年2月5日", date(2024, 2, 5)),
        ("2024-02-05", date(2024, 2, 5)),
        ("2024/2/5", date(2024, 2, 5)),
        ("20240205", date(2024, 2, 5)),
        (45327, date(2024, 2, 5)),
        ("45327", date(2024, 2, 5)),
        ("2月5日", date(2023, 2, 5)),
        ("二〇二四年二月五日", date(2024, 2, 5)),
        ("2024年2月30日", None),
        ("待定", None),
        (None, None),
    ],
)
def test_dates_are_read_in_every_notation(cell: str | int | None, day: date | None) -> None:
    assert read_cell_date(cell, 2023) == day


def test_units_in_one_cell_are_separated_by_any_mark() -> None:
    assert read_units("区科委、区教育局，区财政局;区民政局\n区体育局 区文旅局") == (
        "区科委", "区教育局", "区财政局", "区民政局", "区体育局", "区文旅局",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("word", "answer"), [("是", True), ("√", True), ("否", False), ("", None), ("待定", None)]
)
def test_yes_and_no(word: str, answer: bool | None) -> None:
    assert read_yes(word) is answer


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.floats(),
    st.integers(),
    st.dates(),
    st.sampled_from(["序号", "案由", "编号", "类别", "交办日期"]),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=12))
def test_any_grid_is_accepted(grid: list[list[object]]) -> None:
    read_ledger(grid)  # type: ignore[arg-type]
