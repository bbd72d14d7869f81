"""Promises 「承诺事项」 by the year in which they were made: how many were kept, and what is carried over (DOMAIN 3.11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.records.promise import Promise, PromiseState, is_carried_over


@dataclass(frozen=True, slots=True)
class PromiseYear:
    """The promises of one year. `in_time`: kept by their day, or without one within the year; `late` and `running` are open.

    `carried`: those of an earlier year that are still open 「结转」; `cases` are the cases of all of them, each once.
    """

    year: int
    made: int
    kept: int
    in_time: int
    late: int
    running: int
    carried: int
    cases: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """「2025年承诺3项：已兑现1项（按期1项），逾期1项，进行中1项，结转2项」; counts of 0 are left out."""
        kept = f"已兑现{self.kept}项（按期{self.in_time}项）" if self.kept else ""
        others = (("逾期", self.late), ("进行中", self.running), ("结转", self.carried))
        parts = [kept, *(f"{what}{count}项" for what, count in others if count)]
        return f"{self.year}年承诺{self.made}项：{'，'.join(filter(None, parts))}"


def promise_years(promises: Iterable[tuple[Promise, int]], today: date) -> tuple[PromiseYear, ...]:
    """The figures of every year that has promises, the latest first; each promise comes with its year."""
    by_year: dict[int, list[Promise]] = defaultdict(list)
    for promise, year in promises:
        by_year[year].append(promise)
    return tuple(_figures(year, by_year[year], today) for year in sorted(by_year, reverse=True))


def _figures(year: int, promises: list[Promise], today: date) -> PromiseYear:
    states = [promise.state(today) for promise in promises]
    late = states.count(PromiseState.LATE)
    kept = states.count(PromiseState.KEPT)
    return PromiseYear(
        year,
        len(promises),
        kept,
        sum(_in_time(promise, year) for promise in promises),
        late,
        len(promises) - kept - late,
        sum(is_carried_over(promise, year, today) for promise in promises),
        tuple(dict.fromkeys(promise.case_id for promise in promises)),
    )


def _in_time(promise: Promise, year: int) -> bool:
    return promise.kept_at is not None and promise.kept_at <= (promise.due_at or date(year, 12, 31))
