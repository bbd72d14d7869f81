"""The rating scale 「满意度」 a place asks proposers for (DOMAIN 3.9)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Satisfaction(StrEnum):
    """What a rating counts as, whatever a form calls it: 同意 and 满意 count alike, so do 理解 and 基本满意.

    `RESERVED` 「保留」 was returned and counts in the denominator only; it opens no second round.
    """

    SATISFIED = "satisfied"
    BASICALLY_SATISFIED = "basically_satisfied"
    RESERVED = "reserved"
    DISSATISFIED = "dissatisfied"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Satisfaction.SATISFIED: "满意",
    Satisfaction.BASICALLY_SATISFIED: "基本满意",
    Satisfaction.RESERVED: "保留",
    Satisfaction.DISSATISFIED: "不满意",
}


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer of a form's scale and what it counts as."""

    code: str
    label: str
    counts_as: Satisfaction
