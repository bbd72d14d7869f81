"""Read the working calendar: resources/calendar/holidays.toml and an office's own file of the same format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from desktop.documents.templates.toml_template import TomlTable, blank_faults, bound_faults, read_record
from desktop.domain.deadlines.holiday_calendar import HolidayCalendar

SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "calendar" / "holidays.toml"
_LONGEST_HOLIDAY = 40


@dataclass(frozen=True, slots=True)
class _Off:
    """[[years.off]]: a holiday from `first` to `last`, or one day without `last`."""

    name: str
    first: date
    last: date | None = None

    @property
    def length(self) -> int:
        return ((self.last or self.first) - self.first).days + 1


@dataclass(frozen=True, slots=True)
class _MakeUp:
    """[[years.make_up]]: a make-up working day on a weekend."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class _Year:
    """[[years]]: the State Council's notice of one year; `notice = false`: not published, `off` has the holidays by law."""

    year: int
    notice: bool = True
    off: tuple[_Off, ...] = ()
    make_up: tuple[_MakeUp, ...] = ()


@dataclass(frozen=True, slots=True)
class _Notices:
    """The complete file."""

    version: str
    years: tuple[_Year, ...] = ()
    source: str = ""


def read_holidays(table: TomlTable) -> HolidayCalendar:
    """Return the calendar in that file. Raises TemplateProblem with file, line and reason if it is invalid."""
    notices = read_record(_Notices, table)
    table.refuse(blank_faults(notices))
    for year, row in zip(notices.years, table.tables("years"), strict=True):
        _check_year(year, row)
    off = {
        span.first + timedelta(days=ahead): span.name
        for year in notices.years
        for span in year.off
        for ahead in range(span.length)
    }
    make_up = {one.day: one.name for year in notices.years for one in year.make_up}
    years = frozenset(year.year for year in notices.years if year.notice)
    by_law = frozenset(year.year for year in notices.years if not year.notice)
    return HolidayCalendar(notices.version, years, off, make_up, notices.source, by_law)


def _check_year(year: _Year, table: TomlTable) -> None:
    table.refuse(bound_faults(year, year=(1990, 2100)))
    for span, row in zip(year.off, table.tables("off"), strict=True):
        row.refuse(blank_faults(span))
        if not 1 <= span.length <= _LONGEST_HOLIDAY:
            raise row.problem("last", "last 应在 first 之后，一次放假不超过 40 天")
    for one, row in zip(year.make_up, table.tables("make_up"), strict=True):
        row.refuse(blank_faults(one))
