"""Reviews 「核稿、会签、签发」 with their remarks, and the disclosure review 「公开审查」 (DOMAIN 3.4, 3.10, 5.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.event import NoteWords
from desktop.domain.errors import Refused
from desktop.domain.rules.locality import SignerLevel


# Disclosure review 「公开审查」: reviewer, day, decision and place of publication (DOMAIN 3.10).
@dataclass(frozen=True, slots=True)
class DisclosureRecord:
    """The disclosure review of one round, done together with the reply review 「同步审查」 (国办发〔2014〕46号).

    `form` is 全文 or 摘要. `published_at` is None until publication; `place` is the site and column, or the address.
    """

    case_id: int
    decision: Disclosure
    decided_at: date
    reviewer: str
    secrecy_reviewer: str = ""
    reason: str = ""
    round: int = 1
    form: str = "全文"
    published_at: date | None = None
    place: str = ""
    id: int = 0


def refuse_incomplete(record: DisclosureRecord) -> None:
    """Raise Refused if the reviewer's name is missing, one person did both reviews, or the reason of any decision but full
    disclosure is missing.
    """
    if not record.reviewer.strip():
        raise Refused("公开审查没有审查人", "请填写审查人姓名")
    if record.secrecy_reviewer.strip() == record.reviewer.strip():
        raise Refused(f"公开审查和保密审查不能是同一个人：{record.reviewer}", "请由另一位同志作保密审查")
    if record.decision is not Disclosure.PROACTIVE and not record.reason.strip():
        raise Refused(f"“{record.decision.label}”要写明理由", "请填写不主动公开的理由")
    if record.published_at and record.decision is not Disclosure.PROACTIVE:
        raise Refused(f"“{record.decision.label}”的答复不能登记公开", "请先改公开属性，重新审查")


# Reviews of a draft and their remarks.
class ReviewStage(StrEnum):
    """Stage of the review."""

    SECTION = "section"
    OFFICE = "office"
    COUNTERSIGN = "countersign"
    LEADER = "leader"

    @property
    def label(self) -> str:
        return _STAGE_WORDS[self].value


_STAGE_WORDS = {
    ReviewStage.SECTION: NoteWords.SECTION_REVIEW,
    ReviewStage.OFFICE: NoteWords.OFFICE_REVIEW,
    ReviewStage.COUNTERSIGN: NoteWords.COUNTERSIGNED,
    ReviewStage.LEADER: NoteWords.SIGNED,
}


class Verdict(StrEnum):
    """Result of the review."""

    PASSED = "passed"
    CHANGES = "changes"

    @property
    def label(self) -> str:
        return {"passed": "同意", "changes": "退改"}[self]


@dataclass(frozen=True, slots=True)
class Review:
    """One review of one draft. `draft` is the number of the draft 「第 n 稿」; `signer_level` is set for the sign-off."""

    case_id: int
    stage: ReviewStage
    reviewer: str
    day: date
    verdict: Verdict = Verdict.PASSED
    remark: str = ""
    round: int = 1
    draft: int = 1
    signer_level: SignerLevel | None = None
    id: int = 0


def draft_number(reviews: Iterable[Review], steps_back: int = 0) -> int:
    """The number of the present draft 「第 n 稿」 after these reviews of one round; each 退改 starts the next one.

    So does each step back behind a signature.
    """
    return 1 + steps_back + sum(review.verdict is Verdict.CHANGES for review in reviews)


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on a paragraph (`paragraph` counts from 1, 0 = the whole section); open, answered or settled."""

    review_id: int
    section_key: str
    text: str
    paragraph: int = 0
    answer: str = ""
    settled_at: date | None = None
    id: int = 0

    @property
    def is_open(self) -> bool:
        return self.settled_at is None and not self.answer


def open_remarks(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """The remarks that are neither settled nor answered."""
    return tuple(remark for remark in remarks if remark.is_open)
