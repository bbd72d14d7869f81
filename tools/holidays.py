"""Writes resources/calendar/holidays.toml: `python -m tools.holidays [FIRST] [LAST]`.

Published years come from chinesecalendar: run this when the State Council has published another year and the library includes
it. A year that the library does not have gets the holidays that the law names, with `notice = false`: the program
counts them and shows the year as 未公布, because the notice alone says which weekends become working days.

The law: 全国年节及纪念日放假办法, revised 2024-11-10, in force 2025-01-01, article 2. Lunar days and 清明 come from cnlunar.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from chinese_calendar.constants import Holiday, holidays, workdays
from cnlunar import Lunar

TARGET = Path(__file__).parents[1] / "resources" / "calendar" / "holidays.toml"
CHINESE = {
    holiday.value: holiday.chinese.replace("端午", "端午节").replace("清明", "清明节") for holiday in Holiday
}
CHINESE[Holiday.mid_autumn_festival.value] = "中秋节"
HEAD = """\
# 节假日与调休上班日，依据国务院办公厅每年公布的部分节假日安排。
# 由 tools/holidays.py 从 chinesecalendar {version} 和 cnlunar {lunar} 生成；单位可以在“设置 · 工作日历”中增补。
# notice = false 的年份放假通知未公布：只列《全国年节及纪念日放假办法》（2024 年修订）规定的节日，调休、补休和连休未知。
# 没有列出的年份只按周六、周日计算。两种年份在期限说明中都会注明。
version = "{edition}"
source = "国务院办公厅关于部分节假日安排的通知（{first} 至 {published} 年），全国年节及纪念日放假办法（其后各年）"
"""
LAW_IN_FORCE = 2025
"""First year of the revision of 2024; the notices of all earlier years are known."""
_FIXED = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
_LUNAR = {(1, 1): "春节", (1, 2): "春节", (1, 3): "春节", (5, 5): "端午节", (8, 15): "中秋节"}


def year_text(year: int) -> str:
    """The TOML entry of one year: its notice, or the holidays by law where chinesecalendar has none."""
    off = [(day, CHINESE[name]) for day, name in sorted(holidays.items()) if day.year == year]
    made_up = [(day, CHINESE[name]) for day, name in sorted(workdays.items()) if day.year == year]
    rows = [f"\n[[years]]\nyear = {year}"]
    if not off:
        off = sorted(legal_holidays(year).items())
        rows = [f"\n[[years]]\nyear = {year}\nnotice = false"]
    rows += [
        f'\n[[years.off]]\nname = "{name}"\nfirst = {first}\nlast = {last}'
        for name, first, last in _spans(off)
    ]
    rows += [f'\n[[years.make_up]]\nname = "{name}"\nday = {day}' for day, name in made_up]
    return "\n".join(rows) + "\n"


def legal_holidays(year: int) -> dict[date, str]:
    """The days that are holidays by law without any notice, from 2025 on; a day of two holidays has both names."""
    assert year >= LAW_IN_FORCE, year
    days = [date(year, 1, 1) + timedelta(days=ahead) for ahead in range(366)]
    return {day: name for day in days if day.year == year and (name := _legal_name(day))}


def _legal_name(day: date) -> str:
    moon, tomorrow = _lunar(day), _lunar(day + timedelta(days=1))
    names = [_FIXED.get((day.month, day.day), ""), _by_moon(moon)]
    names += ["清明节"] if moon.todaySolarTerms == "清明" else []
    names += ["春节"] if _by_moon(tomorrow) == "春节" and tomorrow.lunarDay == 1 else []  # 除夕
    return "、".join(filter(None, names))


def _by_moon(moon: Lunar) -> str:
    return "" if moon.isLunarLeapMonth else _LUNAR.get((moon.lunarMonth, moon.lunarDay), "")


def _lunar(day: date) -> Lunar:
    return Lunar(datetime(day.year, day.month, day.day, 12))


def _spans(days: Iterable[tuple[date, str]]) -> list[tuple[str, date, date]]:
    def run(item: tuple[int, tuple[date, str]]) -> tuple[date, str]:
        place, (day, name) = item
        return day - timedelta(days=place), name

    spans = []
    for (_, name), items in groupby(enumerate(days), key=run):
        members = [day for _, (day, _) in items]
        spans.append((name, members[0], members[-1]))
    return spans


def main(first: int, last: int) -> None:
    published = max(day.year for day in holidays if day.year <= last)
    head = HEAD.format(
        version=version("chinesecalendar"),
        lunar=version("cnlunar"),
        edition=f"{published}.2",
        first=first,
        published=published,
    )
    TARGET.write_text(head + "".join(map(year_text, range(first, last + 1))), encoding="utf-8")
    print(f"{TARGET}: {first} to {last}, notices to {published}")


if __name__ == "__main__":
    main(*(map(int, sys.argv[1:3]) if len(sys.argv) == 3 else (2020, 2035)))
