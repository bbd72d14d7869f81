"""The working calendar: days of the notice, the office's own days, unpublished years."""

from __future__ import annotations

from datetime import date
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
