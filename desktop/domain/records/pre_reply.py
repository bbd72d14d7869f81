"""The draft shown to the proposer before the reply is sent 「预答复」, and what the proposer said to it (DOMAIN 9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.records.contact import ContactWay
from desktop.domain.rules.locality import PreReplyDemand


class DraftAnswer(StrEnum):
    """What the proposer said to the draft; OPEN while there is no answer."""

    OPEN = ""
    AGREES = "agrees"
    WISHES = "wishes"

    @property
    def label(self) -> str:
        return {"": "", "agrees": "同意", "wishes": "有意见"}[self]


@dataclass(frozen=True, slots=True)
class PreReply:
    """One draft shown to one proposer. `words` are what was said to it, `settled` what was done about a wish.

    `draft` is the number of the draft 「第 n 稿」. `answered_at` is None until the proposer has answered.
    """

    case_id: int
    proposer: str
    shown_at: date
    way: ContactWay = ContactWay.MESSAGE
    answer: DraftAnswer = DraftAnswer.OPEN
    answered_at: date | None = None
    words: str = ""
    settled: str = ""
    draft: int = 1
    round: int = 1
    id: int = 0

    @property
    def is_over(self) -> bool:
        """True if the proposer agrees, or it is written what was done about the wish."""
        agrees = self.answer is DraftAnswer.AGREES
        return agrees or (self.answer is DraftAnswer.WISHES and bool(self.settled.strip()))

    @property
    def state(self) -> str:
        """「等待答复」「同意」「有意见，未处理」「有意见，已处理」."""
        if self.answer is DraftAnswer.WISHES:
            return f"{self.answer.label}，{'已' if self.is_over else '未'}处理"
        return self.answer.label or "等待答复"


def last_shown(shown: Iterable[PreReply]) -> dict[str, PreReply]:
    """The last draft shown to each proposer: only that one tells whether the proposer agrees."""
    return {one.proposer: one for one in sorted(shown, key=lambda one: (one.shown_at, one.id))}


def asked_for(demand: PreReplyDemand, proposers: Sequence[str]) -> tuple[str, ...]:
    """The proposers to whom the place wants the draft to be shown, each name once; () where it asks for none."""
    match demand:
        case PreReplyDemand.NONE:
            return ()
        case PreReplyDemand.FIRST:
            return tuple(proposers[:1])
        case PreReplyDemand.EVERY:
            return tuple(dict.fromkeys(proposers))
