"""Marks of the work list: units asked, second rounds, promises, extended and paused clocks."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery, SmartList
from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.records.co_opinion import CoOpinion
from desktop.domain.records.contact import Contact, ContactWay
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.promise import Promise
from desktop.store.cases.case_list import ListMarks, list_marks, list_rows, smart_counts
from desktop.store.cases.cases import add_case
from desktop.store.file.store import Store
from desktop.store.history import handling

TODAY = date(2026, 4, 9)


def add(store: Store, number: str, status: Status = Status.DRAFTING) -> int:
    return add_case(store, Case(number=number, status=status, due_at=date(2026, 5, 9))).id


@pytest.fixture
def desk(store: Store) -> Store:
    asked, got, second, promised, kept = (
        add(store, n) for n in ("asked", "got", "second", "promised", "kept")
    )
    over = add(store, "over", Status.CLOSED)
    add(store, "countersign", Status.COUNTERSIGN)
    for case_id, received in ((asked, None), (got, TODAY), (over, None)):
        handling.CO_OPINIONS.add(
            store, CoOpinion(case_id, "区文旅局", date(2026, 3, 2), date(2026, 4, 2), received)
        )
    for number in (1, 2):
        handling.ROUNDS.add(store, HandlingRound(second, number))
    handling.PROMISES.add(store, Promise(promised, "改造系统", due_at=date(2026, 5, 9)))
    handling.PROMISES.add(store, Promise(kept, "改造系统", due_at=date(2026, 5, 9), kept_at=TODAY))
    handling.PROMISES.add(store, Promise(kept, "以后再说", due_at=date(2026, 5, 10)))
    return store


@pytest.mark.parametrize(
    ("smart", "expected"),
    [
        (SmartList.CO_OPINION, {"asked", "countersign"}),
        (SmartList.REHANDLING, {"second"}),
        (SmartList.FOLLOWUP, {"promised"}),
    ],
)
def test_smart_lists_use_handling_records(desk: Store, smart: SmartList, expected: set[str]) -> None:
    rows, total = list_rows(desk, CaseQuery(smart=smart), TODAY)
    assert {row.number for row in rows} == expected
    assert total == smart_counts(desk, TODAY)[smart] == len(expected)


def test_marks_count_only_the_present_round(store: Store) -> None:
    case_id = add(store, "085")
    for number in (1, 2):
        handling.ROUNDS.add(store, HandlingRound(case_id, number))
    handling.CONTACTS.add(store, Contact(case_id, TODAY, ContactWay.VISIT, round=1))
    handling.EXTENSIONS.add(store, Extension(TODAY, TODAY, "复杂", "区府办", TODAY, case_id=case_id, round=1))
    assert list_marks(store, [case_id]) == {}
    handling.CONTACTS.add(store, Contact(case_id, TODAY, ContactWay.PHONE, round=2))
    handling.CONTACTS.add(store, Contact(case_id, TODAY, ContactWay.WAIVED, round=2))
    handling.EXTENSIONS.add(store, Extension(TODAY, TODAY, "复杂", "区府办", TODAY, case_id=case_id, round=2))
    handling.PAUSES.add(store, Pause(date(2026, 4, 1), None, "等待", case_id, 2))
    assert list_marks(store, [case_id]) == {case_id: ListMarks(True, date(2026, 4, 1), 0, 1)}


def test_marks_are_read_for_many_thousand_ids_at_once(store: Store) -> None:
    assert list_marks(store, range(300_000)) == {}
