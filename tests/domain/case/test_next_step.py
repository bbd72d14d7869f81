"""What the officer has to do next, in the words of the button, the list and the stepper."""

from __future__ import annotations

import pytest

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.next_step import (
    WAITS_FOR_OTHERS,
    NextStep,
    StepState,
    WorkFacts,
    move_label,
    next_step,
    pending_step,
    steps,
)
from desktop.domain.case.status import Status as S  # noqa: N817 - the tables read as tables

LEAD, CO = HandlingRole.LEAD, HandlingRole.CO_HANDLING


@pytest.mark.parametrize(
    ("status", "label", "to"),
    [
        (S.ASSIGNED, "签收", S.SIGNED),
        (S.SIGNED, "分办到科室", S.DISTRIBUTED),
        (S.DISTRIBUTED, "开始沟通", S.CONTACTING),
        (S.CONTACTING, "开始拟稿", S.DRAFTING),
        (S.DRAFTING, "送科室核稿", S.SECTION_REVIEW),
        (S.SECTION_REVIEW, "送办公室核稿", S.OFFICE_REVIEW),
        (S.LEADER_REVIEW, "登记签发", S.SIGNED_OFF),
        (S.SIGNED_OFF, "编号用印", S.NUMBERED),
        (S.NUMBERED, "登记寄出答复", S.REPLIED),
        (S.REPLIED, "征询意见", S.FEEDBACK_WAIT),
        (S.FEEDBACK_WAIT, "办结", S.CLOSED),
        (S.CLOSED, "归档", S.ARCHIVED),
    ],
)
def test_the_button_says_the_usual_next_move(status: S, label: str, to: S) -> None:
    assert next_step(LEAD, status) == NextStep(label, to)


def test_a_co_handling_unit_drafts_at_once_and_reports_to_the_lead_unit() -> None:
    assert next_step(CO, S.DISTRIBUTED) == NextStep("开始拟稿", S.DRAFTING)
    assert next_step(CO, S.SIGNED_OFF) == NextStep("登记报送主办", S.SENT_TO_LEAD)


def test_without_feedback_a_reply_is_closed_and_with_promises_followed_up() -> None:
    assert next_step(LEAD, S.REPLIED, needs_feedback=False) == NextStep("办结", S.CLOSED)
    assert next_step(LEAD, S.CLOSED, has_promises=True) == NextStep("列入跟踪", S.FOLLOWUP)
    assert next_step(LEAD, S.DRAFTING, needs_feedback=False, has_promises=True) == next_step(LEAD, S.DRAFTING)
    co_closed = next_step(CO, S.CLOSED, has_promises=True)
    assert co_closed is None or co_closed.to is not S.FOLLOWUP


@pytest.mark.parametrize("status", [S.ARCHIVED, S.RETURNED, S.WITHDRAWN])
def test_a_final_status_has_no_next_step(status: S) -> None:
    assert next_step(LEAD, status) is None


def test_a_move_without_a_verb_of_its_own_is_called_by_its_end() -> None:
    assert move_label(S.WITHDRAWN) == S.WITHDRAWN.label


# The pending step in the list.
@pytest.mark.parametrize(
    ("status", "words"),
    [
        (S.ASSIGNED, "签收"),
        (S.RETURN_REQUESTED, "等待退回批复"),
        (S.DISTRIBUTED, "联系提案者"),
        (S.CONTACTING, "登记走访"),
        (S.DRAFTING, "开始拟稿"),
        (S.COUNTERSIGN, "催会签"),
        (S.NUMBERED, "寄出答复"),
        (S.FOLLOWUP, "更新进展"),
        (S.CLOSED, "归档"),
        (S.ARCHIVED, ""),
        (S.RETURNED, ""),
    ],
)
def test_the_list_says_what_is_pending(status: S, words: str) -> None:
    assert pending_step(status) == words


def test_a_draft_names_its_first_empty_section_or_goes_to_review() -> None:
    assert pending_step(S.DRAFTING, (120, 0, 0)) == "续写第 2 节"
    assert pending_step(S.DRAFTING, (120, 80)) == "送科室核稿"
    assert pending_step(S.SECTION_REVIEW, (0,)) == "等待核稿"


def test_a_contact_lets_the_draft_begin() -> None:
    assert pending_step(S.CONTACTING, facts=WorkFacts(contacts=1)) == "开始拟稿"
    assert pending_step(S.REHANDLING, facts=WorkFacts(contacts=1)) == "开始拟稿"
    assert pending_step(S.DISTRIBUTED, facts=WorkFacts(contacts=1)) == "联系提案者"


def test_a_pause_and_missing_opinions_go_first_while_the_case_runs() -> None:
    both = WorkFacts(contacts=1, missing_opinions=2, paused=True)
    assert pending_step(S.DRAFTING, (0,), facts=both) == "恢复计时"
    assert pending_step(S.DRAFTING, (0,), facts=WorkFacts(missing_opinions=2)) == "催办 2 家"
    assert pending_step(S.DRAFTING, (0,), role=CO, facts=WorkFacts(missing_opinions=2)) == "续写第 1 节"
    for facts in (WorkFacts(paused=True), WorkFacts(missing_opinions=1)):
        assert pending_step(S.REPLIED, facts=facts) == "送征询意见表"
        assert pending_step(S.RETURNED, facts=facts) == ""


def test_a_co_handling_unit_has_words_of_its_own() -> None:
    assert pending_step(S.DISTRIBUTED, role=CO) == "起草会办意见"
    assert pending_step(S.SIGNED_OFF, role=CO) == "报主办单位"
    assert pending_step(S.ASSIGNED, role=CO) == "签收"


def test_these_statuses_wait_for_somebody_else() -> None:
    assert set(WAITS_FOR_OTHERS) == {
        S.COUNTERSIGN, S.SECTION_REVIEW, S.OFFICE_REVIEW, S.LEADER_REVIEW, S.RETURN_REQUESTED,
    }  # fmt: skip


# The stepper.
@pytest.mark.parametrize(
    ("role", "status", "current"),
    [
        (LEAD, S.ASSIGNED, "沟通"),
        (LEAD, S.RETURN_REQUESTED, "沟通"),
        (LEAD, S.REHANDLING, "沟通"),
        (LEAD, S.DRAFTING, "拟稿"),
        (LEAD, S.SECTION_REVIEW, "核稿"),
        (LEAD, S.OFFICE_REVIEW, "核稿"),
        (LEAD, S.COUNTERSIGN, "核稿"),
        (LEAD, S.LEADER_REVIEW, "签发"),
        (LEAD, S.SIGNED_OFF, "答复"),
        (LEAD, S.NUMBERED, "答复"),
        (LEAD, S.REPLIED, "反馈"),
        (LEAD, S.FEEDBACK_WAIT, "反馈"),
        (LEAD, S.FOLLOWUP, "办结"),
        (CO, S.ASSIGNED, "签收"),
        (CO, S.SIGNED, "签收"),
        (CO, S.DISTRIBUTED, "签收"),
        (CO, S.RETURN_REQUESTED, "签收"),
        (CO, S.DRAFTING, "拟稿"),
        (CO, S.SECTION_REVIEW, "核稿"),
        (CO, S.OFFICE_REVIEW, "核稿"),
        (CO, S.LEADER_REVIEW, "签发"),
        (CO, S.SIGNED_OFF, "报主办"),
        (CO, S.SENT_TO_LEAD, "办结"),
    ],
)
def test_the_stepper_stands_where_the_case_is(role: HandlingRole, status: S, current: str) -> None:
    found = steps(role, status)
    assert [step.label for step in found if step.state is StepState.CURRENT] == [current]
    states = [step.state for step in found]
    at = states.index(StepState.CURRENT)
    assert set(states[:at]) <= {StepState.DONE}
    assert set(states[at + 1 :]) <= {StepState.OPEN}


def test_a_closed_case_is_done_and_a_returned_one_never_began() -> None:
    assert {step.state for step in steps(LEAD, S.CLOSED)} == {StepState.DONE}
    assert {step.state for step in steps(LEAD, S.WITHDRAWN)} == {StepState.OPEN}
    assert {step.state for step in steps(CO, S.RETURNED)} == {StepState.OPEN}
