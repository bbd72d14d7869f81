"""The next step of a case: label of the primary button, pending step in the work list, and states of the stepper."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.moves import usual_moves
from desktop.domain.case.status import Status as S  # noqa: N817 - the tables read as tables

_VERBS = {
    S.SIGNED: "签收",
    S.RETURN_REQUESTED: "申请退回",
    S.RETURNED: "确认退回",
    S.DISTRIBUTED: "分办到科室",
    S.CONTACTING: "开始沟通",
    S.DRAFTING: "开始拟稿",
    S.SECTION_REVIEW: "送科室核稿",
    S.OFFICE_REVIEW: "送办公室核稿",
    S.COUNTERSIGN: "送会签",
    S.LEADER_REVIEW: "送分管领导",
    S.SIGNED_OFF: "登记签发",
    S.NUMBERED: "编号用印",
    S.REPLIED: "登记寄出答复",
    S.SENT_TO_LEAD: "登记报送主办",
    S.FEEDBACK_WAIT: "征询意见",
    S.REHANDLING: "二次办理",
    S.CLOSED: "办结",
    S.FOLLOWUP: "列入跟踪",
    S.ARCHIVED: "归档",
}
_PENDING = {
    S.ASSIGNED: "签收",
    S.SIGNED: "分办到科室",
    S.RETURN_REQUESTED: "等待退回批复",
    S.DISTRIBUTED: "联系提案者",
    S.CONTACTING: "登记走访",
    S.DRAFTING: "开始拟稿",
    S.SECTION_REVIEW: "等待核稿",
    S.OFFICE_REVIEW: "等办公室核稿",
    S.COUNTERSIGN: "催会签",
    S.LEADER_REVIEW: "等待签发",
    S.SIGNED_OFF: "编号用印",
    S.NUMBERED: "寄出答复",
    S.REPLIED: "送征询意见表",
    S.FEEDBACK_WAIT: "登记反馈",
    S.REHANDLING: "再次走访",
    S.FOLLOWUP: "更新进展",
    S.CLOSED: "归档",
}
_CO_PENDING = _PENDING | {S.DISTRIBUTED: "起草会办意见", S.SIGNED_OFF: "报主办单位"}
WAITS_FOR_OTHERS = (S.COUNTERSIGN, S.SECTION_REVIEW, S.OFFICE_REVIEW, S.LEADER_REVIEW, S.RETURN_REQUESTED)
"""Statuses in which somebody else has to act."""
WAITS_FOR_US = (S.ASSIGNED, S.SIGNED, S.DISTRIBUTED, S.CONTACTING, S.DRAFTING, S.SIGNED_OFF, S.NUMBERED, S.REPLIED, S.FEEDBACK_WAIT,
                S.REHANDLING, S.FOLLOWUP)  # fmt: skip
"""Statuses in which the next deed is ours, in the order of the work."""


class NextStep(NamedTuple):
    """The primary button: its label, its target status, and the number of things that it lacks."""

    label: str
    to: S
    missing: int = 0

    @property
    def words(self) -> str:
        """「送科室核稿 · 还差 1 项」."""
        return f"{self.label} · 还差 {self.missing} 项" if self.missing else self.label


class StepState(StrEnum):
    """State of one step, drawn as a tick, a full ring or an empty ring."""

    DONE = "done"
    CURRENT = "current"
    OPEN = "open"


class Step(NamedTuple):
    """One step of the stepper."""

    label: str
    state: StepState


class WorkFacts(NamedTuple):
    """What the pending step depends on besides the status; the defaults have no effect."""

    contacts: int = 0  # contacts of this round
    missing_opinions: int = 0  # co-handling units without an answer
    dissatisfied: bool = False  # a proposer of this round is not satisfied and has not agreed to the closing
    paused: bool = False


_NOTHING_SPECIAL = WorkFacts()
_ANSWERING = (
    ("沟通", (S.ASSIGNED, S.SIGNED, S.DISTRIBUTED, S.CONTACTING, S.RETURN_REQUESTED, S.REHANDLING)),
    ("拟稿", (S.DRAFTING,)),
    ("核稿", (S.SECTION_REVIEW, S.OFFICE_REVIEW, S.COUNTERSIGN)),
    ("签发", (S.LEADER_REVIEW,)),
    ("答复", (S.SIGNED_OFF, S.NUMBERED)),
    ("反馈", (S.REPLIED, S.FEEDBACK_WAIT)),
    ("办结", (S.FOLLOWUP,)),
)
_CO_HANDLING = (
    ("签收", (S.ASSIGNED, S.SIGNED, S.DISTRIBUTED, S.RETURN_REQUESTED)),
    ("拟稿", (S.DRAFTING,)),
    ("核稿", (S.SECTION_REVIEW, S.OFFICE_REVIEW)),
    ("签发", (S.LEADER_REVIEW,)),
    ("报主办", (S.SIGNED_OFF,)),
    ("办结", (S.SENT_TO_LEAD,)),
)


def next_step(
    role: HandlingRole,
    status: S,
    *,
    needs_feedback: bool = True,
    has_promises: bool = False,
    dissatisfied: bool = False,
) -> NextStep | None:
    """The usual next move with its label; None for a final status.

    Without feedback a reply goes directly to 办结; with a 不满意 it goes to 二次办理; a closed case with open promises goes to
    跟踪落实.
    """
    if dissatisfied and status in {S.REPLIED, S.FEEDBACK_WAIT}:
        return NextStep(move_label(S.REHANDLING), S.REHANDLING)
    if status is S.REPLIED and not needs_feedback:
        return NextStep(move_label(S.CLOSED), S.CLOSED)
    if status is S.CLOSED and has_promises and role.answers_proposer:
        return NextStep(move_label(S.FOLLOWUP), S.FOLLOWUP)
    moves = usual_moves(role, status)
    return NextStep(move_label(moves[0]), moves[0]) if moves else None


def move_label(end: S) -> str:
    """The move as a verb phrase: 「送科室核稿」."""
    return _VERBS.get(end, end.label)


def pending_step(
    status: S,
    section_lengths: tuple[int, ...] = (),
    *,
    role: HandlingRole = HandlingRole.SOLE,
    facts: WorkFacts = _NOTHING_SPECIAL,
) -> str:
    """What the officer has to do, in a few characters for the work list; "" where nothing is pending.

    `section_lengths` are the lengths of the reply's sections in 字: 「续写第 3 节」 names the first empty one.
    """
    running = not (status.is_replied or status.is_end)
    if facts.paused and running:
        return "恢复计时"
    if facts.missing_opinions and running and role.answers_proposer:
        return f"催办 {facts.missing_opinions} 家"
    if status is S.DRAFTING and section_lengths:
        empty = next((place for place, length in enumerate(section_lengths, 1) if not length), 0)
        return f"续写第 {empty} 节" if empty else "送科室核稿"
    if facts.dissatisfied and status in {S.REPLIED, S.FEEDBACK_WAIT}:
        return _VERBS[S.REHANDLING]
    if facts.contacts and status in {S.CONTACTING, S.REHANDLING}:
        return "开始拟稿"
    return (_PENDING if role.answers_proposer else _CO_PENDING).get(status, "")


def steps(role: HandlingRole, status: S) -> tuple[Step, ...]:
    """The steps of a case at `status`: all done once it is closed, none current if it was returned."""
    plan = _ANSWERING if role.answers_proposer else _CO_HANDLING
    if status in {S.RETURNED, S.WITHDRAWN}:
        return tuple(Step(label, StepState.OPEN) for label, _ in plan)
    current = next((place for place, (_, members) in enumerate(plan) if status in members), len(plan))
    return tuple(Step(label, _state(place, current)) for place, (label, _) in enumerate(plan))


def _state(place: int, current: int) -> StepState:
    if place == current:
        return StepState.CURRENT
    return StepState.DONE if place < current else StepState.OPEN
