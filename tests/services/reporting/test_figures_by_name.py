"""A word means one number: tile, smart list, list, reminder, statistics, report, weekly paper, summary and ledger are compared by
the name of the figure on sixty cases of all kinds, and with a count made here from the facts alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.documents.plain_text import letter_text
from desktop.domain.case.case import Case, HandlingRole, MatterType
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery, SmartList
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.figures.breakdown import Dimension
from desktop.domain.figures.case_figures import FigureScope
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.promise import Promise
from desktop.services.cases.figures import year_scope
from desktop.services.cases.overview import overview
from desktop.services.cases.work_list import list_cases, smart_counts
from desktop.services.handling.due_list import reminder_of_today
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.services.reporting.case_lines import weekly_progress
from desktop.services.reporting.due_sheets import print_due_sheet
from desktop.services.reporting.ledger import export_ledger
from desktop.services.reporting.office_source import OfficeChoice, office_source
from desktop.services.reporting.report import print_report
from desktop.services.reporting.statistics import figure_sheet, gather_statistics
from desktop.store.cases.cases import add_case
from desktop.store.history.handling import PAUSES, PROMISES, ROUNDS

TODAY = date(2026, 5, 8)
SESSIONS = ((15, 4), (15, 4), (15, 3), (None, None))
ASSIGNED = (date(2026, 2, 9), date(2026, 3, 16), None, date(2025, 2, 10), date(2026, 2, 9))
DUE_IN = (-12, 0, 3, 7, 8, 60, -1)
OUT = {Status.REPLIED, Status.SENT_TO_LEAD, Status.FEEDBACK_WAIT, Status.CLOSED, Status.FOLLOWUP, Status.ARCHIVED}  # fmt: skip
ENDED = {Status.RETURNED, Status.WITHDRAWN}
FOR_OTHERS = {
    Status.COUNTERSIGN,
    Status.SECTION_REVIEW,
    Status.OFFICE_REVIEW,
    Status.LEADER_REVIEW,
    Status.RETURN_REQUESTED,
}


def sixty() -> Iterator[Case]:
    """Every status with every role; sessions, days of assignment and due days go round at their own pace."""
    roles, statuses = cycle(HandlingRole), cycle(Status)
    for number in range(1, 64):
        status = next(statuses)
        term, session = SESSIONS[number % 4]
        answered = status in OUT or status is Status.REHANDLING
        yield Case(
            number=f"{number:03d}",
            subject=f"关于第{number}件事的提案",
            matter_type=MatterType.CPPCC_PROPOSAL if number % 3 else MatterType.NPC_SUGGESTION,
            term=term,
            session=session,
            assigned_at=ASSIGNED[number % 5],
            due_at=TODAY + timedelta(DUE_IN[number % 7]),
            replied_at=date(2026, 4, 1 + number % 20) if answered else None,
            status=status,
            handling_role=next(roles),
            is_key=number % 4 == 0,
            section="科普科" if number % 2 else "",
            merged_into=1 if number == 20 else 0,
        )


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    work = open_workplace(tmp_path_factory.mktemp("figures") / "data", now=lambda: datetime(2026, 5, 8, 9))
    with work.store.writing():
        for case in sixty():
            case_id = add_case(work.store, case).id
            if case_id % 9 == 0:
                PAUSES.add(work.store, Pause(TODAY - timedelta(3), case_id=case_id))
            if case_id % 11 == 0:
                PROMISES.add(work.store, Promise(case_id, "建成新展区", due_at=TODAY + timedelta(2)))
            if case.status is Status.REHANDLING:
                first = HandlingRound(
                    case_id, 1, case.assigned_at, due_at=case.due_at, replied_at=case.replied_at
                )
                ROUNDS.add(work.store, first)
                ROUNDS.add(work.store, HandlingRound(case_id, 2, TODAY, "不满意", due_at=case.due_at))
    yield work
    work.close()


def runs(case: Case) -> bool:
    """By the facts: neither answered nor ended, and the clock not stopped."""
    return case.status not in OUT | ENDED and int(case.number) % 9 != 0


def counted(case: Case) -> bool:
    ended = case.status in ENDED and case.replied_at is None
    return case.handling_role is not HandlingRole.CO_HANDLING and not ended


def days(case: Case) -> int:
    assert case.due_at is not None
    return (case.due_at - TODAY).days


def number(test: Callable[[Case], bool]) -> int:
    return sum(map(test, sixty()))


def words_of_report(work: Workplace, scope: FigureScope) -> str:
    return letter_text(print_report(work, scope))


def told(words: str, what: str) -> int:
    """The number that a text gives after a word; 0 if it does not mention it."""
    found = re.search(rf"{what}\s?(\d+)\s?[件项]", words)
    return int(found[1]) if found else 0


def listed(work: Workplace, smart: SmartList) -> int:
    return list_cases(work, CaseQuery(smart=smart, limit=500)).total


@pytest.mark.parametrize(
    ("smart", "test"),
    [
        (SmartList.LATE, lambda case: days(case) < 0),
        (SmartList.TODAY, lambda case: days(case) == 0),
        (SmartList.WEEK, lambda case: 0 <= days(case) <= 7),
    ],
)
def test_what_is_late_or_due_is_one_number(
    filled: Workplace, smart: SmartList, test: Callable[[Case], bool]
) -> None:
    expected = number(lambda case: runs(case) and test(case))
    seen = overview(filled)
    tiles = {SmartList.LATE: seen.late, SmartList.WEEK: seen.soon}
    everywhere = {
        "smart list": smart_counts(filled)[smart],
        "its rows": listed(filled, smart),
        "tile": tiles.get(smart, expected),
        "reminder": told(reminder_of_today(filled).words, smart.label),
        "due sheet": told(letter_text(print_due_sheet(filled)), smart.label),
    }
    if smart is not SmartList.TODAY:  # the report names what is late and what the week brings
        everywhere["report"] = told(words_of_report(filled, FigureScope()), smart.label)
    assert everywhere == dict.fromkeys(everywhere, expected)
    assert expected > 1


def test_rows_say_late_and_today_where_the_lists_count_them(filled: Workplace) -> None:
    rows = list_cases(filled, CaseQuery(limit=500)).rows
    labels = [row.due.label for row in rows]
    assert sum(label.startswith("逾期") for label in labels) == smart_counts(filled)[SmartList.LATE]
    assert labels.count("今日到期") == smart_counts(filled)[SmartList.TODAY]


def test_other_deadlines_are_told_apart(filled: Workplace) -> None:
    promised = number(lambda case: int(case.number) % 11 == 0)
    words = reminder_of_today(filled).words
    assert f"兑现承诺 {promised}" in words
    assert told(letter_text(print_due_sheet(filled)), "另有") == told(words, "另有") >= promised


def test_what_waits_for_whom_is_the_list_that_the_tile_opens(filled: Workplace) -> None:
    seen = overview(filled)
    assert seen.waiting == number(lambda case: case.status in FOR_OTHERS)
    assert seen.mine == number(lambda c: c.status not in FOR_OTHERS | ENDED and c.status not in {
        Status.CLOSED, Status.SENT_TO_LEAD, Status.ARCHIVED})  # fmt: skip


def by_year(case: Case) -> bool:
    return case.assigned_at is not None and case.assigned_at.year == 2026


@pytest.mark.parametrize(
    ("scope", "inside"),
    [
        (FigureScope(), lambda _case: True),
        (year_scope(2026), by_year),
        (FigureScope(term=15, session=4), lambda case: case.session == 4),
        (FigureScope(section="科普科"), lambda case: case.section == "科普科"),
    ],
)
def test_what_is_assigned_counted_and_replied_is_one_number(
    filled: Workplace, tmp_path: Path, scope: FigureScope, inside: Callable[[Case], bool]
) -> None:
    expected = (
        number(inside),
        number(lambda case: inside(case) and counted(case)),
        number(lambda case: inside(case) and counted(case) and case.replied_at is not None),
    )
    found = gather_statistics(filled, scope)
    report = words_of_report(filled, scope)
    source = office_source(filled, OfficeChoice(scope))
    summary = source.figures()
    everywhere = {
        "statistics": (found.assigned, found.counted, found.replied),
        "rates": (found.assigned, found.rate("reply_rate").denominator, found.rate("reply_rate").numerator),
        "report": (told(report, "共承办建议提案"), told(report, "应由本单位答复"), told(report, "已答复")),
        "summary": tuple(int(summary[name]) for name in ("assigned", "counted", "replied")),
        "ledger": ledger_counts(filled, tmp_path, tuple(case.id for case in source.cases)),
    }
    assert everywhere == dict.fromkeys(everywhere, expected)
    overdue = number(lambda c: inside(c) and counted(c) and runs(c) and days(c) < 0 and c.replied_at is None)
    assert int(summary["overdue"]) == overdue


def ledger_counts(work: Workplace, folder: Path, ids: tuple[int, ...]) -> tuple[int, int, int]:
    """The same from the rows of the exported ledger."""
    export_ledger(work, folder / "台账.xlsx", CaseQuery(ids=ids, limit=500))
    lines = list(load_workbook(folder / "台账.xlsx")["台账"].iter_rows(min_row=2, values_only=True))
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    answered = [row["首次答复日期"] or row["答复日期"] for row in rows]
    ours = [
        row["办理方式"] != "会办" and (bool(day) or row["办理进度"] not in {"已退回", "已撤案"})
        for row, day in zip(rows, answered, strict=True)
    ]
    return len(rows), sum(ours), sum(mine and bool(day) for mine, day in zip(ours, answered, strict=True))


def test_the_tile_says_what_the_statistics_page_opens_with(filled: Workplace) -> None:
    seen, sheet = overview(filled), figure_sheet(filled, None)
    found = sheet.statistics
    assert found.scope == year_scope(2026)  # two sessions and none at all this year
    assert (seen.replied, seen.counted, seen.scope) == (found.replied, found.counted, "2026年交办")
    assert set(seen.replied_ids) == set(found.rate("reply_rate").counted)
    assert (
        seen.replied_detail
        == f"按时率 {found.rate('on_time_rate').words} · 采纳率 {found.rate('adoption_rate').words}"
    )


def test_statistics_name_every_case_of_the_store(filled: Workplace) -> None:
    for scope in (year_scope(2026), FigureScope(term=15, session=4), FigureScope()):
        found = gather_statistics(filled, scope)
        apart = [case for part in found.outside for case in part.cases]
        inside = [case for part in found.breakdowns[Dimension.STATUS] for case in part.cases]
        assert sorted((*apart, *inside)) == list(range(1, 64))
        assert found.stored == 63
    year = gather_statistics(filled, year_scope(2026))
    assert year.undated == number(lambda case: case.assigned_at is None)
    assert f"另有{year.undated}件没有登记交办日期，未计入。" in words_of_report(filled, year_scope(2026))


def test_the_weekly_paper_counts_late_key_cases_as_the_lists_do(filled: Workplace) -> None:
    progress = weekly_progress(office_source(filled, OfficeChoice())).values
    late = list_cases(filled, CaseQuery(smart=SmartList.LATE, limit=500)).rows
    assert int(progress["key_late"]) == sum(row.is_key for row in late) > 0
