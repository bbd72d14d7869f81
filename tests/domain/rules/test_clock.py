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
            Clock(ClockName.DISCLOSURE, CountingUnit.FIXED_DATE, month=1, day=31, year_offset=1),
            "次年 1 月 31 日前",
        ),
        (
            Clock(ClockName.FIRST_CONTACT, CountingUnit.WORKING_DAYS, 15, start=StartEvent.ACKNOWLEDGED),
            "自签收日起 15 个工作日内",
        ),
        (
            Clock(
                ClockName.REPLY, CountingUnit.FIXED_DATE, month=6, day=30, start=StartEvent.REPLY_DUE,
                condition=Condition.KEY,
            ),
            "重点件，6 月 30 日前",
        ),
        (
            Clock(ClockName.REPLY, CountingUnit.MONTHS, 3, condition=Condition.SUGGESTION, sitting=Sitting.RECESS),
            "闭会期间的代表建议，自交办日起 3 个月内",
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
        ("会中", Sitting.SESSION),
        ("全会期间提出", Sitting.SESSION),
        ("会外", Sitting.RECESS),
        ("大会会后", Sitting.RECESS),  # what is said of the recess goes before
        ("平时提案", Sitting.RECESS),
        ("闭会期间", Sitting.RECESS),  # contains 会期间 as well
        ("", None),
        ("其他", None),
    ],
)
def test_the_time_mark_says_whether_the_session_sat(mark: str, sitting: Sitting | None) -> None:
    assert sitting_of(mark) is sitting


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (StartEvent.ASSIGNED, "交办日"),
        (StartEvent.ACKNOWLEDGED, "签收日"),
        (StartEvent.ASKED, "发函日"),
        (StartEvent.REPLIED, "答复日"),
        (StartEvent.DISSATISFIED, "反馈不满意之日"),
        (StartEvent.REASSIGNED, "重新交办日"),
        (StartEvent.DUE, "原期限"),
    ],
)
def test_a_rule_names_the_day_it_starts_from(start: StartEvent, words: str) -> None:
    clock = Clock(ClockName.FEEDBACK, CountingUnit.CALENDAR_DAYS, 20, start=start)
    assert clock.words == clock.words_in_full == f"自{words}起 20 日内"


def test_what_is_extended_is_complex_without_saying_so() -> None:
    limit = Clock(ClockName.EXTENSION, CountingUnit.MONTHS, 6, condition=Condition.COMPLEX)
    assert limit.words == limit.words_in_full == "自交办日起 6 个月内"
    assert replace(limit, condition=Condition.KEY).words == "重点件，自交办日起 6 个月内"
    assert replace(limit, condition=Condition.SUGGESTION).words_in_full == "代表建议，自交办日起 6 个月内"
    assert replace(limit, condition=Condition.SUGGESTION).words == "自交办日起 6 个月内"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        (ClockName.RETURN, "申请退回"),
        (ClockName.DISTRIBUTE, "分办到科室"),
        (ClockName.FIRST_CONTACT, "首次沟通"),
        (ClockName.CO_OPINION, "会办意见"),
        (ClockName.REPLY, "答复"),
        (ClockName.EXTENSION, "延期上限"),
        (ClockName.FEEDBACK, "征询意见"),
        (ClockName.REHANDLING, "二次办理"),
        (ClockName.DISCLOSURE, "复文公开"),
    ],
)
def test_each_clock_has_a_name(name: ClockName, label: str) -> None:
    assert name.label == label


@pytest.mark.parametrize(
    ("unit", "rolls", "ends"),
    [
        (CountingUnit.WORKING_DAYS, False, True),
        (CountingUnit.WORKING_DAYS, True, True),
        (CountingUnit.MONTHS, True, True),
        (CountingUnit.MONTHS, False, False),
    ],
)
def test_working_days_end_on_a_working_day_without_rolling(
    unit: CountingUnit, rolls: bool, ends: bool
) -> None:
    assert Clock(ClockName.REPLY, unit, 1, rolls_forward=rolls).ends_on_working_day is ends


def test_a_rule_that_says_no_more_starts_at_the_assignment_rolls_on_and_counts_as_confirmed() -> None:
    plain = Clock(ClockName.REPLY, CountingUnit.MONTHS, 3)
    assert (plain.start, plain.condition, plain.sitting) == (StartEvent.ASSIGNED, Condition.ANY, None)
    assert (plain.rolls_forward, plain.confirmed, plain.year_offset, plain.warn_days) == (True, True, 0, ())
    assert CountingUnit.FIXED_DATE.label == "固定日期"
