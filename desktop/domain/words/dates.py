"""Format days: the long date of official documents, the short one of lists, weekdays, spans."""

from __future__ import annotations

from datetime import date, datetime

_WEEKDAYS = "一二三四五六日"
"""The marks that follow 周 or 星期, Monday first."""


def chinese_date(day: date | None) -> str:
    """`2024年4月9日`, Arabic digits without padding (GB/T 9704-2012 7.3.5.4); "" for None."""
    return f"{day.year}年{short_date(day)}" if day else ""


def short_date(day: date | None) -> str:
    """`4月9日`, where the year is known; "" for None."""
    return f"{day.month}月{day.day}日" if day else ""


def short_moment(at: datetime) -> str:
    """`4月9日 10:42`."""
    return f"{short_date(at)} {at:%H:%M}"


def iso_date(day: date | None) -> str:
    """`2024-04-09` for columns and fields; "" for None. The time of a datetime is left out."""
    return f"{day:%Y-%m-%d}" if day else ""


def iso_moment(at: datetime) -> str:
    """`2024-04-09 10:42`."""
    return f"{at:%Y-%m-%d %H:%M}"


def weekday(day: date) -> str:
    """`周二`."""
    return f"周{_WEEKDAYS[day.weekday()]}"


def weekday_in_full(day: date) -> str:
    """`星期二`."""
    return f"星期{_WEEKDAYS[day.weekday()]}"


def date_span(first: date, last: date) -> str:
    """`2026年5月9日至5月11日`, with the second year only if it differs; a single date for one day."""
    if first == last:
        return chinese_date(first)
    return f"{chinese_date(first)}至{chinese_date(last) if first.year != last.year else short_date(last)}"


def days_left_words(days: int) -> str:
    """「还剩 3 天」, 「今日到期」 for 0, 「逾期 2 天」 for -2."""
    if not days:
        return "今日到期"
    return f"还剩 {days} 天" if days > 0 else f"逾期 {-days} 天"
