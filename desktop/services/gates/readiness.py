"""What a case still lacks for a step, gathered from its records; the services that change facts ask here.

One function, `readiness`, answers the verb `ready`, every move, the next step and the window (decision 0010).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from desktop.domain.case.case import Case, MatterType
from desktop.domain.case.event import Event, NoteWords
from desktop.domain.case.field_change import FieldChange, change_words
from desktop.domain.case.reply import Reply
from desktop.domain.case.status import Status
from desktop.domain.errors import ReasonNeeded
from desktop.domain.gates.gate_facts import GateFacts, LetterFacts
from desktop.domain.gates.joint_findings import OF_LETTER, merged_findings
from desktop.domain.gates.readiness import Finding, NotReady, barring, in_order
from desktop.domain.gates.readiness import readiness as readiness_of
from desktop.domain.gates.standing import GateStep, gate_step, is_signed_or_out, next_gate, standing_of
from desktop.domain.letter.facts import facts_of
from desktop.domain.letter.unwritten import has_body, letter_gaps
from desktop.domain.records.co_opinion import CoOpinion
from desktop.domain.records.examination import PointVerdict
from desktop.domain.records.review import draft_number
from desktop.domain.records.waiver import Waiver
from desktop.domain.rules.locality import Locality, SignerLevel
from desktop.domain.words.dates import chinese_date
from desktop.services.gates.issued_letter import issued_texts, steps_back
from desktop.services.gates.joint_letter import going_along, lead_of, letter_of, round_number
from desktop.services.office.rules import rules_of, traits_of
from desktop.services.office.workplace import Workplace
from desktop.store.cases import cases
from desktop.store.history.events import events_of
from desktop.store.history.handling import (
    CO_OPINIONS,
    CONSENTS,
    CONTACTS,
    DISCLOSURES,
    EXAMINATION_POINTS,
    EXAMINATIONS,
    FEEDBACK,
    PRE_REPLIES,
    PROMISES,
    REMARKS,
    REVIEWS,
    WAIVERS,
)


def readiness(
    work: Workplace, case: Case, end: Status | None = None, *, as_of: date | None = None
) -> tuple[Finding, ...]:
    """Everything missing or open before the status `end`, by default the one behind the next gate; what bars comes first.

    Of a lead case 「并案」 also what the cases lack that its letter takes along, each named by its number. `as_of`: records
    dated after that day do not count.
    """
    end = end or next_gate(case.handling_role, case.status)
    own = readiness_of(_facts_on(work, case, as_of), end)
    last = end if end.is_of_letter or case.status.is_replied else Status.REPLIED
    merged = (
        finding
        for other in (going_along(work, case, last) if gate_step(end) > GateStep.NONE else ())
        for finding in merged_findings(own, other, readiness_of(_facts_on(work, other, as_of), last))
    )
    return in_order((*own, *merged))


def require_ready(work: Workplace, case: Case, end: Status) -> None:
    """Raise NotReady if something bars the step of `end`, for the case or for one that goes along."""
    missing = barring(readiness(work, case, end))
    if missing:
        raise NotReady(f"不能流转到“{end.label}”", missing)


def refuse_later_records(work: Workplace, case: Case, end: Status, day: date) -> None:
    """Raise NotReady if the step of `end` on that day would rest on records dated after it."""
    later = barring(readiness(work, case, end, as_of=day)) if day < work.today else ()
    if later:
        raise NotReady(f"{chinese_date(day)}还不能流转到“{end.label}”，这一天以后的登记不算", later)


def _facts_on(work: Workplace, case: Case, day: date | None) -> GateFacts:
    facts = gate_facts(work, case)
    return facts.as_of(day) if day else facts


def gate_facts(work: Workplace, case: Case, history: tuple[Event, ...] | None = None) -> GateFacts:
    """The facts of a stored case that gates look at; under another history than the stored one if given."""
    number, rules = round_number(work, case), rules_of(work, case)
    events = events_of(work.store, case.id) if history is None else history
    # The letter of a merged case, its reviews and its disclosure are those of the lead case; contacts and forms are its own.
    lead = lead_of(work, case) or case
    reviewed = DISCLOSURES.of(work.store, lead.id, round=number)
    reviews = REVIEWS.of(work.store, lead.id, round=number)
    issued = issued_texts(work, case, number)
    of_letter = events if lead.id == case.id else events_of(work.store, lead.id)
    return GateFacts(
        case=case,
        rules=rules,
        standing=standing_of(events),
        letter=_letter_facts(work, case, rules, number),
        contacts=CONTACTS.of(work.store, case.id, round=number),
        pre_replies=PRE_REPLIES.of(work.store, case.id, round=number),
        disclosure=reviewed[-1] if reviewed else None,
        reviews=reviews,
        remarks=tuple(one for review in reviews for one in REMARKS.of(work.store, review.id)),
        opinions=opinions_for(work, case),
        returned=_returned(work, lead, number, of_letter),
        forms=FEEDBACK.of(work.store, case.id, round=number),
        consents=CONSENTS.of(work.store, case.id, round=number),
        waivers=_waivers(work, case, lead, number),
        promises=PROMISES.of(work.store, case.id),
        issued=issued[-1].text if issued else None,
        draft=draft_number(reviews, steps_back(of_letter)),
        round=number,
        signer_level=signer_level(work, case),
    )


def _returned(
    work: Workplace, case: Case, number: int, events: tuple[Event, ...]
) -> tuple[PointVerdict, ...]:
    """The points that the last examination of that round returned; () if the sign-off that holds came after it."""
    examined = EXAMINATIONS.of(work.store, case.id, round=number)
    if not examined:
        return ()
    sign_off, told = standing_of(events).sign_off, f"{NoteWords.EXAMINED}{examined[-1].examiner}，"
    for event in reversed(events):  # days do not tell: signed and examined may be on one day
        if event == sign_off:
            return ()
        if event.note.startswith(told):
            break
    return tuple(one for one in EXAMINATION_POINTS.of(work.store, examined[-1].id) if one.is_returned)


def _waivers(work: Workplace, case: Case, lead: Case, number: int) -> tuple[Waiver, ...]:
    """The waivers of the case, and those of the letter that were recorded with its lead case."""
    own = WAIVERS.of(work.store, case.id, round=number)
    if lead.id == case.id:
        return own
    return (*(one for one in WAIVERS.of(work.store, lead.id, round=number) if one.need in OF_LETTER), *own)


def signer_level(work: Workplace, case: Case, *, money: bool = False) -> SignerLevel:
    """The level of the leader who must sign; `money`: the reply concerns projects or funds."""
    traits = traits_of(case)
    return rules_of(work, case).signing.required(
        suggestion=case.matter_type is MatterType.NPC_SUGGESTION,
        key=traits.is_key,
        group=traits.is_group,
        money=money,
    )


def opinions_for(work: Workplace, case: Case) -> tuple[CoOpinion, ...]:
    """The opinion of every co-handling unit, asked or not, in the order of the hand-over list."""
    known = {opinion.unit: opinion for opinion in CO_OPINIONS.of(work.store, case.id)}
    units = dict.fromkeys((*case.co_units, *known))
    return tuple(known.get(unit, CoOpinion(case.id, unit)) for unit in units)


def _letter_facts(work: Workplace, case: Case, rules: Locality, number: int) -> LetterFacts | None:
    reply = letter_of(work, case)
    if reply is None or reply.round != number:
        return None
    template = work.library.replies.get(reply.template)
    gaps = letter_gaps(
        reply, template, facts_of(case, reply, rules, _merged(work, case)), rules.required.sections
    )
    keys = frozenset(section.key for section in reply.sections)
    return LetterFacts(reply.fields, reply.text, _is_written(reply), gaps, keys)


def _merged(work: Workplace, case: Case) -> tuple[Case, ...]:
    found = (cases.read_case(work.store, number) for number in cases.merged_with(work.store, case.id))
    return tuple(filter(None, found))


def _is_written(reply: Reply) -> bool:
    return any(map(has_body, reply.sections))


# Changes of facts in a case that is signed or out.
@contextmanager
def keeping_records(work: Workplace, case_id: int) -> Iterator[None]:
    """A change within which a signed or answered case must not lose a record that its status rests on.

    Inside a transaction. Raises NotReady, which takes the change back, naming what would be missing.
    """
    before = _missing_now(work, case_id)
    yield
    lost = tuple(one for one in _missing_now(work, case_id) if one not in before)
    if lost:
        status = _known(work, case_id).status
        raise NotReady(f"这一件已经是“{status.label}”，不能这样改", lost)


def refuse_without_reason(case: Case, changes: tuple[FieldChange, ...], why: str) -> None:
    """Raise ReasonNeeded if facts of a signed or answered case are overwritten without a reason; a blank may be filled."""
    overwritten = [change for change in changes if change.old]
    if overwritten and is_signed_or_out(case.status) and not why.strip():
        raise ReasonNeeded(
            f"这一件已经是“{case.status.label}”，更改要写明原因：{change_words(overwritten)}",
            "请写一句原因，会记入办理经过",
        )


def _missing_now(work: Workplace, case_id: int) -> tuple[Finding, ...]:
    case = _known(work, case_id)
    if not is_signed_or_out(case.status):
        return ()
    return barring(readiness_of(gate_facts(work, case), case.status))


def _known(work: Workplace, case_id: int) -> Case:
    case = cases.read_case(work.store, case_id)
    assert case is not None
    return case
