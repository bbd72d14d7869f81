"""The work list: filters, order and paging."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.case import Case, MatterType, Proposer, ProposerKind
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery, DueKind, SmartList, SortKey
from desktop.store.cases.case_list import list_rows, session_counts, smart_counts, status_counts
from desktop.store.cases.cases import add_case
from desktop.store.file.store import Store
from tests.store.facts import cases

TODAY = date(2024, 4, 9)


def numbers(store: Store, query: CaseQuery) -> list[str]:
    return [row.number for row in list_rows(store, query, TODAY)[0]]


def due(number: str, days: int, status: Status = Status.DRAFTING, **facts: object) -> Case:
    return replace(Case(number=number, due_at=TODAY + timedelta(days=days), status=status), **facts)  # type: ignore[arg-type]


@pytest.fixture
def week(store: Store) -> Store:
    """One case for each smart list."""
    for case in (
        due("late", -2, is_key=True),
        due("today", 0),
        due("week", 7),
        due("later", 8),
        due("sign", 30, Status.LEADER_REVIEW),
        due("feedback", -20, Status.FEEDBACK_WAIT, replied_at=TODAY),
        due("second", 20, Status.REHANDLING),
        due("closed", -30, Status.CLOSED, replied_at=TODAY, is_key=True),
        due("archived", -90, Status.ARCHIVED),
        Case(number="undated"),
    ):
        add_case(store, case)
    return store


def test_the_list_is_sorted_running_by_due_date_then_waiting_then_done(week: Store) -> None:
    assert numbers(week, CaseQuery()) == [
        "late", "today", "week", "later", "second", "sign", "undated", "feedback", "closed", "archived",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("smart", "expected"),
    [
        (SmartList.LATE, {"late"}),
        (SmartList.TODAY, {"today"}),
        (SmartList.WEEK, {"today", "week"}),
        (SmartList.TO_SIGN, {"sign"}),
        (SmartList.FEEDBACK, {"feedback"}),
        (SmartList.REHANDLING, {"second"}),
        (SmartList.KEY, {"late"}),
        (SmartList.ALL, {"late", "today", "week", "later", "second", "sign", "undated", "feedback"}),
    ],
)
def test_each_smart_list_returns_and_counts_its_cases(
    week: Store, smart: SmartList, expected: set[str]
) -> None:
    assert set(numbers(week, CaseQuery(smart=smart))) == expected
    assert smart_counts(week, TODAY)[smart] == len(expected)


def test_late_soon_waiting_and_done_are_distinguished(week: Store) -> None:
    kinds = {row.number: row.due.kind for row in list_rows(week, CaseQuery(), TODAY)[0]}
    assert kinds["late"] is DueKind.LATE
    assert kinds["week"] is DueKind.SOON
    assert kinds["sign"] is DueKind.RUNNING
    assert kinds["feedback"] is DueKind.WAITING
    assert kinds["closed"] is DueKind.DONE
    assert kinds["undated"] is DueKind.NONE


@given(st.lists(cases, max_size=7), st.sampled_from(SortKey), st.booleans())
def test_pages_together_are_the_whole_list_in_the_same_order(
    given_cases: list[Case], sort: SortKey, descending: bool
) -> None:
    store = Store.in_memory()
    for place, case in enumerate(given_cases):
        add_case(store, replace(case, number=f"{place}"))
    whole, total = list_rows(store, CaseQuery(sort=sort, descending=descending), TODAY)
    pages = [
        row
        for offset in range(0, total, 2)
        for row in list_rows(
            store, CaseQuery(sort=sort, descending=descending, offset=offset, limit=2), TODAY
        )[0]
    ]
    assert tuple(pages) == whole
    assert total == len(given_cases)


def test_filters_narrow_the_list_together(store: Store) -> None:
    add_case(store, Case(number="1", term=15, session=4, section="科创科", status=Status.DRAFTING))
    add_case(store, Case(number="2", term=15, session=3, section="科创科", status=Status.DRAFTING))
    add_case(store, Case(number="3", term=15, session=4, section="人才科", status=Status.CLOSED))
    add_case(store, Case(number="4", term=15, session=4, matter_type=MatterType.NPC_SUGGESTION))
    assert numbers(store, CaseQuery(term=15, session=4, section="科创科")) == ["1"]
    assert numbers(store, CaseQuery(statuses=(Status.DRAFTING, Status.CLOSED))) == ["1", "2", "3"]
    assert numbers(store, CaseQuery(matter_type=MatterType.NPC_SUGGESTION)) == ["4"]
    assert session_counts(store) == ((15, 4, 3), (15, 3, 1))
    assert status_counts(store)[Status.DRAFTING] == 2


@pytest.mark.parametrize(
    ("case", "label"),
    [
        (Case(proposers=(Proposer("沈亦澄"),)), "沈亦澄"),
        (
            Case(
                matter_type=MatterType.NPC_SUGGESTION,
                proposers=(Proposer("甲"), Proposer("乙"), Proposer("丙")),
            ),
            "甲等3人",
        ),
        (Case(proposers=(Proposer("区工商联", ProposerKind.GROUP),)), "区工商联"),
        (
            Case(
                proposers=(Proposer("民盟区委", ProposerKind.GROUP), Proposer("九三区委", ProposerKind.GROUP))
            ),
            "民盟区委等2家",
        ),
        (Case(), ""),
    ],
)
def test_the_proposer_column_names_the_first_and_counts_the_others(
    store: Store, case: Case, label: str
) -> None:
    add_case(store, case)
    assert list_rows(store, CaseQuery(), TODAY)[0][0].proposer == label
