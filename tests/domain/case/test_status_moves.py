"""Status moves: every status leads to a final one, only a plain step forward needs no reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.event import Event, EventKind, undo_target
from desktop.domain.case.field_change import FieldChange
from desktop.domain.case.moves import (
    MoveKind,
    allowed_moves,
    kind_of,
    needs_reason,
    shared_moves,
    statuses_of,
    usual_moves,
)
from desktop.domain.case.next_step import StepState, WorkFacts, next_step, pending_step, steps
from desktop.domain.case.status import Status as S  # noqa: N817 - used in every row of the table

ROLES = tuple(HandlingRole)
ROLE_AND_STATUS = [(role, status) for role in ROLES for status in statuses_of(role)]


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
        for needs_feedback, promises, unhappy in product((True, False), repeat=3):
            step = next_step(
                role, status, needs_feedback=needs_feedback, has_promises=promises, dissatisfied=unhappy
            )
            assert (step is None) is status.is_end
            assert step is None or step.to in usual_moves(role, status)


@pytest.mark.parametrize("status", [S.REPLIED, S.FEEDBACK_WAIT])
def test_after_a_dissatisfied_answer_the_next_step_is_the_second_round(status: S) -> None:
    for needs_feedback in (True, False):
        step = next_step(HandlingRole.SOLE, status, needs_feedback=needs_feedback, dissatisfied=True)
        assert step is not None
        assert (step.label, step.to) == ("二次办理", S.REHANDLING)


@pytest.mark.parametrize("role", ROLES)
def test_an_answer_that_is_out_cannot_be_withdrawn(role: HandlingRole) -> None:
    out = [status for status in statuses_of(role) if status.is_replied]
    assert out
    assert all(S.WITHDRAWN not in allowed_moves(role, status) for status in out)


def test_no_undo_reaches_behind_a_change_of_role() -> None:
    role = FieldChange("handling_role", "独办", "会办")
    events = [moved(S.ASSIGNED, S.SIGNED), moved(S.SIGNED, S.DISTRIBUTED)]
    changed = Event(1, datetime(2026, 3, 2, 9), EventKind.CHANGED, changes=(role,))
    assert undo_target([*events, changed]) is None
    sent_back = replace(moved(S.SIGNED_OFF, S.LEADER_REVIEW), changes=(role,))
    assert undo_target([*events, sent_back]) is None
    assert undo_target([*events, changed, moved(S.DISTRIBUTED, S.DRAFTING)]) is S.DISTRIBUTED


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
        (HandlingRole.LEAD, S.FEEDBACK_WAIT, (), WorkFacts(dissatisfied=True), "二次办理"),
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
