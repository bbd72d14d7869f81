"""A rule book: who signs, which wording a level uses, which results count as adopted."""

from __future__ import annotations

from itertools import product

import pytest

from desktop.domain.case.case import Level, MatterType
from desktop.domain.rules.locality import (
    Channel,
    Locality,
    ResultClass,
    ResultGrade,
    Salutations,
    SignerLevel,
    SigningRules,
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
