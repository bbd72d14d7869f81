"""Which letter answers a case, and which cases go along with their lead case 「并案」."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.records.handling_round import HandlingRound
from desktop.services.cases.cases import get_case
from desktop.services.cases.merging import merge_case, merger_words
from desktop.services.gates.joint_letter import (
    came_along,
    followers_of,
    going_along,
    lead_of,
    letter_of,
    on_behalf_of,
    refuse_parted_move,
    refuse_parted_undo,
    round_number,
)
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply
from desktop.store.cases.cases import update_case
from desktop.store.history.events import add_event
from desktop.store.history.handling import ROUNDS
from tests.services.handling.handled_cases import new_case

DAY = date(2024, 3, 4)


def put(work: Workplace, case: Case, status: Status, **facts: object) -> Case:
    """The case in that status, without the way there."""
    changed = replace(get_case(work, case.id), status=status, **facts)  # type: ignore[arg-type]
    update_case(work.store, changed)
    return changed


def again(work: Workplace, case: Case) -> None:
    """A second round of this case."""
    ROUNDS.add(work.store, HandlingRound(case.id, 1, date(2024, 1, 22)))
    ROUNDS.add(work.store, HandlingRound(case.id, 2, DAY, "不满意"))


@pytest.fixture
def lead(work: Workplace) -> Case:
    return new_case(work, number="007", assigned_at=date(2024, 1, 22))


@pytest.fixture
def other(work: Workplace, lead: Case) -> Case:
    return merge_case(work, new_case(work, number="008", assigned_at=date(2024, 1, 22)).id, into=lead.id)


@pytest.fixture
def third(work: Workplace, lead: Case) -> Case:
    return merge_case(work, new_case(work, number="009", assigned_at=date(2024, 1, 22)).id, into=lead.id)


def test_a_follower_has_a_lead_and_a_lead_has_followers(
    work: Workplace, lead: Case, other: Case, third: Case
) -> None:
    assert (lead_of(work, other), lead_of(work, lead)) == (lead, None)
    assert followers_of(work, lead) == (other, third)
    assert followers_of(work, other) == ()
    alone = new_case(work, number="010", assigned_at=date(2024, 1, 22))
    assert (lead_of(work, alone), followers_of(work, alone)) == (None, ())


def test_a_second_round_is_each_proposers_own(work: Workplace, lead: Case, other: Case, third: Case) -> None:
    assert (round_number(work, other), merger_words(work, other)) == (1, "并入第007号，一并答复")
    again(work, other)
    assert (round_number(work, other), lead_of(work, other)) == (2, None)
    assert followers_of(work, lead) == (third,)
    assert merger_words(work, other) == "并入第007号，一并答复；二次办理由本件单独答复"
    assert merger_words(work, lead) == "另有2件并入：第008号、第009号"
    assert merger_words(work, new_case(work, number="010", assigned_at=date(2024, 1, 22))) == ""


def test_the_first_letter_is_that_of_the_lead_case_and_the_second_its_own(
    work: Workplace, lead: Case, other: Case
) -> None:
    assert letter_of(work, other) is None
    first = open_reply(work, lead.id)
    assert letter_of(work, other) == letter_of(work, lead) == letter_of(work, other, 1) == first
    assert letter_of(work, other, 2) is None
    again(work, other)
    second = open_reply(work, other.id)
    assert (second.case_id, second.round) == (other.id, 2)
    assert letter_of(work, other) == letter_of(work, other, 2) == second
    assert letter_of(work, other, 1) == first


@pytest.mark.parametrize(
    ("status", "to", "along"),
    [
        (Status.CONTACTING, Status.DRAFTING, True),
        (Status.DRAFTING, Status.SECTION_REVIEW, True),
        (Status.SECTION_REVIEW, Status.SECTION_REVIEW, False),  # is there already
        (Status.CONTACTING, Status.DISTRIBUTED, False),  # not a step of the letter
        (Status.RETURN_REQUESTED, Status.DRAFTING, False),
        (Status.RETURNED, Status.DRAFTING, False),
        (Status.WITHDRAWN, Status.DRAFTING, False),
        (Status.REPLIED, Status.DRAFTING, False),  # answered, while the lead case is not
    ],
)
def test_who_goes_along(
    work: Workplace, lead: Case, other: Case, status: Status, to: Status, along: bool
) -> None:
    moved = put(work, other, status)
    assert going_along(work, lead, to) == ((moved,) if along else ())


def test_an_answered_follower_goes_along_with_an_answered_lead_case(
    work: Workplace, lead: Case, other: Case
) -> None:
    both = [put(work, one, Status.REPLIED, replied_at=DAY) for one in (lead, other)]
    assert going_along(work, both[0], Status.NUMBERED) == (both[1],)


def test_nobody_goes_along_in_a_second_round_of_the_lead_case(
    work: Workplace, lead: Case, other: Case
) -> None:
    assert going_along(work, lead, Status.DRAFTING) == (other,)
    again(work, lead)
    assert going_along(work, lead, Status.DRAFTING) == ()


def test_a_follower_without_that_step_stays(work: Workplace, lead: Case, other: Case) -> None:
    put(work, other, Status.CONTACTING, handling_role=HandlingRole.CO_HANDLING)
    assert going_along(work, lead, Status.NUMBERED) == ()


def test_a_step_of_the_letter_is_taken_with_the_lead_case(work: Workplace, lead: Case, other: Case) -> None:
    with pytest.raises(Refused, match="第008号已并入第007号，“拟稿”随第007号一起走") as refusal:
        refuse_parted_move(work, other, Status.DRAFTING)
    assert refusal.value.remedy == "请流转第007号，或先拆开并案。"
    refuse_parted_move(work, other, Status.CONTACTING)
    refuse_parted_move(work, lead, Status.DRAFTING)
    again(work, other)
    refuse_parted_move(work, other, Status.DRAFTING)


@pytest.mark.parametrize("to", [Status.RETURN_REQUESTED, Status.RETURNED, Status.WITHDRAWN])
def test_a_lead_case_does_not_leave_its_followers_before_its_reply(
    work: Workplace, lead: Case, to: Status
) -> None:
    refuse_parted_move(work, lead, to)
    merge_case(work, new_case(work, number="008", assigned_at=date(2024, 1, 22)).id, into=lead.id)
    with pytest.raises(Refused, match="另有别的件并入第007号，由它一并答复"):
        refuse_parted_move(work, lead, to)
    refuse_parted_move(work, put(work, lead, Status.REPLIED, replied_at=DAY), to)


def step(
    work: Workplace, case: Case, to: Status | None, note: str, kind: EventKind = EventKind.MOVED
) -> Event:
    event = Event(case.id, work.now(), kind, "周", to_status=to, note=note)
    add_event(work.store, event)
    return event


def test_a_step_made_along_is_not_undone_alone(work: Workplace, lead: Case, other: Case) -> None:
    drafted = step(work, other, Status.DRAFTING, "随第007号")
    with pytest.raises(Refused, match="这一步随第007号，不能单独撤销"):
        refuse_parted_undo(work, other, drafted)
    refuse_parted_undo(work, lead, drafted)
    refuse_parted_undo(work, other, None)
    refuse_parted_undo(work, other, replace(drafted, to_status=Status.CONTACTING))
    refuse_parted_undo(work, other, replace(drafted, to_status=None))


@pytest.mark.parametrize(
    ("to", "note", "kind", "came"),
    [
        (Status.DRAFTING, "随第007号", EventKind.MOVED, True),
        (Status.DRAFTING, "分到科室", EventKind.MOVED, False),
        (Status.SECTION_REVIEW, "随第007号", EventKind.MOVED, False),
        (Status.DRAFTING, "随第007号", EventKind.UNDONE, False),
    ],
)
def test_who_came_along_is_told_by_the_note_of_the_step(
    work: Workplace, lead: Case, other: Case, to: Status, note: str, kind: EventKind, came: bool
) -> None:
    last = step(work, lead, Status.DRAFTING, "")
    step(work, other, to, note, kind)
    step(work, other, None, "走访", EventKind.RECORDED)  # records are no steps
    assert came_along(work, lead, last) == ((other,) if came else ())


def test_nobody_came_along_with_no_step_or_one_that_is_not_of_the_letter(
    work: Workplace, lead: Case, other: Case
) -> None:
    last = step(work, lead, Status.CONTACTING, "")
    step(work, other, Status.CONTACTING, "随第007号")
    assert came_along(work, lead, None) == ()
    assert came_along(work, lead, last) == ()


def test_a_refusal_for_a_follower_names_it(other: Case) -> None:
    with pytest.raises(Refused, match="并入的第008号：日期还没到") as refusal, on_behalf_of(other):
        raise Refused("日期还没到", "请核对日期")
    assert refusal.value.remedy == "请核对日期。"
