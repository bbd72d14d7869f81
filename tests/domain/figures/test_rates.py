"""The rates of DOMAIN 5.3 over cases counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import HandlingRole, Level, MatterType
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.figures.breakdown import Dimension, PartFigures, break_down, left_out, part_figures
from desktop.domain.figures.case_figures import CaseFigures, ReturnedForm
from desktop.domain.figures.rates import Rate, average_days, compute_rates, percent
from desktop.domain.rules.locality import RateRules, ResultGrade, Satisfaction, TargetTier

PLAIN = CaseFigures(
    0,
    "",
    "",
    MatterType.CPPCC_PROPOSAL,
    Level.DISTRICT,
    HandlingRole.SOLE,
    Status.ASSIGNED,
    assigned_at=date(2026, 2, 9),
)
DUE = date(2026, 5, 9)
SAT, BASIC, BAD = Satisfaction.SATISFIED, Satisfaction.BASICALLY_SATISFIED, Satisfaction.DISSATISFIED


def case(number: int, status: Status = Status.CLOSED, **facts: object) -> CaseFigures:
    return replace(PLAIN, id=number, status=status, due_at=DUE, **facts)  # type: ignore[arg-type]


FORM = ReturnedForm
CASES = (
    case(1, replied_at=date(2026, 3, 11), grade=ResultGrade.SOLVED, result="解决或采纳", contacts=2, face_to_face=1,
         disclosure=Disclosure.PROACTIVE, published=True,
         forms=(FORM("甲", 1, SAT, SAT), FORM("乙", 1, BASIC, BAD)), section="科创科"),
    case(2, replied_at=DUE, grade=ResultGrade.PLANNED, result="列入计划拟解决", planned=True, contacts=1,
         disclosure=Disclosure.ON_REQUEST, forms=(FORM("丙", 1, BAD), FORM("丙", 2, SAT)), rounds=2, section="科创科"),
    case(3, Status.FEEDBACK_WAIT, replied_at=date(2026, 5, 11), grade=ResultGrade.REFERENCE, result="留作参考", contacts=1,
         face_to_face=1, disclosure=Disclosure.PROACTIVE, section="产业科"),
    case(4, Status.DRAFTING, section="产业科"),
    case(5, Status.ASSIGNED),
    case(6, Status.RETURNED),
    case(7, Status.WITHDRAWN),
    case(8, Status.SENT_TO_LEAD, role=HandlingRole.CO_HANDLING, replied_at=date(2026, 3, 9)),
    case(9, Status.DRAFTING, role=HandlingRole.CO_HANDLING),
    case(10, Status.ARCHIVED, replied_at=date(2026, 4, 10), grade=ResultGrade.SOLVED, result="解决或采纳", planned=True,
         converted=True, contacts=1, forms=(FORM("丁", 1, BASIC),), disclosure=Disclosure.PROACTIVE),
)  # fmt: skip


WEIXIAN = RateRules(
    targets={"on_time_rate": 1.0},
    tiers=(
        TargetTier("face_rate", 1.0, most=10),
        TargetTier("face_rate", 0.75, 11, 49),
        TargetTier("face_rate", 0.5, 50),
    ),
)


def rates(rules: RateRules | None = None) -> dict[str, Rate]:
    return {rate.key: rate for rate in compute_rates(CASES, rules or RateRules())}


@pytest.mark.parametrize(
    ("key", "counted", "of"),
    [
        ("signed_rate", (1, 2, 3, 4, 8, 9, 10), (1, 2, 3, 4, 5, 8, 9, 10)),
        ("reply_rate", (1, 2, 3, 10), (1, 2, 3, 4, 5, 10)),
        ("on_time_rate", (1, 2, 10), (1, 2, 3, 4, 5, 10)),
        ("closed_rate", (1, 2, 10), (1, 2, 3, 4, 5, 10)),
        ("adoption_rate", (1, 10), (1, 2, 3, 10)),
        ("face_rate", (1, 3), (1, 2, 3, 4, 5, 10)),
        ("contact_rate", (1, 2, 3, 10), (1, 2, 3, 4, 5, 10)),
        ("satisfaction_rate", (1, 2), (1, 1, 2, 10)),
        ("satisfied_or_basically_rate", (1, 1, 2, 10), (1, 1, 2, 10)),
        ("first_round_rate", (1,), (1, 1, 2, 10)),
        ("manner_rate", (1,), (1, 1)),
        ("rehandling_rate", (2,), (1, 2, 3, 10)),
        ("disclosure_rate", (1, 3, 10), (1, 2, 3, 10)),
        ("published_rate", (1,), (1, 3, 10)),
        ("co_on_time_rate", (8,), (8, 9)),
        ("conversion_rate", (10,), (2, 10)),
    ],
)
def test_each_rate_names_the_cases_behind_both_numbers(
    key: str, counted: tuple[int, ...], of: tuple[int, ...]
) -> None:
    rate = rates()[key]
    assert (rate.counted, rate.of) == (counted, of)
    assert rate.formula


def test_a_draft_of_the_planned_class_is_no_planned_reply_yet() -> None:
    drafts = (case(11, Status.DRAFTING, planned=True), case(12, Status.SIGNED_OFF, planned=True))
    (found,) = (
        rate for rate in compute_rates((*CASES, *drafts), RateRules()) if rate.key == "conversion_rate"
    )
    assert (found.counted, found.of) == ((10,), (2, 10))


FORMULAS = """
signed_rate 签收率 已签收件 ÷ 交办件
reply_rate 办复率 已答复件 ÷ 应答复件（主办、独办、分办，不含退回和撤案）
on_time_rate 按时办复率 期限内（含批准延期）答复件 ÷ 应答复件
closed_rate 办结率 办结件 ÷ 应答复件
adoption_rate 解决采纳率 结果（含转化）为解决或采纳的件 ÷ 已答复件
face_rate 面商率 当面沟通过的件 ÷ 应答复件
contact_rate 沟通率 沟通过的件 ÷ 应答复件
satisfaction_rate 满意率 满意 ÷ 收回的征询意见表
satisfied_or_basically_rate 满意和基本满意率 （满意＋基本满意）÷ 收回的征询意见表
first_round_rate 一次办理满意率 第一次办理即满意 ÷ 收回的征询意见表
manner_rate 办理工作满意率 对办理工作满意或基本满意 ÷ 填了这一项的表
rehandling_rate 重办率 二次办理件 ÷ 已答复件
disclosure_rate 主动公开率 决定主动公开的件 ÷ 已答复件
published_rate 公开发布率 已发布的件 ÷ 决定主动公开的已答复件
co_on_time_rate 会办按时率 期限内报送的会办意见 ÷ 会办件
conversion_rate 落实转化率 已转为解决采纳的件 ÷ 答复为列入计划的件
""".strip()


def formulas(rules: RateRules) -> list[str]:
    return [f"{rate.key} {rate.label} {rate.formula}" for rate in compute_rates(CASES, rules)]


def test_every_rate_prints_the_formula_it_is_computed_by_in_the_order_of_a_report() -> None:
    assert formulas(RateRules()) == FORMULAS.split("\n")


@pytest.mark.parametrize(
    ("rules", "old", "new"),
    [
        (RateRules(on_time_base="replied"), "答复件 ÷ 应答复件\nclosed", "答复件 ÷ 已答复件\nclosed"),
        (RateRules(closed_means="replied"), "办结件 ÷ 应答复件", "已答复件 ÷ 应答复件"),
        (RateRules(satisfaction_base="replied"), "收回的征询意见表", "已答复件"),
        (RateRules(satisfaction_base="replied", satisfaction_by="case"), "收回的征询意见表", "已答复件"),
        (RateRules(satisfaction_by="case"), "收回的征询意见表", "收回征询意见的件"),
    ],
)
def test_the_formula_says_what_a_place_counts_by(rules: RateRules, old: str, new: str) -> None:
    assert formulas(rules) == FORMULAS.replace(old, new).split("\n")


def test_every_rate_is_shown_with_the_decimals_of_the_place() -> None:
    assert {rate.decimals for rate in compute_rates(CASES, RateRules(decimals=2))} == {2}
    assert (rates()["face_rate"].words, rates(RateRules(decimals=2))["face_rate"].words) == (
        "33.3%",
        "33.33%",
    )


def test_without_cases_every_rate_is_a_dash_and_none_misses_its_target() -> None:
    empty = compute_rates((), RateRules(targets={"face_rate": 1.0, "reply_rate": 1.0}))
    assert {(rate.words, rate.share, rate.misses_target) for rate in empty} == {("—", None, False)}


@pytest.mark.parametrize(("target", "missed"), [(0.49, False), (0.5, False), (0.51, True), (None, False)])
def test_a_target_is_met_by_exactly_its_share(target: float | None, missed: bool) -> None:
    """Two of four replied cases are solved."""
    found = rates(RateRules(targets={} if target is None else {"adoption_rate": target}))["adoption_rate"]
    assert (found.share, found.target, found.misses_target) == (0.5, target, missed)


def test_a_manner_counts_where_it_was_asked_for_and_is_satisfied_or_basically_so() -> None:
    forms = (FORM("甲", 1, BAD, SAT), FORM("乙", 1, BAD, BASIC), FORM("丙", 1, SAT, BAD), FORM("丁", 1, SAT))
    found = {r.key: r for r in compute_rates((case(1, replied_at=DUE, forms=forms),), RateRules())}
    assert (found["manner_rate"].numerator, found["manner_rate"].denominator) == (2, 3)


def test_the_least_satisfied_form_of_a_case_counts_wherever_it_stands() -> None:
    reserved = Satisfaction.RESERVED
    for order in ((SAT, reserved, BASIC), (reserved, BASIC, SAT), (BASIC, SAT, reserved)):
        forms = tuple(FORM(str(place), 1, value) for place, value in enumerate(order))
        found = {
            r.key: r
            for r in compute_rates((case(1, replied_at=DUE, forms=forms),), RateRules(satisfaction_by="case"))
        }
        assert (found["satisfied_or_basically_rate"].counted, found["satisfied_or_basically_rate"].of) == (
            (),
            (1,),
        )


def test_a_locality_may_choose_other_denominators() -> None:
    chosen = rates(RateRules(satisfaction_base="replied", on_time_base="replied", closed_means="replied"))
    assert (chosen["on_time_rate"].numerator, chosen["on_time_rate"].denominator) == (3, 4)
    assert (chosen["closed_rate"].numerator, chosen["closed_rate"].denominator) == (4, 6)
    assert (chosen["satisfaction_rate"].counted, chosen["satisfaction_rate"].denominator) == ((2,), 4)
    assert "已答复件" in chosen["on_time_rate"].formula


def test_a_place_may_count_satisfaction_by_form_or_by_case() -> None:
    """Case 1 has 满意 and 基本满意: two forms, or one case that is not fully satisfied."""
    by_form, by_case = rates(), rates(RateRules(satisfaction_by="case"))
    assert (by_form["satisfaction_rate"].counted, by_form["satisfaction_rate"].of) == ((1, 2), (1, 1, 2, 10))
    assert (by_case["satisfaction_rate"].counted, by_case["satisfaction_rate"].of) == ((2,), (1, 2, 10))
    assert by_case["satisfied_or_basically_rate"].counted == (1, 2, 10)
    assert by_case["satisfaction_rate"].formula == "满意 ÷ 收回征询意见的件"


@pytest.mark.parametrize(
    ("volume", "target"), [(0, 1.0), (6, 1.0), (10, 1.0), (11, 0.75), (49, 0.75), (50, 0.5), (300, 0.5)]
)
def test_a_target_may_go_by_the_number_of_cases(volume: int, target: float) -> None:
    """魏县, notice of 2024-04-11: face to face with all of up to 10, 75 % of 11 to 49, half of 50 and more."""
    assert WEIXIAN.targets_for(volume)["face_rate"] == target
    assert WEIXIAN.targets_for(volume)["on_time_rate"] == 1.0


def test_the_target_of_these_six_cases_is_that_of_a_small_unit() -> None:
    found = rates(WEIXIAN)["face_rate"]
    assert (found.target, found.misses_target) == (1.0, True)


def test_of_replied_cases_a_share_never_exceeds_one() -> None:
    """Three signers of one case, all satisfied, are one satisfied case of one, not three of one."""
    joint = case(1, replied_at=DUE, forms=(FORM("甲", 1, SAT), FORM("乙", 1, SAT), FORM("丙", 1, SAT)))
    found = {rate.key: rate for rate in compute_rates((joint,), RateRules(satisfaction_base="replied"))}
    assert (found["satisfaction_rate"].counted, found["satisfaction_rate"].of) == ((1,), (1,))


def test_a_case_withdrawn_after_its_reply_stays_in_every_denominator() -> None:
    """撤案 is no way out: answered late and badly, then withdrawn. Withdrawn before the reply it is not counted."""
    late = case(1, Status.WITHDRAWN, replied_at=date(2026, 5, 11), forms=(FORM("甲", 1, BAD),))
    before = case(2, Status.WITHDRAWN)
    found = {rate.key: rate for rate in compute_rates((late, before), RateRules())}
    assert (found["on_time_rate"].counted, found["on_time_rate"].of) == ((), (1,))
    assert (found["satisfied_or_basically_rate"].counted, found["satisfied_or_basically_rate"].of) == (
        (),
        (1,),
    )
    assert found["signed_rate"].of == (1,)


def test_every_case_outside_n_is_named_with_its_reason() -> None:
    groups = {group.reason: [one.id for one in group.cases] for group in left_out(CASES)}
    assert groups == {"会办件": [8, 9], "已退回": [6], "已撤案": [7]}
    assert left_out(CASES)[0].words == "会办件2件（#8、#9）"
    assert sum(map(len, groups.values())) + len(rates()["reply_rate"].of) == len(CASES)


def test_parts_give_each_kind_its_own_figures() -> None:
    """A deputy's suggestion among the proposals, each part with its counts of N, R, in time and adopted."""
    cases = (*CASES[:4], replace(CASES[2], id=11, matter_type=MatterType.NPC_SUGGESTION), CASES[7])
    assert set(part_figures(cases, Dimension.MATTER_TYPE)) == {
        PartFigures("政协提案", 5, 4, 3, 2, 1),
        PartFigures("人大代表建议", 1, 1, 1, 0, 0),
    }


def test_a_missed_target_is_reported() -> None:
    rules = RateRules(targets={"on_time_rate": 1.0, "adoption_rate": 0.5})
    assert rates(rules)["on_time_rate"].misses_target
    assert not rates(rules)["adoption_rate"].misses_target
    assert not rates(rules)["reply_rate"].misses_target


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "words"),
    [
        (62, 67, 2, "92.54%"),  # 长宁 2021
        (1, 67, 2, "1.49%"),
        (4, 67, 2, "5.97%"),
        (652, 820, 1, "79.5%"),  # 上海 2023
        (22, 820, 1, "2.7%"),
        (137, 183, 1, "74.9%"),
        (1, 8, 1, "12.5%"),
        (1, 16, 1, "6.3%"),  # half up, not half to even
        (44, 44, 1, "100%"),
        (0, 44, 2, "0%"),
        (0, 0, 1, "—"),
        (2, 3, 0, "67%"),
    ],
)
def test_percentages_are_rounded_half_up(part: int, whole: int, decimals: int, words: str) -> None:
    assert percent(part, whole, decimals) == words


def test_the_mean_of_days_counts_only_replied_cases_of_ours() -> None:
    assert average_days(CASES) == (30 + 89 + 91 + 60) / 4
    assert average_days(()) is None


def test_breakdowns_give_each_count_its_cases_and_text() -> None:
    results = break_down(CASES, Dimension.RESULT)
    assert [(part.label, part.cases) for part in results] == [
        ("解决或采纳", (1, 10)),
        ("列入计划拟解决", (2,)),
        ("留作参考", (3,)),
    ]
    assert results[0].words(2) == "2件，占总数的50.00%"
    assert [part.label for part in break_down(CASES, Dimension.MONTH)] == ["2026-03", "2026-04", "2026-05"]
    assert [(p.label, p.count) for p in break_down(CASES, Dimension.SECTION)] == [
        ("产业科", 2),
        ("科创科", 2),
        ("未填", 2),
    ]
    assert [(p.label, p.count) for p in break_down(CASES, Dimension.SATISFACTION)] == [
        ("基本满意", 2),
        ("满意", 1),
    ]
    assert sum(part.count for part in break_down(CASES, Dimension.STATUS)) == len(CASES)


@pytest.mark.parametrize("by", Dimension)
def test_no_breakdown_counts_a_case_twice(by: Dimension) -> None:
    ids = [number for part in break_down(CASES, by) for number in part.cases]
    assert len(ids) == len(set(ids))
    assert all(part.total == len(ids) for part in break_down(CASES, by))
