"""What lets a case pass although something is missing: waivers 「免过」 with their reason, the proposer's consent 「同意办结」.

Both are records of their own: the reason of a jump is none of them (decision 0010).
"""

from __future__ import annotations

from datetime import date

from desktop.domain.case.chronology import Landmark, refuse_wrong_day
from desktop.domain.case.event import NoteWords
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.readiness import Finding, Need
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.waiver import Consent, Waiver
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.approval import refuse_own_approval
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import current_round
from desktop.services.gates.readiness import keeping_records, readiness
from desktop.services.handling.contacts import record_contact
from desktop.services.office.recording import record_event
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import CONSENTS, FEEDBACK, WAIVERS


def pass_finding(
    work: Workplace, case_id: int, need: Need, key: str, reason: str, *, approved_by: str = ""
) -> None:
    """Record why something missing does not bar the case in this round, and who authorised that.

    A contact that is not needed is recorded among the contacts 「免予沟通」. Raises Refused for what is not missing or cannot be
    passed, and without the reason or the approver that it takes.
    """
    case = get_case(work, case_id)
    finding = _finding(readiness(work, case, Status.ARCHIVED), need, key)
    if finding.passing is None:
        raise Refused(f"这一项不能免过：{finding.words}", finding.remedy)
    if not reason.strip():
        raise Refused("免过要写明原因", finding.passing.reason)
    if finding.passing.approver and not approved_by.strip():
        raise Refused(f"要有{finding.passing.by}同意才能免过", f"请写明同意的{finding.passing.by}")
    refuse_own_approval(work, case, approved_by)
    with work.store.writing():
        if need is Need.CONTACT:
            record_contact(work, case_id, ContactWay.WAIVED, points=reason, approved_by=approved_by)
            return
        waiver = Waiver(
            case_id,
            need,
            key,
            reason.strip(),
            work.officer,
            work.today,
            current_round(work, case).number,
            case.handling_role.answers_proposer,
            approved_by.strip(),
        )
        WAIVERS.add(work.store, waiver)
        record_event(work, case_id, f"{NoteWords.WAIVED}：{finding.words}。{waiver_words(waiver)}")


def waiver_words(waiver: Waiver) -> str:
    """「原因：…；周主任同意」."""
    return f"原因：{waiver.reason}" + (f"；{waiver.approved_by}同意" if waiver.approved_by else "")


def waivers_of(work: Workplace, case_id: int) -> tuple[Waiver, ...]:
    """The waivers of every round, oldest first."""
    return WAIVERS.of(work.store, case_id)


def take_back_waiver(work: Workplace, waiver_id: int) -> None:
    """Remove a waiver; the history keeps it.

    Raises Refused if there is none of that id, NotReady if a signed or answered case rests on it.
    """
    waiver = WAIVERS.by_id(work.store, waiver_id)
    if waiver is None:
        raise Refused("没有这条免过记录", "请刷新后再看")
    with work.store.writing(), keeping_records(work, waiver.case_id):
        WAIVERS.remove(work.store, waiver_id)
        record_event(work, waiver.case_id, f"撤回{NoteWords.WAIVED}（{waiver_words(waiver)}）")


def record_consent(
    work: Workplace, case_id: int, words: str, proposer: str = "", *, day: date | None = None
) -> Consent:
    """Record that a dissatisfied proposer agrees to the closing; without a name the only one who is dissatisfied.

    Raises Refused without words, for a day to come or before the form came back, and for somebody who is not one of the
    proposers or not dissatisfied in this round.
    """
    case = get_case(work, case_id)
    number = current_round(work, case).number
    forms = {
        form.proposer: form for form in FEEDBACK.of(work.store, case_id, round=number) if form.is_dissatisfied
    }
    unhappy = [one.name for one in case.proposers if one.name in forms]
    name = proposer.strip() or (unhappy[0] if len(unhappy) == 1 else "")
    if name not in unhappy:
        raise Refused(
            "没有写明是哪一位不满意的提案者",
            f"可以填：{'、'.join(unhappy)}" if unhappy else "本轮没有人不满意",
        )
    if not words.strip():
        raise Refused("同意办结要记下提案者的原话", "请写一句")
    when = day or work.today
    back = Landmark("收回反馈", forms[name].returned_at)
    refuse_wrong_day("同意办结", when, work.today, (back,))
    with work.store.writing():
        stored = CONSENTS.add(work.store, Consent(case_id, name, when, words.strip(), number))
        record_event(work, case_id, f"{name}{chinese_date(when)}{NoteWords.CONSENTED}：{stored.words}")
    return stored


def consents_of(work: Workplace, case_id: int) -> tuple[Consent, ...]:
    """The consents of every round, oldest first."""
    return CONSENTS.of(work.store, case_id)


def remove_consent(work: Workplace, consent_id: int) -> None:
    """Remove a consent; the history keeps it. Raises as `take_back_waiver` does."""
    consent = CONSENTS.by_id(work.store, consent_id)
    if consent is None:
        raise Refused("没有这条同意办结的记录", "请刷新后再看")
    with work.store.writing(), keeping_records(work, consent.case_id):
        CONSENTS.remove(work.store, consent_id)
        record_event(work, consent.case_id, f"删除{consent.proposer}{NoteWords.CONSENTED}的记录")


def _finding(found: tuple[Finding, ...], need: Need, key: str) -> Finding:
    match = next(
        (one for one in found if one.must and not one.of and (one.need, one.key) == (need, key)), None
    )
    if match is None:
        raise Refused("这一项并不缺", "请重新看一遍还差什么")
    return match
