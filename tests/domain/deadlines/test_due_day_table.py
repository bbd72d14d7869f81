"""The table of due days: the program's reckoning against a second reckoner's, row by row."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from desktop.documents.templates.holiday_file import SHIPPED, read_holidays
from desktop.documents.templates.toml_template import read_toml
from desktop.domain.deadlines.case_clock import CaseClock, Extension
from desktop.domain.deadlines.deadline import Pause, compute_deadline
from desktop.domain.rules.clock import Clock, ClockName, CountingUnit, StartEvent
from tests.domain.deadlines.reckoner import OFF, TABLE, rows, works

CALENDAR = read_holidays(read_toml(SHIPPED))
_UNITS = {"M": CountingUnit.MONTHS, "D": CountingUnit.CALENDAR_DAYS, "W": CountingUnit.WORKING_DAYS}
d = date.fromisoformat


def table(path: Path = TABLE) -> list[tuple[str, str, str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [(row["rule"], row["start"], row["events"], row["due"]) for row in csv.DictReader(lines)]


def rule_of(words: str) -> Clock:
    kind, rolls = words.rstrip("!"), not words.endswith("!")
    if kind.startswith("F"):
        month, day = map(int, kind.lstrip("F+").split("-"))
        return Clock(
            ClockName.REPLY, CountingUnit.FIXED_DATE, month=month, day=day, year_offset=int("+" in kind),
            rolls_forward=rolls,
        )  # fmt: skip
    if kind.startswith("B"):
        unit = CountingUnit.WORKING_DAYS if kind.startswith("BW") else CountingUnit.CALENDAR_DAYS
        return Clock(ClockName.CO_OPINION, unit, int(kind.lstrip("BW")), start=StartEvent.REPLY_DUE)
    return Clock(ClockName.REPLY, _UNITS[kind[0]], int(kind[1:]), rolls_forward=rolls)


def clock_after(rule: str, start: str, events: str) -> CaseClock:
    """The clock of a case with that rule, given day, pauses and extensions."""
    clock, told = rule_of(rule), [event.split() for event in events.split(";") if event]
    pauses = tuple(
        Pause(d(first), d(end) if end else None)
        for name, words in told
        if name == "pause"
        for first, end in [words.split("..")]
    )
    extensions = tuple(
        Extension(d(approved), d(new), "原因", "单位", d(approved))
        for name, words in told
        if name == "extend"
        for new, approved in [words.split("@")]
    )
    return CaseClock(
        first=compute_deadline(clock, d(start), CALENDAR),
        counted=compute_deadline(clock, d(start), CALENDAR, pauses),
        given=next((d(words) for name, words in told if name == "given"), None),
        extensions=extensions,
        pauses=pauses,
        calendar=CALENDAR,
    )


@pytest.mark.parametrize(("rule", "start", "events", "due"), table())
def test_due_day(rule: str, start: str, events: str, due: str) -> None:
    assert clock_after(rule, start, events).due == d(due)


def test_the_table_is_what_the_second_reckoner_says_and_long_enough() -> None:
    assert table() == list(dict.fromkeys(rows()))
    assert len(table()) >= 400


def test_the_table_ends_in_every_kind_of_day() -> None:
    """Rest days skipped, make-up days met, holidays by law alone, days off that stay, turns of the year."""
    ends = [(rule, d(start), events, d(due)) for rule, start, events, due in table()]
    assert sum(due.weekday() >= 5 and works(due) for *_, due in ends) >= 5  # on a make-up day
    assert sum(not works(due) for *_, due in ends) >= 15  # stays where the rule or a person says so
    assert sum(due.year > 2026 for *_, due in ends) >= 100
    assert sum(bool(events) for _, _, events, _ in ends) >= 45
    assert {due.year for *_, due in ends} >= set(range(2020, 2036))


def test_both_calendars_agree_on_every_day_of_sixteen_years() -> None:
    days = [date.fromordinal(n) for n in range(date(2020, 1, 1).toordinal(), date(2036, 1, 1).toordinal())]
    assert [day for day in days if CALENDAR.is_working(day) != works(day)] == []
    assert date(2027, 2, 8) in OFF
