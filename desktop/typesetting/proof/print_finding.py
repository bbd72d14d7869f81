"""Findings before paper or file 「打印前检查」: how weighty, which rule, where, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingWeight(StrEnum):
    """`MUST` breaks a standard or leaves a hole, `HOUSE` breaks what this house does, `HINT` is worth a look."""

    MUST = "must"
    HOUSE = "house"
    HINT = "hint"

    @property
    def label(self) -> str:
        return {"must": "必须改", "house": "本单位做法", "hint": "请留意"}[self]


@dataclass(frozen=True, slots=True)
class PrintFinding:
    """One finding. `rule_id` is stable (page.lone_signature), `clause` its source ("" = none), `page` 0 the whole letter."""

    weight: FindingWeight
    rule_id: str
    reason: str
    clause: str = ""
    place: str = ""
    page: int = 0

    @property
    def label(self) -> str:
        """One line for people."""
        source = f"（{self.clause}）" if self.clause else ""
        place = f"{self.place}：" if self.place else ""
        return f"{place}{self.reason}{source}"


def weightiest_first(findings: tuple[PrintFinding, ...]) -> tuple[PrintFinding, ...]:
    """The findings, the musts before the others, else in their order."""
    order = list(FindingWeight)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.weight)))
