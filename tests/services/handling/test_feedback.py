"""Feedback forms: one for each signer."""

from __future__ import annotations

import pytest

from desktop.domain.errors import Refused
from desktop.domain.rules.locality import Satisfaction
from desktop.services.handling import feedback
from desktop.services.office.workplace import Workplace
from tests.services.handling.handled_cases import answered


def test_each_signer_has_a_form_of_its_own(work: Workplace) -> None:
    case = answered(work)
    assert len(feedback.send_forms(work, case.id)) == 2
    first = feedback.record_feedback(work, case.id, "同意")
    assert (first.form.counts_as, first.second_round, first.outstanding) == (
        Satisfaction.SATISFIED,
        False,
        ("何青",),
    )
    second = feedback.record_feedback(work, case.id, "不满意", "何青", remark="没有时间表")
    assert (second.form.rating, second.second_round, second.outstanding) == ("disagree", True, ())


def test_an_unknown_rating_is_refused(work: Workplace) -> None:
    case = answered(work)
    with pytest.raises(Refused, match="可以填：同意、理解、保留、不同意"):
        feedback.record_feedback(work, case.id, "很好")
    with pytest.raises(Refused, match="可以填：林一帆、何青"):
        feedback.record_feedback(work, case.id, "同意", "王某")
