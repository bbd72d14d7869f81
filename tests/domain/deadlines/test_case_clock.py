"""The clock of a case: first due day, extension, pause, state today."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from desktop.documents.templates.holiday_file import SHIPPED, read_holidays
from desktop.documents.templates.locality_file import read_locality
from desktop.documents.templates.toml_template import read_toml
from desktop.domain.case.case import MatterType
from desktop.domain.case.work_list import DueKind
from desktop.domain.deadlines.case_clock import (
    CaseClock,
    Extension,
    StartDays,
    Traits,
    deadline_of,
    extension_limit,
    pick_clock,
)
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.rules.clock import ClockName

FOLDER = Path(__file__).parents[3] / "templates" / "localities"
CALENDAR = read_holidays(read_toml(SHIPPED))
PROPOSAL, SUGGESTION = Traits(), Traits(MatterType.NPC_SUGGESTION)
COMPLEX = Traits(is_complex=True)


def d(text: str) -> date:
    return date.fromisoformat(text)


def on(text: str) -> StartDays:
    """Every event of a case on one day."""
    return StartDays(*[d(text)] * len(fields(StartDays)))


@pytest.mark.parametrize(
    ("place", "limit"),
    [
        ("shanghai-changning", "2024-07-29"),  # six months from the assignment
        ("shanghai-city", "2024-04-29"),  # three in all for a proposal
        ("fujian", "2024-07-29"),  # three more from the first due day
        ("city-abcd", "2024-05-29"),  # one more from the first due day
        ("foping", "2024-07-29"),  # six months by custom
    ],
)
def test_the_extension_limit_of_each_locality(place: str, limit: str) -> None:
    locality = read_locality(read_toml(FOLDER / f"{place}.toml"))
    found = extension_limit(locality, d("2024-01-29"), d("2024-04-29"), CALENDAR, PROPOSAL)
    assert found is not None
    assert found.due == d(limit)


def test_a_locality_without_the_rule_has_no_clock() -> None:
    locality = read_locality(read_toml(FOLDER / "shanghai-changning.toml"))
    assert pick_clock(locality, ClockName.FIRST_CONTACT, PROPOSAL) is None
    assert deadline_of(locality, ClockName.REPLY, StartDays(), CALENDAR) is None


def reply_clock(**facts: object) -> CaseClock:
    first = deadline_of(
        read_locality(read_toml(FOLDER / "shanghai-changning.toml")),
        ClockName.REPLY,
        on("2024-01-29"),
        CALENDAR,
    )
    return CaseClock(first=first, **facts)  # type: ignore[arg-type]


EXTENDED = Extension(d("2024-04-29"), d("2024-06-28"), "需市级部门明确口径", "区政府办公室", d("2024-04-22"))


def test_an_extension_keeps_the_first_due_day() -> None:
    clock = reply_clock(extensions=(EXTENDED,))
    assert clock.first_due == d("2024-04-29")
    assert clock.due == d("2024-06-28")


def test_a_due_day_named_by_the_notice_overrides_the_rule() -> None:
    assert reply_clock(given=d("2024-05-31")).due == d("2024-05-31")


def test_a_pause_after_an_extension_moves_the_extended_day_only_by_itself() -> None:
    before, after = Pause(d("2024-03-01"), d("2024-03-06")), Pause(d("2024-05-06"), d("2024-05-16"))
    assert reply_clock(extensions=(EXTENDED,), pauses=(before, after)).due == d("2024-07-08")


@pytest.mark.parametrize(
    ("clock", "today", "kind", "days", "label"),
    [
        (reply_clock(), "2024-03-01", DueKind.RUNNING, 59, "还剩 59 天"),
        (reply_clock(), "2024-04-15", DueKind.SOON, 14, "还剩 14 天"),
        (reply_clock(), "2024-04-29", DueKind.SOON, 0, "今日到期"),
        (reply_clock(), "2024-04-30", DueKind.LATE, -1, "逾期 1 天"),
        (reply_clock(extensions=(EXTENDED,)), "2024-04-30", DueKind.EXTENDED, 59, "还剩 59 天"),
        (reply_clock(extensions=(EXTENDED,)), "2024-06-29", DueKind.LATE, -1, "逾期 1 天"),
        (reply_clock(pauses=(Pause(d("2024-04-09")),)), "2024-06-01", DueKind.PAUSED, 20, "暂停，余 20 天"),
        (reply_clock(done_at=d("2024-04-09")), "2024-06-01", DueKind.DONE, None, ""),
        (CaseClock(), "2024-06-01", DueKind.NONE, None, ""),
    ],
)
def test_the_state_of_a_clock_today(
    clock: CaseClock, today: str, kind: DueKind, days: int | None, label: str
) -> None:
    state = clock.state(d(today))
    assert (state.kind, state.days, state.label) == (kind, days, label)


def test_on_time_is_measured_against_the_extended_due_day() -> None:
    assert reply_clock(done_at=d("2024-04-29")).on_time is True
    assert reply_clock(done_at=d("2024-04-30")).on_time is False
    assert reply_clock(done_at=d("2024-06-28"), extensions=(EXTENDED,)).on_time is True
    assert reply_clock().on_time is None
