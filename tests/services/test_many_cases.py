"""One action on many cases."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.services.cases.cases import create_case, get_case
from desktop.services.many_cases import assign_cases, move_cases, undo_moves
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply

SIGNERS = (Proposer("林晓舟"), Proposer("沈亦澄"))


@pytest.fixture
def case(work: Workplace) -> Case:
    """A case under section review, with a reply."""
    stored = create_case(
        work,
        Case(
            number="085", subject="关于改善社区图书室的提案", proposers=SIGNERS, status=Status.SECTION_REVIEW,
            handling_role=HandlingRole.LEAD, co_units=("区财政局",), assigned_at=date(2024, 2, 23),
        ),
    )  # fmt: skip
    open_reply(work, stored.id)
    return stored


def test_one_refused_case_does_not_stop_the_others_and_is_named(work: Workplace, case: Case) -> None:
    other = create_case(work, Case(number="009", subject="关于增设公交站点的提案"))
    outcome = move_cases(work, (case.id, other.id), Status.OFFICE_REVIEW)
    assert outcome.done == (case.id,)
    assert outcome.words.startswith("1 件没有办成：009 ")
    assert undo_moves(work, outcome.done).done == (case.id,)
    assert get_case(work, case.id).status is Status.SECTION_REVIEW
    with pytest.raises(Refused):
        assign_cases(work, (case.id,), "  ")
