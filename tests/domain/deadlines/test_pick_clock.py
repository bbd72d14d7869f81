"""Which of several rules of one clock holds: the first whose condition fits and whose fixed day is still ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import MatterType
from desktop.domain.deadlines.case_clock import StartDays, Traits, deadline_of, extension_limit, pick_clock
from desktop.domain.deadlines.holiday_calendar import HolidayCalendar
from desktop.domain.rules.clock import Clock, ClockName, Condition, CountingUnit, StartEvent
from desktop.domain.rules.locality import Locality

CALENDAR = HolidayCalendar("只有周末")
MONTHS = Clock(ClockName.REPLY, CountingUnit.MONTHS, 3)
TENTH_OF_MAY = Clock(ClockName.REPLY, CountingUnit.FIXED_DATE, month=5, day=10)


def book(*clocks: Clock) -> Locality:
    return Locality("here", 1, "本地", "办法", (), clocks=clocks)


@pytest.mark.parametrize(
    ("assigned", "due"),
    [
        (date(2026, 5, 8), date(2026, 5, 11)),  # the 10th is a Sunday
        (date(2026, 5, 9), date(2026, 5, 11)),
        (date(2026, 5, 10), date(2026, 8, 10)),  # assigned on the day itself: the next rule
        (date(2026, 5, 11), date(2026, 8, 11)),
    ],
)
def test_a_fixed_day_that_is_not_ahead_gives_way_to_the_next_rule(assigned: date, due: date) -> None:
    found = deadline_of(book(TENTH_OF_MAY, MONTHS), ClockName.REPLY, StartDays(assigned=assigned), CALENDAR)
    assert found is not None
    assert found.due == due


def test_a_fixed_day_of_the_next_year_is_always_ahead() -> None:
    rules = book(replace(TENTH_OF_MAY, year_offset=1), MONTHS)
    found = deadline_of(rules, ClockName.REPLY, StartDays(assigned=date(2026, 9, 1)), CALENDAR)
    assert found is not None
    assert found.due == date(2027, 5, 10)


@pytest.mark.parametrize(
    ("condition", "traits"),
    [
        (Condition.KEY, Traits(is_key=True)),
        (Condition.GROUP, Traits(is_group=True)),
        (Condition.COMPLEX, Traits(is_complex=True)),
        (Condition.SUGGESTION, Traits(MatterType.NPC_SUGGESTION)),
        (Condition.PROPOSAL, Traits(MatterType.CPPCC_PROPOSAL)),
    ],
)
def test_a_condition_is_met_by_its_own_trait_only(condition: Condition, traits: Traits) -> None:
    special = replace(MONTHS, condition=condition, amount=1)
    others = {
        Condition.KEY: Traits(is_group=True, is_complex=True),
        Condition.GROUP: Traits(is_key=True, is_complex=True),
        Condition.COMPLEX: Traits(is_key=True, is_group=True),
        Condition.SUGGESTION: Traits(MatterType.CPPCC_PROPOSAL, is_key=True),
        Condition.PROPOSAL: Traits(MatterType.NPC_SUGGESTION, is_key=True),
    }
    rules = book(special, MONTHS)
    assert pick_clock(rules, ClockName.REPLY, traits) is special
    assert pick_clock(rules, ClockName.REPLY, others[condition]) is MONTHS


def test_a_case_that_needs_an_extension_is_a_complex_one() -> None:
    limit = Clock(ClockName.EXTENSION, CountingUnit.MONTHS, 6, condition=Condition.COMPLEX)
    assigned, first_due = date(2026, 2, 9), date(2026, 5, 11)
    found = extension_limit(book(MONTHS, limit), assigned, first_due, CALENDAR, Traits())
    assert found is not None
    assert found.due == date(2026, 8, 10)  # 9 August is a Sunday
    from_due = replace(limit, start=StartEvent.DUE, amount=1)
    later = extension_limit(book(MONTHS, from_due), assigned, first_due, CALENDAR, Traits())
    assert later is not None
    assert later.due == date(2026, 6, 11)
    assert extension_limit(book(MONTHS), assigned, first_due, CALENDAR, Traits()) is None
