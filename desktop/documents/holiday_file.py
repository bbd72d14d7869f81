"""The working calendar file: resources/calendar/holidays.toml and an office's own of the same shape."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from desktop.documents.toml_table import TomlTable, parse_toml, read_toml_text
from desktop.domain.holiday_calendar import HolidayCalendar

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "calendar" / "holidays.toml"
_LONGEST_HOLIDAY = 40


def read_holidays(path: Path = SHIPPED) -> HolidayCalendar:
    """The calendar of a file. Raises TemplateProblem with line and reason."""
    return parse_holidays(read_toml_text(path), path.name)


def parse_holidays(text: str, file_name: str) -> HolidayCalendar:
    """The same from text, for a look at what a change would move."""
    root = parse_toml(text, file_name)
    off: dict[date, str] = {}
    make_up: dict[date, str] = {}
    years = [_year(table, off, make_up) for table in root.tables("years")]
    calendar = HolidayCalendar(root.text("version"), frozenset(years), off, make_up, root.text("source", ""))
    root.finish()
    return calendar


def _year(table: TomlTable, off: dict[date, str], make_up: dict[date, str]) -> int:
    year = table.integer("year", least=1990, most=2100)
    for row in table.tables("off"):
        off.update(dict.fromkeys(_span(row), row.text("name")))
        row.finish()
    for row in table.tables("make_up"):
        make_up[_day(row, "day")] = row.text("name")
        row.finish()
    table.finish()
    return year


def _span(row: TomlTable) -> list[date]:
    first = _day(row, "first")
    last = row.day("last", first) or first
    length = (last - first).days + 1
    if not 1 <= length <= _LONGEST_HOLIDAY:
        raise row.problem("last", "last 应在 first 之后，一次放假不超过 40 天")
    return [first + timedelta(days=ahead) for ahead in range(length)]


def _day(row: TomlTable, key: str) -> date:
    day = row.day(key)
    if day is None:
        raise row.problem(key, f"缺少 {key}")
    return day
