"""A second reckoner of due days: it walks day by day over the published calendars and shares no line with the program.

`python -m tests.domain.deadlines.reckoner` writes tests/golden/due_days.csv anew; read every changed row by hand.

A rule: `M3` three months, `D10` ten days, `W5` five working days, `F06-30` 30 June of the year of the start, `F+03-31` of the
year after, `B20` twenty days and `BW10` ten working days back from the start. With `!` the last day stays on a day off.
Events: `pause A..B` stood from A to the day before B (`A..` = still stands), `given D` named by the notice, `extend D@A` to D,
approved on A.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

TABLE = Path(__file__).parents[2] / "golden" / "due_days.csv"
ONE = timedelta(days=1)

# The State Council's notices, typed from their text: days off, and weekend days at work.
NOTICES = {
    2020: ("1.1 1.24-2.2 4.4-4.6 5.1-5.5 6.25-6.27 10.1-10.8", "1.19 4.26 5.9 6.28 9.27 10.10"),
    2021: (
        "1.1-1.3 2.11-2.17 4.3-4.5 5.1-5.5 6.12-6.14 9.19-9.21 10.1-10.7",
        "2.7 2.20 4.25 5.8 9.18 9.26 10.9",
    ),
    2022: (
        "1.1-1.3 1.31-2.6 4.3-4.5 4.30-5.4 6.3-6.5 9.10-9.12 10.1-10.7",
        "1.29 1.30 4.2 4.24 5.7 10.8 10.9",
    ),
    2023: ("1.1-1.2 1.21-1.27 4.5 4.29-5.3 6.22-6.24 9.29-10.6", "1.28 1.29 4.23 5.6 6.25 10.7 10.8"),
    2024: (
        "1.1 2.10-2.17 4.4-4.6 5.1-5.5 6.10 9.15-9.17 10.1-10.7",
        "2.4 2.18 4.7 4.28 5.11 9.14 9.29 10.12",
    ),
    2025: ("1.1 1.28-2.4 4.4-4.6 5.1-5.5 5.31-6.2 10.1-10.8", "1.26 2.8 4.27 9.28 10.11"),
    2026: ("1.1-1.3 2.15-2.23 4.4-4.6 5.1-5.5 6.19-6.21 9.25-9.27 10.1-10.7", "1.4 2.14 2.28 5.9 9.20 10.10"),
}
# No notice yet: the days of the law of 2024, 除夕 to 初三, 清明, 端午 and 中秋 from the almanac.
BY_LAW = {
    2027: "2.5-2.8 4.5 6.9 9.15",
    2028: "1.25-1.28 4.4 5.28 10.3",
    2029: "2.12-2.15 4.4 6.16 9.22",
    2030: "2.2-2.5 4.5 6.5 9.12",
    2031: "1.22-1.25 4.5 6.24 10.1",
    2032: "2.10-2.13 4.4 6.12 9.19",
    2033: "1.30-2.2 4.4 6.1 9.8",
    2034: "2.18-2.21 4.5 6.20 9.27",
    2035: "2.7-2.10 4.5 6.10 9.16",
}
EVERY_YEAR = " 1.1 5.1-5.2 10.1-10.3"


def _days(year: int, text: str) -> Iterator[date]:
    for span in text.split():
        ends = [date(year, *map(int, end.split("."))) for end in span.split("-")]
        day = ends[0]
        while day <= ends[-1]:
            yield day
            day += ONE


OFF = {day for year, (off, _) in NOTICES.items() for day in _days(year, off)}
OFF |= {day for year, off in BY_LAW.items() for day in _days(year, off + EVERY_YEAR)}
AT_WORK = {day for year, (_, work) in NOTICES.items() for day in _days(year, work)}


def works(day: date) -> bool:
    return day in AT_WORK or (day.weekday() < 5 and day not in OFF)


def due_day(rule: str, start: str, events: str = "") -> date:
    """The due day by that rule, started on that day, after these events."""
    told = [event.split() for event in events.split(";") if event]
    pauses = [event[1].split("..") for event in told if event[0] == "pause"]
    stood = {day for first, end in pauses if end for day in _span(first, end)}
    named = next((event[1] for event in told if event[0] == "given"), "")
    extended = [event[1].split("@") for event in told if event[0] == "extend"]
    if extended:
        new, approved = extended[-1]
        return _pushed(rule, _day(new), _day(approved), stood)
    if named:
        return _pushed(rule, _day(named), _day(start), stood)
    return _by_rule(rule, _day(start), stood)


def _by_rule(rule: str, start: date, stood: set[date]) -> date:
    kind = rule.rstrip("!")
    if kind.startswith("B"):
        return _back(kind, start)
    if kind.startswith("W"):
        return _walk(start, int(kind[1:]), lambda day: works(day) and day not in stood)
    if kind.startswith("F"):
        end = _fixed(kind, start.year)
    elif kind.startswith("M"):
        end = _months_later(start, int(kind[1:]))
    else:
        end = start + int(kind[1:]) * ONE
    end = _walk(start, (end - start).days, lambda day: day not in stood)
    return end if rule.endswith("!") else _rolled(end)


def _pushed(rule: str, named: date, since: date, stood: set[date]) -> date:
    moved = _walk(since, (named - since).days, lambda day: day not in stood)
    return moved if rule.endswith("!") or moved == named else _rolled(moved)


def _walk(day: date, wanted: int, counts) -> date:  # type: ignore[no-untyped-def] # noqa: ANN001
    while wanted:
        day += ONE
        wanted -= counts(day)
    return day


def _back(kind: str, day: date) -> date:
    working = kind.startswith("BW")
    wanted = int(kind.lstrip("BW"))
    while wanted:
        day -= ONE
        wanted -= works(day) if working else 1
    return day


def _rolled(day: date) -> date:
    while not works(day):
        day += ONE
    return day


def _months_later(start: date, months: int) -> date:
    """One month after another on the calendar; the last day of a month that has no such day."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    number = start.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def _fixed(kind: str, year: int) -> date:
    later = kind.startswith("F+")
    month, number = map(int, kind.lstrip("F+").split("-"))
    return date(year + later, month, number)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _span(first: str, end: str) -> Iterator[date]:
    day = _day(first)
    while day < _day(end):
        yield day
        day += ONE


# The cases of the table. Starts are chosen so that the last day falls on and around every holiday of every year.
def cases() -> Iterator[tuple[str, str, str]]:
    """(rule, start, events) of every row, in order."""
    yield from _around_holidays()
    yield from _plain()
    yield from STORIES


def _around_holidays() -> Iterator[tuple[str, str, str]]:
    """Each rule, counted back roughly from the first day of each holiday, so that it ends in or beside it."""
    rules = ("M3", "M1", "D10", "W5", "M3!", "W20", "M2", "W10", "D30", "M6")
    for year in range(2020, 2036):
        spans = (NOTICES[year][0] if year in NOTICES else BY_LAW[year] + EVERY_YEAR).split()
        for place, span in enumerate(spans):
            first = next(_days(year, span))
            for rule in (rules[(place + year) % len(rules)], rules[(place * 3 + year + 1) % len(rules)]):
                start = _roughly_before(first, rule)
                if start.year >= 2020:
                    yield rule, start.isoformat(), ""


def _roughly_before(day: date, rule: str) -> date:
    amount = int(rule.strip("MDW!"))
    if rule.startswith("M"):
        months = day.year * 12 + day.month - 1 - amount
        return date(months // 12, months % 12 + 1, min(day.day, 28))
    return day - ONE * amount if rule.startswith("D") else day - ONE * (amount * 7 // 5)


def _plain() -> Iterator[tuple[str, str, str]]:
    """Month ends, leap days, turns of the year, weekends, in every year; and fixed days."""
    rules = ("M3", "M1", "D7", "W3", "W7", "W15", "M5")
    for year in range(2020, 2035):
        for place, start in enumerate(("01-31", "02-28", "03-30", "05-31", "08-31", "11-30", "12-31")):
            yield rules[(place + year) % len(rules)], f"{year}-{start}", ""
        for rule in ("F06-30", "F06-30!", "F05-10!", "F08-05", "F+03-31"):
            if (year + len(rule)) % 2:
                yield rule, f"{year}-02-10", ""


STORIES = (
    # pauses: ended, several, over a holiday, still standing, begun on the last day, begun after it, over the whole term
    ("M3", "2024-01-29", "pause 2024-03-01..2024-03-11"),
    ("M3", "2024-01-29", "pause 2024-02-20..2024-02-22"),
    ("M3", "2024-01-29", "pause 2024-03-01..2024-03-11;pause 2024-05-06..2024-05-13"),
    ("M3", "2024-01-29", "pause 2024-05-06..2024-05-13"),
    ("M3", "2024-01-29", "pause 2024-04-20.."),
    ("M3", "2024-01-29", "pause 2024-04-29..2024-05-07"),
    ("M3", "2024-01-29", "pause 2024-01-30..2024-04-30"),
    ("M3", "2024-01-29", "pause 2024-02-09..2024-02-19"),
    ("M3", "2026-02-09", "pause 2026-03-02..2026-03-12"),
    ("M3", "2026-02-09", "pause 2026-03-02..2026-03-03"),
    ("M3!", "2026-02-09", "pause 2026-03-02..2026-03-03"),
    ("M1", "2026-05-18", "pause 2026-06-01..2026-06-02"),
    ("M1", "2026-05-18", "pause 2026-06-01..2026-06-04"),
    ("M6", "2026-03-26", "pause 2026-08-01..2026-08-11"),
    ("D10", "2026-09-17", "pause 2026-09-18..2026-09-22"),
    ("D10!", "2026-09-17", "pause 2026-09-18..2026-09-22"),
    ("W5", "2024-03-04", "pause 2024-03-06..2024-03-11"),
    ("W5", "2026-02-12", "pause 2026-02-14..2026-02-25"),
    ("W10", "2026-09-17", "pause 2026-09-28..2026-10-08"),
    ("W20", "2027-01-20", "pause 2027-02-01..2027-02-04"),
    ("F06-30", "2026-03-02", "pause 2026-06-01..2026-06-05"),
    ("F06-30!", "2024-03-04", "pause 2024-06-01..2024-06-08"),
    # extended days: as approved, even on a day off; after a pause never on one, unless the rule lets it
    ("M3", "2024-01-29", "extend 2024-06-28@2024-04-22"),
    ("M3", "2024-01-29", "extend 2024-06-29@2024-04-22"),
    ("M3", "2024-01-29", "extend 2024-06-28@2024-04-22;pause 2024-05-06..2024-05-16"),
    ("M3", "2024-01-29", "extend 2024-06-28@2024-04-22;pause 2024-05-06..2024-05-07"),
    ("M3!", "2024-01-29", "extend 2024-06-28@2024-04-22;pause 2024-05-06..2024-05-07"),
    ("M3", "2024-01-29", "pause 2024-03-01..2024-03-06;extend 2024-06-28@2024-04-22"),
    ("M3", "2024-01-29", "pause 2024-04-20..2024-05-10;extend 2024-06-28@2024-04-22"),
    ("M3", "2026-02-09", "extend 2026-06-09@2026-04-30;pause 2026-05-06..2026-05-16"),
    (
        "M3",
        "2026-02-09",
        "extend 2026-06-09@2026-04-30;pause 2026-06-01..2026-06-04;pause 2026-06-08..2026-06-09",
    ),
    ("M3", "2026-02-09", "extend 2026-06-09@2026-04-30;extend 2026-07-09@2026-06-01"),
    (
        "M3",
        "2026-02-09",
        "extend 2026-06-09@2026-04-30;extend 2026-07-09@2026-06-01;pause 2026-05-06..2026-05-16",
    ),
    (
        "M3",
        "2026-02-09",
        "extend 2026-06-09@2026-04-30;extend 2026-07-09@2026-06-01;pause 2026-06-15..2026-06-17",
    ),
    ("M3", "2026-02-09", "extend 2026-06-09@2026-04-30;pause 2026-06-09..2026-06-13"),
    ("M3", "2026-02-09", "extend 2026-06-09@2026-04-30;pause 2026-06-10..2026-06-13"),
    ("M3", "2026-02-09", "extend 2026-06-09@2026-04-30;pause 2026-05-11.."),
    ("W20", "2026-02-09", "extend 2026-04-10@2026-03-10;pause 2026-03-16..2026-03-17"),
    ("M3", "2026-11-09", "extend 2027-02-01@2026-12-20;pause 2027-01-04..2027-01-08"),
    ("M3", "2026-11-09", "extend 2027-02-04@2026-12-20;pause 2027-01-04..2027-01-05"),
    ("F06-30", "2026-03-02", "extend 2026-08-05@2026-06-01;pause 2026-07-06..2026-07-09"),
    # named by the notice: as named, even on a day off; moved by pauses like any other
    ("M3", "2026-02-09", "given 2026-04-30"),
    ("M3", "2026-02-09", "given 2026-05-02"),
    ("M3", "2026-02-09", "given 2026-04-30;pause 2026-03-02..2026-03-12"),
    ("M3", "2026-02-09", "given 2026-04-30;pause 2026-03-02..2026-03-04"),
    ("M3!", "2026-02-09", "given 2026-04-30;pause 2026-03-02..2026-03-04"),
    ("M3", "2026-02-09", "given 2026-04-30;extend 2026-05-29@2026-04-20"),
    ("M3", "2026-02-09", "given 2026-04-30;extend 2026-05-29@2026-04-20;pause 2026-05-06..2026-05-07"),
    ("M3", "2026-02-09", "given 2026-06-30;pause 2026-05-06.."),
    # the second round, from the feedback: 4 May gives 4 June, whenever it is entered
    ("M1", "2026-05-04", ""),
    ("M1", "2026-11-27", ""),
    ("M1", "2026-12-31", ""),
    ("M1", "2027-01-06", ""),
    ("M1", "2028-12-30", ""),
    # back from the day on which the reply is due
    ("B20", "2026-06-30", ""),
    ("B20", "2026-05-25", ""),
    ("B10", "2027-02-18", ""),
    ("BW10", "2026-06-30", ""),
    ("BW10", "2026-10-12", ""),
    ("BW5", "2027-02-10", ""),
    ("BW20", "2026-03-02", ""),
)


def rows() -> Sequence[tuple[str, str, str, str]]:
    """Every row of the table with its due day."""
    return [
        (rule, start, events, due_day(rule, start, events).isoformat()) for rule, start, events in cases()
    ]


if __name__ == "__main__":
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("rule", "start", "events", "due"))
        table.writerows(dict.fromkeys(rows()))
