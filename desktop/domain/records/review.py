"""Review 「核稿、会签、签发」 as rounds: who looked when, what he wants changed, what became of each remark (DOMAIN 3.4, 5.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.case.reply import Disclosure
from desktop.domain.errors import Refused
from desktop.domain.rules.locality import SignerLevel


# The disclosure review 「公开审查」: decided by whom, when, and where the reply was published (DOMAIN 3.10).
@dataclass(frozen=True, slots=True)
class DisclosureRecord:
    """One review for one round. Reply review and disclosure review are done together 「同步审查」 (国办发〔2014〕46号).

    `form` is 全文 or 摘要. Published once `published_at` is set; `place` is the site and column, or the address.
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
    """Raise Refused for a review without a name, or for anything but full disclosure without its reason."""
    if not record.reviewer.strip():
        raise Refused("公开审查没有审查人", "请填写审查人姓名")
    if record.decision is not Disclosure.PROACTIVE and not record.reason.strip():
        raise Refused(f"“{record.decision.label}”要写明理由", "请填写不主动公开的理由")
    if record.published_at and record.decision is not Disclosure.PROACTIVE:
        raise Refused(f"“{record.decision.label}”的答复不能登记公开", "请先改公开属性，重新审查")


class ReviewStage(StrEnum):
    """Which desk the draft lay on."""

    SECTION = "section"
    OFFICE = "office"
    COUNTERSIGN = "countersign"
    LEADER = "leader"

    @property
    def label(self) -> str:
        return {"section": "科室核稿", "office": "办公室核稿", "countersign": "会签", "leader": "签发"}[self]


class Verdict(StrEnum):
    """What came of it."""

    PASSED = "passed"
    CHANGES = "changes"

    @property
    def label(self) -> str:
        return {"passed": "同意", "changes": "退改"}[self]


@dataclass(frozen=True, slots=True)
class Review:
    """One look at one draft. `draft` counts the drafts 「第 n 稿」; `signer_level` is set where the leader signs."""

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


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark that hangs on a paragraph (`paragraph` counts from 1, 0 = the whole section); settled or answered, or open."""

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
    """The remarks that nobody has settled or answered."""
    return tuple(remark for remark in remarks if remark.is_open)
