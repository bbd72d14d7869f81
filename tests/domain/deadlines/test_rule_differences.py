"""What differs between two rule books for one kind of case, in the words of the comparison."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.case.case import Level, MatterType
from desktop.domain.deadlines.case_clock import Traits
from desktop.domain.deadlines.rule_differences import RuleDifference, rule_differences
from desktop.domain.rules.clock import Clock, ClockName, Condition, CountingUnit
from desktop.domain.rules.locality import (
    Channel,
    ContactDemand,
    DisclosureMarks,
    Locality,
    Rating,
    RequiredParts,
    ResultClass,
    ResultGrade,
    Salutations,
    Satisfaction,
    SignerLevel,
    SigningRules,
)

ANY = Traits()
PROPOSAL, SUGGESTION = MatterType.CPPCC_PROPOSAL, MatterType.NPC_SUGGESTION
CHANNEL = Channel(
    PROPOSAL, "提案", "政协{region}{term}届{session}次会议", "全会",
    Salutations("{name}委员：", "{first}等{count}位委员：", "{name}："),
    (ResultClass("a", "解决", ResultGrade.SOLVED), ResultClass("b", "计划", ResultGrade.PLANNED)),
    ratings=(Rating("1", "满意", Satisfaction.SATISFIED), Rating("2", "不满意", Satisfaction.DISSATISFIED)),
    copies_to=("区政府办", "区政协提案委"), number_series="科提复〔{year}〕{n}号",
)  # fmt: skip
MONTHS = Clock(ClockName.REPLY, CountingUnit.MONTHS, 3)
OLD = Locality(
    "old", 1, "旧办法", "", (CHANNEL,), clocks=(MONTHS,), coordinating_office="区政府督查室",
    required=RequiredParts(fields=("signer", "issue_date"), sections=("progress", "plan"), contact=ContactDemand.ANY),
    disclosure=DisclosureMarks("（公开）", "（依申请）", "（不公开）"),
)  # fmt: skip


def changed(new: Locality, traits: Traits = ANY, level: Level | None = None) -> list[RuleDifference]:
    return list(rule_differences(OLD, new, traits, level))


def with_channel(**parts: object) -> Locality:
    return replace(OLD, channels=(replace(CHANNEL, **parts),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("new", "difference"),
    [
        (replace(OLD, clocks=(replace(MONTHS, amount=2),)), "期限：答复|自交办日起 3 个月内|自交办日起 2 个月内"),
        (replace(OLD, clocks=()), "期限：答复|自交办日起 3 个月内|无"),
        (
            replace(OLD, clocks=(MONTHS, replace(MONTHS, amount=6, condition=Condition.COMPLEX))),
            "期限：答复|自交办日起 3 个月内|自交办日起 3 个月内；情况复杂的，自交办日起 6 个月内",
        ),
        (
            replace(OLD, clocks=(MONTHS, Clock(ClockName.FEEDBACK, CountingUnit.CALENDAR_DAYS, 20))),
            "期限：征询意见|无|自交办日起 20 日内",
        ),
        (with_channel(results=CHANNEL.results[:1]), "办理结果|解决、计划|解决"),
        (with_channel(results=(CHANNEL.results[0], replace(CHANNEL.results[1], retired=True))), "办理结果|解决、计划|解决"),
        (with_channel(ratings=()), "征询意见|满意、不满意|无"),
        (
            with_channel(salutations=replace(CHANNEL.salutations, group="{name}并转全体：")),
            "称谓|某某委员：　某某等5位委员：　某某：|某某委员：　某某等5位委员：　某某并转全体：",
        ),
        (with_channel(session_name="{region}两会"), "届次|政协某区某届某次会议|某区两会"),
        (with_channel(copies_to=()), "抄送|区政府办、区政协提案委|无"),
        (with_channel(number_series=""), "发文字号|科提复〔某年〕某号|无"),
        (
            replace(OLD, required=replace(OLD.required, fields=("signer", "seal"))),
            "必填|签发人、成文日期|签发人、seal",
        ),
        (replace(OLD, required=replace(OLD.required, sections=("plan",))), "必备部分|progress、plan|plan"),
        (
            replace(OLD, required=replace(OLD.required, contact=ContactDemand.FACE_TO_FACE)),
            "沟通|至少沟通一次|至少当面沟通一次",
        ),
        (
            replace(OLD, required=replace(OLD.required, every_ask_answered=False)),
            "逐条答复|每条建议都要答复|不作要求",
        ),
        (replace(OLD, signing=SigningRules(ordinary=SignerLevel.PRINCIPAL)), "签发|分管领导|主要领导"),
        (
            replace(OLD, disclosure=replace(OLD.disclosure, on_request="")),
            "公开附注|（公开）（依申请）（不公开）|（公开）（不公开）",
        ),
        (replace(OLD, coordinating_office=""), "督查单位|区政府督查室|无"),
        (replace(OLD, name="新办法", version=2, note="其他", region="某区"), ""),
    ],
)  # fmt: skip
def test_one_changed_rule_is_one_difference(new: Locality, difference: str) -> None:
    assert [f"{one.what}|{one.old}|{one.new}" for one in changed(new)] == [difference][: bool(difference)]


@pytest.mark.parametrize(
    ("traits", "signing", "differs"),
    [
        (Traits(), SigningRules(key=SignerLevel.DEPUTY), False),
        (Traits(is_key=True), SigningRules(key=SignerLevel.DEPUTY), True),
        (Traits(), SigningRules(group=SignerLevel.PRINCIPAL), False),
        (Traits(is_group=True), SigningRules(group=SignerLevel.PRINCIPAL), True),
        (Traits(), SigningRules(suggestion=SignerLevel.PRINCIPAL), False),
        (Traits(SUGGESTION), SigningRules(suggestion=SignerLevel.PRINCIPAL), True),
    ],
)
def test_only_what_applies_to_the_case_differs(traits: Traits, signing: SigningRules, differs: bool) -> None:
    assert [one.what for one in changed(replace(OLD, signing=signing), traits)] == ["签发"][:differs]


def test_clocks_for_other_cases_are_not_compared() -> None:
    key = replace(MONTHS, amount=2, condition=Condition.KEY)
    assert changed(replace(OLD, clocks=(key, MONTHS))) == []
    assert changed(replace(OLD, clocks=(key, MONTHS)), Traits(is_key=True)) == [
        RuleDifference(
            "期限：答复", "自交办日起 3 个月内", "重点件，自交办日起 2 个月内；自交办日起 3 个月内"
        )
    ]


def test_the_wordings_compared_are_those_of_the_level() -> None:
    city = replace(CHANNEL, levels=(Level.CITY,), copies_to=("市政府办",))
    new = replace(OLD, channels=(city, CHANNEL))
    assert [one.new for one in changed(new, level=Level.CITY)] == ["市政府办"]
    assert changed(new, level=Level.DISTRICT) == []
