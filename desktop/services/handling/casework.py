"""All handling records 「办理」 of a case: contacts, opinions, reviews, disclosure, feedback, promises, clock, archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.next_step import NextStep
from desktop.domain.case.status import Status
from desktop.domain.case.waiting import UNKNOWN, Waiting
from desktop.domain.deadlines.case_clock import CaseClock
from desktop.domain.deadlines.deadline import Deadline
from desktop.domain.gates.readiness import Finding
from desktop.domain.gates.standing import next_gate
from desktop.domain.records.co_opinion import Chase, CoOpinion
from desktop.domain.records.contact import Contact
from desktop.domain.records.examination import Examined
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.followup_letter import FollowupLetter
from desktop.domain.records.pre_reply import PreReply
from desktop.domain.records.promise import Conversion, Progress, Promise
from desktop.domain.records.review import DisclosureRecord, Remark, Review
from desktop.domain.records.waiver import Consent, Waiver
from desktop.domain.rules.clock import ClockName
from desktop.domain.rules.locality import ExaminationPoint, Rating
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import clock_of, current_round, deadline, explain_due, limit_of
from desktop.services.cases.merging import merger_words
from desktop.services.cases.waiting import waits_for
from desktop.services.gates.joint_letter import lead_of
from desktop.services.gates.readiness import readiness
from desktop.services.handling.archive import ArchiveCheck, check_archive
from desktop.services.handling.contacts import contacts_of
from desktop.services.handling.examinations import examination_points, examinations_of
from desktop.services.handling.feedback import forms_of, rating_scale
from desktop.services.handling.followup_letters import letters_of
from desktop.services.handling.opinions import chases_of, opinions_of
from desktop.services.handling.pre_replies import pre_replies_of, still_to_show
from desktop.services.handling.progress import next_step
from desktop.services.handling.promises import current_result, progress_of, promises_of
from desktop.services.handling.reviews import remarks_of, required_signer, reviews_of
from desktop.services.handling.rounds import RoundView, rounds_of
from desktop.services.handling.waivers import consents_of, waivers_of
from desktop.services.office.rules import channel_of
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import CONVERSIONS, DISCLOSURES


@dataclass(frozen=True, slots=True)
class OpinionWork:
    """One unit's opinion with its reminders, oldest first."""

    opinion: CoOpinion
    chases: tuple[Chase, ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseWork:
    """One promise with its progress notes, oldest first."""

    promise: Promise
    progress: tuple[Progress, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultWork:
    """The handling result: its current label ("" = none), the labels it can be converted to, and its past conversions."""

    label: str = ""
    choices: tuple[str, ...] = ()
    conversions: tuple[Conversion, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockWork:
    """The clock with its explanation in words, and the latest day of an extension (None = no limit in the rules)."""

    clock: CaseClock
    explanation: tuple[str, ...] = ()
    limit: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Casework:
    """All handling records of one case; contacts, reviews, waivers and consents of every round, feedback forms of the current one.

    `ready` is what is missing or open before the status `gate`, by default the one behind the next gate; `step` is the next
    step, None for a final status. `rounds`: every round with its outcome. `merger`: which cases share the letter, in words; "" =
    none; `follows`: the letter is that of the lead case. `waits_for`: what the case waits for, in one sentence. `pre_replies`:
    drafts shown to proposers in every round, `to_show` who by the place's rules has not seen it yet, or has not agreed.
    `letters`: its follow-up letters. `examinations` of its letters by the assigning office, and the `points` they look at.
    `return_window`: until when a return may be asked for, None without a rule.
    """

    case: Case
    today: date
    round: int
    contacts: tuple[Contact, ...]
    opinions: tuple[OpinionWork, ...]
    reviews: tuple[Review, ...]
    remarks: tuple[Remark, ...]
    signer: str
    disclosure: DisclosureRecord | None
    forms: tuple[Feedback, ...]
    scale: tuple[Rating, ...]
    promises: tuple[PromiseWork, ...]
    result: ResultWork
    clock: ClockWork
    archive: ArchiveCheck
    waivers: tuple[Waiver, ...]
    consents: tuple[Consent, ...]
    gate: Status
    ready: tuple[Finding, ...]
    step: NextStep | None
    rounds: tuple[RoundView, ...] = ()
    merger: str = ""
    follows: bool = False
    waits_for: Waiting = UNKNOWN
    pre_replies: tuple[PreReply, ...] = ()
    to_show: tuple[str, ...] = ()
    letters: tuple[FollowupLetter, ...] = ()
    return_window: Deadline | None = None
    examinations: tuple[Examined, ...] = ()
    points: tuple[ExaminationPoint, ...] = ()


def casework(work: Workplace, case_id: int, gate: Status | None = None) -> Casework:
    """Read all handling records of a case. Takes a few dozen indexed queries; not for lists of cases."""
    case = get_case(work, case_id)
    number = current_round(work, case).number
    gate = gate or next_gate(case.handling_role, case.status)
    reviewed = DISCLOSURES.of(work.store, case_id, round=number)
    return Casework(
        case=case,
        today=work.today,
        round=number,
        contacts=contacts_of(work, case_id),
        opinions=tuple(OpinionWork(one, chases_of(work, one)) for one in opinions_of(work, case_id)),
        reviews=reviews_of(work, case_id),
        remarks=remarks_of(work, case_id),
        signer=required_signer(work, case_id).label,
        disclosure=reviewed[-1] if reviewed else None,
        forms=forms_of(work, case),
        scale=rating_scale(work, case),
        promises=tuple(PromiseWork(one, progress_of(work, one.id)) for one in promises_of(work, case_id)),
        result=_result(work, case),
        clock=ClockWork(clock_of(work, case), explain_due(work, case), limit_of(work, case)),
        archive=check_archive(work, case_id),
        waivers=waivers_of(work, case_id),
        consents=consents_of(work, case_id),
        gate=gate,
        ready=readiness(work, case, gate),
        step=next_step(work, case),
        rounds=rounds_of(work, case),
        merger=merger_words(work, case),
        follows=lead_of(work, case) is not None,
        waits_for=waits_for(work, case),
        pre_replies=pre_replies_of(work, case_id),
        to_show=still_to_show(work, case),
        letters=letters_of(work, case_id),
        return_window=deadline(work, case, ClockName.RETURN),
        examinations=examinations_of(work, case_id),
        points=examination_points(work, case),
    )


def _result(work: Workplace, case: Case) -> ResultWork:
    channel = channel_of(work, case)
    code = current_result(work, case.id)
    known = channel.result(code) if code else None
    choices = tuple(result.label for result in channel.choices if result.code != code)
    return ResultWork(known.label if known else code, choices, CONVERSIONS.of(work.store, case.id))
