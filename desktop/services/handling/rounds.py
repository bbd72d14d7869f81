"""Rounds of handling, and what must have happened in one before a reply may leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from desktop.domain.case.case import Case
from desktop.domain.case.gate import Gate, GateFacts, closed_gates, refuse_closed
from desktop.domain.case.moves import round_begins
from desktop.domain.case.status import Status
from desktop.domain.deadlines.case_clock import deadline_of
from desktop.domain.deadlines.handling_round import HandlingRound
from desktop.domain.errors import Refused
from desktop.domain.records.contact import Contact, ContactWay, contact_met, phase_at
from desktop.domain.rules.clock import ClockName
from desktop.services.cases.clocks import current_round, keep_round
from desktop.services.office.record import record_event
from desktop.services.office.rules import calendar_of, rules_of, traits_of
from desktop.services.office.workplace import Workplace
from desktop.store.history.events import events_of
from desktop.store.history.handling import (
    CONTACTS,
    DISCLOSURES,
    EXTENSIONS,
    FEEDBACK,
    PAUSES,
    REVIEWS,
    ROUNDS,
)
from desktop.store.history.record_table import RecordTable
from desktop.store.letters.replies import read_reply


def gate_facts(work: Workplace, case: Case) -> GateFacts:
    """What the gates look at, of the current round: contacts, and the disclosure decision (its record or the reply's field)."""
    number = current_round(work, case).number
    reply = read_reply(work.store, case.id)
    decided = reply is not None and reply.round == number and reply.fields.disclosure is not None
    return GateFacts(
        contact=contact_met(rules_of(work, case).required.contact, CONTACTS.of(work.store, case.id), number),
        disclosure_reviewed=decided or bool(DISCLOSURES.of(work.store, case.id, round=number)),
    )


def refuse_closed_gates(work: Workplace, case: Case, to: Status) -> None:
    """Raise Refused if contact, disclosure review or sign-off bars the way to `to`."""
    refuse_closed(case.handling_role, case.status, to, gate_facts(work, case))


def waive_skipped_contact(work: Workplace, case: Case, to: Status, reason: str) -> None:
    """Record the written reason of a jump as the waiver of the contact that it jumps over; nothing if there was contact."""
    closed = closed_gates(case.handling_role, case.status, to, gate_facts(work, case))
    if closed == (Gate.CONTACT,) and reason:
        number = current_round(work, case).number
        waiver = Contact(case.id, work.today, ContactWay.WAIVED, phase_at(case.status), number, points=reason)
        CONTACTS.add(work.store, waiver)
        record_event(work, case.id, f"免予沟通：{reason}")


def after_move(work: Workplace, before: Case, moved: Case, because: str) -> Case:
    """`moved` with what the move brings about. To be called within the same writing block.

    The second round gets its own clock; a letter called back for correction is no longer sent.
    """
    if round_begins(moved.status):
        return _second_round(work, before, moved, because)
    if before.status.is_replied and not (moved.status.is_replied or moved.status.is_end):
        return replace(moved, replied_at=None)
    leaves_now = moved.status.is_replied and not before.status.is_replied
    return replace(moved, replied_at=moved.replied_at or work.today) if leaves_now else moved


def after_undo(work: Workplace, undone: Case, back: Case) -> Case:
    """`back` with what the undone move had brought about taken away again. Raises Refused once a second round holds anything."""
    if round_begins(undone.status):
        return _without_last_round(work, back)
    if undone.status.is_replied and not back.status.is_replied:
        return replace(back, replied_at=None)
    if back.status.is_replied and back.replied_at is None:
        return replace(back, replied_at=_sent_on(work, back.id))
    return back


def _sent_on(work: Workplace, case_id: int) -> date | None:
    sent = [
        event.at.date()
        for event in events_of(work.store, case_id)
        if event.to_status
        and event.to_status.is_replied
        and not (event.from_status and event.from_status.is_replied)
    ]
    return sent[-1] if sent else None


def _second_round(work: Workplace, before: Case, moved: Case, because: str) -> Case:
    past = keep_round(work, before)
    reply = read_reply(work.store, before.id)
    result = reply.fields.handling_result if reply else ""
    ROUNDS.change(
        work.store, replace(past, replied_at=before.replied_at, due_at=before.due_at, result=result)
    )
    found = deadline_of(
        rules_of(work, before), ClockName.REHANDLING, work.today, calendar_of(work), traits_of(before)
    )
    due = found.due if found else None
    ROUNDS.add(
        work.store,
        HandlingRound(before.id, past.number + 1, work.today, because, first_due_at=due, due_at=due),
    )
    return replace(moved, due_at=due, replied_at=None)


def _without_last_round(work: Workplace, back: Case) -> Case:
    *_, before, last = ROUNDS.of(work.store, back.id)
    reply = read_reply(work.store, back.id)
    begun = reply is not None and reply.round == last.number
    if begun or any(table.of(work.store, back.id, round=last.number) for table in _OF_A_ROUND):
        raise Refused("二次办理已经有了登记或答复稿，不能撤销", "请继续办理，或写明原因流转到别的状态")
    ROUNDS.remove(work.store, last.id)
    return replace(back, due_at=before.due_at, replied_at=before.replied_at)


_OF_A_ROUND: tuple[RecordTable[Any], ...] = (CONTACTS, EXTENSIONS, PAUSES, FEEDBACK, DISCLOSURES, REVIEWS)
