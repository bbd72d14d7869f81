"""The board: one column per status at work, each with its first cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.services.cases.board import STATUSES, board_sheet, column_query
from desktop.services.office.workplace import Workplace
from desktop.store.cases.cases import add_case


@pytest.fixture
def board(work: Workplace, case: Case) -> Workplace:
    for number, status, due in (
        ("1", Status.DRAFTING, date(2024, 5, 2)),
        ("2", Status.DRAFTING, date(2024, 5, 1)),
        ("3", Status.CLOSED, date(2024, 5, 1)),
        ("4", Status.ARCHIVED, date(2024, 5, 1)),
        ("5", Status.RETURNED, date(2024, 5, 1)),
        ("6", Status.WITHDRAWN, date(2024, 5, 1)),
    ):
        add_case(work.store, replace(case, id=0, number=number, status=status, due_at=due))
    return work


def test_each_status_at_work_has_a_column_sorted_by_due_day(board: Workplace) -> None:
    sheet = board_sheet(board, CaseQuery())
    shown = {status: [row.number for row in page.rows] for status, page in sheet.columns.items() if page.rows}
    assert shown == {Status.ASSIGNED: ["085"], Status.DRAFTING: ["2", "1"], Status.CLOSED: ["3"]}
    assert sheet.total == 4
    assert (sheet.choices.sections, sheet.choices.sessions) == (("科创科",), ((15, 4),))


def test_final_statuses_have_no_column() -> None:
    assert set(Status) - set(STATUSES) == {Status.RETURNED, Status.WITHDRAWN, Status.ARCHIVED}
    assert list(STATUSES) == [status for status in Status if status in STATUSES]


def test_a_column_keeps_what_the_board_is_narrowed_to_and_starts_at_its_first_card(board: Workplace) -> None:
    scope = CaseQuery(text="孵化器", section="科创科", statuses=(Status.CLOSED,), offset=40, limit=5)
    query = column_query(scope, Status.DRAFTING)
    assert query == replace(scope, statuses=(Status.DRAFTING,), offset=0, limit=60)
    assert board_sheet(board, CaseQuery(section="别的科")).total == 0
