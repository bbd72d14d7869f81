"""Due items 「提醒」: overdue, due today and due soon over all deadlines, and the deadlines of one case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import WEEK_DAYS, SmartList
from desktop.domain.deadlines.deadline import Deadline
from desktop.domain.rules.clock import ClockName
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import clock_of, deadline
from desktop.services.cases.handovers import Handover, handovers
from desktop.services.handling.rule_changes import count_older
from desktop.services.office.workplace import Workplace
from desktop.store.cases.due_rows import (
    CaseBrief,
    awaited_opinions,
    briefs_of,
    carried_promises,
    due_cases,
    forms_out,
    open_promises,
    running_cases,
    unpublished_replies,
)
from desktop.store.history.handling import CONTACTS


class DueWhat(StrEnum):
    """The kind of deadline."""

    REPLY = "reply"
    REHANDLING = "rehandling"
    OUR_OPINION = "our_opinion"
    RETURN = "return"
    FIRST_CONTACT = "first_contact"
    CO_OPINION = "co_opinion"
    FEEDBACK = "feedback"
    DISCLOSURE = "disclosure"
    PROMISE = "promise"
    CARRIED = "carried"  # a promise of an earlier year without a day

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_of_case(self) -> bool:
        """True for the clock of the case itself, by which it stands among 逾期, 今日到期 and 七日内到期."""
        return self in {DueWhat.REPLY, DueWhat.REHANDLING, DueWhat.OUR_OPINION}


_LABELS = {
    DueWhat.REPLY: "答复",
    DueWhat.REHANDLING: "二次答复",
    DueWhat.OUR_OPINION: "报送会办意见",
    DueWhat.RETURN: "申请退回",
    DueWhat.FIRST_CONTACT: "首次沟通",
    DueWhat.CO_OPINION: "会办意见",
    DueWhat.FEEDBACK: "收回征询意见表",
    DueWhat.DISCLOSURE: "公开复文",
    DueWhat.PROMISE: "兑现承诺",
    DueWhat.CARRIED: "兑现往年承诺",
}
_LONGEST_WINDOW_DAYS = 120
"""Longer than any rule book's period for return or first contact, in days; older cases are not checked for these."""
_OTHER_CLOCKS = (
    ClockName.RETURN,
    ClockName.DISTRIBUTE,
    ClockName.FIRST_CONTACT,
    ClockName.FEEDBACK,
    ClockName.DISCLOSURE,
)
_RETURNABLE = (Status.ASSIGNED, Status.SIGNED)
_UNTOUCHED = (Status.ASSIGNED, Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING)


@dataclass(frozen=True, slots=True)
class DueItem:
    """One due item. `about` names the unit, signer or promise; `days` are the days left, negative if overdue."""

    case_id: int
    number: str
    subject: str
    what: DueWhat
    due_at: date
    days: int
    about: str = ""
    section: str = ""
    officer: str = ""

    @property
    def label(self) -> str:
        """「085 答复」「096 会办意见（区文旅局）」."""
        return f"{self.number or f'#{self.case_id}'} {self.what.label}" + (
            f"（{self.about}）" if self.about else ""
        )


def due_items(work: Workplace, within_days: int = WEEK_DAYS) -> tuple[DueItem, ...]:
    """Everything overdue or due within that many days, today included, most overdue first. Paused clocks are left out."""
    until = work.today + timedelta(days=within_days)
    found = [*_case_clocks(work, until), *_belonging(work, until), *_by_rule(work, until)]
    return tuple(sorted(found, key=lambda item: (item.due_at, item.case_id, item.what)))


def deadlines_of(work: Workplace, case_id: int) -> tuple[Deadline, ...]:
    """The deadlines that the rules give the case in its current round, each with its explanation, by day."""
    case = get_case(work, case_id)
    others = [deadline(work, case, name) for name in _OTHER_CLOCKS]
    main = clock_of(work, case).first
    return tuple(sorted((d for d in (main, *others) if d), key=lambda deadline: deadline.due))


def _case_clocks(work: Workplace, until: date) -> Iterator[DueItem]:
    for brief in due_cases(work.store, until):
        if brief.due_at:
            yield _item(work, brief, _main_clock(brief), brief.due_at)


def _main_clock(brief: CaseBrief) -> DueWhat:
    if brief.role is HandlingRole.CO_HANDLING:
        return DueWhat.OUR_OPINION
    return DueWhat.REHANDLING if brief.round > 1 else DueWhat.REPLY


def _belonging(work: Workplace, until: date) -> Iterator[DueItem]:
    rows = [(DueWhat.CO_OPINION, row) for row in awaited_opinions(work.store, until)]
    rows += [(DueWhat.PROMISE, row) for row in open_promises(work.store, until)]
    rows += [(DueWhat.CARRIED, row) for row in carried_promises(work.store, work.today)]
    briefs = briefs_of(work.store, {row.case_id for _, row in rows})
    for what, row in rows:
        if row.day:
            yield _item(work, briefs[row.case_id], what, row.day, row.about)


def _by_rule(work: Workplace, until: date) -> Iterator[DueItem]:
    """Deadlines derived from rules only, without a stored due date: return, first contact, feedback, publication."""
    lately = work.today - timedelta(days=_LONGEST_WINDOW_DAYS)
    for case_id in running_cases(work.store, _RETURNABLE, assigned_since=lately):
        yield from _ruled(work, case_id, DueWhat.RETURN, ClockName.RETURN, until)
    for case_id in running_cases(work.store, _UNTOUCHED, assigned_since=lately):
        if not CONTACTS.of(work.store, case_id):
            yield from _ruled(work, case_id, DueWhat.FIRST_CONTACT, ClockName.FIRST_CONTACT, until)
    for row in forms_out(work.store):
        yield from _ruled(work, row.case_id, DueWhat.FEEDBACK, ClockName.FEEDBACK, until, row.about)
    for row in unpublished_replies(work.store):
        yield from _ruled(work, row.case_id, DueWhat.DISCLOSURE, ClockName.DISCLOSURE, until)


def _ruled(
    work: Workplace, case_id: int, what: DueWhat, name: ClockName, until: date, about: str = ""
) -> Iterator[DueItem]:
    case = get_case(work, case_id)
    found = deadline(work, case, name)
    late_return = (
        what is DueWhat.RETURN and found is not None and found.due < work.today
    )  # the period is over
    if found and found.due <= until and not late_return:
        yield _item(work, case, what, found.due, about)


def _item(work: Workplace, case: Case | CaseBrief, what: DueWhat, due: date, about: str = "") -> DueItem:
    return DueItem(
        case.id,
        case.number,
        case.subject,
        what,
        due,
        (due - work.today).days,
        about,
        case.section,
        case.officer,
    )


# How many are due: cases by their own clock 「件」, as in the smart lists, and all other deadlines 「项」.
@dataclass(frozen=True, slots=True)
class DueFigures:
    """Numbers of cases late, due today and due within a week (today included), and of other deadlines by their name."""

    late: int = 0
    today: int = 0
    week: int = 0
    others: tuple[tuple[str, int], ...] = ()

    @property
    def words(self) -> str:
        """「逾期 2 件，今日到期 1 件，七日内到期 3 件；另有 3 项期限（会办意见 2、首次沟通 1）」; "" if nothing is due."""
        counts = ((SmartList.LATE, self.late), (SmartList.TODAY, self.today), (SmartList.WEEK, self.week))
        cases = "，".join(f"{smart.label} {count} 件" for smart, count in counts if count)
        return "；".join(filter(None, (cases, self.other_words)))

    @property
    def other_words(self) -> str:
        """「另有 3 项期限（会办意见 2、首次沟通 1）」; "" if there are none."""
        named = "、".join(f"{label} {count}" for label, count in self.others)
        return f"另有 {sum(count for _, count in self.others)} 项期限（{named}）" if named else ""


def due_figures(items: Iterable[DueItem]) -> DueFigures:
    """The numbers of these items, which are due within a week."""
    found = tuple(items)
    days = [item.days for item in found if item.what.is_of_case]
    others = Counter(item.what for item in found if not item.what.is_of_case)
    return DueFigures(
        sum(one < 0 for one in days),
        days.count(0),
        sum(0 <= one <= WEEK_DAYS for one in days),
        tuple((what.label, others[what]) for what in DueWhat if others[what]),
    )


# Daily reminder 「今日提醒」: numbers of what is late, due today and due this week.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Reminder:
    """Items due within a week, most overdue first, the number of open cases under an older edition of their rules, and what is
    still with a deputy 「代管」 though the absence is over.
    """

    items: tuple[DueItem, ...] = ()
    older_rules: int = 0
    handovers: tuple[Handover, ...] = ()

    @property
    def figures(self) -> DueFigures:
        return due_figures(self.items)

    @property
    def words(self) -> str:
        """「逾期 2 件，今日到期 1 件」, as `DueFigures.words`; "" if nothing is due."""
        return self.figures.words

    @property
    def presses(self) -> bool:
        """True if something is late or due today."""
        return any(item.days <= 0 for item in self.items)

    @property
    def rules_words(self) -> str:
        """「办理规则有变动，3 件在办件仍按原规则办理」; "" if every open case is under the installed rules."""
        return f"办理规则有变动，{self.older_rules} 件在办件仍按原规则办理" if self.older_rules else ""

    @property
    def handover_words(self) -> str:
        """「林越的代管期已满，12 件可以交还」; "" if no absence is over."""
        return "；".join(
            f"{one.officer}的代管期已满，{len(one.case_ids)} 件可以交还" for one in self.handovers
        )

    @property
    def first(self) -> str:
        """The most urgent items by name: 「096 报送会办意见、085 答复」."""
        pressing = [item for item in self.items if item.days <= 0] or self.items
        return "、".join(item.label for item in pressing[:_NAMED]) + ("……" if len(pressing) > _NAMED else "")


def reminder_of_today(work: Workplace) -> Reminder:
    """The reminder as of today."""
    over = tuple(one for one in handovers(work) if one.is_over(work.today))
    return Reminder(due_items(work, WEEK_DAYS), count_older(work), over)
