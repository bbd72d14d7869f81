"""Merging 「并案」: which matters may share a reply, and what merging and parting leave behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole, MatterType
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.services.cases.cases import create_case, get_case
from desktop.services.cases.merging import merge_case, unmerge_case
from desktop.services.handling.progress import events
from desktop.services.office.workplace import Workplace
from desktop.store.cases.cases import merged_with, update_case


def another(work: Workplace, like: Case, number: str, **facts: object) -> Case:
    return create_case(work, replace(like, id=0, number=number, **facts))  # type: ignore[arg-type]


def test_both_histories_tell_of_the_merger(work: Workplace, case: Case) -> None:
    other = another(work, case, "086")
    assert merge_case(work, other.id, into=case.id).merged_into == case.id
    assert events(work, other.id)[-1].note == "并入第085号办理"
    assert events(work, case.id)[-1].note == "第086号并入本件办理"


def test_cases_merged_into_one_know_each_other(work: Workplace, case: Case) -> None:
    second, third = another(work, case, "086"), another(work, case, "087")
    for one in (second, third):
        merge_case(work, one.id, into=case.id)
    assert merged_with(work.store, case.id) == (second.id, third.id)
    assert merged_with(work.store, second.id) == (case.id, third.id)
    assert merged_with(work.store, another(work, case, "088").id) == ()


def test_a_parted_case_stands_alone_again(work: Workplace, case: Case) -> None:
    other = another(work, case, "086")
    merge_case(work, other.id, into=case.id)
    assert unmerge_case(work, other.id).merged_into == 0
    assert merged_with(work.store, case.id) == ()
    with pytest.raises(Refused, match="没有并案"):
        unmerge_case(work, other.id)


def test_mergers_have_one_level(work: Workplace, case: Case) -> None:
    """What is merged already takes nobody in, and what has taken others in goes nowhere else."""
    second, third = another(work, case, "086"), another(work, case, "087")
    merge_case(work, second.id, into=case.id)
    with pytest.raises(Refused, match="第086号已经并入别的办件"):
        merge_case(work, third.id, into=second.id)
    with pytest.raises(Refused, match="第085号已有别的办件并入"):
        merge_case(work, case.id, into=third.id)
    assert [get_case(work, one.id).merged_into for one in (case, second, third)] == [0, case.id, 0]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"handling_role": HandlingRole.CO_HANDLING}, "会办件不答复提案者"),
        ({"matter_type": MatterType.NPC_SUGGESTION}, "提案和代表建议不能合用一份答复"),
    ],
)
def test_matters_of_different_kinds_do_not_share_a_reply(
    work: Workplace, case: Case, facts: dict[str, object], words: str
) -> None:
    other = another(work, case, "086", **facts)
    with pytest.raises(Refused, match=words):
        merge_case(work, other.id, into=case.id)
    with pytest.raises(Refused, match=words):
        merge_case(work, case.id, into=other.id)
    assert merged_with(work.store, case.id) == ()


def test_a_case_is_not_merged_into_itself(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match="不能并入自己"):
        merge_case(work, case.id, into=case.id)


@pytest.mark.parametrize("status", [Status.SIGNED_OFF, Status.NUMBERED, Status.REPLIED, Status.CLOSED])
def test_a_signed_letter_takes_nobody_in_and_loses_nobody(
    work: Workplace, case: Case, status: Status
) -> None:
    other, third = another(work, case, "086"), another(work, case, "087")
    merge_case(work, other.id, into=case.id)
    for one in (case, other):
        update_case(work.store, replace(get_case(work, one.id), status=status))
    with pytest.raises(Refused, match=f"第085号已经是“{status.label}”，不能再并案"):
        merge_case(work, third.id, into=case.id)
    with pytest.raises(Refused, match=f"这一件已经是“{status.label}”，由主件一并答复，不能拆开"):
        unmerge_case(work, other.id)
    assert merged_with(work.store, case.id) == (other.id,)


def test_what_is_answered_is_not_merged_into_another(work: Workplace, case: Case) -> None:
    other = another(work, case, "086")
    update_case(work.store, replace(other, status=Status.REPLIED, replied_at=date(2024, 3, 4)))
    with pytest.raises(Refused, match="第086号已经是“已答复”，不能再并案"):
        merge_case(work, other.id, into=case.id)


def test_a_draft_under_review_may_still_take_others_in_and_part(work: Workplace, case: Case) -> None:
    other = another(work, case, "086")
    update_case(work.store, replace(case, status=Status.LEADER_REVIEW))
    assert get_case(work, merge_case(work, other.id, into=case.id).id).merged_into == case.id
    assert get_case(work, unmerge_case(work, other.id).id).merged_into == 0
    assert events(work, other.id)[-1].note == "拆开并案，单独办理"
