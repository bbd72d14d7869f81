"""Feedback 「征询意见」: one form per signer, sent with the reply (DOMAIN 3.9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.rules.locality import Satisfaction


@dataclass(frozen=True, slots=True)
class Feedback:
    """One signer's form of one round. `rating` is a code of the locality's scale, `counts_as` its common meaning.

    `returned_at` is None until it is returned. `manner` is the second rating 「对办理工作」 where a locality asks for it.
    """

    case_id: int
    proposer: str
    round: int = 1
    sent_at: date | None = None
    returned_at: date | None = None
    rating: str = ""
    counts_as: Satisfaction | None = None
    manner: Satisfaction | None = None
    remark: str = ""
    file: str = ""
    id: int = 0

    @property
    def is_returned(self) -> bool:
        return self.returned_at is not None and self.counts_as is not None

    @property
    def is_dissatisfied(self) -> bool:
        """True for a returned form that says 不满意."""
        return self.is_returned and self.counts_as is Satisfaction.DISSATISFIED


_FROM_BEST = (
    Satisfaction.SATISFIED,
    Satisfaction.BASICALLY_SATISFIED,
    Satisfaction.RESERVED,
    Satisfaction.DISSATISFIED,
)


def least_satisfied(forms: Iterable[Feedback]) -> Satisfaction | None:
    """The rating of the case, which is the lowest of its signers' ratings; None if no form has been returned."""
    back = [form.counts_as for form in forms if form.is_returned and form.counts_as]
    return max(back, key=_FROM_BEST.index) if back else None


def asks_for_second_round(forms: Iterable[Feedback]) -> bool:
    """True if any signer of this round is dissatisfied 「不满意」."""
    return least_satisfied(forms) is Satisfaction.DISSATISFIED


def dissatisfied_since(forms: Iterable[Feedback]) -> date | None:
    """The day on which the first 不满意 of these forms came back; None if there is none."""
    days = [f.returned_at for f in forms if f.counts_as is Satisfaction.DISSATISFIED and f.returned_at]
    return min(days, default=None)


def outstanding(signers: Iterable[str], forms: Iterable[Feedback]) -> tuple[str, ...]:
    """The signers whose form has not been returned, in the given order."""
    back = {form.proposer for form in forms if form.is_returned}
    return tuple(name for name in signers if name not in back)
