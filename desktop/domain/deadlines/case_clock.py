"""The clock of a case 「办理期限」: first due day, extensions, pauses and completion (DOMAIN 3.5).

The one reckoning of every clock: a rule, the day of the event that starts it, pauses, extensions. The first due day is kept; the
current due day is derived from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.domain.case.case import MatterType
from desktop.domain.case.work_list import DueKind, DueState, running_state
from desktop.domain.deadlines.deadline import Deadline, Pause, compute_deadline, late_mark, moved_by_pauses
from desktop.domain.deadlines.holiday_calendar import NO_HOLIDAYS, HolidayCalendar
from desktop.domain.rules.clock import Clock, ClockName, Condition, CountingUnit, Sitting, StartEvent
from desktop.domain.rules.locality import Locality
from desktop.domain.words.dates import chinese_date


@dataclass(frozen=True, slots=True)
class Extension:
    """「延期」: old and new due day, reason and approver. `told_at`: day on which the proposer was notified in writing.

    `recorded_at` is the day of registration; `entered_late` 「补记」: the case was late by then. `beyond_limit`: by a special
    permit, past the last day that the rules allow.
    """

    old_due: date
    new_due: date
    reason: str
    approved_by: str
    approved_at: date
    told_at: date | None = None
    case_id: int = 0
    round: int = 1
    id: int = 0
    recorded_at: date | None = None
    entered_late: bool = False
    beyond_limit: bool = False

    @property
    def words(self) -> str:
        """「延期：2026年5月9日改为2026年6月8日，区府办同意，原因：…（超过最长期限，特批）」."""
        marks = [late_mark(self.recorded_at)] if self.entered_late else []
        marks += [BEYOND_LIMIT] if self.beyond_limit else []
        moved = f"延期：{chinese_date(self.old_due)}改为{chinese_date(self.new_due)}"
        return f"{moved}，{self.approved_by}同意，原因：{self.reason}" + "".join(
            f"（{mark}）" for mark in marks
        )


BEYOND_LIMIT = "超过最长期限，特批"


@dataclass(frozen=True, slots=True)
class Traits:
    """The attributes of a case that conditions of clocks check."""

    matter_type: MatterType = MatterType.CPPCC_PROPOSAL
    is_key: bool = False
    is_group: bool = False
    is_complex: bool = False
    sitting: Sitting | None = None

    def fit(self, clock: Clock) -> bool:
        """True if the clock is for cases like this one."""
        return self.meets(clock.condition) and clock.sitting in {None, self.sitting}

    def meets(self, condition: Condition) -> bool:
        """True if a clock with that condition applies to this case."""
        return {
            Condition.ANY: True,
            Condition.KEY: self.is_key,
            Condition.GROUP: self.is_group,
            Condition.COMPLEX: self.is_complex,
            Condition.PROPOSAL: self.matter_type is MatterType.CPPCC_PROPOSAL,
            Condition.SUGGESTION: self.matter_type is MatterType.NPC_SUGGESTION,
        }[condition]


@dataclass(frozen=True, slots=True)
class StartDays:
    """The days of the events that clocks start from; None = has not happened."""

    assigned: date | None = None
    acknowledged: date | None = None
    asked: date | None = None
    replied: date | None = None
    dissatisfied: date | None = None
    reassigned: date | None = None
    due: date | None = None
    reply_due: date | None = None

    def of(self, event: StartEvent) -> date | None:
        """The day of that event. While a case is not acknowledged its clocks run from the assignment, the safe side."""
        return {
            StartEvent.ASSIGNED: self.assigned,
            StartEvent.ACKNOWLEDGED: self.acknowledged or self.assigned,
            StartEvent.ASKED: self.asked,
            StartEvent.REPLIED: self.replied,
            StartEvent.DISSATISFIED: self.dissatisfied,
            StartEvent.REASSIGNED: self.reassigned,
            StartEvent.DUE: self.due,
            StartEvent.REPLY_DUE: self.reply_due,
        }[event]


@dataclass(frozen=True, slots=True)
class CaseClock:
    """The clock of one case. `given` is the due day named by the assigning notice; it takes precedence over the rule.

    `first` is computed by rule without pauses, `counted` with the pauses that have ended (None = the same). `settled` is the
    due day at which a reply was measured; a later edition of the calendar does not move it.
    """

    first: Deadline | None = None
    counted: Deadline | None = None
    given: date | None = None
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()
    done_at: date | None = None
    settled: date | None = None
    calendar: HolidayCalendar = field(default=NO_HOLIDAYS, repr=False, compare=False)

    @property
    def first_due(self) -> date | None:
        """The due day before extensions and pauses 「原期限」; None without a start day."""
        return self.given or (self.first.due if self.first else None)

    @property
    def due(self) -> date | None:
        """The current due day. A pause that has not ended has not moved it yet."""
        if self.settled:
            return self.settled
        if self.extensions:
            last = self.extensions[-1]
            return self._moved(last.new_due, since=last.approved_at)
        if self.given:
            return self._moved(self.given, since=date.min)
        calculation = self.calculation
        return calculation.due if calculation else None

    @property
    def calculation(self) -> Deadline | None:
        """The calculation of the current due day, or of the first one if an extension applies."""
        return self.first if self.extensions else self.counted or self.first

    @property
    def is_extended(self) -> bool:
        return bool(self.extensions)

    @property
    def paused_since(self) -> date | None:
        """The first day of the open pause; None while the clock runs."""
        return next((pause.first for pause in self.pauses if pause.resumed is None), None)

    @property
    def on_time(self) -> bool | None:
        """True if it was done by the due day; None while it is open or has no due day."""
        if self.done_at is None or self.due is None:
            return None
        return self.done_at <= self.due

    @property
    def rests_on_working_day(self) -> bool:
        """False only if its rule lets a due day come to rest on a day off, as some fixed dates do."""
        return self.first is None or self.first.clock.ends_on_working_day

    def state(self, today: date) -> DueState:
        """The state of the clock today; late, paused, extended, soon and done are separate kinds (TRAPS 24)."""
        if self.done_at is not None:
            return DueState(DueKind.DONE, None, self.due)
        return running_state(self.due, today, extended=self.is_extended, paused_since=self.paused_since)

    def _moved(self, named: date, since: date) -> date:
        """A day that somebody named, moved by the pauses since then; it does not come to rest on a day off."""
        over = [pause for pause in self.pauses if pause.resumed is not None]
        moved = moved_by_pauses(named, over, since)
        return self.calendar.next_working(moved) if moved != named and self.rests_on_working_day else moved


def pick_clock(
    locality: Locality, name: ClockName, traits: Traits, starts: StartDays = StartDays()
) -> Clock | None:
    """The first rule of that name whose condition holds; None if the locality has none.

    A fixed date before its start is skipped, so a proposal submitted in autumn follows the next rule.
    """
    for clock in locality.clocks_named(name):
        start = starts.of(clock.start)
        fixed = clock.unit is CountingUnit.FIXED_DATE and start is not None and not clock.year_offset
        if traits.fit(clock) and not (fixed and start and _is_over(clock, start)):
            return clock
    return None


def deadline_of(
    locality: Locality,
    name: ClockName,
    starts: StartDays,
    calendar: HolidayCalendar,
    traits: Traits = Traits(),
    pauses: Sequence[Pause] = (),
) -> Deadline | None:
    """The deadline of that clock, counted from the event that its rule names; None without that day or a rule.

    A clock that counts back from the reply's due day takes the one by rule while no other is known.
    """
    clock = pick_clock(locality, name, traits, starts)
    start = starts.of(clock.start) if clock else None
    if clock and clock.start is StartEvent.REPLY_DUE and start is None:
        reply = deadline_of(locality, ClockName.REPLY, starts, calendar, traits, pauses)
        start = reply.due if reply else None
    return compute_deadline(clock, start, calendar, pauses) if clock and start else None


def extension_limit(
    locality: Locality, assigned: date, first_due: date, calendar: HolidayCalendar, traits: Traits
) -> Deadline | None:
    """The last day to which the reply may be extended; None if the locality sets no limit.

    The condition `complex` always holds here: a case that needs an extension is a complex one.
    """
    complex_case = replace(traits, is_complex=True)
    starts = StartDays(assigned=assigned, acknowledged=assigned, due=first_due)
    return deadline_of(locality, ClockName.EXTENSION, starts, calendar, complex_case)


def _is_over(clock: Clock, start: date) -> bool:
    return (clock.month, clock.day) <= (start.month, start.day)
