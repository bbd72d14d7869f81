"""Feedback: the least satisfied signer decides, and who has not answered."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.records.feedback import Feedback, asks_for_second_round, least_satisfied, outstanding
from desktop.domain.rules.locality import Satisfaction

DAY = date(2026, 3, 12)

SAT, BASIC, RESERVED, BAD = (
    Satisfaction.SATISFIED,
    Satisfaction.BASICALLY_SATISFIED,
    Satisfaction.RESERVED,
    Satisfaction.DISSATISFIED,
)


def form(name: str, counts_as: Satisfaction | None) -> Feedback:
    return Feedback(1, name, returned_at=DAY if counts_as else None, counts_as=counts_as)


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ((), None),
        ((None, SAT), SAT),
        ((SAT, BASIC), BASIC),
        ((BASIC, RESERVED, SAT), RESERVED),
        ((SAT, BAD, RESERVED), BAD),
    ],
)
def test_the_least_satisfied_signer_decides(
    answers: tuple[Satisfaction | None, ...], found: Satisfaction | None
) -> None:
    forms = [form(f"委员{place}", answer) for place, answer in enumerate(answers)]
    assert least_satisfied(forms) is found
    assert asks_for_second_round(forms) is (found is BAD)


def test_outstanding_forms() -> None:
    assert outstanding(["甲", "乙", "丙"], [form("乙", SAT), form("丙", None)]) == ("甲", "丙")


def test_a_form_that_came_back_without_an_answer_is_not_returned() -> None:
    blank = Feedback(1, "甲", returned_at=DAY)
    assert not blank.is_returned
    assert least_satisfied([blank, form("乙", SAT)]) is SAT
    assert outstanding(["甲", "乙"], [blank, form("乙", SAT)]) == ("甲",)
