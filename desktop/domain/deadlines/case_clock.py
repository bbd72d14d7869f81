"""The clock of a case 「办理期限」 as it stands: first due day, extensions, pauses, done or not.

The first due day is always kept; what counts today follows from the facts and is never stored on its own. DOMAIN 3.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.case.case import MatterType
from desktop.domain.case.work_list import DueKind, DueState, running_state
from desktop.domain.deadlines.deadline import Deadline, Pause, compute_deadline, shifted
from desktop.domain.deadlines.holiday_calendar import HolidayCalendar
from desktop.domain.rules.clock import Clock, ClockName, Condition, CountingUnit, StartEvent
from desktop.domain.rules.locality import Locality


@dataclass(frozen=True, slots=True)
class Extension:
    """「延期」: from which day to which, why, and who agreed. `told_at`: the proposer was told in writing."""

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
    """What the conditions of clocks look at."""

    matter_type: MatterType = MatterType.CPPCC_PROPOSAL
    is_key: bool = False
    is_group: bool = False
    is_complex: bool = False

    def meets(self, condition: Condition) -> bool:
        """True if a clock of that condition is for this case."""
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
    """One running clock. `given` is the due day that the assigning notice names; it wins over what the rule gives.

    `first` is worked out by rule without pauses, `counted` with those that are over (None = the same).
    """

    first: Deadline | None = None
    counted: Deadline | None = None
    given: date | None = None
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()
    done_at: date | None = None

    @property
    def first_due(self) -> date | None:
        """The due day before any extension and pause 「原期限」; None while no clock can be started."""
        return self.given or (self.first.due if self.first else None)

    @property
    def due(self) -> date | None:
        """The due day that counts now. A pause that still stands has not moved it yet."""
        if self.extensions:
            last = self.extensions[-1]
            return shifted(last.new_due, self._over, since=last.approved_at)
        if self.given:
            return shifted(self.given, self._over, since=date.min)
        calculation = self.calculation
        return calculation.due if calculation else None

    @property
    def calculation(self) -> Deadline | None:
        """The reckoning that led to the present due day, or with an extension to the first one."""
        return self.first if self.extensions else self.counted or self.first

    @property
    def is_extended(self) -> bool:
        return bool(self.extensions)

    @property
    def paused_since(self) -> date | None:
        """The first day of the pause that still stands; None while the clock runs."""
        return next((pause.first for pause in self.pauses if pause.resumed is None), None)

    @property
    def on_time(self) -> bool | None:
        """True if it was done by the due day that counted; None while it is open or without a due day."""
        if self.done_at is None or self.due is None:
            return None
        return self.done_at <= self.due

    def state(self, today: date) -> DueState:
        """How the clock stands today; late, paused, extended, soon and done are kinds of their own (TRAPS 24)."""
        if self.done_at is not None:
            return DueState(DueKind.DONE, None, self.due)
        return running_state(self.due, today, extended=self.is_extended, paused_since=self.paused_since)

    @property
    def _over(self) -> tuple[Pause, ...]:
        return tuple(pause for pause in self.pauses if pause.resumed is not None)


def pick_clock(
    locality: Locality, name: ClockName, traits: Traits, start: date | None = None
) -> Clock | None:
    """The first rule of that name whose condition holds; None if the place has none.

    A fixed date that is already over on `start` is passed by: a proposal handed in during autumn follows the next rule.
    """
    for clock in locality.clocks_named(name):
        fixed = clock.unit is CountingUnit.FIXED_DATE and start is not None and not clock.year_offset
        if traits.meets(clock.condition) and not (fixed and start and _is_over(clock, start)):
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
    """The deadline of that clock in that place; None without a start day or without a rule."""
    if start is None:
        return None
    clock = pick_clock(locality, name, traits, start)
    return compute_deadline(clock, start, calendar, pauses) if clock else None


def extension_limit(
    locality: Locality, assigned: date, first_due: date, calendar: HolidayCalendar, traits: Traits
) -> Deadline | None:
    """The last day to which the reply may be extended there; None if the place says nothing.

    Asking for an extension is what makes a case complex, so that condition always holds here.
    """
    complex_case = Traits(traits.matter_type, traits.is_key, traits.is_group, is_complex=True)
    clock = pick_clock(locality, ClockName.EXTENSION, complex_case, assigned)
    if clock is None:
        return None
    return compute_deadline(clock, first_due if clock.start is StartEvent.DUE else assigned, calendar)


def _is_over(clock: Clock, start: date) -> bool:
    return (clock.month, clock.day) <= (start.month, start.day)
