"""The issued letter: whether its text is locked, the words that were signed or sent, and a correction after it went out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.chronology import standing_moves
from desktop.domain.case.event import Event, EventKind, NoteWords
from desktop.domain.case.moves import opens_new_round
from desktop.domain.case.reply import Reply
from desktop.domain.gates.letter_lock import LetterLock, lock_at
from desktop.domain.gates.standing import GateStep, gate_step, standing_of
from desktop.domain.records.issued_text import IssuedText
from desktop.domain.records.review import draft_number
from desktop.services.gates.joint_letter import lead_of, letter_of, round_number
from desktop.services.office.recording import record_event
from desktop.services.office.workplace import Workplace
from desktop.store.history.events import events_of
from desktop.store.history.handling import ISSUED_TEXTS, REVIEWS


def lock_of(work: Workplace, case: Case, number: int | None = None) -> LetterLock:
    """The lock of the letter of that round (default the present one), which is a letter of this case.

    A letter of a case that came into the store 「收件」 signed or answered is a copy of what went out elsewhere: open, until
    the program has signed it or kept its text.
    """
    present = round_number(work, case)
    if number is not None and number < present:
        return LetterLock.PAST
    lock = lock_at(case.status)
    if lock is LetterLock.OPEN or ISSUED_TEXTS.of(work.store, case.id, round=present):
        return lock
    signed = standing_of(events_of(work.store, case.id)).sign_off
    return lock if signed is not None else LetterLock.OPEN


def lock_for(work: Workplace, case: Case, reply: Reply) -> LetterLock:
    """The lock of the letter that answers the case, which may be that of its lead case 「并案」."""
    return lock_of(work, lead_of(work, case) or case, reply.round)


def issued_texts(work: Workplace, case: Case, number: int | None = None) -> tuple[IssuedText, ...]:
    """What was signed and sent in that round (default every round), oldest first; of a merged case that of its lead case."""
    owner = lead_of(work, case) or case
    if number is None:
        return ISSUED_TEXTS.of(work.store, owner.id)
    return ISSUED_TEXTS.of(work.store, owner.id, round=number)


def keep_signed(work: Workplace, case: Case, day: date) -> None:
    """Keep the text of the letter as it is signed that day, unless just these words are kept already. Inside a transaction."""
    reply, number = letter_of(work, case), round_number(work, case)
    if reply is None or reply.case_id != case.id or reply.round != number:
        return
    kept = ISSUED_TEXTS.of(work.store, case.id, round=number)
    if not kept or kept[-1].text != reply.text:
        ISSUED_TEXTS.add(work.store, IssuedText(case.id, number, day, reply.text, reply.fields.signer))


def keep_as_signed(work: Workplace, case: Case) -> None:
    """Keep the words that are signed before they change, where a program that kept none signed them. Inside a transaction."""
    if not ISSUED_TEXTS.of(work.store, case.id, round=round_number(work, case)):
        sign_off = standing_of(events_of(work.store, case.id)).sign_off
        keep_signed(work, case, sign_off.happened_on if sign_off else work.today)


def keep_corrected(work: Workplace, case: Case, reply: Reply, sections: Iterable[str], why: str) -> None:
    """Keep the corrected text beside the one that went out, and record the correction 「更正答复正文」. Inside a transaction.

    What is typed in one go, for one reason on one day, is one correction.
    """
    last = ISSUED_TEXTS.of(work.store, case.id, round=reply.round)[-1]
    corrected = IssuedText(case.id, reply.round, work.today, reply.text, reply.fields.signer, why.strip())
    again = (last.why, last.day) == (corrected.why, corrected.day)
    ISSUED_TEXTS.save(work.store, replace(corrected, id=last.id if again else 0))
    note = f"{NoteWords.TEXT_CORRECTED}（{'、'.join(sections)}），原因：{why.strip()}"
    told = events_of(work.store, case.id) if again else ()
    if not any((one.note, one.happened_on) == (note, work.today) for one in told):
        record_event(work, case.id, note)


def present_draft(work: Workplace, case: Case) -> int:
    """The number of the present draft 「第 n 稿」 of the letter that answers the case."""
    owner, number = lead_of(work, case) or case, round_number(work, case)
    reviews = REVIEWS.of(work.store, owner.id, round=number)
    return draft_number(reviews, steps_back(events_of(work.store, owner.id)))


def steps_back(events: Sequence[Event]) -> int:
    """How often a signed letter went back in the present round; `events` are the complete history."""
    steps = 0
    for move in standing_moves(events):
        if move.to_status and opens_new_round(move.to_status):
            steps = 0
        elif move.kind is EventKind.MOVED and _unsigns(move):
            steps += 1
    return steps


def _unsigns(move: Event) -> bool:
    if move.from_status is None or move.to_status is None:
        return False
    return gate_step(move.from_status) > GateStep.NONE and gate_step(move.to_status) is GateStep.NONE
