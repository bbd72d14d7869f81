"""Effects of a changed calendar or rule book on open cases, old -> new, before anything is applied.

A new edition of a rule book changes nothing by itself; the office reads the comparison and decides
(decision 0010, DOMAIN 3.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from desktop.documents.atomic_file import write_atomically
from desktop.documents.templates.holiday_file import read_holidays
from desktop.documents.templates.toml_template import parse_toml
from desktop.domain.case.case import Case, Level, MatterType
from desktop.domain.case.event import NoteWords
from desktop.domain.case.field_change import case_changes
from desktop.domain.case.status import Status
from desktop.domain.deadlines.holiday_calendar import HolidayCalendar
from desktop.domain.deadlines.rule_differences import RuleDifference, rule_differences
from desktop.domain.errors import FileProblem
from desktop.domain.rules.locality import Locality
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import due_under, settle
from desktop.services.office.recording import record_event
from desktop.services.office.rules import (
    OWN_CALENDAR,
    adopt_installed_rules,
    calendar_of,
    installed_rules,
    rules_of,
    traits_of,
    with_own_days,
)
from desktop.services.office.workplace import Workplace
from desktop.store.cases.due_rows import running_cases
from desktop.store.file.settings import read_setting, write_setting
from desktop.store.history.rule_books import RuledCase, digest_of, ruled_cases

OPEN_STATUSES = tuple(status for status in Status if not (status.is_done or status.is_replied))
"""Statuses of cases neither replied nor closed."""
_RECKONED_BY = "calendar.reckoned"
"""The setting that holds the version of the calendar by which the open cases were reckoned last."""


@dataclass(frozen=True, slots=True)
class EditionChange:
    """The rule books before and after, 「上海市长宁区 第1版」, with all differences for that kind of case."""

    old: str
    new: str
    differences: tuple[RuleDifference, ...]


@dataclass(frozen=True, slots=True)
class DueChange:
    """The effect on one open case: its due date (`new` equals `old` if unchanged), and in `edition` the
    change of its rule book.
    """

    case_id: int
    number: str
    subject: str
    matter_type: MatterType
    old: date | None
    new: date | None
    edition: EditionChange | None = None

    @property
    def name(self) -> str:
        """「085」, or 「#3」 for a case without a number."""
        return self.number or f"#{self.case_id}"

    @property
    def moves(self) -> bool:
        """True if the due date changes."""
        return self.old != self.new

    @property
    def days(self) -> str:
        """「2026年5月9日 → 2026年5月11日」, or 「2026年5月9日（不变）」."""
        before = chinese_date(self.old) or "未定"
        return f"{before} → {chinese_date(self.new) or '未定'}" if self.moves else f"{before}（不变）"

    @property
    def label(self) -> str:
        """「085　2026年5月9日 → 2026年5月11日」."""
        return f"{self.name}　{self.days}"


def group_by_edition(changes: Iterable[DueChange]) -> tuple[tuple[DueChange, ...], ...]:
    """The cases grouped by change of rule book and kind of case; the cases of a group keep their order, by due date.

    Cases without a change of rule book form one group. No group is empty.
    """
    found: dict[tuple[EditionChange, MatterType] | None, list[DueChange]] = {}
    for change in changes:
        found.setdefault((change.edition, change.matter_type) if change.edition else None, []).append(change)
    return tuple(tuple(group) for group in found.values())


def read_calendar(file: Path) -> str:
    """The text of a calendar file. Raises FileProblem if it cannot be read, is not UTF-8 or is empty."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileProblem(f"“{file.name}”读不了", "请检查文件是否还在、是不是 UTF-8 文本") from error
    if not text.strip():
        raise FileProblem(f"“{file.name}”是空的", "请换一份写好的 holidays.toml")
    return text


def calendar_changes(work: Workplace, text: str, file_name: str) -> tuple[DueChange, ...]:
    """The open cases whose due date changes if `text` becomes the office's calendar, by due date.

    The present calendar is not read: a broken one can be replaced. Raises TemplateProblem for a fault in
    `text`, which it calls `file_name`.
    """
    return _moved_by(work, with_own_days(_read_days(text, file_name)))


def follow_calendar(work: Workplace) -> int:
    """Reckon the open cases anew if the program brought another calendar since the last time; the number of cases that moved.

    Nobody is asked, unlike with rule books: a published notice holds for everybody. Each case has an event.
    """
    calendar = calendar_of(work)
    if read_setting(work.store, _RECKONED_BY) == calendar.version:
        return 0
    with work.store.writing():
        count = apply_changes(work, present_calendar_changes(work), calendar)
        write_setting(work.store, _RECKONED_BY, calendar.version)
    return count


def present_calendar_changes(work: Workplace) -> tuple[DueChange, ...]:
    """The open cases whose due day is not yet the one under the present calendar, which a new notice may have changed."""
    if read_setting(work.store, _RECKONED_BY) == calendar_of(work).version:
        return ()
    return _moved_by(work, calendar_of(work))


def rule_changes(work: Workplace) -> tuple[DueChange, ...]:
    """Every open case whose stored rule book differs from the installed one, by due date."""
    calendar = calendar_of(work)
    return tuple(_edition_change(work, get_case(work, place.case_id), calendar) for place in _older(work))


def count_older(work: Workplace) -> int:
    """The number of open cases whose stored rule book differs from the installed one."""
    return sum(1 for _ in _older(work))


def adopt_calendar(work: Workplace, text: str, file_name: str, changes: Iterable[DueChange]) -> int:
    """Make `text` the office's calendar and set the new due dates of the cases; returns the number of cases.

    Raises TemplateProblem for a fault in `text`, which it calls `file_name`, FileProblem if it cannot be
    written; calendar and cases are unchanged then.
    """
    future = with_own_days(_read_days(text, file_name))
    out = work.data_dir / OWN_CALENDAR
    with work.store.writing():
        count = apply_changes(work, changes, future)
        out.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(out, lambda part: part.write_text(text, encoding="utf-8"))
    return count


def apply_changes(
    work: Workplace, changes: Iterable[DueChange], calendar: HolidayCalendar | None = None
) -> int:
    """Set new rules and due dates of the cases, each with an event; returns the number of cases."""
    count = 0
    with work.store.writing():
        for count, change in enumerate(changes, 1):  # noqa: B007 - counted for the answer
            _apply(work, change, calendar or calendar_of(work))
    return count


def _moved_by(work: Workplace, calendar: HolidayCalendar) -> tuple[DueChange, ...]:
    found = (get_case(work, case_id) for case_id in running_cases(work.store, OPEN_STATUSES))
    changes = (_change(work, case, rules_of(work, case), calendar) for case in found)
    return tuple(change for change in changes if change.moves)


def _read_days(text: str, file_name: str) -> HolidayCalendar:
    return read_holidays(parse_toml(text, file_name, "请改正后再执行"))


def _older(work: Workplace) -> Iterator[RuledCase]:
    @lru_cache(maxsize=1024)
    def installed(matter_type: MatterType, level: Level, region: str, locality: str) -> str:
        return digest_of(installed_rules(work, Case(0, matter_type, level, region, locality=locality)).source)

    for place in ruled_cases(work.store, OPEN_STATUSES):
        if installed(place.matter_type, place.level, place.region, place.locality) != place.digest:
            yield place


def _edition_change(work: Workplace, case: Case, calendar: HolidayCalendar) -> DueChange:
    kept, installed = rules_of(work, case), installed_rules(work, case)
    differences = rule_differences(kept, installed, traits_of(case), case.level)
    edition = EditionChange(kept.edition, installed.edition, differences)
    return replace(_change(work, case, installed, calendar), edition=edition)


def _change(work: Workplace, case: Case, rules: Locality, calendar: HolidayCalendar) -> DueChange:
    """The case with its due date under these rules; one that they do not give stays as it is."""
    new = due_under(work, case, rules, calendar) or case.due_at
    return DueChange(case.id, case.number, case.subject, case.matter_type, case.due_at, new)


def _apply(work: Workplace, change: DueChange, calendar: HolidayCalendar) -> None:
    case = get_case(work, change.case_id)
    if change.edition:
        adopt_installed_rules(work, case)
    moved = settle(work, case, calendar)
    words = "，".join(filter(None, (_why(change), _moved_words(change))))
    record_event(work, case.id, words, case_changes(case, moved))


def _why(change: DueChange) -> str:
    edition = change.edition
    return f"改按{edition.new}办理（原为{edition.old}）" if edition else f"工作日历{NoteWords.CHANGED}"


def _moved_words(change: DueChange) -> str:
    return (
        f"{NoteWords.DUE_MOVED}{chinese_date(change.old)}改为{chinese_date(change.new)}"
        if change.moves
        else ""
    )
