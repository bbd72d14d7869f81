"""Summary of one case for `chengban show`, read without changing anything."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event
from desktop.domain.case.moves import allowed_moves
from desktop.domain.case.next_step import NextStep
from desktop.domain.case.reply import Reply
from desktop.domain.case.status import Status
from desktop.domain.case.waiting import UNKNOWN, Waiting
from desktop.domain.case.work_list import DueState, due_state
from desktop.domain.records.examination import Examined
from desktop.domain.records.followup_letter import FollowupLetter
from desktop.domain.records.pre_reply import PreReply
from desktop.domain.records.promise import Conversion
from desktop.domain.records.stand_in import StandIn
from desktop.domain.rules.locality import Locality
from desktop.services.cases.clocks import clock_of
from desktop.services.cases.handovers import stand_in_of
from desktop.services.cases.merging import merger_words
from desktop.services.cases.waiting import waits_for
from desktop.services.gates.joint_letter import letter_of
from desktop.services.handling.examinations import examinations_of
from desktop.services.handling.followup_letters import letters_of
from desktop.services.handling.pre_replies import pre_replies_of
from desktop.services.handling.progress import events, next_step
from desktop.services.handling.promises import conversions_of
from desktop.services.handling.rounds import RoundView, rounds_of
from desktop.services.office.rules import channel_of, rules_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing.choices import template_of
from desktop.services.writing.drafting import SectionState, section_states
from desktop.store.cases.case_files import files_of


@dataclass(frozen=True, slots=True)
class ReplyView:
    """The current reply with the state of each section.

    `result`: the label of the handling result in the case's rule book, or the typed text if the book has no
    such result; "" = none yet.
    """

    reply: Reply
    result: str
    sections: tuple[SectionState, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case as of today. `reply` is None if none was started, `next_step` None for a final status, `merger` "" without 并案.

    `waits_for`: what it waits for, in one sentence. `stand_in`: for whom its officer stands in 「代管」, None for nobody.
    """

    case: Case
    due: DueState
    next_step: NextStep | None
    moves: tuple[Status, ...]
    reply: ReplyView | None
    events: tuple[Event, ...]
    files: tuple[str, ...]
    rules: Locality
    rounds: tuple[RoundView, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    merger: str = ""
    waits_for: Waiting = UNKNOWN
    stand_in: StandIn | None = None
    pre_replies: tuple[PreReply, ...] = ()
    followup_letters: tuple[FollowupLetter, ...] = ()
    examinations: tuple[Examined, ...] = ()


def view_case(work: Workplace, case: Case) -> CaseView:
    """The view of a stored case. No reply is created."""
    reply = letter_of(work, case)
    return CaseView(
        case=case,
        due=_due(work, case),
        next_step=next_step(work, case),
        moves=allowed_moves(case.handling_role, case.status),
        reply=_view_reply(work, case, reply) if reply else None,
        events=events(work, case.id),
        files=tuple(file.name for file in files_of(work.store, case.id)),
        rules=rules_of(work, case),
        rounds=rounds_of(work, case),
        conversions=conversions_of(work, case.id),
        merger=merger_words(work, case),
        waits_for=waits_for(work, case),
        stand_in=stand_in_of(work, case),
        pre_replies=pre_replies_of(work, case.id),
        followup_letters=letters_of(work, case.id),
        examinations=examinations_of(work, case.id),
    )


def _due(work: Workplace, case: Case) -> DueState:
    clock = clock_of(work, case)
    return due_state(
        case.status, clock.due, work.today, extended=clock.is_extended, paused_since=clock.paused_since
    )


def _view_reply(work: Workplace, case: Case, reply: Reply) -> ReplyView:
    code = reply.fields.handling_result
    result = channel_of(work, case).result(code)
    return ReplyView(reply, result.label if result else code, section_states(reply, template_of(work, reply)))
