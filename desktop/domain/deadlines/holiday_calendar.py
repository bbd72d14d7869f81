"""The working calendar 「工作日历」: which days are working days, and the reason for each exception (DOMAIN 3.5).

Saturdays and Sundays rest; the State Council's yearly notice adds days off and moves working days 「调休」. A year whose notice
is not known is called 未公布: the holidays that the law names (全国年节及纪念日放假办法) still rest, but nobody knows yet which
weekends become working days, nor which days replace a holiday that falls on a weekend 「补休」.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from desktop.domain.errors import Refused
from desktop.domain.words.dates import weekday

_MAX_DAYS = 4000
"""A longer run of rest days is an error in a hand-edited calendar."""


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """Days off and make-up working days by date with their names.

    `years` are those whose notice is known, `by_law` those of which only the holidays by law are known.
    """

    version: str
    years: frozenset[int] = frozenset()
    off: Mapping[date, str] = field(default_factory=dict)
    make_up: Mapping[date, str] = field(default_factory=dict)
    source: str = ""
    by_law: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        """True for a weekday that is not off, and for a make-up working day."""
        return day in self.make_up or (day not in self.off and day.weekday() < 5)

    def why_resting(self, day: date) -> str:
        """「春节放假」「周六」; "" for a working day."""
        if self.is_working(day):
            return ""
        name = self.off.get(day)
        return f"{name}放假" if name else weekday(day)

    def why_working(self, day: date) -> str:
        """「春节调休上班」 for a make-up day, else ""."""
        name = self.make_up.get(day)
        return f"{name}调休上班" if name else ""

    def is_published(self, year: int) -> bool:
        """True if that year's notice is in this calendar."""
        return year in self.years

    def unpublished_words(self, year: int) -> str:
        """What is not known of a year without notice, 「2027 年放假安排未公布：…」; "" for a published one."""
        if self.is_published(year):
            return ""
        known = (
            "法定节日已除去，调休上班日和逢周末的补休日未知" if year in self.by_law else "只按周六、周日计算"
        )
        return f"{year} 年放假安排未公布：{known}"

    def next_working(self, day: date) -> date:
        """`day` itself if it is a working day, else the first one after it."""
        for ahead in range(_MAX_DAYS):
            if self.is_working(day + timedelta(days=ahead)):
                return day + timedelta(days=ahead)
        raise Refused("工作日历里找不到工作日", "请检查“设置 · 工作日历”中的放假日期")

    def with_changes(
        self, version: str, off: Mapping[date, str], make_up: Mapping[date, str]
    ) -> HolidayCalendar:
        """This calendar with an office's own days added; a day given as off is no longer a make-up day, and vice versa."""
        days_off = {day: name for day, name in self.off.items() if day not in make_up} | dict(off)
        made_up = {day: name for day, name in self.make_up.items() if day not in off} | dict(make_up)
        years = self.years | {day.year for day in (*off, *make_up)}
        return HolidayCalendar(version, years, days_off, made_up, self.source, self.by_law - years)


NO_HOLIDAYS = HolidayCalendar("只按周六、周日")
"""Saturdays and Sundays only."""
