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
    """The day a clock starts from; that day itself is not counted.

    A clock from REPLY_DUE counts back from the due day of the reply, extensions included.
    """

    ASSIGNED = "assigned"
    ACKNOWLEDGED = "acknowledged"
    ASKED = "asked"
    REPLIED = "replied"
    DISSATISFIED = "dissatisfied"
    REASSIGNED = "reassigned"
    DUE = "due"
    REPLY_DUE = "reply_due"

    @property
    def label(self) -> str:
        return {
            "assigned": "交办日",
            "acknowledged": "签收日",
            "asked": "发函日",
            "replied": "答复日",
            "dissatisfied": "反馈不满意之日",
            "reassigned": "重新交办日",
            "due": "原期限",
            "reply_due": "答复期限",
        }[self]


class Condition(StrEnum):
    """The cases a clock applies to; the first clock in the file whose condition holds is used."""

    ANY = "any"
    KEY = "key"  # 重点提案
    GROUP = "group"  # 集体提案
    COMPLEX = "complex"  # 情况复杂, 涉及面广, by decision of the office
    PROPOSAL = "proposal"
    SUGGESTION = "suggestion"

    @property
    def label(self) -> str:
        """The cases in words, for a rule in words; "" for every case."""
        return {
            "any": "",
            "key": "重点件",
            "group": "集体提案",
            "complex": "情况复杂的",
            "proposal": "提案",
            "suggestion": "代表建议",
        }[self]


class Sitting(StrEnum):
    """When a matter was put forward 「会间/会后」: while the session sat, or between sessions."""

    SESSION = "session"
    RECESS = "recess"

    @property
    def label(self) -> str:
        return {"session": "会议期间的", "recess": "闭会期间的"}[self]


_SESSION_WORDS = ("会间", "会中", "会上", "会议期间", "大会", "全会", "会议提案", "会议建议")
_RECESS_WORDS = ("会后", "闭会", "休会", "平时", "会外", "会下", "日常")


def sitting_of(time_mark: str) -> Sitting | None:
    """When a matter with that mark was put forward (会间, 会后, 平时提案, 闭会期间); None if the mark does not say."""
    if any(word in time_mark for word in _RECESS_WORDS):
        return Sitting.RECESS
    return Sitting.SESSION if any(word in time_mark for word in _SESSION_WORDS) else None


@dataclass(frozen=True, slots=True)
class Clock:
    """One rule. `amount` counts `unit`s; a fixed date is given by `month`, `day` and `year_offset` (years later) instead.

    `sitting`: for matters of a session or of a recess only; a matter that does not say when it was put forward is neither.

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
    sitting: Sitting | None = None
    rolls_forward: bool = True
    warn_days: tuple[int, ...] = ()
    basis: str = ""
    confirmed: bool = True

    @property
    def ends_on_working_day(self) -> bool:
        """True if its due day never is a day off."""
        return self.rolls_forward or self.unit is CountingUnit.WORKING_DAYS

    @property
    def words(self) -> str:
        """The rule as text for a case: 自交办日起 3 个月内, 6 月 30 日前, 会议期间的，自签收日起 5 个月内, 答复期限前 20 日."""
        return self._scoped(with_matter_type=False)

    @property
    def words_in_full(self) -> str:
        """The rule as text in a list of all rules: 会议期间的提案，自签收日起 5 个月内."""
        return self._scoped(with_matter_type=True)

    def _scoped(self, *, with_matter_type: bool) -> str:
        said = {Condition.PROPOSAL, Condition.SUGGESTION} if not with_matter_type else set()
        if self.name is ClockName.EXTENSION:
            said.add(Condition.COMPLEX)  # what is extended is complex
        condition = "" if self.condition in said else self.condition.label
        scope = (self.sitting.label if self.sitting else "") + condition
        return (f"{scope}，" if scope else "") + self._span

    @property
    def _span(self) -> str:
        if self.unit is CountingUnit.FIXED_DATE:
            return f"{'次年 ' if self.year_offset else ''}{self.month} 月 {self.day} 日前"
        if self.start is StartEvent.REPLY_DUE:
            return f"{self.start.label}前 {self.amount} {self.unit.label}"
        return f"自{self.start.label}起 {self.amount} {self.unit.label}内"
