"""Compute deadlines 「期限」 with their explanation: start day, rule, and the days skipped with the reason (DOMAIN 3.5).

The first day is not counted (民法典 §201). Months end on the day of the same number, or on the last day of a shorter month
(§202). A last day that is a rest day moves to the next working day where the rule says so (§203).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.deadlines.holiday_calendar import HolidayCalendar
from desktop.domain.rules.clock import Clock, CountingUnit, StartEvent
from desktop.domain.words.dates import chinese_date, date_span

_PAUSED = "暂停计时"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that was not counted, and why: 「周六」「春节放假」「暂停计时」."""

    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Pause:
    """「暂停」: the clock is stopped from `first` to the day before `resumed`; None = not resumed yet.

    `recorded_at` is the day of registration. `entered_late` 「补记」: long after it began, or when the case was late already;
    then `approved_by` names who agreed.
    """

    first: date
    resumed: date | None = None
    reason: str = ""
    case_id: int = 0
    round: int = 1
    id: int = 0
    recorded_at: date | None = None
    approved_by: str = ""
    entered_late: bool = False

    @property
    def words(self) -> str:
        """「暂停：2026年5月4日至2026年5月11日，原因：…（补记：2026年6月1日登记，区府办同意）」."""
        end = f"至{chinese_date(self.resumed)}" if self.resumed else "起，尚未恢复"
        agreed = f"，{self.approved_by}同意" if self.approved_by else ""
        mark = f"（{late_mark(self.recorded_at)}{agreed}）" if self.entered_late else ""
        return f"暂停：{chinese_date(self.first)}{end}，原因：{self.reason}{mark}"

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.resumed is None or day < self.resumed)


def late_mark(recorded: date | None) -> str:
    """「补记：2026年6月1日登记」, without the day if it is not known."""
    return f"补记：{chinese_date(recorded)}登记" if recorded else "补记"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A computed due day with the inputs of the calculation."""

    clock: Clock
    start: date
    due: date
    skipped: tuple[Skipped, ...] = ()
    counted_make_up: tuple[Skipped, ...] = ()  # make-up working days that were counted
    before_rest_days: date | None = None  # last day before the move off a rest day; None = not moved
    paused_days: int = 0
    calendar_version: str = ""
    unpublished: tuple[str, ...] = ()  # what is not known of the years touched

    @property
    def explanation(self) -> tuple[str, ...]:
        """The calculation, one short Chinese line per step."""
        backwards = self.clock.start is StartEvent.REPLY_DUE
        lines = [
            f"{self.clock.name.label}期限：{self.clock.words}",
            f"倒数：从{chinese_date(self.start)}往前"
            if backwards
            else f"起算：{chinese_date(self.start)}，当日不计入",
        ]
        if self.skipped:
            lines.append("不计入：" + _spans_in_words(self.skipped))
        if self.counted_make_up:
            lines.append("计入调休：" + _spans_in_words(self.counted_make_up))
        if self.paused_days:
            lines.append(f"{_PAUSED} {self.paused_days} 天，期限顺延")
        if self.before_rest_days:
            lines.append(f"末日 {chinese_date(self.before_rest_days)} 不是工作日，顺延到下一个工作日")
        lines.append(f"到期：{chinese_date(self.due)}")
        unknown = f"（{'；'.join(self.unpublished)}）" if self.unpublished else ""
        lines.append(f"工作日历：{self.calendar_version}{unknown}")
        lines.append(f"依据：{self.clock.basis}" + ("" if self.clock.confirmed else "，请按当年交办通知核对"))
        return tuple(lines)


def compute_deadline(
    clock: Clock, start: date, calendar: HolidayCalendar, pauses: Sequence[Pause] = ()
) -> Deadline:
    """The deadline of `clock` counted from `start`. Pauses that have not ended do not move it; see `CaseClock`.

    A clock from REPLY_DUE is counted back from `start`; it moves with the reply, and no pause moves it again.

    Example: 3 months from 2024-11-30 end on 2025-02-28, a working Friday.
    """
    if clock.start is StartEvent.REPLY_DUE:
        return _counted_back(clock, start, calendar)
    over = [pause for pause in pauses if pause.resumed is not None]
    if clock.unit is CountingUnit.WORKING_DAYS:
        return _by_working_days(clock, start, calendar, over)
    plain = _plain_end(clock, start)
    end = moved_by_pauses(plain, over, since=start)
    paused = (end - plain).days
    due = calendar.next_working(end) if clock.rolls_forward else end
    return Deadline(
        clock=clock,
        start=start,
        due=due,
        skipped=_rest_days(end, due, calendar),
        before_rest_days=end if due != end else None,
        paused_days=paused,
        calendar_version=calendar.version,
        unpublished=_unpublished(calendar, [end, due] if clock.rolls_forward else []),
    )


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` months later, or the last day of that month if it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def moved_by_pauses(due: date, pauses: Iterable[Pause], since: date) -> date:
    """`due` moved by the days after `since` on which a pause stood that began no later than the due day moved so far."""
    for pause in sorted(pauses, key=lambda pause: pause.first):
        if pause.resumed is not None and pause.first <= due:
            due += max(pause.resumed - max(pause.first, since + _ONE_DAY), timedelta())
    return due


def _plain_end(clock: Clock, start: date) -> date:
    if clock.unit is CountingUnit.MONTHS:
        return add_months(start, clock.amount)
    if clock.unit is CountingUnit.CALENDAR_DAYS:
        return start + timedelta(days=clock.amount)
    year = start.year + clock.year_offset
    return date(year, clock.month, min(clock.day, monthrange(year, clock.month)[1]))


def _counted_back(clock: Clock, reply_due: date, calendar: HolidayCalendar) -> Deadline:
    """The day `amount` units before the reply is due. It stays on a rest day, because a later day would be too late."""
    skipped: list[Skipped] = []
    day = reply_due
    match clock.unit:
        case CountingUnit.MONTHS:
            day = add_months(reply_due, -clock.amount)
        case CountingUnit.WORKING_DAYS:
            counted = 0
            while counted < clock.amount:
                day -= timedelta(days=1)
                why = calendar.why_resting(day)
                counted += not why
                skipped += [Skipped(day, why)] if why else []
        case _:
            day -= timedelta(days=clock.amount)
    return Deadline(clock, reply_due, day, tuple(reversed(skipped)), calendar_version=calendar.version)


def _by_working_days(
    clock: Clock, start: date, calendar: HolidayCalendar, pauses: Sequence[Pause]
) -> Deadline:
    skipped: list[Skipped] = []
    made_up: list[Skipped] = []
    day, counted = start, 0
    while counted < clock.amount:
        day += timedelta(days=1)
        why = _PAUSED if any(pause.covers(day) for pause in pauses) else calendar.why_resting(day)
        if why:
            skipped.append(Skipped(day, why))
            continue
        counted += 1
        if calendar.why_working(day):
            made_up.append(Skipped(day, calendar.why_working(day)))
    return Deadline(
        clock=clock,
        start=start,
        due=day,
        skipped=tuple(skipped),
        counted_make_up=tuple(made_up),
        paused_days=sum(1 for item in skipped if item.why == _PAUSED),
        calendar_version=calendar.version,
        unpublished=_unpublished(calendar, [start, day]),
    )


def _rest_days(first: date, due: date, calendar: HolidayCalendar) -> tuple[Skipped, ...]:
    days = (first + timedelta(days=ahead) for ahead in range((due - first).days))
    return tuple(Skipped(day, calendar.why_resting(day)) for day in days)


def _unpublished(calendar: HolidayCalendar, days: Iterable[date]) -> tuple[str, ...]:
    years = sorted({day.year for day in days})
    return tuple(words for year in years if (words := calendar.unpublished_words(year)))


def _spans_in_words(days: Sequence[Skipped]) -> str:
    """「2024年2月10日至2月17日（春节放假）、2024年2月24日（周六）」."""
    spans: list[tuple[Skipped, date]] = []
    for item in days:
        if spans and item.why == spans[-1][0].why and item.day - spans[-1][1] == timedelta(days=1):
            spans[-1] = (spans[-1][0], item.day)
        else:
            spans.append((item, item.day))
    return "、".join(f"{date_span(first.day, last)}（{first.why}）" for first, last in spans)
