"""The work list 「办件」: its query, rows, sort order and due states."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.case.case import Case, HandlingRole, Level, MatterType, Proposer, ProposerKind
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.status import Status
from desktop.domain.case.waiting import UNKNOWN, Waiting, deputy_label
from desktop.domain.words.dates import days_left_words
from desktop.domain.words.numerals import write_numeral

SOON_DAYS = 14
"""Days before the due day from which a case is marked."""
PROMISE_SOON_DAYS = 30
"""A promise is due soon in the last days of this number."""
WEEK_DAYS = 7
"""Days ahead of the smart list 「七日内到期」 (today included), the reminder, and a list of due items without a number of days."""


class SmartList(StrEnum):
    """The predefined lists beside the inbox; each is a query, not a stored list."""

    ALL = "all"
    TODAY = "today"
    WEEK = "week"
    LATE = "late"
    CO_OPINION = "co_opinion"
    TO_SIGN = "to_sign"
    FEEDBACK = "feedback"
    REHANDLING = "rehandling"
    FOLLOWUP = "followup"
    KEY = "key"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    SmartList.ALL: "全部在办",
    SmartList.TODAY: "今日到期",
    SmartList.WEEK: "七日内到期",
    SmartList.LATE: "逾期",
    SmartList.CO_OPINION: "待会办意见",
    SmartList.TO_SIGN: "待签发",
    SmartList.FEEDBACK: "征询意见",
    SmartList.REHANDLING: "二次办理",
    SmartList.FOLLOWUP: "承诺到期",
    SmartList.KEY: "重点提案",
}


class SortKey(StrEnum):
    """The columns by which the list can be sorted."""

    DUE = "due_at"
    NUMBER = "number"
    SUBJECT = "subject"
    PROPOSER = "proposer"
    SECTION = "section"
    STATUS = "status"
    ROLE = "handling_role"
    OFFICER = "officer"
    ASSIGNED = "assigned_at"
    MEETING = "session"


class TextOrder(StrEnum):
    """How subjects, proposers, sections and officers are sorted."""

    PINYIN = "pinyin"
    STROKES = "strokes"

    @property
    def label(self) -> str:
        return {TextOrder.PINYIN: "按拼音", TextOrder.STROKES: "按笔画"}[self]


class GroupKey(StrEnum):
    """What the list can be grouped by 「分组」."""

    STATUS = "status"
    SECTION = "section"
    MEETING = "session"
    ROLE = "handling_role"
    OFFICER = "officer"

    @property
    def label(self) -> str:
        key = "meeting" if self is GroupKey.MEETING else self.value
        return f"按{REGISTRY[key].window_label}"


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One group of the list and its number of cases, in display order."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """A query for the list. Empty fields do not restrict it; at most `limit` rows from `offset` are returned."""

    text: str = ""
    statuses: tuple[Status, ...] = ()
    smart: SmartList | None = None
    term: int | None = None
    session: int | None = None
    matter_type: MatterType | None = None
    section: str = ""
    ids: tuple[int, ...] | None = None  # only these cases, for example those counted by a figure
    sort: str = SortKey.DUE
    descending: bool = False
    by: str = TextOrder.PINYIN
    group: GroupKey | None = None
    offset: int = 0
    limit: int = 200


class DueKind(StrEnum):
    """State of the due day; overdue, extended, waiting and done are shown differently (TRAPS 24)."""

    LATE = "late"
    SOON = "soon"
    RUNNING = "running"
    WAITING = "waiting"
    EXTENDED = "extended"
    PAUSED = "paused"
    DONE = "done"
    NONE = "none"


class DueState(NamedTuple):
    """The due day relative to today. `days` are the days left (negative: days late), None where no clock runs."""

    kind: DueKind
    days: int | None = None
    due_at: date | None = None

    @property
    def label(self) -> str:
        """「逾期 2 天」「还剩 12 天」「今日到期」「暂停，余 12 天」; "" where no clock runs."""
        if self.days is None:
            return ""
        if self.kind is DueKind.PAUSED:
            return f"暂停，余 {max(0, self.days)} 天"
        return days_left_words(self.days)


Span = tuple[int, int]
"""First and last place of some characters of a text, the last not included."""


class Hit(NamedTuple):
    """Where the typed words stand in a case: spans of its subject, and a piece of the field that has what the subject has not.

    `text` is "" if the subject, or a column of the list, shows everything that was looked for.
    """

    in_subject: tuple[Span, ...] = ()
    field: str = ""
    text: str = ""
    in_text: tuple[Span, ...] = ()

    @property
    def words(self) -> str:
        """「正文：……轮椅坡道……」; "" if the subject says it."""
        return f"{self.field}：{self.text}" if self.text else ""

    @property
    def in_words(self) -> tuple[Span, ...]:
        """The spans of what was looked for in `words`."""
        before = len(self.field) + 1
        return tuple((first + before, last + before) for first, last in self.in_text)


NO_HIT = Hit()


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row of the list, with texts ready for display."""

    id: int
    number: str
    subject: str
    proposer: str
    role: str
    status: Status
    due: DueState
    section: str
    is_key: bool
    next_step: str
    matter_type: MatterType
    level: Level
    term: int | None = None
    session: int | None = None
    replied_at: date | None = None
    officer: str = ""
    assigned_at: date | None = None
    proposer_names: tuple[str, ...] = field(default=(), repr=False)
    acknowledged_at: date | None = field(default=None, repr=False)
    leader: str = field(default="", repr=False)
    lead_unit: str = field(default="", repr=False)
    assigning_office: str = field(default="", repr=False)
    co_units: tuple[str, ...] = field(default=(), repr=False)
    needs_feedback: bool = field(default=True, repr=False)
    waiting: Waiting = UNKNOWN
    absent: str = ""  # for whom the officer stands in 「代管」
    hit: Hit = NO_HIT

    @property
    def officer_label(self) -> str:
        """The officer, with the one for whom they stand in."""
        return deputy_label(self.officer, self.absent)

    @property
    def handling_role(self) -> HandlingRole:
        """The role whose label is shown."""
        return _ROLES[self.role]


_ROLES = {role.label: role for role in HandlingRole}


class BinnedCase(NamedTuple):
    """One line of the bin 「回收站」; `who` deleted it, and `reason` says why."""

    id: int
    number: str
    subject: str
    proposer: str
    status: Status
    deleted_at: datetime
    who: str
    reason: str


class CasePage(NamedTuple):
    """The rows of one query and the total number of matching cases."""

    rows: tuple[CaseRow, ...]
    total: int


def due_state(
    status: Status,
    due_at: date | None,
    today: date,
    *,
    extended: bool = False,
    paused_since: date | None = None,
) -> DueState:
    """The state of the due day today."""
    if status.is_done:
        return DueState(DueKind.DONE, None, due_at)
    if status.is_replied:
        return DueState(DueKind.WAITING, None, due_at)
    return running_state(due_at, today, extended=extended, paused_since=paused_since)


def running_state(
    due_at: date | None, today: date, *, extended: bool = False, paused_since: date | None = None
) -> DueState:
    """The state of a clock that is not done. While paused, `days` are the days left at the start of the pause."""
    if due_at is None:
        return DueState(DueKind.NONE)
    if paused_since is not None:
        return DueState(DueKind.PAUSED, (due_at - paused_since).days, due_at)
    days = (due_at - today).days
    if days < 0:
        return DueState(DueKind.LATE, days, due_at)
    if days <= SOON_DAYS:
        return DueState(DueKind.SOON, days, due_at)
    return DueState(DueKind.EXTENDED if extended else DueKind.RUNNING, days, due_at)


def work_order(case: Case) -> str:
    """Sort key of the list: running cases by due day, then waiting ones, then done ones."""
    stage = "3" if case.status.is_done else "2" if case.status.is_replied else "1"
    day = case.due_at if stage == "1" else case.replied_at
    return f"{stage}{day.isoformat() if day else '9999'}"


def proposer_label(matter_type: MatterType, proposers: tuple[Proposer, ...]) -> str:
    """The first proposer, and how many there are: 「林晓舟」「林晓舟等3人」「区工商联等2家」; without a name 「委员 3 人」."""
    if not proposers:
        return ""
    first, count = proposers[0], len(proposers)
    if not first.name.strip():
        return f"{matter_type.member_title} {count} 人"
    unit = "家" if first.kind is ProposerKind.GROUP else "人"
    return first.name + (f"等{count}{unit}" if count > 1 else "")


def session_label(term: int | None, session: int | None) -> str:
    """「十五届三次会议」; "" while term or session is unknown."""
    if term is None or session is None or not (0 <= term <= 999 and 0 <= session <= 999):
        return ""
    return f"{write_numeral(term)}届{write_numeral(session)}次会议"
