"""Promises by the year they were made in: kept, in time, late, running, carried over."""

from __future__ import annotations

from datetime import date

from desktop.domain.figures.promise_years import PromiseYear, promise_years
from desktop.domain.records.promise import Promise

TODAY = date(2027, 3, 1)


def promise(case: int, due: date | None = None, kept: date | None = None) -> Promise:
    return Promise(case, "事项", due_at=due, kept_at=kept)


def test_each_year_is_counted_by_hand() -> None:
    of_2026 = [
        promise(1, date(2026, 9, 30), date(2026, 9, 30)),  # on its last day
        promise(1, date(2026, 9, 30), date(2026, 10, 1)),  # a day late
        promise(2, None, date(2026, 12, 31)),  # without a day, within the year
        promise(2, None, date(2027, 1, 1)),  # without a day, after it
        promise(3, date(2027, 2, 28)),  # late today
        promise(3, date(2027, 3, 1)),  # due today
        promise(4),  # open without a day
    ]
    of_2027 = [promise(4, date(2027, 12, 31)), promise(5, None, date(2027, 2, 1))]
    found = promise_years([(one, 2026) for one in of_2026] + [(one, 2027) for one in of_2027], TODAY)
    assert found == (
        PromiseYear(2027, made=2, kept=1, in_time=1, late=0, running=1, carried=0, cases=(4, 5)),
        PromiseYear(2026, made=7, kept=4, in_time=2, late=1, running=2, carried=3, cases=(1, 2, 3, 4)),
    )
    assert [one.words for one in found] == [
        "2027年承诺2项：已兑现1项（按期1项），进行中1项",
        "2026年承诺7项：已兑现4项（按期2项），逾期1项，进行中2项，结转3项",
    ]


def test_no_promise_makes_no_year() -> None:
    assert promise_years([], TODAY) == ()
    (open_one,) = promise_years([(promise(1), 2027)], TODAY)
    assert open_one.words == "2027年承诺1项：进行中1项"
