"""Import differences: typed values are kept, blanks are filled, every difference is reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.case import Ask, Case, HandlingRole, Level, MatterType, Proposer
from desktop.domain.case.case_field import CASE_FIELDS
from desktop.domain.importing.diff import Difference, differences, is_stated
from desktop.domain.importing.plan import SetBy
from tests.domain.case.test_case_field import cases

FIXED = {"matter_type", "level"}
origins = st.dictionaries(st.sampled_from(sorted(CASE_FIELDS)), st.sampled_from(["officer", "import"]))
keys = st.sets(st.sampled_from(sorted(CASE_FIELDS)))


def said(case: Case, named: set[str]) -> dict[str, Any]:
    return {key: getattr(case, key) for key in named}


def free(found: tuple[Difference, ...]) -> dict[str, Any]:
    return {difference.key: difference.new for difference in found if not difference.needs_decision}


def only(known: Case, values: dict[str, Any], who: dict[str, str] | None = None) -> Difference | None:
    found = differences(known, values, who or {})
    assert len(found) <= 1
    return found[0] if found else None


@given(cases, cases, keys, origins)
def test_typed_values_change_only_with_consent(
    known: Case, other: Case, named: set[str], who: dict[str, str]
) -> None:
    changed = replace(known, **free(differences(known, said(other, named), who)))
    for key in CASE_FIELDS:
        if who.get(key) == "officer" and getattr(known, key):
            assert getattr(changed, key) == getattr(known, key)


@given(cases, cases, keys, origins)
def test_values_that_are_not_stated_do_not_change(
    known: Case, other: Case, named: set[str], who: dict[str, str]
) -> None:
    assert {difference.key for difference in differences(known, said(other, named), who)} <= named - FIXED


@given(cases, cases, keys)
def test_the_same_import_again_finds_nothing_new(known: Case, other: Case, named: set[str]) -> None:
    found = differences(known, said(other, named), {})
    once = replace(known, **{difference.key: difference.new for difference in found})
    who = {difference.key: "import" for difference in found}
    assert differences(once, said(other, named), who) == ()


def test_each_change_states_who_set_the_old_value() -> None:
    known = Case(subject="关于修缮乡村道路的提案", remark="记", section="科创科", due_at=date(2024, 4, 21))
    new = {
        "subject": "关于修缮全区乡村道路的提案",
        "remark": "注",
        "section": "综合科",
        "due_at": date(2024, 5, 8),
        "officer": "林越",
    }
    found = differences(known, new, {"subject": "import", "remark": "officer"})
    assert {difference.key: (difference.set_by, difference.needs_decision) for difference in found} == {
        "subject": (SetBy.IMPORT, False),
        "remark": (SetBy.OFFICER, True),
        "section": (SetBy.OFFICER, True),  # set by a service of the program, so it was intended
        "due_at": (SetBy.RULE, True),
        "officer": (SetBy.NOBODY, False),
    }


def test_a_title_that_differs_in_fixed_words_is_no_change() -> None:
    assert only(Case(subject="关于修缮道路的提案"), {"subject": "修缮道路"}) is None
    assert only(Case(subject="关于修缮道路的提案"), {"subject": "关于 修缮\n道路的提案"}) is None


def test_with_an_unrelated_subject_every_change_needs_consent() -> None:
    known = Case(subject="关于修缮乡村道路的提案", lead_unit="区建管委")
    found = differences(
        known, {"subject": "关于优化社区养老服务的提案", "lead_unit": "区民政局"}, {"lead_unit": "import"}
    )
    assert [difference.needs_decision for difference in found] == [True, True]


def test_a_list_with_only_the_first_proposer_removes_no_co_signer() -> None:
    known = Case(proposers=(Proposer("沈亦澄", sector="科技界"), Proposer("沈一鸣")))
    assert only(known, {"proposers": (Proposer("沈亦澄"),)}) is None
    change = only(known, {"proposers": (Proposer("沈亦澄", phone="13900001111"),)})
    assert change is not None
    assert change.new == (Proposer("沈亦澄", sector="科技界", phone="13900001111"), Proposer("沈一鸣"))
    assert (change.shown.old, change.shown.new) == (
        "沈亦澄（科技界）、沈一鸣",
        "沈亦澄（科技界，13900001111）、沈一鸣",
    )


def test_an_ask_keeps_the_section_that_answers_it() -> None:
    known = Case(asks=(Ask(1, "设立基金", answered_in="answer"),))
    added = only(known, {"asks": (Ask(1, "引进团队"), Ask(2, "设立基金"))}, {"asks": "import"})
    assert added is not None
    assert added.new == (Ask(1, "引进团队"), Ask(2, "设立基金", answered_in="answer"))
    assert not added.needs_decision
    lost = only(known, {"asks": (Ask(1, "引进团队"),)}, {"asks": "import"})
    assert lost is not None
    assert lost.needs_decision


def test_several_lead_units_in_one_cell_are_no_change() -> None:
    known = Case(lead_unit="区科委、区经委", co_units=("区财政局",))
    assert differences(known, {"lead_unit": "区科委", "co_units": ("区经委",)}, {}) == ()


def test_a_list_never_makes_a_proposal_a_suggestion_or_moves_it_to_another_level() -> None:
    known = Case(matter_type=MatterType.CPPCC_PROPOSAL, level=Level.DISTRICT)
    stated = {"matter_type": MatterType.NPC_SUGGESTION, "level": Level.CITY}
    assert differences(known, stated, {"matter_type": "import", "level": "import"}) == ()


def test_what_names_a_matter_is_filled_where_blank_and_never_changed() -> None:
    stated = {"region": "临江区", "term": 15, "session": 4, "number": "085"}
    assert {one.key for one in differences(Case(), stated, {})} == {"region", "term", "session", "number"}
    known = Case(region="青禾区", term=9, session=1, number="86")
    assert differences(known, stated, dict.fromkeys(stated, "import")) == ()


# What a value means.
@pytest.mark.parametrize(
    ("key", "value", "stated"),
    [
        ("subject", "甲", True),
        ("subject", "", False),
        ("co_units", (), False),
        ("due_at", None, False),
        ("is_key", False, True),
        ("term", 0, True),
        ("handling_role", HandlingRole.LEAD, True),
        ("matter_type", MatterType.CPPCC_PROPOSAL, True),
        ("level", Level.DISTRICT, True),
    ],
)
def test_a_blank_is_not_stated_and_a_choice_always_is(key: str, value: object, stated: bool) -> None:
    assert is_stated(key, value) is stated


def test_spellings_of_one_value_are_no_difference() -> None:
    known = Case(co_units=("区财政局", "区教育局"), remark="甲 乙", asks=(Ask(1, "修路，装灯"),))
    stated = {"co_units": ("区财政局、区教育局",), "remark": "甲  乙 ", "asks": (Ask(1, "修路、装灯"),)}
    assert differences(known, stated, {}) == ()
    assert [one.key for one in differences(known, {"remark": "甲乙"}, {})] == ["remark"]
    assert [one.key for one in differences(known, {"is_key": True}, {})] == ["is_key"]


def test_a_flag_at_its_default_was_set_by_nobody_unless_known() -> None:
    assert only(Case(), {"needs_feedback": False}).set_by is SetBy.NOBODY
    typed = only(Case(), {"needs_feedback": False}, {"needs_feedback": "officer"})
    assert typed is not None
    assert (typed.set_by, typed.needs_decision) == (SetBy.OFFICER, True)


def test_a_difference_is_shown_as_text_with_its_label() -> None:
    change = only(Case(due_at=date(2024, 4, 21)), {"due_at": date(2024, 5, 8)})
    assert change is not None
    shown = change.shown
    assert (shown.key, shown.label, shown.old, shown.new) == (
        "due_at",
        "办理期限",
        "2024-04-21",
        "2024-05-08",
    )
    assert (shown.set_by, shown.needs_decision) == (SetBy.RULE, True)


def test_short_subjects_are_too_short_to_be_another_matter() -> None:
    origins = {"subject": "import"}
    assert not only(Case(subject="修路"), {"subject": "养老"}, origins).needs_decision
    long = only(Case(subject="修缮乡村道路"), {"subject": "优化养老服务"}, origins)
    assert long is not None
    assert long.needs_decision


# People.
def test_every_blank_of_a_known_proposer_is_filled_and_nothing_replaced() -> None:
    full = Proposer(
        "沈亦澄", sector="科技界", party="民建", unit="某某公司", phone="62001234", address="云岭路9号", postcode="200050",
        contact_person="林越",
    )  # fmt: skip
    filled = only(Case(proposers=(Proposer("沈亦澄"),)), {"proposers": (full,)})
    assert filled is not None
    assert filled.new == (full,)
    other = replace(full, sector="教育界", phone="1")
    assert only(Case(proposers=(full,)), {"proposers": (other,)}) is None


def test_a_list_that_names_the_party_for_the_sector_does_not_fill_it_in() -> None:
    known = Case(proposers=(Proposer("沈亦澄", party="民建"),))
    assert only(known, {"proposers": (Proposer("沈亦澄", sector="民建"),)}) is None


def test_a_longer_list_of_the_same_first_name_adds_co_signers_with_what_is_known() -> None:
    known = Case(proposers=(Proposer("沈亦澄", unit="某某公司"),))
    change = only(known, {"proposers": (Proposer("沈亦澄"), Proposer("沈一鸣"))})
    assert change is not None
    assert change.new == (Proposer("沈亦澄", unit="某某公司"), Proposer("沈一鸣"))


def test_another_first_name_replaces_the_list() -> None:
    known = Case(proposers=(Proposer("沈亦澄"), Proposer("沈一鸣", unit="某某公司")))
    change = only(known, {"proposers": (Proposer("沈一鸣"),)})
    assert change is not None
    assert change.new == (Proposer("沈一鸣", unit="某某公司"),)
    assert only(known, {"proposers": ()}) is None
    assert only(Case(), {"proposers": (Proposer("沈一鸣"),)}).new == (Proposer("沈一鸣"),)


def test_units_of_a_cell_with_several_leads_are_a_change_if_others_come_along() -> None:
    known = Case(lead_unit="区科委、区经委", co_units=("区财政局",))
    found = differences(known, {"lead_unit": "区科委", "co_units": ("区教育局",)}, {})
    assert [one.key for one in found] == ["co_units"]
    assert [one.key for one in differences(known, {"lead_unit": "区经委"}, {})] == ["lead_unit"]
    single = replace(known, lead_unit="区科委")
    assert [one.key for one in differences(single, {"lead_unit": "区经委"}, {})] == ["lead_unit"]


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("due_at", date(2024, 4, 21), date(2024, 5, 8)),
        ("assigned_at", date(2024, 1, 22), date(2024, 2, 22)),
        ("acknowledged_at", date(2024, 1, 23), date(2024, 2, 23)),
        ("handling_role", HandlingRole.CO_HANDLING, HandlingRole.SOLE),
        ("is_key", True, False),
        ("time_mark", "会间", "平时"),
        ("locality", "ningbo", "sichuan"),
    ],
)
def test_what_moves_a_due_day_is_asked_for_though_an_import_set_it(
    key: str, old: object, new: object
) -> None:
    known = Case(**{key: old})  # type: ignore[arg-type]
    (found,) = differences(known, {key: new}, {key: "import"})
    assert (found.set_by, found.needs_decision) == (SetBy.IMPORT, True)
    (first,) = differences(Case(), {key: old}, {})
    assert (first.set_by, first.needs_decision) == (SetBy.NOBODY, False)
