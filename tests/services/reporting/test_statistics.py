"""Statistics by scope: session, channel, section, period."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Case, MatterType, Proposer
from desktop.domain.case.status import Status
from desktop.domain.figures.case_figures import FigureScope
from desktop.domain.rules.locality import Satisfaction
from desktop.services.cases.cases import create_case
from desktop.services.handling import feedback
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.statistics import gather_statistics
from tests.services.conftest import Clock


@pytest.fixture
def year(work: Workplace, clock: Clock) -> Workplace:
    """Six invented cases of two sessions and two channels; four are replied, the last on 6 May 2024."""
    clock.pass_minutes(60 * 24 * 30)
    rows = (
        ("001", 15, 3, MatterType.CPPCC_PROPOSAL, "科创科", date(2024, 1, 29), date(2024, 4, 9)),
        ("002", 15, 3, MatterType.CPPCC_PROPOSAL, "产业科", date(2024, 1, 29), date(2024, 5, 6)),
        ("003", 15, 3, MatterType.CPPCC_PROPOSAL, "产业科", date(2024, 1, 29), None),
        ("011", 17, 5, MatterType.NPC_SUGGESTION, "科创科", date(2024, 2, 19), date(2024, 4, 1)),
        ("101", 15, 2, MatterType.CPPCC_PROPOSAL, "科创科", date(2023, 2, 6), date(2023, 4, 28)),
        ("102", 15, 2, MatterType.CPPCC_PROPOSAL, "", date(2023, 2, 6), None),
    )
    for number, term, session, matter, section, assigned, replied in rows:
        status = Status.FEEDBACK_WAIT if replied else Status.DRAFTING
        create_case(
            work,
            Case(
                region="长宁区", number=number, term=term, session=session, matter_type=matter, section=section,
                assigned_at=assigned, replied_at=replied, status=status, proposers=(Proposer(f"提案人{number}"),),
            ),
        )  # fmt: skip
    return work


@pytest.mark.parametrize(
    ("scope", "assigned", "replied"),
    [
        (FigureScope(), 6, 4),
        (FigureScope(term=15, session=3), 3, 2),
        (FigureScope(matter_type=MatterType.NPC_SUGGESTION), 1, 1),
        (FigureScope(section="科创科"), 3, 3),
        (FigureScope(first=date(2024, 1, 1)), 4, 3),
        (FigureScope(last=date(2023, 12, 31)), 2, 1),
        (FigureScope(term=9), 0, 0),
    ],
)
def test_only_what_is_in_scope_counts(
    year: Workplace, scope: FigureScope, assigned: int, replied: int
) -> None:
    found = gather_statistics(year, scope)
    assert (found.assigned, found.replied) == (assigned, replied)
    assert found.rate("reply_rate").numerator == replied


def test_a_reply_after_three_months_is_not_in_time(year: Workplace) -> None:
    assert gather_statistics(year, FigureScope(term=15, session=3)).rate("on_time_rate").counted == (1,)


def test_the_office_chooses_decimals_and_targets(year: Workplace) -> None:
    save_office(year, Office(locality="weixian"))
    found = gather_statistics(year)
    assert found.basis.startswith("魏县人民政府办公室 2024 年 4 月 11 日通知")
    assert found.rate("on_time_rate").misses_target
    assert found.rate("reply_rate").words == "66.7%"


def test_satisfaction_with_the_work_is_counted_apart_from_the_result(year: Workplace) -> None:
    feedback.record_feedback(year, 1, "不同意", manner=Satisfaction.SATISFIED)
    feedback.record_feedback(year, 2, "同意")
    found = gather_statistics(year)
    assert (found.rate("manner_rate").counted, found.rate("manner_rate").of) == ((1,), (1,))
    assert found.rate("satisfaction_rate").counted == (2,)
