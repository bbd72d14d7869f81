"""Demo cases: marked as invented, of every kind, and only in an empty store."""

from __future__ import annotations

import pytest

from desktop.documents.templates.demo_file import INVENTED
from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.moves import statuses_of
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.errors import Refused
from desktop.services.cases.cases import get_case, list_cases, smart_counts
from desktop.services.demo import fill_demo, shortest_path
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, section_states


@pytest.fixture
def demo(work: Workplace) -> Workplace:
    fill_demo(work)
    return work


def test_every_demo_case_is_marked_as_invented(demo: Workplace) -> None:
    rows = list_cases(demo, CaseQuery()).rows
    assert len(rows) >= 12
    assert all(INVENTED in get_case(demo, row.id).remark for row in rows)


def test_the_demo_has_cases_of_every_kind(demo: Workplace) -> None:
    rows = list_cases(demo, CaseQuery()).rows
    assert len({row.status for row in rows}) >= 9
    assert len({row.role for row in rows}) == len(HandlingRole)
    assert sum(count > 0 for count in smart_counts(demo).values()) >= 7


def test_two_demo_replies_are_complete(demo: Workplace) -> None:
    finished = 0
    for row in list_cases(demo, CaseQuery()).rows:
        if row.number in {"085", "057"}:
            reply = open_reply(demo, row.id)
            states = section_states(reply, demo.library.reply(reply.template))
            assert not any(state.missing for state in states)
            assert sum(state.length for state in states) > 700
            finished += 1
    assert finished == 2


def test_a_store_with_cases_refuses_demo_cases(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match="已经有办件"):
        fill_demo(work)
    assert [row.id for row in list_cases(work, CaseQuery()).rows] == [case.id]


@pytest.mark.parametrize("role", HandlingRole)
def test_every_status_is_reachable_by_usual_moves(role: HandlingRole) -> None:
    for status in statuses_of(role):
        way = shortest_path(role, status)
        assert status in {Status.ASSIGNED, Status.WITHDRAWN} or way[-1] is status
