"""Breakdowns: labels of every dimension, the order of the groups, and what is left out of N."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import HandlingRole, Level, MatterType
from desktop.domain.case.status import Status
from desktop.domain.figures.breakdown import (
    Dimension,
    Kind,
    PartFigures,
    Slice,
    break_down,
    by_kind,
    left_out,
    part_figures,
)
from desktop.domain.figures.case_figures import CaseFigures, ReturnedForm
from desktop.domain.rules.locality import ResultGrade, Satisfaction

LATE = date(2026, 5, 10)
CASE = CaseFigures(
    1, "085", "案由", MatterType.CPPCC_PROPOSAL, Level.DISTRICT, HandlingRole.LEAD, Status.REPLIED,
    term=15, session=5, category="科技", section="科创科", officer="林越", leader="周衡", is_key=True,
    assigned_at=date(2026, 2, 9), due_at=date(2026, 5, 9), replied_at=date(2026, 4, 9),
    result="解决采纳", grade=ResultGrade.SOLVED, forms=(ReturnedForm("甲", 1, Satisfaction.SATISFIED),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("by", "heading", "label"),
    [
        (Dimension.RESULT, "办理结果", "解决采纳"),
        (Dimension.SATISFACTION, "反馈意见", "满意"),
        (Dimension.MONTH, "答复时间", "2026-04"),
        (Dimension.SECTION, "承办科室", "科创科"),
        (Dimension.OFFICER, "经办人", "林越"),
        (Dimension.LEADER, "分管领导", "周衡"),
        (Dimension.ROLE, "办理方式", "主办"),
        (Dimension.MATTER_TYPE, "类型", "政协提案"),
        (Dimension.LEVEL, "层级", "区"),
        (Dimension.SESSION, "届次", "十五届五次会议"),
        (Dimension.CATEGORY, "类别", "科技"),
        (Dimension.KEY, "重点", "重点"),
        (Dimension.STATUS, "状态", "已答复"),
    ],
)
def test_each_dimension_has_a_heading_and_names_its_groups(by: Dimension, heading: str, label: str) -> None:
    assert by.label == heading
    assert break_down([CASE], by) == (Slice(label, (1,), 1),)


@pytest.mark.parametrize(
    ("by", "empty"),
    [
        (Dimension.RESULT, {"result": ""}),
        (Dimension.SECTION, {"section": ""}),
        (Dimension.OFFICER, {"officer": ""}),
        (Dimension.LEADER, {"leader": ""}),
        (Dimension.CATEGORY, {"category": ""}),
        (Dimension.SESSION, {"term": None, "session": None}),
    ],
)
def test_what_is_not_filled_in_is_a_group_of_its_own(by: Dimension, empty: dict[str, object]) -> None:
    assert break_down([replace(CASE, **empty)], by) == (Slice("未填", (1,), 1),)  # type: ignore[arg-type]


def test_a_case_that_is_no_key_case_is_an_ordinary_one() -> None:
    assert break_down([replace(CASE, is_key=False)], Dimension.KEY)[0].label == "一般"


def sections(*names: str) -> list[CaseFigures]:
    return [replace(CASE, id=place, section=name) for place, name in enumerate(names, start=1)]


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (["甲", "乙", "乙"], "乙2 甲1"),
        (["丙", "乙", "甲"], "丙1 乙1 甲1"),
        (["", "", "", "乙", "乙", "甲"], "乙2 甲1 未填3"),
        (["", "甲"], "甲1 未填1"),
    ],
    ids=["largest first", "equal ones by name", "unknown last", "unknown last among equals"],
)
def test_the_largest_group_stands_first_and_the_unknown_one_last(names: list[str], order: str) -> None:
    parts = break_down(sections(*names), Dimension.SECTION)
    assert " ".join(f"{part.label}{part.count}" for part in parts) == order
    assert {part.total for part in parts} == {len(names)}


def test_months_stand_in_their_order_however_many_were_answered() -> None:
    days = [date(2026, 4, 1), date(2026, 4, 2), date(2025, 12, 1), date(2026, 5, 1)]
    cases = [replace(CASE, id=place, replied_at=day) for place, day in enumerate(days)]
    assert [part.label for part in break_down(cases, Dimension.MONTH)] == [
        "2025-12",
        "2026-04",
        "2026-05",
    ]


def test_only_what_belongs_to_a_dimension_is_counted() -> None:
    """One case answered with a form, one answered without, one open, one co-handled, one returned."""
    cases = [
        CASE,
        replace(CASE, id=2, forms=()),
        replace(CASE, id=3, status=Status.DRAFTING, replied_at=None, forms=()),
        replace(CASE, id=4, role=HandlingRole.CO_HANDLING),
        replace(CASE, id=5, status=Status.RETURNED, replied_at=None, forms=()),
    ]
    counted = {by: sorted(one for part in break_down(cases, by) for one in part.cases) for by in Dimension}
    assert counted[Dimension.SATISFACTION] == [1]
    assert counted[Dimension.RESULT] == counted[Dimension.MONTH] == [1, 2]
    assert counted[Dimension.STATUS] == counted[Dimension.ROLE] == [1, 2, 3, 4, 5]
    assert counted[Dimension.SECTION] == counted[Dimension.KEY] == [1, 2, 3]


def test_the_parts_of_a_report_stand_in_the_order_of_their_names_with_the_unknown_last() -> None:
    cases = [
        replace(CASE, category=""),
        replace(CASE, id=2, category="民生", replied_at=LATE, grade=ResultGrade.PLANNED),
        replace(CASE, id=3, category="科技", role=HandlingRole.CO_HANDLING),
        replace(CASE, id=4, category="科技", status=Status.DRAFTING, replied_at=None),
    ]
    assert part_figures(cases, Dimension.CATEGORY) == (
        PartFigures("民生", assigned=1, counted=1, replied=1, on_time=0, adopted=0),
        PartFigures("科技", assigned=2, counted=1, replied=0, on_time=0, adopted=0),
        PartFigures("未填", assigned=1, counted=1, replied=1, on_time=1, adopted=1),
    )


PROPOSAL, SUGGESTION = MatterType.CPPCC_PROPOSAL, MatterType.NPC_SUGGESTION


@pytest.mark.parametrize(
    ("level", "matter", "region", "label"),
    [
        (Level.NATIONAL, SUGGESTION, "澄江县", "全国人大代表建议"),
        (Level.PROVINCIAL, PROPOSAL, "澄江县", "省政协提案"),
        (Level.CITY, PROPOSAL, "澄江县", "市政协提案"),
        (Level.DISTRICT, PROPOSAL, "临江区", "区政协提案"),
        (Level.DISTRICT, SUGGESTION, "澄江县", "县人大代表建议"),
        (Level.DISTRICT, PROPOSAL, "澄江旗", "旗政协提案"),
        # A city at county level says what it is by its own name only.
        (Level.DISTRICT, PROPOSAL, "澄江市", "区政协提案"),
        (Level.DISTRICT, PROPOSAL, "", "区政协提案"),
    ],
)
def test_a_kind_is_named_by_its_level_and_the_region(
    level: Level, matter: MatterType, region: str, label: str
) -> None:
    assert Kind(level, matter).label(region) == label


def test_kinds_stand_from_the_highest_level_down_suggestions_first() -> None:
    rows = ((Level.DISTRICT, PROPOSAL), (Level.CITY, PROPOSAL), (Level.DISTRICT, SUGGESTION), (Level.CITY, PROPOSAL),
            (Level.NATIONAL, PROPOSAL), (Level.PROVINCIAL, SUGGESTION))  # fmt: skip
    cases = [
        replace(CASE, id=place, level=level, matter_type=matter) for place, (level, matter) in enumerate(rows)
    ]
    found = by_kind(cases)
    assert [(kind.label(), [case.id for case in some]) for kind, some in found.items()] == [
        ("全国政协提案", [4]),
        ("省人大代表建议", [5]),
        ("市政协提案", [1, 3]),
        ("区人大代表建议", [2]),
        ("区政协提案", [0]),
    ]
    assert by_kind([]) == {}


def test_what_is_left_out_is_listed_by_reason_the_largest_first() -> None:
    unanswered = replace(CASE, replied_at=None)
    cases = [
        CASE,
        replace(unanswered, id=2, number="", status=Status.WITHDRAWN),
        replace(unanswered, id=3, number="014", status=Status.RETURNED),
        replace(CASE, id=4, number="003", role=HandlingRole.CO_HANDLING),
        replace(CASE, id=5, number="015", role=HandlingRole.CO_HANDLING),
    ]
    assert [group.words for group in left_out(cases)] == [
        "会办件2件（003、015）",
        "已撤案1件（#2）",
        "已退回1件（014）",
    ]


@pytest.mark.parametrize(
    ("slice_of", "decimals", "words"),
    [
        (Slice("解决采纳", tuple(range(62)), 67), 2, "62件，占总数的92.54%"),
        (Slice("留作参考", (1,), 3), 1, "1件，占总数的33.3%"),
        (Slice("其他", (), 0), 1, "0件，占总数的—"),
    ],
)
def test_a_group_in_the_words_of_a_report(slice_of: Slice, decimals: int, words: str) -> None:
    assert slice_of.words(decimals) == words
    assert decimals != 1 or slice_of.words() == words
