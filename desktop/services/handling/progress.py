"""Status moves of a case: forward, back, jump with a reason, undo of the last move; rounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from desktop.domain.case.case import Case
from desktop.domain.case.chronology import Landmark, last_step, standing_moves
from desktop.domain.case.event import Event, EventKind, undo_target
from desktop.domain.case.field_change import case_changes
from desktop.domain.case.moves import (
    MoveKind,
    allowed_moves,
    kind_of,
    needs_reason,
    opens_new_round,
    statuses_of,
)
from desktop.domain.case.next_step import NextStep
from desktop.domain.case.next_step import next_step as next_step_of
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.lacking import gate_before, lacking_before
from desktop.domain.gates.readiness import require_ready as require_facts
from desktop.domain.gates.standing import GateStep, gate_step, is_signed_or_out
from desktop.domain.records.feedback import dissatisfied_since
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.cases import get_case
from desktop.services.cases.chronology import checked_day, contact_before_reply, replied
from desktop.services.cases.clocks import current_round, ensure_round, settle
from desktop.services.gates.issued_letter import keep_as_signed, keep_signed
from desktop.services.gates.joint_letter import (
    along_note,
    came_along,
    going_along,
    lead_of,
    letter_of,
    on_behalf_of,
    refuse_parted_move,
    refuse_parted_undo,
)
from desktop.services.gates.readiness import gate_facts, readiness, refuse_later_records, require_ready
from desktop.services.office.workplace import Workplace
from desktop.store.history.events import add_event, events_of
from desktop.store.history.handling import (
    CONSENTS,
    CONTACTS,
    DISCLOSURES,
    EXAMINATIONS,
    EXTENSIONS,
    FEEDBACK,
    PAUSES,
    PRE_REPLIES,
    PROMISES,
    REVIEWS,
    ROUNDS,
    WAIVERS,
    RecordTable,
)
from desktop.store.letters.replies import read_reply


# Rounds of handling.
def after_move(work: Workplace, before: Case, moved: Case, because: str, day: date) -> Case:
    """`moved` with the consequences of the move on that day; call it in the same transaction.

    The second round starts its own clock. A letter called back for correction is no longer marked as sent.
    """
    if opens_new_round(moved.status):
        return _second_round(work, before, moved, because, day)
    if not _may_be_out(moved.status):
        return replace(moved, replied_at=None) if _may_be_out(before.status) else moved
    if not moved.status.is_replied or before.status.is_replied:
        return moved
    known = before.replied_at if before.status.is_end else None  # a day on a case in the house is no answer
    return replace(moved, replied_at=known or day)


def after_undo(work: Workplace, undone: Case, back: Case) -> Case:
    """`back` with the consequences of the undone move reverted. Raises Refused if a second round has records."""
    if opens_new_round(undone.status):
        return _without_last_round(work, back)
    if undone.status.is_replied and not back.status.is_replied:
        return replace(back, replied_at=None)
    if _may_be_out(back.status) and not _may_be_out(undone.status):
        return replace(back, replied_at=_sent_on(work, back.id))
    return back


def _may_be_out(status: Status) -> bool:
    return status.is_replied or status.is_end


def _sent_on(work: Workplace, case_id: int) -> date | None:
    """The day on which the reply that was out before the last move was sent; None if none was out.

    A move keeps the day that it took from the case; one of an older store does not, and the moves before it tell.
    """
    *earlier, last = standing_moves(events(work, case_id))
    taken = next((change.old for change in last.changes if change.field == "replied_at"), "")
    if taken:
        return date.fromisoformat(taken)
    sent = None
    for event in earlier:
        if event.to_status and event.to_status.is_replied:
            sent = sent or event.happened_on
        elif event.to_status and not event.to_status.is_end:
            sent = None
    return sent


def _second_round(work: Workplace, before: Case, moved: Case, because: str, day: date) -> Case:
    past = ensure_round(work, before)
    reply = letter_of(work, before)
    result = reply.fields.handling_result if reply else ""
    ROUNDS.change(
        work.store, replace(past, replied_at=before.replied_at, due_at=before.due_at, result=result)
    )
    ROUNDS.add(work.store, HandlingRound(before.id, past.number + 1, day, because))
    return replace(moved, replied_at=None)


_OF_A_ROUND: tuple[RecordTable[Any], ...] = (
    CONTACTS,
    PRE_REPLIES,
    EXTENSIONS,
    PAUSES,
    FEEDBACK,
    DISCLOSURES,
    EXAMINATIONS,
    REVIEWS,
    WAIVERS,
    CONSENTS,
)
"""The records that keep a second round from being undone."""


def _without_last_round(work: Workplace, back: Case) -> Case:
    *_, before, last = ROUNDS.of(work.store, back.id)
    reply = read_reply(work.store, back.id)
    has_reply = reply is not None and reply.round == last.number
    if has_reply or any(table.of(work.store, back.id, round=last.number) for table in _OF_A_ROUND):
        raise Refused("二次办理已经有了登记或答复稿，不能撤销", "请继续办理，或写明原因流转到别的状态")
    ROUNDS.remove(work.store, last.id)
    return replace(back, due_at=before.due_at, replied_at=before.replied_at)


def next_step(work: Workplace, case: Case) -> NextStep | None:
    """The next step, shown as primary button, with the number of things that it lacks (`lacking_before`).

    None for a final status, and where the step is one of the lead case 「并案」.
    """
    facts = gate_facts(work, case)
    promised = case.status is Status.CLOSED and any(not p.kept_at for p in PROMISES.of(work.store, case.id))
    step = next_step_of(
        case.handling_role,
        case.status,
        needs_feedback=case.needs_feedback,
        has_promises=promised,
        dissatisfied=bool(facts.dissatisfied),
    )
    if step is None or (step.to.is_of_letter and lead_of(work, case)):
        return None
    lacking = lacking_before(step.to, readiness(work, case, gate_before(step.to)))
    return step._replace(missing=len(lacking))


def move_case(
    work: Workplace, case_id: int, to: Status, note: str = "", *, jump: bool = False, day: date | None = None
) -> Case:
    """Move a case and record the event. An unusual move needs `jump` and a reason in `note`, which passes no gate.

    `day`: when it happened (default today, or the day of receipt, or of a reply that is out, that the case has). Raises Refused
    for a move that is not allowed, for a missing reason, and for a day that contradicts others, NotReady if something is missing.
    """
    with work.store.writing():
        case = get_case(work, case_id)
        refuse_parted_move(work, case, to)
        kind = _permitted(case, to, note.strip(), jump)
        along = going_along(work, case, to)
        if is_signed_or_out(case.status) and not is_signed_or_out(to):
            keep_as_signed(work, case)
        require_ready(work, case, to)
        happened = _day_of(work, case, to, day)
        refuse_later_records(work, case, to, happened)
        moved = settle(
            work, after_move(work, case, _dated(replace(case, status=to), happened), note.strip(), happened)
        )
        add_event(
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
                case_changes(case, moved),
                day=happened,
            ),
        )
        if to is Status.SIGNED_OFF:
            keep_signed(work, moved, happened)
        for other in along:
            _move_along(work, other, to, case, happened)
    return moved


def _move_along(work: Workplace, other: Case, to: Status, lead: Case, day: date) -> None:
    """Move a case that is merged into `lead`, whose readiness has asked for what this proposer is owed."""
    with on_behalf_of(other):
        happened = _day_of(work, other, to, day)
    note = along_note(lead)
    moved = settle(work, after_move(work, other, _dated(replace(other, status=to), happened), note, happened))
    changes = case_changes(other, moved)
    add_event(
        work.store,
        Event(
            other.id,
            work.now(),
            EventKind.MOVED,
            work.officer,
            other.status,
            to,
            note,
            changes=changes,
            day=happened,
        ),
    )


def check_move(work: Workplace, case_id: int, to: Status) -> None:
    """Raise NotReady if something is missing for a move to `to`; nothing is written."""
    require_ready(work, get_case(work, case_id), to)


def take_back_closing(work: Workplace, case_id: int, because: str) -> Case:
    """A closed case goes back to 征询意见: a 不满意 came in after the closing, which therefore no longer holds."""
    case = get_case(work, case_id)
    if gate_step(case.status) < GateStep.CLOSING or not case.handling_role.answers_proposer:
        return case
    back = replace(case, status=Status.FEEDBACK_WAIT)
    with work.store.writing():
        back = settle(work, back)
        event = Event(case_id, work.now(), EventKind.MOVED, work.officer, case.status, back.status, because)
        add_event(work.store, event)
    return back


def undo_move(work: Workplace, case_id: int) -> Case:
    """Undo the last move, once. Raises Refused if there is none to undo, NotReady if the case lacks what that status rests on."""
    with work.store.writing():
        case, history = get_case(work, case_id), events(work, case_id)
        target = undo_target(history)
        last = next((event for event in reversed(history) if event.to_status), None)
        refuse_parted_undo(work, case, last)
        if target is None:
            raise Refused("没有可以撤销的流转", "只有最近一次流转可以撤销一次，改过办理方式的不能撤销")
        moved = settle(work, after_undo(work, case, replace(case, status=target)))
        undone = _undone(work, case, moved, target)
        require_facts(gate_facts(work, moved, (*history, undone)), target)
        add_event(work.store, undone)
        for other in came_along(work, case, last):
            _undo_along(work, other)
    return moved


def move_again(work: Workplace, case_id: int, day: date) -> Case:
    """The last move, recorded with the day on which it happened: it is undone and made again, and the history keeps both.

    Raises Refused as `undo_move` and `move_case` do; nothing is changed then.
    """
    with work.store.writing():
        last = next((event for event in reversed(events(work, case_id)) if event.to_status), None)
        undo_move(work, case_id)
        assert last is not None  # what was undone is a move
        assert last.to_status is not None
        return move_case(work, case_id, last.to_status, last.note, jump=last.jump, day=day)


def _undo_along(work: Workplace, other: Case) -> None:
    target = undo_target(events(work, other.id))
    if target is not None:
        moved = settle(work, after_undo(work, other, replace(other, status=target)))
        add_event(work.store, _undone(work, other, moved, target))


def _undone(work: Workplace, before: Case, after: Case, target: Status) -> Event:
    changes = case_changes(before, after)
    return Event(
        before.id, work.now(), EventKind.UNDONE, work.officer, before.status, target, changes=changes
    )


def events(work: Workplace, case_id: int) -> tuple[Event, ...]:
    """All events of the case, oldest first."""
    return events_of(work.store, case_id)


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
    moves = allowed_moves(case.handling_role, case.status)
    return f"通常可以到：{'、'.join(move.label for move in moves)}" if moves else "这一件已经到头"


def _dated(case: Case, day: date) -> Case:
    """The case with the date that its status implies, where that field is blank."""
    if case.status is Status.SIGNED and case.acknowledged_at is None:
        return replace(case, acknowledged_at=day)
    if case.status in _SENDING and case.replied_at is None:
        return replace(case, replied_at=day)
    return case


_SENDING = frozenset({Status.REPLIED, Status.SENT_TO_LEAD})


def _day_of(work: Workplace, case: Case, to: Status, day: date | None) -> date:
    """The day of the move, checked against the last move and what must have happened before it."""
    sent = case.replied_at if to in _SENDING and _may_be_out(case.status) else None
    known = case.acknowledged_at if to is Status.SIGNED else sent
    if day and known and day != known:
        raise Refused(
            f"{to.label}日期已经登记为{chinese_date(known)}，与{chinese_date(day)}不同",
            "请先更正登记的日期，或按登记的日期流转",
        )
    after = [] if known else [last_step(events(work, case.id))]
    after += [contact_before_reply(work, case)] if to in _SENDING else []
    if opens_new_round(to):
        number = current_round(work, case).number
        forms = FEEDBACK.of(work.store, case.id, round=number)
        after += [replied(case), Landmark("反馈不满意", dissatisfied_since(forms))]
    return checked_day(work, case, to.label, day or known, after=after)
