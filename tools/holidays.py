"""Writes resources/calendar/holidays.toml from chinesecalendar: `python -m tools.holidays [FIRST] [LAST]`.

Run it when the State Council has published another year and chinesecalendar includes it. Years that the library does not
have are left out; the program shows them as 未公布.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date, timedelta
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from chinese_calendar.constants import Holiday, holidays, workdays

TARGET = Path(__file__).parents[1] / "resources" / "calendar" / "holidays.toml"
CHINESE = {
    holiday.value: holiday.chinese.replace("端午", "端午节").replace("清明", "清明节") for holiday in Holiday
}
CHINESE[Holiday.mid_autumn_festival.value] = "中秋节"
HEAD = """\
# 节假日与调休上班日，依据国务院办公厅每年公布的部分节假日安排。
# 由 tools/holidays.py 从 chinesecalendar {version} 生成；单位可以在“设置 · 工作日历”中增补。
# 没有列出的年份视为“未公布”：只按周六、周日计算，并在期限说明中注明。
version = "{edition}"
source = "国务院办公厅关于部分节假日安排的通知（{first} 至 {last} 年）"
"""


def year_text(year: int) -> str:
    """The TOML entry of one year; "" for a year that chinesecalendar does not have."""
    off = [(day, CHINESE[name]) for day, name in sorted(holidays.items()) if day.year == year]
    made_up = [(day, CHINESE[name]) for day, name in sorted(workdays.items()) if day.year == year]
    if not off:
        return ""
    rows = [f"\n[[years]]\nyear = {year}"]
    rows += [
        f'\n[[years.off]]\nname = "{name}"\nfirst = {first}\nlast = {last}'
        for name, first, last in _spans(off)
    ]
    rows += [f'\n[[years.make_up]]\nname = "{name}"\nday = {day}' for day, name in made_up]
    return "\n".join(rows) + "\n"


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
    years = [text for year in range(first, last + 1) if (text := year_text(year))]
    known = version("chinesecalendar")
    head = HEAD.format(version=known, edition=f"{last}.1", first=first, last=last)
    TARGET.write_text(head + "".join(years), encoding="utf-8")
    print(f"{TARGET}: {len(years)} years from chinesecalendar {known}")


if __name__ == "__main__":
    main(*(map(int, sys.argv[1:3]) if len(sys.argv) == 3 else (2020, 2026)))
