"""What an officer can do to a case's status: move it on, send it back, jump with a reason, take the last move back."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.moves import MoveKind, kind_of, needs_reason, statuses_of, undo_target
from desktop.domain.case.moves import allowed_moves as allowed_moves_of
from desktop.domain.case.next_step import NextStep, Step, StepState, move_label, steps
from desktop.domain.case.next_step import next_step as next_step_of
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.services.cases.cases import get_case
from desktop.services.handling.rounds import (
    after_move,
    after_undo,
    refuse_closed_gates,
    waive_skipped_contact,
)
from desktop.services.office.workplace import Workplace
from desktop.store.cases import cases
from desktop.store.history import events as event_rows
from desktop.store.history.handling import PROMISES

__all__ = [
    "NextStep",
    "Step",
    "StepState",
    "allowed_moves",
    "events",
    "move_case",
    "move_label",
    "next_step",
    "stepper",
]


def allowed_moves(_work: Workplace, case: Case) -> tuple[Status, ...]:
    """Where the case may go without a jump, the usual next step first."""
    return allowed_moves_of(case.handling_role, case.status)


def next_step(work: Workplace, case: Case) -> NextStep | None:
    """The primary button of the desk; None at an end."""
    promised = case.status is Status.CLOSED and any(not p.kept_at for p in PROMISES.of(work.store, case.id))
    return next_step_of(
        case.handling_role, case.status, needs_feedback=case.needs_feedback, has_promises=promised
    )


def move_case(work: Workplace, case_id: int, to: Status, note: str = "", *, jump: bool = False) -> Case:
    """Move a case and write the event. Outside the usual way it takes `jump` and a reason in `note`.

    Raises Refused for a move that is not allowed, for a missing reason, and before a gate 「必经环节」 that is shut.
    """
    with work.store.writing():
        case = get_case(work, case_id)
        kind = _permitted(case, to, note.strip(), jump)
        if kind is MoveKind.JUMP:
            waive_skipped_contact(work, case, to, note.strip())
        refuse_closed_gates(work, case, to)
        moved = after_move(work, case, _dated(replace(case, status=to), work), note.strip())
        cases.update_case(work.store, moved)
        event_rows.add_event(
            work.store,
            Event(
                case_id,
                work.now(),
                EventKind.MOVED,
                work.officer,
                case.status,
                to,
                note.strip(),
                kind is MoveKind.JUMP,
            ),
        )
    return moved


def undo_move(work: Workplace, case_id: int) -> Case:
    """Take the last move back, once. Raises Refused if there is none to take back."""
    with work.store.writing():
        case = get_case(work, case_id)
        target = undo_target(events(work, case_id))
        if target is None:
            raise Refused("没有可以撤销的流转", "只有最近一次流转可以撤销一次")
        moved = after_undo(work, case, replace(case, status=target))
        cases.update_case(work.store, moved)
        event_rows.add_event(
            work.store, Event(case_id, work.now(), EventKind.UNDONE, work.officer, case.status, target)
        )
    return moved


def events(work: Workplace, case_id: int) -> tuple[Event, ...]:
    """Everything that happened to the case, oldest first."""
    return event_rows.events_of(work.store, case_id)


def stepper(case: Case) -> tuple[Step, ...]:
    """The steps across the top of the desk."""
    return steps(case.handling_role, case.status)


def _permitted(case: Case, to: Status, note: str, jump: bool) -> MoveKind:
    if to is case.status:
        raise Refused(f"办件已经是“{to.label}”", "不用再流转")
    if to not in statuses_of(case.handling_role):
        raise Refused(f"{case.handling_role.label}件没有“{to.label}”这一步", _usual_words(case))
    kind = kind_of(case.handling_role, case.status, to)
    if kind is MoveKind.JUMP and not (jump and note):
        raise Refused(
            f"从“{case.status.label}”不能直接到“{to.label}”", f"{_usual_words(case)}，跳转要写明原因"
        )
    if needs_reason(case.handling_role, case.status, to) and not note:
        raise Refused(f"流转到“{to.label}”要写明原因", "请在备注里写一句原因")
    return kind


def _usual_words(case: Case) -> str:
    moves = allowed_moves_of(case.handling_role, case.status)
    return f"通常可以到：{'、'.join(move.label for move in moves)}" if moves else "这一件已经到头"


def _dated(case: Case, work: Workplace) -> Case:
    """The dates that a move tells, where nobody typed them yet."""
    if case.status is Status.SIGNED and case.acknowledged_at is None:
        return replace(case, acknowledged_at=work.today)
    if case.status in {Status.REPLIED, Status.SENT_TO_LEAD} and case.replied_at is None:
        return replace(case, replied_at=work.today)
    return case
