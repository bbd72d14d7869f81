"""A rule book: who signs, which wording a level uses, which results count as adopted."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from desktop.domain.case.case import Level, MatterType
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.rules.clock import Clock, ClockName, Condition, CountingUnit
from desktop.domain.rules.locality import (
    Channel,
    ContactDemand,
    DisclosureMarks,
    Locality,
    RateRules,
    ReadState,
    RequiredParts,
    ResultClass,
    ResultGrade,
    ResultPlace,
    Salutations,
    Satisfaction,
    SignerLevel,
    SigningRules,
    Source,
    TargetTier,
)

DEPUTY, PRINCIPAL = SignerLevel.DEPUTY, SignerLevel.PRINCIPAL
PROPOSAL, SUGGESTION = MatterType.CPPCC_PROPOSAL, MatterType.NPC_SUGGESTION
SPOKEN = Salutations("{name}委员：", "{first}等{count}位委员：", "{name}：")
RESULTS = (
    ResultClass("a", "解决", ResultGrade.SOLVED),
    ResultClass("a2", "采纳", ResultGrade.SOLVED),
    ResultClass("b", "计划", ResultGrade.PLANNED),
    ResultClass("c", "参考", ResultGrade.REFERENCE, mark="C"),
    ResultClass("d", "其他", ResultGrade.OTHER),
    ResultClass("old", "难以解决", ResultGrade.REFERENCE, retired=True),
)


def channel(name: str, matter: MatterType, *levels: Level) -> Channel:
    return Channel(matter, "提案", name, name, SPOKEN, RESULTS, levels=levels)


@pytest.mark.parametrize("demanding", ["ordinary", "key", "group", "money"])
@pytest.mark.parametrize(("key", "group", "money"), list(product((False, True), repeat=3)))
def test_the_principal_signs_where_one_condition_that_holds_wants_it(
    demanding: str, key: bool, group: bool, money: bool
) -> None:
    levels = dict.fromkeys(("ordinary", "key", "group", "money"), DEPUTY) | {demanding: PRINCIPAL}
    holds = {"ordinary": True, "key": key, "group": group, "money": money}[demanding]
    found = SigningRules(**levels).required(key=key, group=group, money=money)  # type: ignore[arg-type]
    assert found is (PRINCIPAL if holds else DEPUTY)


@pytest.mark.parametrize(
    ("matter", "level", "name"),
    [
        (PROPOSAL, Level.CITY, "市"),
        (PROPOSAL, Level.PROVINCIAL, "市"),
        (PROPOSAL, Level.DISTRICT, "区"),
        (PROPOSAL, Level.NATIONAL, "市"),  # no wording of its own: the first of its type
        (PROPOSAL, None, "市"),
        (SUGGESTION, Level.CITY, "代表"),
    ],
)
def test_each_level_has_its_own_wording(matter: MatterType, level: Level | None, name: str) -> None:
    book = Locality(
        "here", 1, "本地", "办法",
        (
            channel("市", PROPOSAL, Level.CITY, Level.PROVINCIAL),
            channel("区", PROPOSAL, Level.DISTRICT),
            channel("代表", SUGGESTION),
        ),
    )  # fmt: skip
    assert book.channel(matter, level).session_name == name


def test_only_what_is_solved_or_adopted_counts_as_adopted() -> None:
    assert channel("市", PROPOSAL).adopted_codes() == {"a", "a2"}
    assert [result.code for result in RESULTS if result.needs_followup] == ["b"]


def test_a_retired_result_is_known_and_not_offered() -> None:
    wording = channel("市", PROPOSAL)
    assert [result.code for result in wording.choices] == ["a", "a2", "b", "c", "d"]
    assert wording.result("old") is RESULTS[-1]
    assert wording.result_by_label(" 参考 ") is wording.result_by_label("C") is wording.result("c")


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("解决", "a"),
        ("a", "a"),
        ("难以解决", "old"),
        ("", None),  # classes without a mark are not found by it
        (" ", None),
        ("B", None),
        ("解", None),
    ],
)
def test_a_result_is_found_by_its_label_letter_or_code(label: str, code: str | None) -> None:
    found = channel("市", PROPOSAL).result_by_label(label)
    assert (found.code if found else None) == code


def test_an_unknown_code_is_no_result() -> None:
    assert channel("市", PROPOSAL).result("z") is None


def book(**parts: object) -> Locality:
    plain = Locality(
        "changning", 3, "上海市长宁区（政协）", "办法", (channel("市", PROPOSAL),), region="长宁区"
    )
    return replace(plain, **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("changning", True),
        ("上海市长宁区（政协）", True),
        ("上海市长宁区", True),
        (" 长宁区 ", True),
        ("shanghai-changning", True),
        ("长宁", False),
        ("", False),
    ],
)
def test_a_book_is_known_by_its_id_its_name_its_region_and_former_ids(words: str, named: bool) -> None:
    assert book(former_ids=("shanghai-changning",)).is_named(words) is named
    assert not book(region="").is_named("")


def test_a_book_says_its_edition_and_the_matters_it_covers() -> None:
    assert book().edition == "上海市长宁区（政协） 第3版"
    assert (book().covers(PROPOSAL), book().covers(SUGGESTION)) == (True, False)


def test_a_matter_that_no_wording_fits_takes_the_first_one() -> None:
    both = book(channels=(channel("市", PROPOSAL, Level.CITY), channel("省", PROPOSAL, Level.PROVINCIAL)))
    assert both.channel(SUGGESTION).session_name == "市"
    assert both.channel(SUGGESTION, Level.PROVINCIAL).session_name == "市"
    assert both.channel(PROPOSAL, Level.PROVINCIAL).session_name == "省"


@pytest.mark.parametrize(
    ("disclosure", "mark"),
    [
        (Disclosure.PROACTIVE, "（此件公开发布）"),
        (Disclosure.ON_REQUEST, "（依申请公开）"),
        (Disclosure.NONE, "（不公开）"),
        (None, ""),
    ],
)
def test_each_disclosure_prints_its_own_mark(disclosure: Disclosure | None, mark: str) -> None:
    marks = DisclosureMarks("（此件公开发布）", "（依申请公开）", "（不公开）")
    assert book(disclosure=marks).disclosure_mark(disclosure) == mark
    assert book().disclosure_mark(disclosure) == ""


def test_the_rules_of_one_clock_stand_in_the_order_of_the_file() -> None:
    key = Clock(ClockName.REPLY, CountingUnit.MONTHS, 2, condition=Condition.KEY)
    plain = Clock(ClockName.REPLY, CountingUnit.MONTHS, 3)
    other = Clock(ClockName.FEEDBACK, CountingUnit.CALENDAR_DAYS, 20)
    assert book(clocks=(key, other, plain)).clocks_named(ClockName.REPLY) == (key, plain)
    assert book().clocks_named(ClockName.REPLY) == ()


@pytest.mark.parametrize(
    ("volume", "target"),
    [(0, 0.1), (1, 0.9), (2, 0.9), (3, 0.1), (4, 0.5), (400, 0.5)],
)
def test_a_tier_covers_both_its_ends_and_without_a_most_every_larger_number(
    volume: int, target: float
) -> None:
    rules = RateRules(
        targets={"face_rate": 0.1, "reply_rate": 1.0},
        tiers=(TargetTier("face_rate", 0.9, 1, 2), TargetTier("face_rate", 0.5, 4)),
    )
    assert rules.targets_for(volume) == {"face_rate": target, "reply_rate": 1.0}
    assert rules.targets["face_rate"] == 0.1


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            Source("《办法》", "沪府办〔2013〕92号", "2013年12月25日"),
            "《办法》 沪府办〔2013〕92号，2013年12月25日",
        ),
        (Source("《办法》", date="2013年"), "《办法》，2013年"),
        (Source("《办法》", "92号"), "《办法》 92号"),
        (Source("《办法》"), "《办法》"),
    ],
)
def test_a_source_in_words_leaves_out_what_is_unknown(source: Source, words: str) -> None:
    assert source.words == words


def test_only_suggestions_ask_for_the_signer_of_suggestions() -> None:
    rules = SigningRules(key=DEPUTY, money=DEPUTY, suggestion=PRINCIPAL)
    assert rules.required(suggestion=True) is PRINCIPAL
    assert rules.required(key=True, group=True, money=True) is DEPUTY


def test_a_book_that_says_no_more_asks_for_what_is_common() -> None:
    """Key matters and those that cost money are signed by the principal; a contact, and every ask answered."""
    asked = {
        name: SigningRules().required(**{name: True}) for name in ("suggestion", "key", "group", "money")
    }
    assert asked == {"suggestion": DEPUTY, "key": PRINCIPAL, "group": DEPUTY, "money": PRINCIPAL}
    assert SigningRules().required() is DEPUTY
    assert (RequiredParts().contact, RequiredParts().every_ask_answered) == (ContactDemand.ANY, True)
    assert channel("市", PROPOSAL).result_place is ResultPlace.WORDS
    assert book().default_level is Level.DISTRICT
    assert all(part.confirmed for part in (SigningRules(), RequiredParts(), DisclosureMarks(), RateRules()))


def test_the_words_of_grades_ratings_signers_contacts_and_reading() -> None:
    labels = [
        [one.label for one in words]
        for words in (ResultGrade, Satisfaction, SignerLevel, ContactDemand, ReadState)
    ]
    assert labels == [
        ["解决采纳", "计划解决", "留作参考", "其他"],
        ["满意", "基本满意", "保留", "不满意"],
        ["分管领导", "主要领导"],
        ["不作要求", "至少沟通一次", "至少当面沟通一次"],
        ["读过全文", "读过摘录", "读过报道或摘要", "未见原文"],
    ]
