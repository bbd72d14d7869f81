"""Reviews 「核稿、会签、签发」 with their remarks, and the disclosure review 「公开审查」."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.chronology import Landmark
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.event import NoteWords
from desktop.domain.case.next_step import next_step
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.records.review import (
    DisclosureRecord,
    Remark,
    Review,
    ReviewStage,
    Verdict,
    refuse_incomplete,
)
from desktop.domain.rules.locality import SignerLevel
from desktop.services.cases.cases import get_case
from desktop.services.cases.chronology import checked_day, replied
from desktop.services.cases.clocks import current_round
from desktop.services.gates.issued_letter import present_draft
from desktop.services.gates.joint_letter import lead_of
from desktop.services.gates.readiness import keeping_records, signer_level
from desktop.services.handling.progress import move_case
from desktop.services.office.recording import record_event
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, save_reply, store_letter
from desktop.store.history.handling import DISCLOSURES, REMARKS, REVIEWS


def record_review(
    work: Workplace,
    case_id: int,
    stage: ReviewStage,
    reviewer: str,
    verdict: Verdict,
    remark: str = "",
    *,
    day: date | None = None,
    signer_level: SignerLevel | None = None,
) -> Review:
    """Record one review of the draft; each 退改, and each step back behind a signature, starts the next draft 「第 n 稿」.

    Raises Refused without a reviewer, NotReady if a signed case would lose the signature that it needs.
    """
    case = _with_letter(work, case_id)
    if not reviewer.strip():
        raise Refused(f"{stage.label}没有填写姓名", "请填写审稿人")
    number = current_round(work, case).number
    draft = present_draft(work, case)
    review = Review(
        case_id,
        stage,
        reviewer.strip(),
        checked_day(work, case, stage.label, day),
        verdict,
        remark.strip(),
        number,
        draft,
        signer_level,
    )
    with work.store.writing(), keeping_records(work, case_id):
        stored = REVIEWS.add(work.store, review)
        words = f"{stage.label}：{reviewer}{verdict.label}（第 {draft} 稿）"
        record_event(work, case_id, words + (f"，{remark.strip()}" if remark.strip() else ""), day=review.day)
    return stored


def _with_letter(work: Workplace, case_id: int) -> Case:
    """The case, which must have a letter of its own. Raises Refused for one whose letter is that of a lead case 「并案」."""
    case = get_case(work, case_id)
    lead = lead_of(work, case)
    if lead is not None:
        raise Refused(
            f"第{case.number}号已并入第{lead.number}号，核稿和公开审查随第{lead.number}号",
            f"请在第{lead.number}号登记",
        )
    return case


def reviews_of(work: Workplace, case_id: int) -> tuple[Review, ...]:
    """All reviews of all drafts, oldest first."""
    return REVIEWS.of(work.store, case_id)


def add_remark(work: Workplace, review_id: int, section_key: str, text: str, paragraph: int = 0) -> Remark:
    """Add a remark on a paragraph of the draft (0 = the whole section)."""
    return REMARKS.add(work.store, Remark(review_id, section_key, text.strip(), paragraph))


def settle_remark(work: Workplace, remark_id: int, answer: str = "") -> Remark:
    """Settle a remark; `answer` gives the reason if it was not followed. Raises Refused for an unknown remark."""
    remark = REMARKS.by_id(work.store, remark_id)
    if remark is None:
        raise Refused("没有这条修改意见", "请刷新后再看")
    settled = replace(remark, answer=answer.strip(), settled_at=work.today)
    REMARKS.change(work.store, settled)
    return settled


def remarks_of(work: Workplace, case_id: int) -> tuple[Remark, ...]:
    """All remarks of all reviews of the case, oldest first."""
    return tuple(r for review in reviews_of(work, case_id) for r in REMARKS.of(work.store, review.id))


def required_signer(work: Workplace, case_id: int, *, money: bool = False) -> SignerLevel:
    """The signer level that the rule book requires; `money`: the reply concerns projects or funds."""
    return signer_level(work, get_case(work, case_id), money=money)


def review_disclosure(
    work: Workplace,
    case_id: int,
    decision: Disclosure,
    reviewer: str,
    *,
    secrecy_reviewer: str = "",
    reason: str = "",
    form: str = "全文",
    decided_at: date | None = None,
) -> DisclosureRecord:
    """Record the disclosure review of this round and set its decision in the reply.

    Raises Refused if it is incomplete or one person did both reviews, NotReady if a signed case would lose its secrecy review.
    """
    case = _with_letter(work, case_id)
    number = current_round(work, case).number
    known = DISCLOSURES.of(work.store, case_id, round=number)
    published = known[0] if known and decision is Disclosure.PROACTIVE else None
    day = checked_day(work, case, "公开审查", decided_at)
    record = DisclosureRecord(
        case_id, decision, day, reviewer.strip(), secrecy_reviewer.strip(), reason.strip(), number, form,
        published.published_at if published else None, published.place if published else "", known[0].id if known else 0,
    )  # fmt: skip
    refuse_incomplete(record)
    with work.store.writing():
        with keeping_records(work, case_id):
            stored = DISCLOSURES.save(work.store, record)
            reply = open_reply(work, case_id)
            fields = replace(reply.fields, disclosure=decision, disclosure_reason=record.reason)
            _, changes = store_letter(work, replace(reply, fields=fields), NoteWords.DISCLOSURE_REVIEW)
        record_event(
            work,
            case_id,
            f"{NoteWords.DISCLOSURE_REVIEW}{decision.label}，{reviewer}"
            + (f"，保密审查{record.secrecy_reviewer}" if record.secrecy_reviewer else "")
            + (f"，{record.reason}" if record.reason else ""),
            changes,
        )
    return stored


def publish(work: Workplace, case_id: int, place: str, day: date | None = None) -> DisclosureRecord:
    """Record place and day of publication. Raises Refused before both reviews, and if the reply is not to be published."""
    case = _with_letter(work, case_id)
    known = DISCLOSURES.of(work.store, case_id, round=current_round(work, case).number)
    if not known:
        raise Refused("还没有公开审查记录", "请先登记公开审查")
    decided = Landmark("公开审查", known[0].decided_at)
    when = checked_day(work, case, "公开", day, after=(decided, replied(case)))
    published = replace(known[0], published_at=when, place=place.strip())
    refuse_incomplete(published)
    if not published.secrecy_reviewer:
        raise Refused("还没有保密审查的记录", "请在公开审查里写明保密审查人，再登记公开")
    with work.store.writing():
        DISCLOSURES.change(work.store, published)
        record_event(work, case_id, f"{NoteWords.DISCLOSED}{place.strip()}")
    return published


# A review with its consequences 「核稿结果」: the review, its remark on a paragraph and the status move.
_STAGES = {
    Status.SECTION_REVIEW: ReviewStage.SECTION,
    Status.OFFICE_REVIEW: ReviewStage.OFFICE,
    Status.COUNTERSIGN: ReviewStage.COUNTERSIGN,
    Status.LEADER_REVIEW: ReviewStage.LEADER,
    Status.SIGNED_OFF: ReviewStage.LEADER,
}


@dataclass(frozen=True, slots=True)
class RemarkPlace:
    """The place of a remark: a section, and the paragraph in it counted from 1 (0 = the whole section)."""

    section_key: str
    paragraph: int = 0


def stage_at(status: Status) -> ReviewStage:
    """The review stage for a status; SECTION while the draft is being written."""
    return _STAGES.get(status, ReviewStage.SECTION)


def finish_review(
    work: Workplace,
    case_id: int,
    stage: ReviewStage,
    reviewer: str,
    verdict: Verdict,
    remark: str = "",
    *,
    day: date | None = None,
    place: RemarkPlace | None = None,
    level: SignerLevel | None = None,
    move: bool = True,
) -> Case:
    """Record the review, add its remark at `place`, and move the case: forward if passed, back to DRAFTING
    if not. `level` is that of the leader who signs (None = not stated, which counts as the deputy's); who signs
    becomes the letter's signer if it has none. `day`: when it happened, for the review and the move (default today).

    All in one transaction. Raises Refused without a reviewer, for 退改 without a remark, and if the move is
    not allowed.
    """
    if verdict is Verdict.CHANGES and not remark.strip():
        raise Refused("退改要写明改什么", "请写一句修改意见")
    signs = stage is ReviewStage.LEADER
    with work.store.writing():
        stated = (level or SignerLevel.DEPUTY) if signs else None
        review = record_review(work, case_id, stage, reviewer, verdict, remark, day=day, signer_level=stated)
        if place and verdict is Verdict.CHANGES:
            add_remark(work, review.id, place.section_key, remark, place.paragraph)
        if signs and verdict is Verdict.PASSED:
            _name_signer(work, case_id, review.reviewer)
        return _moved(work, case_id, verdict, remark, day) if move else get_case(work, case_id)


def _name_signer(work: Workplace, case_id: int, name: str) -> None:
    reply = open_reply(work, case_id)
    if not reply.fields.signer:
        save_reply(work, replace(reply, fields=replace(reply.fields, signer=name)), why=NoteWords.SIGNED)


def remark_on(work: Workplace, case_id: int, place: RemarkPlace, text: str, reviewer: str = "") -> Remark:
    """Add a remark to the last review that sent this draft back; a new review is recorded if there is none."""
    if not text.strip():
        raise Refused("修改意见是空的", "请写一句要改什么")
    case = get_case(work, case_id)
    with work.store.writing():
        review = _open_review(work, case)
        if review is None:
            who = reviewer.strip() or work.officer or "未署名"
            review = record_review(work, case_id, stage_at(case.status), who, Verdict.CHANGES, text)
        return add_remark(work, review.id, place.section_key, text, place.paragraph)


def _open_review(work: Workplace, case: Case) -> Review | None:
    reviews = REVIEWS.of(work.store, case.id, round=current_round(work, case).number)
    return reviews[-1] if reviews and reviews[-1].verdict is Verdict.CHANGES else None


def _moved(work: Workplace, case_id: int, verdict: Verdict, remark: str, day: date | None) -> Case:
    case = get_case(work, case_id)
    if case.status not in _STAGES or case.status is Status.SIGNED_OFF:
        return case  # a draft not sent for review, or a signed one, is not moved
    if verdict is Verdict.CHANGES:
        return move_case(work, case_id, Status.DRAFTING, remark.strip(), day=day)
    step = next_step(case.handling_role, case.status)
    return move_case(work, case_id, step.to, day=day) if step else case
