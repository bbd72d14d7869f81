"""The clock of a case 「办理期限」: first due day, extensions, pauses and completion (DOMAIN 3.5).

The first due day is kept; the current due day is derived from it and never stored separately.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.case.case import MatterType
from desktop.domain.case.work_list import DueKind, DueState, running_state
from desktop.domain.deadlines.deadline import Deadline, Pause, compute_deadline, moved_by_pauses
from desktop.domain.deadlines.holiday_calendar import HolidayCalendar
from desktop.domain.rules.clock import Clock, ClockName, Condition, CountingUnit, Sitting, StartEvent
from desktop.domain.rules.locality import Locality


@dataclass(frozen=True, slots=True)
class Extension:
    """「延期」: old and new due day, reason and approver. `told_at`: day on which the proposer was notified in writing."""

    old_due: date
    new_due: date
    reason: str
    approved_by: str
    approved_at: date
    told_at: date | None = None
    case_id: int = 0
    round: int = 1
    id: int = 0


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
class CaseClock:
    """The clock of one case. `given` is the due day named by the assigning notice; it takes precedence over the rule.

    `first` is computed by rule without pauses, `counted` with the pauses that have ended (None = the same).
    """

    first: Deadline | None = None
    counted: Deadline | None = None
    given: date | None = None
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()
    done_at: date | None = None

    @property
    def first_due(self) -> date | None:
        """The due day before extensions and pauses 「原期限」; None without a start day."""
        return self.given or (self.first.due if self.first else None)

    @property
    def due(self) -> date | None:
        """The current due day. A pause that has not ended has not moved it yet."""
        if self.extensions:
            last = self.extensions[-1]
            return moved_by_pauses(last.new_due, self._over, since=last.approved_at)
        if self.given:
            return moved_by_pauses(self.given, self._over, since=date.min)
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

    def state(self, today: date) -> DueState:
        """The state of the clock today; late, paused, extended, soon and done are separate kinds (TRAPS 24)."""
        if self.done_at is not None:
            return DueState(DueKind.DONE, None, self.due)
        return running_state(self.due, today, extended=self.is_extended, paused_since=self.paused_since)

    @property
    def _over(self) -> tuple[Pause, ...]:
        return tuple(pause for pause in self.pauses if pause.resumed is not None)


def pick_clock(
    locality: Locality, name: ClockName, traits: Traits, start: date | None = None
) -> Clock | None:
    """The first rule of that name whose condition holds; None if the locality has none.

    A fixed date before `start` is skipped, so a proposal submitted in autumn follows the next rule.
    """
    for clock in locality.clocks_named(name):
        fixed = clock.unit is CountingUnit.FIXED_DATE and start is not None and not clock.year_offset
        if traits.fit(clock) and not (fixed and start and _is_over(clock, start)):
            return clock
    return None


def deadline_of(
    locality: Locality,
    name: ClockName,
    start: date | None,
    calendar: HolidayCalendar,
    traits: Traits = Traits(),
    pauses: Sequence[Pause] = (),
) -> Deadline | None:
    """The deadline of that clock in that locality; None without a start day or a rule."""
    if start is None:
        return None
    clock = pick_clock(locality, name, traits, start)
    return compute_deadline(clock, start, calendar, pauses) if clock else None


def extension_limit(
    locality: Locality, assigned: date, first_due: date, calendar: HolidayCalendar, traits: Traits
) -> Deadline | None:
    """The last day to which the reply may be extended; None if the locality sets no limit.

    The condition `complex` always holds here: a case that needs an extension is a complex one.
    """
    complex_case = replace(traits, is_complex=True)
    clock = pick_clock(locality, ClockName.EXTENSION, complex_case, assigned)
    if clock is None:
        return None
    return compute_deadline(clock, first_due if clock.start is StartEvent.DUE else assigned, calendar)


def _is_over(clock: Clock, start: date) -> bool:
    return (clock.month, clock.day) <= (start.month, start.day)
