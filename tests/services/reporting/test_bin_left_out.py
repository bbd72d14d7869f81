"""A case in the bin 「回收站」 is in no list, count, figure, search, due list or paper: as if it had left the store.

Three stores of the same cases: in `whole` all are in use, in `binned` half of them lie in the bin, in `without` the same half
have been deleted for ever. Whatever reads many cases says the same of the last two, and something else of the first: a question
that half of the cases does not change would prove nothing.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import desktop.store
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery, GroupKey, SmartList, SortKey
from desktop.domain.figures.case_figures import FigureScope
from desktop.domain.forms.form_template import FormKind
from desktop.domain.records.co_opinion import CoOpinion
from desktop.domain.records.contact import Contact, ContactWay
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.promise import Promise
from desktop.domain.records.review import DisclosureRecord, Review, ReviewStage, Verdict
from desktop.domain.records.stand_in import StandIn
from desktop.domain.records.store_report import StoreReport
from desktop.domain.rules.locality import SignerLevel
from desktop.services.cases.board import board_sheet
from desktop.services.cases.cases import get_case
from desktop.services.cases.figures import figures_in
from desktop.services.cases.handovers import handovers
from desktop.services.cases.list_view import case_lists, group_counts, listed_ids, save_list, work_list
from desktop.services.cases.overview import overview
from desktop.services.cases.waiting import list_whole
from desktop.services.demo import fill_demo
from desktop.services.handling.due_list import due_items, reminder_of_today
from desktop.services.handling.promises import promise_list
from desktop.services.handling.rule_changes import calendar_changes, count_older, rule_changes
from desktop.services.importing.known_matters import KnownMatters
from desktop.services.many_cases import assignees
from desktop.services.office.recording import record_event
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.services.reporting.calendar_sheet import agenda, calendar_sheet, export_calendar
from desktop.services.reporting.due_sheets import print_due_sheet
from desktop.services.reporting.ledger import ledger_rows
from desktop.services.reporting.office_papers import office_sheets
from desktop.services.reporting.office_source import OfficeChoice, office_source
from desktop.services.reporting.report import print_report
from desktop.services.reporting.self_check import self_check
from desktop.services.reporting.statistics import figure_sheet, gather_statistics
from desktop.services.writing.drafting import open_reply
from desktop.store.cases.bin import bin_case, remove_binned
from desktop.store.cases.case_list import status_counts
from desktop.store.cases.cases import open_cases_of, update_case
from desktop.store.cases.due_rows import unpublished_replies
from desktop.store.cases.matter_rows import asks_texts, matter_keys
from desktop.store.cases.scope_choices import scope_choices
from desktop.store.figures.figures import cases_outside, promises_with_year
from desktop.store.file.backup import verify_file
from desktop.store.history import handling
from desktop.store.history.rule_books import ruled_cases, store_rules, stored_rules
from desktop.store.letters.last_entries import last_note, last_number, last_signer
from desktop.store.letters.replies import update_reply

NOW = datetime(2024, 4, 9, 10, 42)
TODAY = NOW.date()
YEAR = FigureScope(first=date(2024, 1, 1), last=date(2024, 12, 31))
EVERYTHING = FigureScope()


def _export(work: Workplace) -> str:
    out = work.store.path
    assert out is not None
    calendar = out.parent / "due.ics"
    export_calendar(work, calendar)
    return calendar.read_text("utf-8")


def _search(text: str) -> Callable[[Workplace], object]:
    return lambda work: list_whole(work, CaseQuery(text=text))


def _paper(kind: FormKind) -> Callable[[Workplace], object]:
    return lambda work: office_sheets(work, kind, OfficeChoice(EVERYTHING))


def _like(work: Workplace) -> object:
    """What would be offered for merging to a matter with the words of a case of the half that may be in the bin."""
    twin = replace(get_case(work, 1), id=0, subject="关于推动生物医药孵化器建设的提案", asks=())
    return KnownMatters(work).similar(None, twin)


QUESTIONS: dict[str, Callable[[Workplace], object]] = {
    "the work list": lambda work: list_whole(work, CaseQuery()),
    "the list of running cases": lambda work: work_list(work, CaseQuery(smart=SmartList.ALL)),
    "ids of the list": lambda work: listed_ids(work, CaseQuery(sort=SortKey.SUBJECT)),
    "all lists and their counts": lambda work: case_lists(work)._replace(binned=0),
    "groups": lambda work: [group_counts(work, CaseQuery(group=group)) for group in GroupKey],
    "search": _search("区"),
    "search in letters": _search("感谢"),
    "the board": lambda work: board_sheet(work, CaseQuery()),
    "the tiles": overview,
    "counts by status": lambda work: status_counts(work.store),
    "choices for filters": lambda work: scope_choices(work.store, 2024),
    "sections and officers offered": assignees,
    "figures of cases": lambda work: figures_in(work, EVERYTHING),
    "statistics": gather_statistics,
    "statistics of a year": lambda work: figure_sheet(work, YEAR),
    "cases outside of a year": lambda work: cases_outside(work.store, YEAR),
    "promises by year": lambda work: promises_with_year(work.store, EVERYTHING, TODAY),
    "promises": promise_list,
    "the report": print_report,
    "the ledger": lambda work: list(ledger_rows(work)),
    "due items": lambda work: due_items(work, 400),
    "the reminder": reminder_of_today,
    "the due sheet": lambda work: print_due_sheet(work, 400),
    "the calendar": lambda work: calendar_sheet(work, date(2024, 1, 1), date(2024, 12, 31)),
    "the agenda": lambda work: agenda(work, date(2024, 1, 1), date(2024, 12, 31)),
    "the calendar file": _export,
    "replies to publish": lambda work: unpublished_replies(work.store),
    "handovers": handovers,
    "cases with rule books": lambda work: ruled_cases(work.store, Status),
    "open cases of an officer": lambda work: open_cases_of(work.store, "梁思齐"),
    "changed rules": lambda work: (rule_changes(work), count_older(work)),
    "a changed calendar": lambda work: calendar_changes(work, _NO_HOLIDAYS, "日历.toml"),
    "task table": _paper(FormKind.TASK_TABLE),
    "work plan": _paper(FormKind.WORK_PLAN),
    "weekly progress": _paper(FormKind.KEY_PROGRESS),
    "section reminder": _paper(FormKind.SECTION_REMINDER),
    "follow-up list": _paper(FormKind.FOLLOWUP_LIST),
    "the year's summary": _paper(FormKind.YEAR_SUMMARY),
    "self-check": lambda work: self_check(office_source(work, OfficeChoice(EVERYTHING))),
    "matters known to an import": lambda work: matter_keys(work.store),
    "asks compared by an import": lambda work: asks_texts(work.store),
    "like matters": _like,
    "who signed last": lambda work: last_signer(work.store, "principal"),
    "the number given last": lambda work: last_number(work.store, "cppcc_proposal"),
    "what was noted last": lambda work: last_note(work.store, "示例："),
    "the check of the store": lambda work: replace(_verified(work), path=Path(), size=0),
}
_NO_HOLIDAYS = 'version = "1"\nsource = "示例"\n\n[[years]]\nyear = 2024\n'
KEPT, GONE = (1, 3, 5, 7, 9, 11), (2, 4, 6, 8, 10, 12)
"""The cases of the demo by id: every status and section of it is in one of the two."""


def _verified(work: Workplace) -> StoreReport:
    assert work.store.path is not None
    return verify_file(work.store.path)


def _enrich(work: Workplace, case_id: int) -> None:
    """Records of every table that something is read from without its case."""
    store, soon, turn = work.store, TODAY + timedelta(days=3), case_id
    handling.PROMISES.add(store, Promise(case_id, f"承诺{case_id}", due_at=soon))
    handling.PROMISES.add(store, Promise(case_id, f"旧诺{case_id}", made_at=date(2023, 5, 1)))
    handling.CONTACTS.add(store, Contact(case_id, TODAY, ContactWay.VISIT, points=f"走访{case_id}"))
    handling.CO_OPINIONS.add(store, CoOpinion(case_id, f"区{case_id}局", TODAY, soon))
    handling.FEEDBACK.add(store, Feedback(case_id, f"委员{case_id}", round=7, sent_at=TODAY))
    handling.DISCLOSURES.add(store, DisclosureRecord(case_id, Disclosure.PROACTIVE, TODAY, "沈文", round=7))
    case = get_case(work, case_id)
    review = Review(
        case_id,
        ReviewStage.LEADER,
        f"领导{case_id}",
        TODAY,
        Verdict.PASSED,
        signer_level=SignerLevel.PRINCIPAL,
    )
    handling.REVIEWS.add(store, review)
    record_event(work, case_id, f"示例：{case_id}")
    reply = open_reply(work, case_id) if case.status is Status.DRAFTING else None
    if reply is not None:
        numbered = replace(reply, fields=replace(reply.fields, document_number=f"示例〔2024〕{case_id}号"))
        update_reply(store, numbered, NOW + timedelta(minutes=case_id))
    first = next(iter(handling.ROUNDS.of(store, case_id)), HandlingRound(case_id, 1, case.assigned_at))
    handling.ROUNDS.save(store, replace(first, replied_at=first.replied_at or case.replied_at))
    handling.ROUNDS.add(store, HandlingRound(case_id, 7, TODAY, "示例"))
    handling.STAND_INS.add(store, StandIn(case_id, f"外出{case_id}", case.officer, TODAY, turn=turn))
    update_case(
        store,
        replace(case, is_key=True, assigned_at=None if case.status is Status.ASSIGNED else case.assigned_at),
    )
    rules = stored_rules(store, case_id)
    assert rules is not None
    store_rules(store, case_id, case.locality, 1, f"{rules}\n# 另一版 {case_id}\n", NOW)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Workplace]]:
    base = tmp_path_factory.mktemp("stores")
    work = open_workplace(base / "whole", now=lambda: NOW, officer="林越")
    fill_demo(work)
    for case_id in (*KEPT, *GONE):
        _enrich(work, case_id)
    save_list(work, "存下的", CaseQuery(text="区"))
    work.close()
    for name in ("binned", "without"):
        shutil.copytree(base / "whole", base / name)
    opened = {
        name: open_workplace(base / name, now=lambda: NOW, officer="林越")
        for name in ("whole", "binned", "without")
    }
    for case_id in GONE:
        bin_case(opened["binned"].store, case_id, NOW)
        bin_case(opened["without"].store, case_id, NOW)
        remove_binned(opened["without"].store, case_id)
    yield opened
    for work in opened.values():
        work.close()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_case_in_the_bin_is_as_if_it_had_left_the_store(
    stores: dict[str, Workplace], question: str
) -> None:
    whole, binned, without = (QUESTIONS[question](stores[name]) for name in ("whole", "binned", "without"))
    assert binned == without
    assert whole != without, "this question is not about the cases in the bin"


WHOLE_TABLE = {
    "backup.py": "counts in a file of any version; the condition of those in use stands beside",
    "list_marks.py": "asks about cases that the list has found",
    "cases.py": "ids and numbers that a case in the bin keeps, and the lead of a given case",
    "search.py": "indexes one case, or words of cases that the list has found",
}
"""Modules of the store that read `cases` itself, each with the reason; everywhere else `cases_in_use` or `cases_in_bin`."""


def test_only_these_modules_read_cases_past_the_views() -> None:
    store = Path(desktop.store.__file__).parent
    past = re.compile(r"(?:FROM|JOIN) cases\b")
    found = {
        file.name
        for file in store.rglob("*.py")
        if file.parent.name != "schema" and past.search(file.read_text("utf-8"))
    }
    assert found == WHOLE_TABLE.keys()
