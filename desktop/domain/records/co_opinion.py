"""Co-handling opinions 「会办意见」 and their reminders: requested, received, merged into the reply (DOMAIN 3.2, 4.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class OpinionState(StrEnum):
    """State of an opinion; only for WAITING and LATE the lead unit is waiting."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    LATE = "late"
    RECEIVED = "received"
    MERGED = "merged"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    OpinionState.NOT_ASKED: "未发函",
    OpinionState.WAITING: "等待会办意见",
    OpinionState.LATE: "会办逾期",
    OpinionState.RECEIVED: "已收到",
    OpinionState.MERGED: "已并入答复",
}


class Position(StrEnum):
    """The co-handling unit's position on the requests."""

    UNKNOWN = ""
    AGREES = "agrees"
    PARTLY = "partly"
    NOT_COMPETENT = "not_competent"

    @property
    def label(self) -> str:
        return {"": "", "agrees": "同意", "partly": "部分同意", "not_competent": "不属职责"}[self]


@dataclass(frozen=True, slots=True)
class CoOpinion:
    """One unit's opinion. `merged_into` is the reply section that includes it; `file` is the SHA-256 of the document received."""

    case_id: int
    unit: str
    asked_at: date | None = None
    due_at: date | None = None
    received_at: date | None = None
    text: str = ""
    position: Position = Position.UNKNOWN
    merged_into: str = ""
    file: str = ""
    id: int = 0

    def state(self, today: date) -> OpinionState:
        """The state today."""
        if self.received_at is not None:
            return OpinionState.MERGED if self.merged_into else OpinionState.RECEIVED
        if self.asked_at is None:
            return OpinionState.NOT_ASKED
        return OpinionState.LATE if self.due_at and today > self.due_at else OpinionState.WAITING

    @property
    def is_awaited(self) -> bool:
        """True if the opinion was requested and has not been received."""
        return self.asked_at is not None and self.received_at is None


@dataclass(frozen=True, slots=True)
class Chase:
    """「催办」: one reminder to a co-handling unit."""

    opinion_id: int
    day: date
    way: str = "电话"
    note: str = ""
    id: int = 0
