"""Formatting of days, spans and shortened texts."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from desktop.domain.words.dates import (
    chinese_date,
    date_span,
    days_left_words,
    iso_date,
    iso_moment,
    short_date,
    short_moment,
    weekday,
    weekday_in_full,
)
from desktop.domain.words.shortened import shortened

DAY, MOMENT = date(2024, 4, 9), datetime(2024, 4, 9, 8, 5)


def test_a_day_is_unpadded_in_text_and_padded_in_columns() -> None:
    assert (chinese_date(DAY), short_date(DAY), iso_date(DAY)) == ("2024年4月9日", "4月9日", "2024-04-09")


def test_no_day_is_no_text() -> None:
    assert (chinese_date(None), short_date(None), iso_date(None)) == ("", "", "")


def test_a_moment_keeps_its_minutes() -> None:
    assert (short_moment(MOMENT), iso_moment(MOMENT)) == ("4月9日 08:05", "2024-04-09 08:05")


def test_the_week_begins_on_monday() -> None:
    days = [weekday(date(2024, 4, day)) for day in range(8, 15)]
    assert days == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    assert weekday_in_full(DAY) == "星期二"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 5, 9), date(2026, 5, 9), "2026年5月9日"),
        (date(2026, 5, 9), date(2026, 5, 11), "2026年5月9日至5月11日"),
        (date(2026, 12, 31), date(2027, 1, 2), "2026年12月31日至2027年1月2日"),
    ],
)
def test_a_span_states_the_year_once(first: date, last: date, words: str) -> None:
    assert date_span(first, last) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("五个字以内", "五个字以内"),
        ("六个字就要剪", "六个字就…"),
        ("换了\n行 也  算", "换了 行…"),
    ],
)
def test_a_shortened_text_has_at_most_the_given_length(text: str, words: str) -> None:
    assert shortened(text, 5) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(30, "还剩 30 天"), (1, "还剩 1 天"), (0, "今日到期"), (-1, "逾期 1 天"), (-45, "逾期 45 天")],
)
def test_the_days_left_turn_into_days_late_on_the_day_after_the_due_day(days: int, words: str) -> None:
    assert days_left_words(days) == words
