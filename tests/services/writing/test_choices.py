"""What may be chosen for a letter: templates, results, layouts, and the facts that fill its placeholders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole, Level, MatterType, Proposer
from desktop.domain.errors import Refused
from desktop.domain.records.co_opinion import CoOpinion
from desktop.services.cases.cases import create_case
from desktop.services.cases.merging import merge_case
from desktop.services.office.workplace import Workplace
from desktop.services.writing.choices import (
    choices_of,
    consulted_units,
    fill_phrase,
    fitting_templates,
    merged_cases,
    pick_template,
    template_of,
)
from desktop.services.writing.drafting import open_reply, set_reply_fields
from desktop.store.history.handling import CO_OPINIONS


def another(work: Workplace, case: Case, number: str, **facts: object) -> Case:
    return create_case(work, replace(case, id=0, number=number, **facts))  # type: ignore[arg-type]


def test_a_lead_case_names_the_cases_merged_with_it(work: Workplace, case: Case) -> None:
    assert merged_cases(work, case) == ()
    follower = another(work, case, "086", subject="关于孵化器用地的提案", proposers=(Proposer("何青"),))
    merge_case(work, follower.id, case.id)
    assert [other.number for other in merged_cases(work, case)] == ["086"]


def test_only_units_whose_opinion_has_come_are_named_in_the_order_of_asking(
    work: Workplace, case: Case
) -> None:
    for unit, came in (("区财政局", date(2024, 3, 9)), ("区教委", None), ("区文旅局", date(2024, 3, 1))):
        CO_OPINIONS.add(work.store, CoOpinion(case.id, unit, asked_at=date(2024, 2, 1), received_at=came))
    assert consulted_units(work, case.id) == ("区财政局", "区文旅局")
    filled, missing = fill_phrase(work, case, open_reply(work, case.id), "{studied}")
    assert (filled, missing) == ("经会同区财政局、区文旅局研究", ())


def test_a_retired_result_is_offered_only_where_the_letter_has_it_already(
    work: Workplace, case: Case
) -> None:
    """长宁: 留作参考或暂难解决 was a phrase of the former system."""
    reply = open_reply(work, case.id)
    current = (("adopted", "解决或采纳"), ("planned", "列入计划拟解决"), ("reference", "留作参考"))
    assert choices_of(work, case, reply).results == current
    old = replace(reply, fields=replace(reply.fields, handling_result="reference_or_hard"))
    assert choices_of(work, case, old).results == (*current, ("reference_or_hard", "留作参考或暂难解决"))


def test_disclosure_layouts_and_templates_are_offered_as_code_and_name(work: Workplace, case: Case) -> None:
    choices = choices_of(work, case, open_reply(work, case.id))
    assert choices.disclosures == (
        ("proactive", "主动公开"),
        ("on_request", "依申请公开"),
        ("none", "不予公开"),
    )
    assert {"gbt9704", "gbt9704-letter", "gbt9704-general", "district-plain"} <= dict(choices.layouts).keys()
    assert choices.templates[0] == ("district-cppcc", "区政协提案答复")


def test_the_templates_with_most_conditions_come_first_then_by_id(work: Workplace, case: Case) -> None:
    found = fitting_templates(work, case)
    conditions = [
        sum(map(bool, (template.matter_types, template.levels, template.roles))) for template in found
    ]
    assert conditions == sorted(conditions, reverse=True)
    assert [template.id for template in found][:1] == ["district-cppcc"]
    same = [template.id for template, count in zip(found, conditions, strict=True) if count == conditions[-1]]
    assert same == sorted(same)


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({}, {"district-cppcc", "second-reply", "merged-reply"}),
        ({"handling_role": HandlingRole.CO_HANDLING}, {"co-opinion"}),
        # The letter about promises kept answers no proposal, so no case begins with it.
        ({"level": Level.NATIONAL}, {"higher-level-letter", "second-reply", "merged-reply"}),
        ({"matter_type": MatterType.NPC_SUGGESTION}, {"deputy-suggestion", "second-reply", "merged-reply"}),
    ],
)
def test_a_template_fits_by_kind_level_and_role(
    work: Workplace, case: Case, facts: dict[str, object], wanted: set[str]
) -> None:
    assert {one.id for one in fitting_templates(work, replace(case, **facts))} == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("role", "second", "wanted"),
    [
        (HandlingRole.SOLE, False, "district-cppcc"),
        (HandlingRole.SOLE, True, "second-reply"),
        # A co-handling unit sends an opinion, whichever round it is.
        (HandlingRole.CO_HANDLING, False, "co-opinion"),
        (HandlingRole.CO_HANDLING, True, "co-opinion"),
    ],
)
def test_the_kind_of_letter_follows_role_and_round(
    work: Workplace, case: Case, role: HandlingRole, second: bool, wanted: str
) -> None:
    assert pick_template(work, replace(case, handling_role=role), None, second=second).id == wanted


def test_a_template_asked_for_is_taken_even_if_it_does_not_fit(work: Workplace, case: Case) -> None:
    assert pick_template(work, case, "co-opinion").id == "co-opinion"
    with pytest.raises(Refused, match=r"没有模板“无”。可以用：.*区政协提案答复（district-cppcc）"):
        pick_template(work, case, "无")


def test_the_template_of_a_letter_is_none_once_its_file_is_gone(work: Workplace, case: Case) -> None:
    reply = open_reply(work, case.id)
    found = template_of(work, reply)
    assert found is not None
    assert found.id == "district-cppcc"
    assert template_of(work, replace(reply, template="gone")) is None


def test_a_phrase_names_what_is_missing_in_chinese(work: Workplace, case: Case) -> None:
    set_reply_fields(work, case.id, {"签发人": "周砚"})
    text, missing = fill_phrase(
        work, case, open_reply(work, case.id), "{signer}、{leader}、{document_number}、{leader}"
    )
    assert text.startswith("周砚、")
    assert missing == ("分管领导", "发文字号")
