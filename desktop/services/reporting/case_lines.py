"""The lists of papers over many cases 「汇总文书」: tasks, weekly progress, reminders, key cases, promises, figures.

Days are kept as days and counts as numbers, so that a sheet of .xlsx can sort them; paper shows their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.work_list import CaseQuery, CaseRow, DueKind
from desktop.domain.figures.breakdown import Dimension, by_kind, figures_of_part
from desktop.domain.figures.case_figures import CaseFigures
from desktop.domain.figures.ledger import LedgerValue
from desktop.domain.letter.facts import raiser_words
from desktop.domain.words.dates import chinese_date, date_span, days_left_words, short_date
from desktop.domain.words.shortened import shortened
from desktop.services.cases.cases import get_case
from desktop.services.cases.waiting import list_whole
from desktop.services.gates.joint_letter import letter_of
from desktop.services.handling.due_list import DueItem, due_items
from desktop.services.handling.followup_letters import letters_of
from desktop.services.handling.promises import current_result, progress_of, promise_list, promises_of
from desktop.services.handling.rounds import result_words
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.calendar_sheet import week_of
from desktop.services.reporting.office_source import OfficeSource, clocks_in_words, noun_of
from desktop.store.history.events import events_of

Line = Mapping[str, LedgerValue]
NO_SECTION = "办公室（下列事项尚未分到科室）"
_LONGEST_NOTE = 40


def in_words(lines: Iterable[Line]) -> tuple[Mapping[str, str], ...]:
    """The lines as they are printed: days as 2026年6月30日."""
    return tuple({name: _words(value) for name, value in line.items()} for line in lines)


def _words(value: LedgerValue) -> str:
    if isinstance(value, date):
        return chinese_date(value)
    return "" if value is None else str(value)


# Tasks 「任务分解表」.
def task_lines(source: OfficeSource) -> tuple[Line, ...]:
    """Every case that was not returned or withdrawn, with who leads, who writes and by when; by kind, then by number."""
    cases = [
        get_case(source.work, one.id)
        for some in by_kind(source.cases).values()
        for one in some
        if one.is_accepted
    ]
    return tuple(_task(source, place, case) for place, case in enumerate(cases, 1))


def _task(source: OfficeSource, place: int, case: Case) -> Line:
    lead = f"主办：{case.lead_unit}" if case.lead_unit else ""
    co_handled = case.handling_role is HandlingRole.CO_HANDLING
    return {
        "n": place,
        **_matter(source, case),
        "key": "重点" if case.is_key else "",
        "officer": case.officer,
        "role": case.handling_role.label,
        "co_units": lead if co_handled else "、".join(case.co_units),
        "due": case.due_at,
    }


def _matter(source: OfficeSource, case: Case) -> dict[str, LedgerValue]:
    return {
        "kind": source.kinds[case.id],
        "number": case.number or f"#{case.id}",
        "subject": case.subject,
        "proposer": raiser_words(case.proposers, case.matter_type.member_title),
        "leader": case.leader,
        "section": case.section,
    }


# What became of replies that promised something 「答复件落实情况一览表」.
def followup_lines(source: OfficeSource) -> tuple[Line, ...]:
    """A line for every promise of an answered case, and one for a reply of the planned class without any; by kind and number."""
    cases = [one for some in by_kind(source.cases).values() for one in some if one.is_replied]
    lines = [line for one in cases for line in _followed(source, one)]
    return tuple({"n": place, **line} for place, line in enumerate(lines, 1))


def _followed(source: OfficeSource, one: CaseFigures) -> Iterator[Line]:
    work, case = source.work, get_case(source.work, one.id)
    promises = promises_of(work, case.id)
    if not (promises or one.planned):
        return
    letter = letter_of(work, case)
    of_case = {
        **_matter(source, case),
        "class": result_words(work, case, letter.fields.handling_result if letter else ""),
        "now": result_words(work, case, current_result(work, case.id)),
    }
    for promise in promises:
        notes = progress_of(work, promise.id)
        told = next((x for x in letters_of(work, case.id) if x.id == promise.told_in and x.sent_at), None)
        kept = f"{chinese_date(promise.kept_at)}兑现" if promise.kept_at else promise.state(work.today).label
        yield {
            **of_case,
            "section": promise.owner or case.section,
            "what": promise.text,
            "due": promise.due_at,
            "progress": "；".join([*(note.note.rstrip("。；") for note in notes[-1:]), kept]),
            "told": f"{chinese_date(told.sent_at)}复函" if told else "",
        }
    if not promises:
        yield {**of_case, "what": "", "due": None, "progress": "没有登记承诺事项", "told": ""}


# Weekly progress of key cases 「重点提案办理进展周报」.
@dataclass(frozen=True, slots=True)
class WeeklyProgress:
    """The lines of one week, Monday to Sunday, and the counts of its summary."""

    lines: tuple[Line, ...]
    values: Mapping[str, str]


_REPORTED = (EventKind.MOVED, EventKind.RECORDED)
_LIGHTS = {DueKind.LATE: "红", DueKind.SOON: "黄"}


def weekly_progress(source: OfficeSource) -> WeeklyProgress:
    """The key cases that are open or had something done in the week; what is due first stands first."""
    work = source.work
    back = timedelta(weeks=source.choice.weeks_back)
    first, last = week_of((source.choice.day or work.today) - back)
    keys = tuple(case.id for case in source.cases if case.is_key and case.is_accepted)
    rows = list_whole(work, CaseQuery(ids=keys, limit=len(keys))).rows if keys else ()
    done = {row.id: done_between(events_of(work.store, row.id), first, last) for row in rows}
    shown = [row for row in rows if done[row.id] or not row.status.is_done]
    lines = tuple(_progress(source, place, row, done[row.id]) for place, row in enumerate(shown, 1))
    lights = [line["light"] for line in lines]
    counts = {
        "key_count": len(lines),
        "key_replied": sum(row.status.is_replied for row in shown),
        "key_moved": sum(bool(done[row.id]) for row in shown),
        "key_late": lights.count("红"),
        "key_soon": lights.count("黄"),
    }
    values = {name: str(count) for name, count in counts.items()}
    values |= {"week": date_span(first, last), "noun": noun_of(row.matter_type for row in shown)}
    return WeeklyProgress(lines, values)


def _progress(source: OfficeSource, place: int, row: CaseRow, done: tuple[str, ...]) -> Line:
    case = get_case(source.work, row.id)
    replied = f"{short_date(case.replied_at)}已答复" if case.replied_at else ""
    return {
        "n": place,
        **_matter(source, case),
        "officer": case.officer,
        "status": row.status.label,
        "done": "；".join(done) or "本周没有登记进展",
        "next": row.waiting.words or row.next_step,
        "due": case.due_at,
        "left": row.due.label.replace(" ", "") or replied,
        "light": _LIGHTS.get(row.due.kind, "绿"),
    }


def done_between(events: Iterable[Event], first: date, last: date) -> tuple[str, ...]:
    """What was done from `first` to `last`, one phrase each, oldest first: moves that were not taken back, and records."""
    kept: list[Event] = []
    for event in events:
        if event.kind is EventKind.UNDONE:
            moves = [one for one in kept if one.kind is EventKind.MOVED]
            kept = [one for one in kept if not moves or one is not moves[-1]]
        elif event.kind in _REPORTED:
            kept.append(event)
    within = [event for event in kept if first <= event.happened_on <= last]
    return tuple(_deed(event) for event in sorted(within, key=lambda event: event.happened_on))


def _deed(event: Event) -> str:
    day = short_date(event.happened_on)
    if event.to_status is not None:
        return f"{day}转入{event.to_status.label}"
    return day + shortened(event.note.removeprefix(day).strip(), _LONGEST_NOTE)


# Reminders of our own sections 「科室催办单」.
@dataclass(frozen=True, slots=True)
class SectionItems:
    """What one section has late or due soon. `case_ids`: its cases, each once."""

    section: str
    items: tuple[DueItem, ...]

    @property
    def case_ids(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(item.case_id for item in self.items))

    @property
    def values(self) -> dict[str, str]:
        late = sum(item.days < 0 for item in self.items)
        return {
            "section": self.section or NO_SECTION,
            "section_items": str(len(self.items)),
            "section_late": str(late),
            "section_soon": str(len(self.items) - late),
        }


def items_by_section(source: OfficeSource) -> tuple[SectionItems, ...]:
    """Everything late or due within the chosen days, by section in order of their names; without a section at the end."""
    due = due_items(source.work, source.choice.within_days)
    items = [item for item in due if item.case_id in source.ids]
    sections = sorted({item.section for item in items}, key=lambda name: (not name, name))
    return tuple(SectionItems(name, tuple(i for i in items if i.section == name)) for name in sections)


def reminder_lines(work: Workplace, found: SectionItems) -> tuple[Line, ...]:
    """The items of one section, most overdue first."""
    return tuple(_reminder(work, place, item) for place, item in enumerate(found.items, 1))


def _reminder(work: Workplace, place: int, item: DueItem) -> Line:
    return {
        "n": place,
        "number": item.number or f"#{item.case_id}",
        "subject": item.subject,
        "officer": item.officer,
        "what": item.what.label + (f"（{item.about}）" if item.about else ""),
        "due": item.due_at,
        "left": days_left_words(item.days).replace(" ", ""),
        "status": get_case(work, item.case_id).status.label,
    }


# The tables of the year's summary and of the plan.
def summary_lines(source: OfficeSource) -> dict[str, tuple[Line, ...]]:
    """The lists `kinds`, `rates`, `key_cases`, `promised` and `clocks`."""
    return {
        "kinds": _kinds(source),
        "rates": _rates(source),
        "key_cases": tuple(_key_cases(source)),
        "promised": _promised(source),
        "clocks": tuple(
            {"what": what, "words": words, "basis": basis} for what, words, basis in clocks_in_words(source)
        ),
    }


def _kinds(source: OfficeSource) -> tuple[Line, ...]:
    parts = [figures_of_part(source.kinds[cases[0].id], cases) for cases in by_kind(source.cases).values()]
    parts += [figures_of_part("合计", source.cases)]
    return tuple(
        {
            "kind": part.label,
            "assigned": part.assigned,
            "counted": part.counted,
            "replied": part.replied,
            "on_time": part.on_time,
            "adopted": part.adopted,
        }
        for part in parts
    )


def _rates(source: OfficeSource) -> tuple[Line, ...]:
    return tuple(
        {
            "label": rate.label,
            "words": rate.words,
            "cases": f"{rate.numerator}/{rate.denominator}",
            "target": f"{rate.target:.0%}" if rate.target is not None else "",
            "formula": rate.formula,
        }
        for rate in source.statistics.rates
        if rate.of
    )


def _key_cases(source: OfficeSource) -> Iterable[Line]:
    keys = [one for some in by_kind(source.cases).values() for one in some if one.is_key and one.is_accepted]
    ratings = {
        case_id: part.label
        for part in source.statistics.breakdowns[Dimension.SATISFACTION]
        for case_id in part.cases
    }
    for place, figures in enumerate(keys, 1):
        yield {
            "n": place,
            **_matter(source, get_case(source.work, figures.id)),
            "status": figures.status.label,
            "result": figures.result if figures.is_replied else "",
            "rating": ratings.get(figures.id, ""),
            "replied": figures.replied_at,
        }


def _promised(source: OfficeSource) -> tuple[Line, ...]:
    lines = [line for line in promise_list(source.work) if line.promise.case_id in source.ids]
    return tuple(
        {
            "n": place,
            "number": line.number,
            "subject": line.subject,
            "what": line.promise.text,
            "owner": line.promise.owner,
            "due": line.promise.due_at,
            "state": line.state.label,
        }
        for place, line in enumerate(lines, 1)
    )
