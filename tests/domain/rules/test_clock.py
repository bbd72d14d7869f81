"""Clocks in words, and the mark that says whether a matter was put forward at a session."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.rules.clock import (
    Clock,
    ClockName,
    Condition,
    CountingUnit,
    Sitting,
    StartEvent,
    sitting_of,
)


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (Clock(ClockName.REPLY, CountingUnit.MONTHS, 3), "自交办日起 3 个月内"),
        (
            Clock(ClockName.REPLY, CountingUnit.MONTHS, 6, condition=Condition.COMPLEX),
            "情况复杂的，自交办日起 6 个月内",
        ),
        (
            Clock(
                ClockName.REPLY, CountingUnit.MONTHS, 5, start=StartEvent.ACKNOWLEDGED,
                condition=Condition.PROPOSAL, sitting=Sitting.SESSION,
            ),
            "会议期间的提案，自签收日起 5 个月内",
        ),
        (Clock(ClockName.CO_OPINION, CountingUnit.FIXED_DATE, month=5, day=31), "5 月 31 日前"),
        (
            Clock(ClockName.CO_OPINION, CountingUnit.CALENDAR_DAYS, 20, start=StartEvent.REPLY_DUE),
            "答复期限前 20 日",
        ),
        (
            Clock(ClockName.REHANDLING, CountingUnit.MONTHS, 1, start=StartEvent.REASSIGNED),
            "自重新交办日起 1 个月内",
        ),
    ],
)  # fmt: skip
def test_a_rule_in_words(clock: Clock, words: str) -> None:
    assert clock.words_in_full == words


def test_the_words_for_a_case_leave_out_its_own_kind() -> None:
    clock = Clock(
        ClockName.REPLY, CountingUnit.MONTHS, 5, condition=Condition.PROPOSAL, sitting=Sitting.SESSION
    )
    assert clock.words == "会议期间的，自交办日起 5 个月内"
    assert replace(clock, sitting=None).words == "自交办日起 5 个月内"
    assert replace(clock, condition=Condition.GROUP, sitting=None).words == "集体提案，自交办日起 5 个月内"


@pytest.mark.parametrize(
    ("mark", "sitting"),
    [
        ("会间", Sitting.SESSION),
        ("会议期间", Sitting.SESSION),
        ("大会提案", Sitting.SESSION),
        ("会后", Sitting.RECESS),
        ("平时提案", Sitting.RECESS),
        ("闭会期间", Sitting.RECESS),  # contains 会期间 as well
        ("", None),
        ("其他", None),
    ],
)
def test_the_time_mark_says_whether_the_session_sat(mark: str, sitting: Sitting | None) -> None:
    assert sitting_of(mark) is sitting
