"""The facts of a case that rates and breakdowns are computed from (DOMAIN 5.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from desktop.domain.case.case import HandlingRole, Level, MatterType
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import session_label
from desktop.domain.rules.locality import ResultGrade, Satisfaction
from desktop.domain.words.dates import chinese_date
from desktop.domain.words.numerals import write_numeral


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """One signer's feedback form of one round."""

    proposer: str
    round: int
    counts_as: Satisfaction
    manner: Satisfaction | None = None  # 对办理工作, where the locality asks for it


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """The facts of one case. `due_at` and `replied_at` are those of the first round, `grade` and `result` the current ones.

    `planned`: its reply promised something for later; `converted`: that result has since become 解决采纳. `disclosure` is the
    decision on the current reply, `published` whether that reply has been published.
    """

    id: int
    number: str
    subject: str
    matter_type: MatterType
    level: Level
    role: HandlingRole
    status: Status
    term: int | None = None
    session: int | None = None
    category: str = ""
    section: str = ""
    officer: str = ""
    leader: str = ""
    is_key: bool = False
    assigned_at: date | None = None
    acknowledged_at: date | None = None
    due_at: date | None = None
    replied_at: date | None = None
    result: str = ""
    grade: ResultGrade | None = None
    planned: bool = False
    converted: bool = False
    disclosure: Disclosure | None = None
    published: bool = False
    contacts: int = 0
    face_to_face: int = 0
    rounds: int = 1
    extended: bool = False
    entered_late: bool = False  # an extension or a pause was registered late 「补记」
    corrected_late: bool = False  # the due day was corrected to a later one, or after the reply 「补记」
    beyond_limit: bool = False  # extended or corrected past the rules' last day by a special permit 「特批」
    forms: tuple[ReturnedForm, ...] = ()

    @property
    def is_counted(self) -> bool:
        """True for the cases of N: this unit answers the proposer, and the case was not returned or withdrawn unanswered."""
        return self.role.answers_proposer and self.is_accepted

    @property
    def is_accepted(self) -> bool:
        """False for a case returned or withdrawn before it was answered; what was answered stays in every denominator."""
        return self.replied_at is not None or self.status not in {Status.RETURNED, Status.WITHDRAWN}

    @property
    def left_out_because(self) -> str:
        """Why the case is not one of N: 「会办件」「已退回」「已撤案」; "" if it is."""
        if self.is_counted:
            return ""
        return self.status.label if not self.is_accepted else f"{self.role.label}件"

    @property
    def is_replied(self) -> bool:
        """True once the first reply (or the co-opinion) has been sent, on a day that is known."""
        return self.replied_at is not None

    @property
    def lacks_reply_day(self) -> bool:
        """True for a case whose status says that it is answered, and nothing says when: it is not counted as replied."""
        return self.is_counted and self.replied_at is None and self.status.is_replied

    @property
    def on_time(self) -> bool:
        """True if the first reply was sent by the due day, or sent without a known due day; False without a reply day."""
        return self.replied_at is not None and (self.due_at is None or self.replied_at <= self.due_at)

    @property
    def is_closed(self) -> bool:
        return self.status in {Status.CLOSED, Status.FOLLOWUP, Status.ARCHIVED}

    @property
    def last_forms(self) -> tuple[ReturnedForm, ...]:
        """The last answer of each signer."""
        by_signer = {form.proposer: form for form in sorted(self.forms, key=lambda form: form.round)}
        return tuple(by_signer.values())

    @property
    def first_forms(self) -> tuple[ReturnedForm, ...]:
        """The answers of the first round."""
        return tuple(form for form in self.forms if form.round == 1)

    @property
    def days_taken(self) -> int | None:
        """Calendar days from assignment to reply; None while either is unknown."""
        if self.replied_at is None or self.assigned_at is None:
            return None
        return (self.replied_at - self.assigned_at).days


@dataclass(frozen=True, slots=True)
class FigureScope:
    """Which cases are counted; what is empty does not restrict. `first` and `last` bound the day of assignment."""

    term: int | None = None
    session: int | None = None
    matter_type: MatterType | None = None
    section: str = ""
    officer: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def without_times(self) -> FigureScope:
        """The same part of the work, of all sessions and days."""
        return replace(self, term=None, session=None, first=None, last=None)

    @property
    def words(self) -> str:
        """「十五届四次会议」「2026年交办」「2026年3月1日至2026年4月1日交办」; 「全部届次」 if nothing bounds the time."""
        meeting = session_label(self.term, self.session)
        if meeting or (self.first is None and self.last is None):
            return meeting or (f"{write_numeral(self.term)}届" if self.term is not None else "全部届次")
        days = (self.first, self.last)
        if self.first and self.last and days == (date(self.first.year, 1, 1), date(self.first.year, 12, 31)):
            return f"{self.first.year}年交办"
        return "至".join(chinese_date(day) for day in days if day) + "交办"


class OutsideScope(NamedTuple):
    """Cases that a scope leaves out by session or days alone, for one reason: 「没有登记交办日期」「别的年份交办」."""

    reason: str
    cases: tuple[int, ...]
    is_unknown: bool
    """True if nobody knows whether they belong to the scope: the fact that decides it is missing."""

    @property
    def words(self) -> str:
        """「没有登记交办日期 41 件」."""
        return f"{self.reason} {len(self.cases)} 件"
