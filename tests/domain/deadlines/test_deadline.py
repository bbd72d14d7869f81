"""Due days computed by hand on the State Council's calendars of 2023 to 2026.

2023: 1.21-27 off, 1.28 1.29 at work; 4.29-5.3 off, 4.23 5.6 at work; 6.22-24 off, 6.25 at work; 9.29-10.6 off, 10.7 10.8 at work.
2024: 2.10-17 off, 2.4 2.18 at work; 4.4-6 off, 4.7 at work; 5.1-5 off, 4.28 5.11 at work; 6.10 off; 9.15-17 off, 9.14 at
work; 10.1-7 off, 9.29 10.12 at work. 2025: 1.28-2.4 off, 1.26 2.8 at work; 4.4-6; 5.1-5 off, 4.27 at work; 5.31-6.2; 10.1-8
off, 9.28 10.11 at work. 2026: 1.1-3 off, 1.4 at work; 2.15-23 off, 2.14 2.28 at work; 4.4-6; 5.1-5 off, 5.9 at work; 6.19-21;
9.25-27; 10.1-7 off, 9.20 10.10 at work. 2027 is not published: by law 1.1, 2.5-8, 4.5, 5.1-2, 6.9, 9.15 and 10.1-3 are off.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.templates.holiday_file import SHIPPED, read_holidays
from desktop.documents.templates.toml_template import read_toml
from desktop.domain.deadlines.deadline import Pause, add_months, compute_deadline
from desktop.domain.rules.clock import Clock, ClockName, CountingUnit

CALENDAR = read_holidays(read_toml(SHIPPED))


def d(text: str) -> date:
    return date.fromisoformat(text)


def clock(amount: int, unit: CountingUnit, *, rolls: bool = True) -> Clock:
    return Clock(ClockName.REPLY, unit, amount, rolls_forward=rolls, basis="本地办法")


MONTHS = [
    ("2024-01-29", 3, "2024-04-29", "an ordinary Monday"),
    ("2024-01-31", 3, "2024-04-30", "April has no 31st"),
    ("2024-02-01", 3, "2024-05-06", "Labour Day, off until the 5th"),
    ("2024-02-05", 3, "2024-05-06", "last day off of the holiday"),
    ("2024-02-11", 3, "2024-05-11", "a Saturday made up for Labour Day"),
    ("2024-02-29", 3, "2024-05-29", "from the leap day"),
    ("2023-11-30", 3, "2024-02-29", "onto the leap day, month end"),
    ("2023-11-29", 3, "2024-02-29", "onto the leap day, same number"),
    ("2024-11-30", 3, "2025-02-28", "no leap day in 2025"),
    ("2023-11-10", 3, "2024-02-18", "Spring Festival, then a Sunday at work"),
    ("2023-11-04", 3, "2024-02-04", "a Sunday at work before Spring Festival"),
    ("2024-07-01", 3, "2024-10-08", "National Day"),
    ("2024-07-12", 3, "2024-10-12", "a Saturday made up for National Day"),
    ("2024-01-04", 3, "2024-04-07", "Tomb-sweeping, then a Sunday at work"),
    ("2024-03-10", 3, "2024-06-11", "Dragon Boat Monday"),
    ("2024-06-15", 3, "2024-09-18", "Mid-autumn"),
    ("2024-06-14", 3, "2024-09-14", "Saturday before Mid-autumn at work"),
    ("2024-06-29", 3, "2024-09-29", "Sunday before National Day at work"),
    ("2024-08-31", 3, "2024-12-02", "30 November is a Saturday"),
    ("2024-12-31", 3, "2025-03-31", "year's end"),
    ("2024-08-31", 6, "2025-02-28", "six months, short month"),
    ("2024-01-29", 6, "2024-07-29", "six months"),
    ("2024-01-31", 1, "2024-02-29", "one month onto the leap day"),
    ("2023-01-31", 1, "2023-02-28", "one month, no leap day"),
    ("2024-12-28", 1, "2025-02-05", "Spring Festival of 2025"),
    ("2024-01-10", 1, "2024-02-18", "one month into Spring Festival"),
    ("2025-12-31", 2, "2026-02-28", "a Saturday at work after Spring Festival"),
    ("2025-11-15", 3, "2026-02-24", "nine days of Spring Festival"),
    ("2025-11-14", 3, "2026-02-14", "Saturday at work before Spring Festival"),
    ("2026-02-09", 3, "2026-05-09", "Saturday at work after Labour Day"),
    ("2026-02-01", 3, "2026-05-06", "Labour Day of 2026"),
    ("2025-10-31", 3, "2026-02-02", "31 January is a Saturday"),
    ("2023-10-07", 3, "2024-01-08", "a plain Sunday"),
    ("2023-01-29", 3, "2023-05-04", "Labour Day begins in April"),
    ("2023-01-23", 3, "2023-04-23", "a Sunday at work"),
    ("2023-03-25", 3, "2023-06-25", "Sunday at work after Dragon Boat"),
    ("2025-01-31", 3, "2025-04-30", "month end"),
    ("2025-02-28", 3, "2025-05-28", "from a month end, the number counts"),
    ("2025-03-02", 3, "2025-06-03", "Dragon Boat of 2025"),
    ("2025-07-08", 3, "2025-10-09", "eight days of National Day"),
    ("2025-06-28", 3, "2025-09-28", "Sunday at work"),
    ("2026-11-13", 3, "2027-02-15", "a Saturday of a year without notice"),
    ("2026-11-08", 3, "2027-02-09", "the third day of Spring Festival by law, no notice"),
    ("2026-11-05", 3, "2027-02-09", "New Year's Eve by law, no notice"),
]
CALENDAR_DAYS = [
    ("2024-01-29", 10, "2024-02-08", "before Spring Festival"),
    ("2024-02-01", 10, "2024-02-18", "into Spring Festival"),
    ("2024-02-19", 10, "2024-02-29", "onto the leap day"),
    ("2024-02-20", 10, "2024-03-01", "over the leap day"),
    ("2023-02-19", 10, "2023-03-01", "no leap day"),
    ("2024-04-24", 10, "2024-05-06", "into Labour Day"),
    ("2024-04-21", 7, "2024-04-28", "a Sunday at work"),
    ("2024-12-29", 30, "2025-02-05", "into Spring Festival of 2025"),
]
WORKING_DAYS = [
    ("2024-01-29", 5, "2024-02-04", "Tue to Fri, then the Sunday at work"),
    ("2024-02-08", 5, "2024-02-21", "over Spring Festival"),
    ("2024-02-09", 3, "2024-02-20", "from the last day before it"),
    ("2024-04-01", 10, "2024-04-16", "over Tomb-sweeping"),
    ("2024-04-09", 20, "2024-05-09", "twenty days over Labour Day"),
    ("2024-09-10", 20, "2024-10-14", "two holidays, four days made up"),
    ("2025-01-20", 15, "2025-02-14", "over Spring Festival of 2025"),
    ("2025-09-25", 7, "2025-10-11", "ends on a Saturday at work"),
    ("2025-04-24", 5, "2025-04-30", "a Sunday at work in between"),
    ("2025-04-30", 5, "2025-05-12", "over Labour Day"),
    ("2026-02-09", 20, "2026-03-13", "over nine days off"),
    ("2026-02-13", 5, "2026-02-27", "Saturday at work, then nine days off"),
    ("2026-09-17", 10, "2026-10-08", "Mid-autumn and National Day"),
    ("2024-05-10", 3, "2024-05-14", "the Saturday counts"),
    ("2024-12-27", 5, "2025-01-06", "over New Year"),
    ("2026-12-15", 20, "2027-01-13", "New Year by law in a year without notice"),
    ("2024-02-17", 1, "2024-02-18", "from a day off to a Sunday at work"),
    ("2023-01-18", 10, "2023-02-06", "over Spring Festival of 2023"),
    ("2023-04-20", 15, "2023-05-12", "over Labour Day of 2023"),
]
FIXED = [
    ("2024-01-29", (6, 30), False, "2024-06-30", "a Sunday that stays"),
    ("2024-01-29", (6, 30), True, "2024-07-01", "a Sunday that moves"),
    ("2024-01-29", (5, 10), False, "2024-05-10", "a Friday"),
    ("2024-01-29", (8, 5), True, "2024-08-05", "a Monday"),
    ("2025-02-10", (6, 30), True, "2025-06-30", "a Monday"),
    ("2025-02-10", (5, 10), True, "2025-05-12", "a Saturday that moves"),
    ("2023-01-10", (2, 29), True, "2023-02-28", "no leap day"),
]


@pytest.mark.parametrize(("start", "months", "due", "why"), MONTHS)
def test_months(start: str, months: int, due: str, why: str) -> None:
    assert compute_deadline(clock(months, CountingUnit.MONTHS), d(start), CALENDAR).due == d(due), why


@pytest.mark.parametrize(("start", "days", "due", "why"), CALENDAR_DAYS)
def test_calendar_days(start: str, days: int, due: str, why: str) -> None:
    assert compute_deadline(clock(days, CountingUnit.CALENDAR_DAYS), d(start), CALENDAR).due == d(due), why


@pytest.mark.parametrize(("start", "days", "due", "why"), WORKING_DAYS)
def test_working_days(start: str, days: int, due: str, why: str) -> None:
    assert compute_deadline(clock(days, CountingUnit.WORKING_DAYS), d(start), CALENDAR).due == d(due), why


@pytest.mark.parametrize(("start", "fixed", "rolls", "due", "why"), FIXED)
def test_fixed_dates(start: str, fixed: tuple[int, int], rolls: bool, due: str, why: str) -> None:
    rule = Clock(
        ClockName.REPLY,
        CountingUnit.FIXED_DATE,
        month=fixed[0],
        day=fixed[1],
        rolls_forward=rolls,
        basis="通知",
    )
    assert compute_deadline(rule, d(start), CALENDAR).due == d(due), why


def test_a_fixed_date_may_lie_in_the_next_year() -> None:
    rule = Clock(ClockName.REPLY, CountingUnit.FIXED_DATE, month=3, day=31, year_offset=1, basis="通知")
    assert compute_deadline(rule, d("2024-06-01"), CALENDAR).due == d("2025-03-31")


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        ("2024-02-01", 3, CountingUnit.MONTHS, "2024-05-01"),
        ("2024-02-01", 10, CountingUnit.CALENDAR_DAYS, "2024-02-11"),
    ],
)
def test_where_the_rule_says_so_the_last_day_stays_on_a_rest_day(
    start: str, amount: int, unit: CountingUnit, due: str
) -> None:
    assert compute_deadline(clock(amount, unit, rolls=False), d(start), CALENDAR).due == d(due)


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([("2024-03-01", "2024-03-11")], "2024-05-09"),  # 29 April and ten days
        ([("2024-02-20", "2024-02-22")], "2024-05-06"),  # 1 May, off until the 5th
        (
            [("2024-03-01", "2024-03-11"), ("2024-05-06", "2024-05-13")],
            "2024-05-16",
        ),  # the second within the moved term
        ([("2024-05-06", "2024-05-13")], "2024-04-29"),  # begun after the due day
        (
            [("2024-04-29", "2024-05-09")],
            "2024-05-09",
        ),  # begun on the due day itself, while the clock still ran
        ([("2024-04-30", "2024-05-10")], "2024-04-29"),  # begun the day after
        (
            [("2024-01-29", "2024-02-08")],
            "2024-05-08",
        ),  # from the start day, which is not counted itself: nine days
        ([("2024-01-30", "2024-02-09")], "2024-05-09"),  # on the first counted day
        ([("2024-04-20", None)], "2024-04-29"),  # not resumed
    ],
)
def test_a_pause_moves_three_months_by_its_days(pauses: list[tuple[str, str | None]], due: str) -> None:
    stood = [Pause(d(first), d(resumed) if resumed else None) for first, resumed in pauses]
    assert compute_deadline(clock(3, CountingUnit.MONTHS), d("2024-01-29"), CALENDAR, stood).due == d(due)


def test_working_days_are_not_counted_during_a_pause() -> None:
    pause = Pause(d("2024-03-06"), d("2024-03-11"))
    found = compute_deadline(clock(5, CountingUnit.WORKING_DAYS), d("2024-03-04"), CALENDAR, [pause])
    assert found.due == d("2024-03-14")
    assert found.paused_days == 5


def test_a_deadline_explains_its_calculation() -> None:
    found = compute_deadline(clock(5, CountingUnit.WORKING_DAYS), d("2024-02-08"), CALENDAR)
    assert found.explanation == (
        "答复期限：自交办日起 5 个工作日内",
        "起算：2024年2月8日，当日不计入",
        "不计入：2024年2月10日至2月17日（春节放假）",
        "计入调休：2024年2月18日（春节调休上班）",
        "到期：2024年2月21日",
        "工作日历：2026.2",
        "依据：本地办法",
    )


def test_a_moved_last_day_lists_the_days_skipped() -> None:
    found = compute_deadline(clock(3, CountingUnit.MONTHS), d("2024-02-01"), CALENDAR)
    assert found.before_rest_days == d("2024-05-01")
    assert [(item.day.day, item.why) for item in found.skipped] == [
        (day, "劳动节放假") for day in range(1, 6)
    ]


def test_a_year_without_notice_counts_the_holidays_by_law_and_says_what_is_unknown() -> None:
    found = compute_deadline(clock(3, CountingUnit.MONTHS), d("2026-11-08"), CALENDAR)
    assert found.due == d("2027-02-09")
    assert [item.why for item in found.skipped] == ["春节放假"]
    assert found.explanation[-2] == (
        "工作日历：2026.2（2027 年放假安排未公布：法定节日已除去，调休上班日和逢周末的补休日未知）"
    )


def test_a_year_beyond_the_known_holidays_says_that_only_weekends_rest() -> None:
    found = compute_deadline(clock(1, CountingUnit.MONTHS), d("2036-01-01"), CALENDAR)
    assert found.due == d("2036-02-01")
    assert found.unpublished == ("2036 年放假安排未公布：只按周六、周日计算",)


def test_the_table_holds_at_least_sixty_days() -> None:
    assert len(MONTHS) + len(CALENDAR_DAYS) + len(WORKING_DAYS) + len(FIXED) >= 60


DAYS = st.dates(date(2020, 1, 1), date(2026, 6, 30))


@given(day=DAYS, months=st.integers(0, 24))
def test_months_never_skip_into_the_month_after(day: date, months: int) -> None:
    end = add_months(day, months)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == day.day or (end + timedelta(days=1)).day == 1


@given(day=DAYS, amount=st.integers(1, 60))
def test_exactly_the_counted_working_days_lie_within(day: date, amount: int) -> None:
    found = compute_deadline(clock(amount, CountingUnit.WORKING_DAYS), day, CALENDAR)
    span = [day + timedelta(days=ahead) for ahead in range(1, (found.due - day).days + 1)]
    assert sum(CALENDAR.is_working(one) for one in span) == amount
    assert CALENDAR.is_working(found.due)
    assert {item.day for item in found.skipped} == {one for one in span if not CALENDAR.is_working(one)}


@given(day=DAYS, amount=st.integers(1, 6))
def test_a_rolling_deadline_always_ends_on_a_working_day(day: date, amount: int) -> None:
    assert CALENDAR.is_working(compute_deadline(clock(amount, CountingUnit.MONTHS), day, CALENDAR).due)
