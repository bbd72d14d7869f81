"""A corrected fact that moves a due day takes a reason: no clock of a case is set back without a word."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.case.event import Event
from desktop.domain.errors import ReasonNeeded
from desktop.services.cases.cases import create_case, get_case, set_fields
from desktop.services.handling.opinions import ask_opinions
from desktop.services.handling.progress import events
from desktop.services.office.workplace import Workplace


def new_case(work: Workplace, locality: str = "shanghai-changning", **facts: object) -> Case:
    """Assigned on Monday 15 January 2024; in 长宁 the reply is due three months later, on 15 April, a Monday."""
    plain: dict[str, object] = {
        "subject": "关于社区图书室的提案",
        "proposers": (Proposer("林晓舟"),),
        "assigned_at": date(2024, 1, 15),
        "locality": locality,
    }
    return create_case(work, Case(**plain | facts))  # type: ignore[arg-type]


def last(work: Workplace, case: Case) -> Event:
    return events(work, case.id)[-1]


def test_another_day_of_assignment_needs_a_reason_and_the_refusal_names_both_due_days(
    work: Workplace,
) -> None:
    case = new_case(work)
    with pytest.raises(ReasonNeeded, match="办理期限 2024年4月15日→2024年5月15日"):
        set_fields(work, case.id, {"交办日期": "2024-02-15"})
    assert get_case(work, case.id) == case


def test_with_a_reason_the_event_keeps_old_and_new_day_who_and_why(work: Workplace) -> None:
    case = new_case(work)
    set_fields(work, case.id, {"交办日期": "2024-02-15"}, why="交办单是二月的")
    event = last(work, case)
    assert event.who == "林越"
    assert event.note.startswith("交办单是二月的")
    assert ("due_at", "2024-04-15", "2024-05-15") in [(c.field, c.old, c.new) for c in event.changes]


@pytest.mark.parametrize("why", ["", "  ", "\n"])
def test_blanks_are_no_reason(work: Workplace, why: str) -> None:
    with pytest.raises(ReasonNeeded):
        set_fields(work, new_case(work).id, {"交办日期": "2024-02-15"}, why=why)


def test_a_fact_taken_away_takes_its_due_day_away_and_needs_a_reason(work: Workplace) -> None:
    with pytest.raises(ReasonNeeded, match="办理期限 2024年4月15日→无"):
        set_fields(work, new_case(work).id, {"交办日期": ""})


def test_the_first_day_of_assignment_is_free(work: Workplace) -> None:
    case = new_case(work, assigned_at=None)
    assert set_fields(work, case.id, {"交办日期": "2024-01-15"}).due_at == date(2024, 4, 15)


def test_the_first_receipt_is_free_and_its_correction_is_not(work: Workplace) -> None:
    """In 宁波 the co-handling unit's opinion is due one month from receipt."""
    case = new_case(work, "ningbo", handling_role=HandlingRole.CO_HANDLING)
    set_fields(work, case.id, {"签收日期": "2024-01-22"})
    with pytest.raises(ReasonNeeded, match="办理期限 2024年2月22日→2024年3月26日"):
        set_fields(work, case.id, {"签收日期": "2024-02-26"})


def test_a_receipt_from_which_only_the_return_window_counts_says_so_in_the_event(work: Workplace) -> None:
    """山东: five days from receipt to ask for the return of a case; the reply is counted from the assignment."""
    case = new_case(work, "shandong", acknowledged_at=date(2024, 1, 16))
    set_fields(work, case.id, {"签收日期": "2024-01-18"}, why="签收单为准")
    assert get_case(work, case.id).due_at == case.due_at
    assert last(work, case).note == "签收单为准；申请退回期限 2024年1月22日→2024年1月23日"


def test_between_sessions_instead_of_at_the_session_needs_a_reason(work: Workplace) -> None:
    """四川: five months for a proposal of the session, three for one between sessions."""
    case = new_case(work, "sichuan", time_mark="会间", assigned_at=date(2024, 2, 5))
    assert case.due_at == date(2024, 7, 5)
    with pytest.raises(ReasonNeeded, match="2024年7月5日→2024年5月6日"):
        set_fields(work, case.id, {"会间/会后": "平时提案"})
    set_fields(work, case.id, {"会间/会后": "平时提案"}, why="闭会后提交")
    assert ("time_mark", "会间", "平时提案") in [(c.field, c.old, c.new) for c in last(work, case).changes]


def test_another_place_needs_a_reason(work: Workplace) -> None:
    with pytest.raises(ReasonNeeded, match="办理期限 2024年4月15日→"):
        set_fields(work, new_case(work).id, {"办理规则": "foping"})


def test_a_fact_that_moves_no_due_day_needs_none(work: Workplace) -> None:
    case = new_case(work)
    assert (
        set_fields(work, case.id, {"案由": "关于社区阅览室的提案", "联名人": "沈亦澄"}).due_at == case.due_at
    )


def test_the_due_day_of_an_awaited_opinion_is_one_of_them(work: Workplace) -> None:
    """A unit that was asked has until the day that follows from the case; the officer sees that it moves too."""
    case = new_case(work, "fengyang", co_units=("区教育局",))
    ask_opinions(work, case.id, ("区教育局",), asked_at=date(2024, 2, 1))
    with pytest.raises(ReasonNeeded, match="会办意见期限（区教育局）"):
        set_fields(work, case.id, {"交办日期": "2024-01-29"})
