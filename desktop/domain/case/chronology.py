"""The order of days 「时间先后」: what happened has a day, not in the future, not before what came before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.case.event import Event, EventKind
from desktop.domain.errors import Refused
from desktop.domain.words.dates import chinese_date

_LONGEST = timedelta(days=366)
"""No rule book gives more; a later due day is a typing error until somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A dated fact of a case as the officer calls it: 「交办」. `day` None = has not happened, and says nothing."""

    name: str
    day: date | None = None


def refuse_wrong_day(
    what: str, day: date, today: date, after: Iterable[Landmark] = (), before: Iterable[Landmark] = ()
) -> None:
    """Raise Refused if `day` lies in the future, before one of `after`, or later than one of `before`.

    The sentence names the fact that contradicts, because either of the two days may be the mistyped one.
    """
    if day > today:
        raise Refused(f"{what}日期{chinese_date(day)}还没到", "请填写实际发生的日期")
    for mark in after:
        if mark.day and day < mark.day:
            raise _contradiction(what, day, "早于", mark)
    for mark in before:
        if mark.day and day > mark.day:
            raise _contradiction(what, day, "晚于", mark)


def refuse_due_day(day: date, begun: Landmark, today: date, *, anyway: bool = False) -> None:
    """Raise Refused for a due day that somebody typed if it is not after `begun`, or more than a year later unless `anyway`.

    Without a known beginning the year is counted from today.
    """
    if begun.day and day <= begun.day:
        raise Refused(
            f"期限{chinese_date(day)}不晚于{begun.name}日期{chinese_date(begun.day)}", "请核对这两个日期"
        )
    if day > (begun.day or today) + _LONGEST and not anyway:
        since = f"{begun.name}日期{chinese_date(begun.day)}" if begun.day else f"今天{chinese_date(today)}"
        raise Refused(
            f"期限{chinese_date(day)}在一年以后（{since}）",
            "请核对日期；确实如此，请在“更正期限”里再确认一次（命令行写 due --given … --anyway）",
        )


def standing_moves(events: Sequence[Event]) -> tuple[Event, ...]:
    """The moves that were not undone, oldest first."""
    moves: list[Event] = []
    for event in events:
        if event.kind is EventKind.MOVED:
            moves.append(event)
        elif event.kind is EventKind.UNDONE and moves:
            moves.pop()
    return tuple(moves)


def last_step(events: Sequence[Event]) -> Landmark:
    """The last move that was not undone, with the day on which it happened; without a day if there is none."""
    moves = standing_moves(events)
    if not moves or moves[-1].to_status is None:
        return Landmark("上一步")
    return Landmark(f"上一步“{moves[-1].to_status.label}”", moves[-1].happened_on)


def _contradiction(what: str, day: date, relation: str, mark: Landmark) -> Refused:
    return Refused(
        f"{what}日期{chinese_date(day)}{relation}{mark.name}日期{chinese_date(mark.day)}",
        "请核对这两个日期，登错的可以更正",
    )
