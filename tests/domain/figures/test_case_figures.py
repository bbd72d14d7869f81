"""What the facts of one case count as, at the boundaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import HandlingRole, Level, MatterType
from desktop.domain.case.status import Status
from desktop.domain.figures.breakdown import Dimension, break_down
from desktop.domain.figures.case_figures import CaseFigures, ReturnedForm
from desktop.domain.figures.rates import compute_rates
from desktop.domain.rules.locality import RateRules, Satisfaction

SAT, BASIC, BAD = Satisfaction.SATISFIED, Satisfaction.BASICALLY_SATISFIED, Satisfaction.DISSATISFIED
PLAIN = CaseFigures(
    1, "085", "", MatterType.CPPCC_PROPOSAL, Level.DISTRICT, HandlingRole.SOLE, Status.DRAFTING,
    assigned_at=date(2026, 2, 9), due_at=date(2026, 5, 9),
)  # fmt: skip


@pytest.mark.parametrize(
    ("status", "closed", "counted"),
    [
        (Status.ASSIGNED, False, True),
        (Status.REPLIED, False, True),
        (Status.FEEDBACK_WAIT, False, True),
        (Status.REHANDLING, False, True),
        (Status.CLOSED, True, True),
        (Status.FOLLOWUP, True, True),
        (Status.ARCHIVED, True, True),
        (Status.RETURNED, False, False),
        (Status.WITHDRAWN, False, False),
    ],
)
def test_closed_is_what_needs_no_answer_any_more_and_returned_is_not_ours(
    status: Status, closed: bool, counted: bool
) -> None:
    case = replace(PLAIN, status=status)
    assert (case.is_closed, case.is_counted) == (closed, counted)
    assert replace(case, role=HandlingRole.CO_HANDLING).is_counted is False


@pytest.mark.parametrize(
    ("replied", "due", "on_time"),
    [
        (None, date(2026, 5, 9), False),
        (date(2026, 5, 8), date(2026, 5, 9), True),
        (date(2026, 5, 9), date(2026, 5, 9), True),
        (date(2026, 5, 10), date(2026, 5, 9), False),
        (date(2026, 5, 10), None, True),
    ],
)
def test_a_reply_on_the_very_day_is_on_time(replied: date | None, due: date | None, on_time: bool) -> None:
    assert replace(PLAIN, replied_at=replied, due_at=due).on_time is on_time


@pytest.mark.parametrize(
    ("status", "received", "signed"),
    [
        (Status.ASSIGNED, None, 0),
        (Status.ASSIGNED, date(2026, 2, 10), 1),  # received on paper, not moved on yet
        (Status.SIGNED, None, 1),
        (Status.RETURN_REQUESTED, None, 1),
    ],
)
def test_what_was_received_counts_as_signed_for(status: Status, received: date | None, signed: int) -> None:
    rates = {
        rate.key: rate
        for rate in compute_rates([replace(PLAIN, status=status, acknowledged_at=received)], RateRules())
    }
    assert (rates["signed_rate"].numerator, rates["signed_rate"].denominator) == (signed, 1)


def test_the_first_answer_is_counted_among_first_answers_and_the_last_among_last_ones() -> None:
    """Two signers answered in the first round, one of them again in the second; a third answered only then."""
    forms = (
        ReturnedForm("甲", 1, BAD), ReturnedForm("乙", 1, SAT), ReturnedForm("甲", 2, SAT), ReturnedForm("丙", 2, BASIC),
    )  # fmt: skip
    case = replace(PLAIN, status=Status.CLOSED, replied_at=date(2026, 4, 1), rounds=2, forms=forms)
    by_forms = {rate.key: rate for rate in compute_rates([case], RateRules())}
    assert (by_forms["first_round_rate"].numerator, by_forms["first_round_rate"].denominator) == (1, 2)
    assert (by_forms["satisfaction_rate"].numerator, by_forms["satisfaction_rate"].denominator) == (2, 3)
    assert (
        by_forms["satisfied_or_basically_rate"].numerator,
        by_forms["satisfied_or_basically_rate"].denominator,
    ) == (3, 3)
    by_cases = {rate.key: rate for rate in compute_rates([case], RateRules(satisfaction_base="replied"))}
    assert by_cases["first_round_rate"].denominator == by_cases["satisfaction_rate"].denominator == 1


def test_co_handled_cases_stand_in_the_breakdown_by_role_and_status_only() -> None:
    cases = [
        PLAIN,
        replace(PLAIN, id=2, role=HandlingRole.CO_HANDLING),
        replace(PLAIN, id=3, status=Status.RETURNED),
    ]
    counts = {by: sum(part.count for part in break_down(cases, by)) for by in Dimension}
    assert (counts[Dimension.ROLE], counts[Dimension.STATUS], counts[Dimension.LEVEL]) == (3, 3, 1)


def test_the_rating_of_a_case_is_its_least_satisfied_signers() -> None:
    forms = (
        ReturnedForm("甲", 1, SAT),
        ReturnedForm("乙", 1, BAD),
        ReturnedForm("丙", 1, Satisfaction.RESERVED),
    )
    case = replace(PLAIN, status=Status.CLOSED, forms=forms)
    assert [part.label for part in break_down([case], Dimension.SATISFACTION)] == ["不满意"]


@pytest.mark.parametrize(
    ("role", "status", "replied", "reason"),
    [
        (HandlingRole.SOLE, Status.DRAFTING, None, ""),
        (HandlingRole.LEAD, Status.WITHDRAWN, date(2026, 4, 1), ""),  # answered before it was withdrawn
        (HandlingRole.CO_HANDLING, Status.DRAFTING, None, "会办件"),
        (HandlingRole.CO_HANDLING, Status.RETURNED, None, "已退回"),
        (HandlingRole.SOLE, Status.WITHDRAWN, None, "已撤案"),
    ],
)
def test_a_case_says_why_it_is_not_counted(
    role: HandlingRole, status: Status, replied: date | None, reason: str
) -> None:
    case = replace(PLAIN, role=role, status=status, replied_at=replied)
    assert case.left_out_because == reason
    assert case.is_counted is (reason == "")


@pytest.mark.parametrize(
    ("assigned", "replied", "days"),
    [
        (date(2026, 2, 9), date(2026, 2, 9), 0),
        (date(2026, 2, 9), date(2026, 3, 9), 28),
        (None, date(2026, 3, 9), None),
        (date(2026, 2, 9), None, None),
    ],
)
def test_the_days_taken_are_those_from_the_assignment_to_the_reply(
    assigned: date | None, replied: date | None, days: int | None
) -> None:
    assert replace(PLAIN, assigned_at=assigned, replied_at=replied).days_taken == days


def test_the_last_form_of_each_signer_is_that_of_the_highest_round_in_whatever_order_they_came() -> None:
    again, first, other = ReturnedForm("甲", 2, SAT), ReturnedForm("甲", 1, BAD), ReturnedForm("乙", 1, BASIC)
    case = replace(PLAIN, forms=(again, other, first))
    assert set(case.last_forms) == {again, other}
    assert case.first_forms == (other, first)


def test_a_known_day_makes_a_case_replied_and_a_status_without_one_does_not() -> None:
    assert replace(PLAIN, replied_at=date(2026, 4, 1)).is_replied
    assert not replace(PLAIN, status=Status.SENT_TO_LEAD).is_replied
    assert replace(PLAIN, status=Status.REPLIED).lacks_reply_day
    assert not replace(PLAIN, status=Status.REPLIED, replied_at=date(2026, 4, 1)).lacks_reply_day
    assert not PLAIN.is_replied
