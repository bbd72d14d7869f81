"""Clocks 「期限规则」: start day, length and counting unit of a step's deadline (DOMAIN 3.5).

Pure data from templates/localities/*.toml; desktop.domain.deadlines.deadline computes the dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ClockName(StrEnum):
    """The step that is timed."""

    RETURN = "return"
    DISTRIBUTE = "distribute"
    FIRST_CONTACT = "first_contact"
    CO_OPINION = "co_opinion"
    REPLY = "reply"
    EXTENSION = "extension"
    FEEDBACK = "feedback"
    REHANDLING = "rehandling"
    DISCLOSURE = "disclosure"

    @property
    def label(self) -> str:
        return _CLOCK_LABELS[self]


_CLOCK_LABELS = {
    ClockName.RETURN: "申请退回",
    ClockName.DISTRIBUTE: "分办到科室",
    ClockName.FIRST_CONTACT: "首次沟通",
    ClockName.CO_OPINION: "会办意见",
    ClockName.REPLY: "答复",
    ClockName.EXTENSION: "延期上限",
    ClockName.FEEDBACK: "征询意见",
    ClockName.REHANDLING: "二次办理",
    ClockName.DISCLOSURE: "复文公开",
}


class CountingUnit(StrEnum):
    """Unit of counting. A fixed date is a day in the year in which the case was assigned."""

    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    FIXED_DATE = "fixed_date"

    @property
    def label(self) -> str:
        return {
            "calendar_days": "日",
            "working_days": "个工作日",
            "months": "个月",
            "fixed_date": "固定日期",
        }[self]


class StartEvent(StrEnum):
    """The day a clock starts from; that day itself is not counted."""

    ASSIGNED = "assigned"
    ACKNOWLEDGED = "acknowledged"
    ASKED = "asked"
    REPLIED = "replied"
    DISSATISFIED = "dissatisfied"
    DUE = "due"

    @property
    def label(self) -> str:
        return {
            "assigned": "交办日",
            "acknowledged": "签收日",
            "asked": "发函日",
            "replied": "答复日",
            "dissatisfied": "反馈不满意之日",
            "due": "原期限",
        }[self]


class Condition(StrEnum):
    """The cases a clock applies to; the first clock in the file whose condition holds is used."""

    ANY = "any"
    KEY = "key"  # 重点提案
    GROUP = "group"  # 集体提案
    COMPLEX = "complex"  # 情况复杂, 涉及面广, by decision of the office
    PROPOSAL = "proposal"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class Clock:
    """One rule. `amount` counts `unit`s; a fixed date is given by `month`, `day` and `year_offset` (years later) instead.

    `rolls_forward`: a last day that is a rest day moves to the next working day (民法典 §203). `warn_days` are the
    calendar days before the end on which a reminder is due, longest first. `confirmed` is False for a common value that was
    not verified in the locality's own rules; the officer is asked to check it.
    """

    name: ClockName
    unit: CountingUnit
    amount: int = 0
    month: int = 0
    day: int = 0
    year_offset: int = 0
    start: StartEvent = StartEvent.ASSIGNED
    condition: Condition = Condition.ANY
    rolls_forward: bool = True
    warn_days: tuple[int, ...] = ()
    basis: str = ""
    confirmed: bool = True

    @property
    def words(self) -> str:
        """The rule as text: 自交办日起 3 个月内, 6 月 30 日前."""
        if self.unit is CountingUnit.FIXED_DATE:
            return f"{'次年 ' if self.year_offset else ''}{self.month} 月 {self.day} 日前"
        return f"自{self.start.label}起 {self.amount} {self.unit.label}内"
