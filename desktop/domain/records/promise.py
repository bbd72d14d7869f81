"""Promises 「承诺事项」 and their follow-up 「跟踪落实」 (DOMAIN 3.11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.case.work_list import PROMISE_SOON_DAYS


class PromiseState(StrEnum):
    """State of a promise."""

    OPEN = "open"
    DUE_SOON = "due_soon"
    LATE = "late"
    KEPT = "kept"

    @property
    def label(self) -> str:
        return {"open": "进行中", "due_soon": "即将到期", "late": "逾期", "kept": "已兑现"}[self]


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise with due day and owner. `ask_number` is the request it answers (0 = none).

    `made_at` is None for one of an older store; `told_in` is the follow-up letter 「落实情况复函」 that tells of it (0 = none yet).
    """

    case_id: int
    text: str
    owner: str = ""
    due_at: date | None = None
    kept_at: date | None = None
    ask_number: int = 0
    made_at: date | None = None
    told_in: int = 0
    id: int = 0

    def state(self, today: date) -> PromiseState:
        """The state today."""
        if self.kept_at is not None:
            return PromiseState.KEPT
        if self.due_at is None:
            return PromiseState.OPEN
        days = (self.due_at - today).days
        return (
            PromiseState.LATE
            if days < 0
            else PromiseState.DUE_SOON
            if days <= PROMISE_SOON_DAYS
            else PromiseState.OPEN
        )


def promise_year(promise: Promise, replied_at: date | None, assigned_at: date | None, today: date) -> int:
    """The year to which a promise belongs: in which it was made, else its case was answered, else assigned, else this one."""
    return (promise.made_at or replied_at or assigned_at or today).year


def is_carried_over(promise: Promise, year: int, today: date) -> bool:
    """True for a promise of an earlier year that is still open 「结转」."""
    return promise.kept_at is None and year < today.year


@dataclass(frozen=True, slots=True)
class Progress:
    """One progress note on a promise."""

    promise_id: int
    day: date
    note: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Conversion:
    """「结果转化」: a later change of the handling result, such as planned to resolved; both are kept."""

    case_id: int
    day: date
    old_result: str
    new_result: str
    proof: str = ""
    id: int = 0
