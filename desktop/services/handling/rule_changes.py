"""When the calendar or a rule changes: which open cases move, old -> new, before anything is applied (DOMAIN 3.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from desktop.documents.templates.holiday_file import read_holidays
from desktop.documents.templates.toml_template import parse_toml
from desktop.documents.whole_file import write_whole
from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.deadlines.holiday_calendar import HolidayCalendar
from desktop.domain.rules.locality import Locality
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import clock_of, due_under
from desktop.services.office.rules import (
    OWN_CALENDAR,
    adopt_installed_rules,
    calendar_of,
    installed_rules,
    laid_over,
    rules_of,
)
from desktop.services.office.workplace import Workplace, record_event
from desktop.store.cases import cases
from desktop.store.cases.due_rows import running_cases
from desktop.store.history.handling import ROUNDS

_Future = Callable[[Case], tuple[Locality, HolidayCalendar]]
_OPEN = tuple(status for status in Status if not (status.is_done or status.is_replied))


@dataclass(frozen=True, slots=True)
class DueChange:
    """One open case whose due day would move. `rules_change` tells that it would also come under another rule book."""

    case_id: int
    number: str
    subject: str
    old: date | None
    new: date | None
    rules_change: bool = False

    @property
    def label(self) -> str:
        """「085　2026年5月9日 → 2026年5月11日」."""
        return f"{self.number or f'#{self.case_id}'}　{chinese_date(self.old) or '未定'} → {chinese_date(self.new) or '未定'}"


def calendar_changes(work: Workplace, text: str) -> tuple[DueChange, ...]:
    """Which open cases would move if the office's own days were those of `text`. Raises TemplateProblem for a slip in it."""
    future = laid_over(read_holidays(parse_toml(text, OWN_CALENDAR.name)))
    return tuple(_changes(work, lambda case: (rules_of(work, case), future), rules_change=False))


def rule_changes(work: Workplace) -> tuple[DueChange, ...]:
    """Which open cases would move if they came under the rule books of today instead of those of their assignment."""
    calendar = calendar_of(work)
    return tuple(_changes(work, lambda case: (installed_rules(work, case), calendar), rules_change=True))


def save_own_days(work: Workplace, text: str) -> None:
    """Write the office's own days into the data folder. Raises TemplateProblem and writes nothing for a slip in them."""
    read_holidays(parse_toml(text, OWN_CALENDAR.name))
    out = work.data_dir / OWN_CALENDAR
    out.parent.mkdir(parents=True, exist_ok=True)
    write_whole(out, lambda part: part.write_text(text, encoding="utf-8"))


def apply_changes(work: Workplace, changes: Iterable[DueChange]) -> int:
    """Give the cases their new due days, each with a line in its history; returns how many."""
    count = 0
    with work.store.writing():
        for count, change in enumerate(changes, 1):  # noqa: B007 - counted for the answer
            _apply(work, change)
    return count


def _apply(work: Workplace, change: DueChange) -> None:
    case = get_case(work, change.case_id)
    if change.rules_change:
        adopt_installed_rules(work, case)
    cases.update_case(work.store, replace(case, due_at=change.new))
    rounds = ROUNDS.of(work.store, case.id)
    if rounds:
        ROUNDS.change(work.store, replace(rounds[-1], due_at=change.new, first_due_at=change.new))
    why = "规则" if change.rules_change else "工作日历"
    record_event(work, case.id, f"{why}变动，期限由{chinese_date(change.old)}改为{chinese_date(change.new)}")


def _changes(work: Workplace, future: _Future, *, rules_change: bool) -> Iterable[DueChange]:
    for case_id in running_cases(work.store, _OPEN):
        case = get_case(work, case_id)
        clock = clock_of(work, case)
        if clock.given or clock.extensions:
            continue  # somebody named that day; no rule moves it
        rules, calendar = future(case)
        new = due_under(work, case, rules, calendar)
        if new and new != case.due_at:
            yield DueChange(case.id, case.number, case.subject, case.due_at, new, rules_change)
