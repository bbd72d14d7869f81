"""One action on many cases."""

from __future__ import annotations

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.services.cases.cases import create_case, get_case
from desktop.services.many_cases import assign_cases, move_cases, undo_moves
from desktop.services.office.workplace import Workplace
from tests.services.many_steps import all_steps


def test_one_refused_case_does_not_stop_the_others_and_is_named(work: Workplace, reviewed: Case) -> None:
    other = create_case(work, Case(number="009", subject="关于增设公交站点的提案"))
    outcome = all_steps(move_cases(work, (reviewed.id, other.id), Status.OFFICE_REVIEW))
    assert outcome.done == (reviewed.id,)
    assert outcome.words.startswith("1 件没有办成：009 ")
    assert all_steps(undo_moves(work, outcome.done)).done == (reviewed.id,)
    assert get_case(work, reviewed.id).status is Status.SECTION_REVIEW
    with pytest.raises(Refused):
        assign_cases(work, (reviewed.id,), "  ")
