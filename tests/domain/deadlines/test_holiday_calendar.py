"""The working calendar: days of the notice, the office's own days, unpublished years."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.documents.templates.holiday_file import SHIPPED, read_holidays
from desktop.documents.templates.toml_template import read_toml
from desktop.domain.deadlines.holiday_calendar import HolidayCalendar
from desktop.domain.errors import Refused, TemplateProblem

CALENDAR = read_holidays(read_toml(SHIPPED))


def test_the_shipped_calendar_knows_2020_to_2026() -> None:
    assert CALENDAR.years == frozenset(range(2020, 2027))
    assert not CALENDAR.is_published(2027)


BY_LAW = {  # first day of Spring Festival, 清明, 端午, 中秋 in the almanac; the rest has fixed days
    2027: ("02-06", "04-05", "06-09", "09-15"),
    2028: ("01-26", "04-04", "05-28", "10-03"),
    2029: ("02-13", "04-04", "06-16", "09-22"),
    2030: ("02-03", "04-05", "06-05", "09-12"),
    2031: ("01-23", "04-05", "06-24", "10-01"),
    2032: ("02-11", "04-04", "06-12", "09-19"),
    2033: ("01-31", "04-04", "06-01", "09-08"),
    2034: ("02-19", "04-05", "06-20", "09-27"),
    2035: ("02-08", "04-05", "06-10", "09-16"),
}


@pytest.mark.parametrize("year", BY_LAW)
def test_the_holidays_by_law_are_known_before_the_notice_is_published(year: int) -> None:
    new_year, *others = (date.fromisoformat(f"{year}-{day}") for day in BY_LAW[year])
    by_law = {new_year + timedelta(days=ahead) for ahead in (-1, 0, 1, 2)} | set(others)
    by_law |= {date(year, *day) for day in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))}
    assert {day for day in CALENDAR.off if day.year == year} == by_law
    assert not any(day.year == year for day in CALENDAR.make_up)


@pytest.mark.parametrize(
    ("year", "by_law"),
    [  # before 2025 the revision of 2013: no New Year's Eve, one day in May
        (2024, "01-01 02-10 02-11 02-12 04-04 05-01 06-10 09-17 10-01 10-02 10-03"),
        (2025, "01-01 01-28 01-29 01-30 01-31 04-04 05-01 05-02 05-31 10-06 10-01 10-02 10-03"),
        (2026, "01-01 02-16 02-17 02-18 02-19 04-05 05-01 05-02 06-19 09-25 10-01 10-02 10-03"),
    ],
)
def test_every_notice_contains_the_holidays_by_law(year: int, by_law: str) -> None:
    assert all(CALENDAR.why_resting(date.fromisoformat(f"{year}-{day}")) for day in by_law.split())


def test_an_office_that_enters_the_notice_of_a_year_makes_it_published() -> None:
    own = CALENDAR.with_changes("本单位 1", {date(2027, 2, 9): "春节"}, {date(2027, 2, 20): "春节"})
    assert own.is_published(2027)
    assert own.unpublished_words(2027) == ""
    assert own.why_resting(date(2027, 2, 8)) == "春节放假"
    assert own.next_working(date(2027, 2, 5)) == date(2027, 2, 10)


@pytest.mark.parametrize(
    ("day", "resting", "working"),
    [
        (date(2024, 2, 12), "春节放假", ""),
        (date(2024, 2, 18), "", "春节调休上班"),
        (date(2024, 2, 24), "周六", ""),
        (date(2024, 2, 25), "周日", ""),
        (date(2024, 2, 26), "", ""),
        (date(2020, 1, 31), "春节放假", ""),
    ],
)
def test_each_day_has_its_reason(day: date, resting: str, working: str) -> None:
    assert (CALENDAR.why_resting(day), CALENDAR.why_working(day)) == (resting, working)


def test_an_office_may_add_its_own_days() -> None:
    own = CALENDAR.with_changes("本单位 1", {date(2024, 3, 8): "停电"}, {date(2024, 2, 17): "值班"})
    assert not own.is_working(date(2024, 3, 8))
    assert own.is_working(date(2024, 2, 17))
    assert own.version == "本单位 1"
    assert CALENDAR.is_working(date(2024, 3, 8))


def test_an_offices_day_overrides_what_the_notice_says_of_it() -> None:
    """18 February 2024 is a Sunday at work and 10 February a day off, unless the office says otherwise."""
    own = CALENDAR.with_changes("本单位 1", {date(2024, 2, 18): "停电"}, {date(2024, 2, 10): "值班"})
    assert (own.why_resting(date(2024, 2, 18)), own.why_working(date(2024, 2, 18))) == ("停电放假", "")
    assert (own.why_resting(date(2024, 2, 10)), own.why_working(date(2024, 2, 10))) == ("", "值班调休上班")
    assert (own.why_resting(date(2024, 2, 12)), own.why_working(date(2024, 5, 11))) == (
        "春节放假",
        "劳动节调休上班",
    )


def test_a_calendar_without_any_working_day_is_refused() -> None:
    always_off = HolidayCalendar("坏", off=dict.fromkeys([date(2024, 1, 1)], "无"))
    closed = HolidayCalendar("坏", off={date.fromordinal(n): "无" for n in range(738000, 744000)})
    assert always_off.next_working(date(2024, 1, 1)) == date(2024, 1, 2)
    with pytest.raises(Refused):
        closed.next_working(date.fromordinal(738500))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            'version = "1"\n[[years]]\nyear = 2027\n[[years.off]]\nname = "春节"\nfirst = 2027-02-12\nlast = 2027-02-02\n',
            "第 7 行",
        ),
        ('version = "1"\n[[years]]\nyear = 2027\n[[years.make_up]]\nname = "春节"\n', "缺少 day"),
        (
            'version = "1"\n[[years]]\nyear = 2027\n[[years.off]]\nname = "春节"\nfirst = "2027-02-12"\n',
            "应为日期",
        ),
    ],
)
def test_an_error_in_the_calendar_file_is_reported_with_its_line(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "holidays.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateProblem, match=reason):
        read_holidays(read_toml(path))
