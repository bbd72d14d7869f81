"""One look at a draft with what follows from it 「核稿结果」: the review, its remark on a paragraph, the case moved."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.case.case import Case
from desktop.domain.case.next_step import next_step
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.records.review import Remark, Review, ReviewStage, Verdict
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import current_round
from desktop.services.handling.progress import move_case
from desktop.services.handling.reviews import add_remark, record_review, required_signer
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import REVIEWS

_STAGES = {
    Status.SECTION_REVIEW: ReviewStage.SECTION,
    Status.OFFICE_REVIEW: ReviewStage.OFFICE,
    Status.COUNTERSIGN: ReviewStage.COUNTERSIGN,
    Status.LEADER_REVIEW: ReviewStage.LEADER,
    Status.SIGNED_OFF: ReviewStage.LEADER,
}


@dataclass(frozen=True, slots=True)
class RemarkPlace:
    """Where a remark hangs: a section, and the paragraph in it counted from 1 (0 = the whole section)."""

    section_key: str
    paragraph: int = 0


def stage_at(status: Status) -> ReviewStage:
    """The desk on which a draft of that status lies; the section's while it is still being written."""
    return _STAGES.get(status, ReviewStage.SECTION)


def finish_review(
    work: Workplace,
    case_id: int,
    stage: ReviewStage,
    reviewer: str,
    verdict: Verdict,
    remark: str = "",
    *,
    place: RemarkPlace | None = None,
    move: bool = True,
) -> Case:
    """Record the review, hang its remark on `place`, and move the case: on if it passed, back to the draft if not.

    All of it or nothing. Raises Refused without a name, for 退改 without a remark, and where the way on is barred.
    """
    if verdict is Verdict.CHANGES and not remark.strip():
        raise Refused("退改要写明改什么", "请写一句修改意见")
    with work.store.writing():
        level = required_signer(work, case_id) if stage is ReviewStage.LEADER else None
        review = record_review(work, case_id, stage, reviewer, verdict, remark, signer_level=level)
        if place and verdict is Verdict.CHANGES:
            add_remark(work, review.id, place.section_key, remark, place.paragraph)
        return _moved(work, case_id, verdict, remark) if move else get_case(work, case_id)


def remark_on(work: Workplace, case_id: int, place: RemarkPlace, text: str, reviewer: str = "") -> Remark:
    """Hang one more remark on a paragraph, with the last review that sent this draft back; begins one if there is none."""
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


def _moved(work: Workplace, case_id: int, verdict: Verdict, remark: str) -> Case:
    case = get_case(work, case_id)
    if case.status not in _STAGES or case.status is Status.SIGNED_OFF:
        return case  # a look at an unfinished draft, or at a signed one, moves nothing
    if verdict is Verdict.CHANGES:
        return move_case(work, case_id, Status.DRAFTING, remark.strip())
    step = next_step(case.handling_role, case.status)
    return move_case(work, case_id, step.to) if step else case
