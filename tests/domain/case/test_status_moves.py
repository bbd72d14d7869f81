"""Status moves: every status leads to a final one, and mandatory gates cannot be skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.moves import (
    Gate,
    GateFacts,
    MoveKind,
    allowed_moves,
    kind_of,
    needs_reason,
    require_gates,
    shared_moves,
    statuses_of,
    undo_target,
    unmet_gates,
    usual_moves,
)
from desktop.domain.case.next_step import StepState, WorkFacts, next_step, pending_step, steps
from desktop.domain.case.status import Status as S  # noqa: N817 - used in every row of the table
from desktop.domain.errors import Refused

ROLES = tuple(HandlingRole)
ROLE_AND_STATUS = [(role, status) for role in ROLES for status in statuses_of(role)]
EVERYTHING = GateFacts(contact=True, disclosure_reviewed=True)
SENT = {S.NUMBERED, S.REPLIED, S.SENT_TO_LEAD, S.FEEDBACK_WAIT, S.CLOSED, S.FOLLOWUP, S.ARCHIVED}
"""Where a case can only be with a signed letter: numbered, sent, and everything after that (DOMAIN 3.4)."""


def reachable(start: S, ways: Callable[[S], Iterable[S]]) -> set[S]:
    found, pending = {start}, [start]
    while pending:
        fresh = [end for end in ways(pending.pop()) if end not in found]
        found.update(fresh)
        pending += fresh
    return found


@pytest.mark.parametrize(("role", "status"), ROLE_AND_STATUS)
def test_every_status_leads_to_an_end_by_usual_moves(role: HandlingRole, status: S) -> None:
    assert any(end.is_end for end in reachable(status, lambda s: usual_moves(role, s)))


@pytest.mark.parametrize("role", ROLES)
def test_every_status_of_a_role_is_reached_from_the_assignment(role: HandlingRole) -> None:
    assert reachable(S.ASSIGNED, lambda s: allowed_moves(role, s)) == set(statuses_of(role))


@pytest.mark.parametrize("role", ROLES)
def test_a_final_status_has_no_usual_move(role: HandlingRole) -> None:
    for status in statuses_of(role):
        assert (usual_moves(role, status) == ()) is status.is_end


@pytest.mark.parametrize("role", ROLES)
def test_moves_lead_only_to_statuses_of_the_role(role: HandlingRole) -> None:
    known = set(statuses_of(role))
    assert all(end in known for status in known for end in allowed_moves(role, status))


@pytest.mark.parametrize("role", ROLES)
def test_without_a_sign_off_nothing_can_be_sent(role: HandlingRole) -> None:
    every = statuses_of(role)
    unsigned = [s for s in every if s not in SENT and s is not S.SIGNED_OFF]
    for start, end in product(unsigned, [s for s in every if s in SENT]):
        assert Gate.SIGN_OFF in unmet_gates(role, start, end, EVERYTHING)


@pytest.mark.parametrize("role", [role for role in ROLES if role.answers_proposer])
@pytest.mark.parametrize(
    ("facts", "gate"),
    [
        (GateFacts(contact=False, disclosure_reviewed=True), Gate.CONTACT),
        (GateFacts(contact=True, disclosure_reviewed=False), Gate.DISCLOSURE_REVIEW),
    ],
)
def test_no_reply_is_signed_or_sent_without_contact_and_disclosure_review(
    role: HandlingRole, facts: GateFacts, gate: Gate
) -> None:
    """Follows every path, jumps included, that is possible without the missing fact: none passes the sign-off."""

    def ways(start: S) -> list[S]:
        return [end for end in statuses_of(role) if not unmet_gates(role, start, end, facts)]

    got = reachable(S.ASSIGNED, ways)
    assert not got & (SENT | {S.SIGNED_OFF})
    assert gate in unmet_gates(role, S.LEADER_REVIEW, S.SIGNED_OFF, facts)


def test_a_co_handling_opinion_needs_no_contact_with_the_proposer() -> None:
    role = HandlingRole.CO_HANDLING
    assert unmet_gates(role, S.LEADER_REVIEW, S.SIGNED_OFF, GateFacts()) == ()
    assert unmet_gates(role, S.DRAFTING, S.SENT_TO_LEAD, GateFacts()) == (Gate.SIGN_OFF,)


def test_the_refusal_names_what_is_missing_and_what_to_do() -> None:
    with pytest.raises(Refused) as caught:
        require_gates(HandlingRole.LEAD, S.LEADER_REVIEW, S.SIGNED_OFF, GateFacts())
    assert (
        str(caught.value)
        == "不能流转到“已签发”：还没有与提案者沟通的记录。请先登记沟通情况，或登记免予沟通的原因。"
    )


def test_a_case_that_came_in_as_replied_may_be_closed() -> None:
    assert unmet_gates(HandlingRole.SOLE, S.REPLIED, S.FEEDBACK_WAIT, GateFacts()) == ()


def test_a_step_back_to_the_draft_needs_a_new_sign_off() -> None:
    assert unmet_gates(HandlingRole.SOLE, S.SIGNED_OFF, S.NUMBERED, EVERYTHING) == ()
    assert unmet_gates(HandlingRole.SOLE, S.DRAFTING, S.NUMBERED, EVERYTHING) == (Gate.SIGN_OFF,)


@pytest.mark.parametrize(
    ("start", "end", "kind", "reason"),
    [
        (S.DRAFTING, S.SECTION_REVIEW, MoveKind.FORWARD, False),
        (S.DISTRIBUTED, S.CONTACTING, MoveKind.FORWARD, False),
        (S.REHANDLING, S.DRAFTING, MoveKind.FORWARD, False),
        (S.SECTION_REVIEW, S.DRAFTING, MoveKind.BACK, True),
        (S.SIGNED_OFF, S.DRAFTING, MoveKind.BACK, True),
        (S.RETURN_REQUESTED, S.SIGNED, MoveKind.BACK, True),
        (S.ASSIGNED, S.RETURN_REQUESTED, MoveKind.FORWARD, True),
        (S.RETURN_REQUESTED, S.RETURNED, MoveKind.FORWARD, True),
        (S.FEEDBACK_WAIT, S.REHANDLING, MoveKind.FORWARD, True),
        (S.CLOSED, S.REHANDLING, MoveKind.REOPEN, True),
        (S.RETURNED, S.SIGNED, MoveKind.REOPEN, True),
        (S.ARCHIVED, S.CLOSED, MoveKind.REOPEN, True),
        (S.DRAFTING, S.WITHDRAWN, MoveKind.WITHDRAW, True),
        (S.ASSIGNED, S.DRAFTING, MoveKind.JUMP, True),
        (S.ARCHIVED, S.WITHDRAWN, MoveKind.JUMP, True),
    ],
)
def test_only_a_plain_step_forward_needs_no_reason(start: S, end: S, kind: MoveKind, reason: bool) -> None:
    assert kind_of(HandlingRole.LEAD, start, end) is kind
    assert needs_reason(HandlingRole.LEAD, start, end) is reason


@pytest.mark.parametrize(("role", "status"), ROLE_AND_STATUS)
def test_an_allowed_move_is_never_a_jump(role: HandlingRole, status: S) -> None:
    assert all(kind_of(role, status, end) is not MoveKind.JUMP for end in allowed_moves(role, status))


def moved(start: S, end: S, kind: EventKind = EventKind.MOVED) -> Event:
    return Event(case_id=1, at=datetime(2026, 3, 2, 9), kind=kind, from_status=start, to_status=end)


def test_the_last_move_can_be_undone_once() -> None:
    events = [moved(S.ASSIGNED, S.SIGNED), moved(S.SIGNED, S.DISTRIBUTED)]
    assert undo_target(events) is S.SIGNED
    assert undo_target([*events, moved(S.DISTRIBUTED, S.SIGNED, EventKind.UNDONE)]) is None
    assert undo_target([]) is None


def test_events_without_a_move_do_not_prevent_an_undo() -> None:
    exported = Event(case_id=1, at=datetime(2026, 3, 2, 10), kind=EventKind.EXPORTED)
    assert undo_target([moved(S.ASSIGNED, S.SIGNED), exported]) is S.ASSIGNED


@pytest.mark.parametrize("role", ROLES)
def test_the_primary_button_always_makes_a_usual_move(role: HandlingRole) -> None:
    for status in statuses_of(role):
        for needs_feedback, promises in product((True, False), repeat=2):
            step = next_step(role, status, needs_feedback=needs_feedback, has_promises=promises)
            assert (step is None) is status.is_end
            assert step is None or step.to in usual_moves(role, status)


@given(role=st.sampled_from(ROLES), status=st.sampled_from(S))
def test_the_steps_are_done_then_current_then_open(role: HandlingRole, status: S) -> None:
    order = [StepState.DONE, StepState.CURRENT, StepState.OPEN]
    places = [order.index(step.state) for step in steps(role, status)]
    assert places == sorted(places)
    assert places.count(1) <= 1


def test_the_stepper_of_the_desk_while_drafting() -> None:
    shown = [(step.label, step.state.value) for step in steps(HandlingRole.LEAD, S.DRAFTING)]
    assert shown == [
        ("沟通", "done"),
        ("拟稿", "current"),
        ("核稿", "open"),
        ("签发", "open"),
        ("答复", "open"),
        ("反馈", "open"),
        ("办结", "open"),
    ]


def test_a_closed_case_has_done_every_step_and_a_returned_one_none() -> None:
    assert {step.state for step in steps(HandlingRole.SOLE, S.CLOSED)} == {StepState.DONE}
    assert {step.state for step in steps(HandlingRole.SOLE, S.RETURNED)} == {StepState.OPEN}


@pytest.mark.parametrize(
    ("role", "status", "lengths", "facts", "words"),
    [
        (HandlingRole.LEAD, S.CONTACTING, (), WorkFacts(), "登记走访"),
        (HandlingRole.LEAD, S.CONTACTING, (), WorkFacts(contacts=1), "开始拟稿"),
        (HandlingRole.LEAD, S.DRAFTING, (90, 0, 12), WorkFacts(), "续写第 2 节"),
        (HandlingRole.LEAD, S.DRAFTING, (90, 30), WorkFacts(), "送科室核稿"),
        (HandlingRole.LEAD, S.DRAFTING, (), WorkFacts(missing_opinions=2), "催办 2 家"),
        (HandlingRole.LEAD, S.SECTION_REVIEW, (), WorkFacts(), "等待核稿"),
        (HandlingRole.LEAD, S.FEEDBACK_WAIT, (), WorkFacts(missing_opinions=2), "登记反馈"),
        (HandlingRole.LEAD, S.REHANDLING, (), WorkFacts(), "再次走访"),
        (HandlingRole.LEAD, S.FOLLOWUP, (), WorkFacts(), "更新进展"),
        (HandlingRole.LEAD, S.CLOSED, (), WorkFacts(), "归档"),
        (HandlingRole.CO_HANDLING, S.SENT_TO_LEAD, (), WorkFacts(), ""),
        (HandlingRole.CO_HANDLING, S.DISTRIBUTED, (), WorkFacts(), "起草会办意见"),
        (HandlingRole.LEAD, S.DRAFTING, (), WorkFacts(paused=True), "恢复计时"),
        (HandlingRole.LEAD, S.ARCHIVED, (), WorkFacts(paused=True), ""),
        (HandlingRole.LEAD, S.RETURNED, (), WorkFacts(), ""),
    ],
)
def test_the_pending_step_in_the_work_list(
    role: HandlingRole, status: S, lengths: tuple[int, ...], facts: WorkFacts, words: str
) -> None:
    assert pending_step(status, lengths, role=role, facts=facts) == words


def test_common_moves_are_sorted_by_procedure() -> None:
    pairs = [(HandlingRole.LEAD, S.OFFICE_REVIEW), (HandlingRole.CO_HANDLING, S.SIGNED_OFF)]
    assert shared_moves(pairs) == (
        S.DRAFTING,
        S.COUNTERSIGN,
        S.LEADER_REVIEW,
        S.SENT_TO_LEAD,
    )
