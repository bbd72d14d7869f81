"""A clock that counts back from the day on which the reply is due."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.documents.templates.holiday_file import SHIPPED, read_holidays
from desktop.documents.templates.toml_template import read_toml
from desktop.domain.deadlines.deadline import Pause, compute_deadline
from desktop.domain.rules.clock import Clock, ClockName, CountingUnit, StartEvent

CALENDAR = read_holidays(read_toml(SHIPPED))


def back(unit: CountingUnit, amount: int) -> Clock:
    return Clock(ClockName.CO_OPINION, unit, amount, start=StartEvent.REPLY_DUE, basis="依据")


@pytest.mark.parametrize(
    ("unit", "amount", "reply_due", "due"),
    [
        (CountingUnit.CALENDAR_DAYS, 20, date(2025, 7, 2), date(2025, 6, 12)),
        (
            CountingUnit.CALENDAR_DAYS,
            20,
            date(2025, 6, 28),
            date(2025, 6, 8),
        ),  # a Sunday stays: later would be too late
        (CountingUnit.MONTHS, 1, date(2025, 3, 31), date(2025, 2, 28)),
        # 11, 10, 9, 6, 5, 4, 3 June, then 端午 (31 May to 2 June), 30, 29, 28 May
        (CountingUnit.WORKING_DAYS, 10, date(2025, 6, 12), date(2025, 5, 28)),
    ],
)
def test_the_day_before_the_reply_is_due(unit: CountingUnit, amount: int, reply_due: date, due: date) -> None:
    assert compute_deadline(back(unit, amount), reply_due, CALENDAR).due == due


def test_a_pause_moves_the_reply_and_not_this_clock_again() -> None:
    pause = Pause(date(2025, 6, 1), date(2025, 6, 5))
    found = compute_deadline(back(CountingUnit.CALENDAR_DAYS, 20), date(2025, 7, 2), CALENDAR, [pause])
    assert found.due == date(2025, 6, 12)


def test_the_explanation_says_that_it_is_counted_back() -> None:
    lines = compute_deadline(back(CountingUnit.CALENDAR_DAYS, 20), date(2025, 7, 2), CALENDAR).explanation
    assert lines[:2] == ("会办意见期限：答复期限前 20 日", "倒数：从2025年7月2日往前")
    assert "到期：2025年6月12日" in lines
