"""Review 「核稿、会签、签发」 as rounds: who looked when, what he wants changed, what became of each remark (DOMAIN 3.4, 5.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.rules.locality import SignerLevel


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
