"""Feedback forms: one for each signer."""

from __future__ import annotations

import pytest

from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.rules.locality import Satisfaction
from desktop.services.cases.cases import get_case
from desktop.services.handling import feedback, progress
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.statistics import gather_statistics
from tests.complete_case import complete
from tests.services.handling.handled_cases import OUT, TO_LEADER, answered, move_on, new_case


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


def test_the_second_round_has_forms_of_its_own_and_keeps_the_first(work: Workplace) -> None:
    """一次办理满意率 counts the first answer, 满意率 the last one, so both must stand."""
    case = answered(work)
    feedback.record_feedback(work, case.id, "不满意", "林一帆")
    feedback.record_feedback(work, case.id, "同意", "何青")
    progress.move_case(work, case.id, Status.REHANDLING, "林一帆不满意")
    assert feedback.forms_of(work, get_case(work, case.id)) == ()
    complete(work, case.id)
    move_on(work, case.id, Status.DRAFTING, *TO_LEADER[-3:], *OUT)
    again = feedback.record_feedback(work, case.id, "同意", "林一帆")
    assert (again.form.round, again.second_round, again.outstanding) == (2, False, ("何青",))
    rates = gather_statistics(work)
    assert (rates.rate("satisfaction_rate").numerator, rates.rate("satisfaction_rate").denominator) == (2, 2)
    assert (rates.rate("first_round_rate").numerator, rates.rate("first_round_rate").denominator) == (1, 2)


def test_a_second_round_is_rated_when_its_own_answer_is_out(work: Workplace) -> None:
    """The rating of the first answer stays what it was; of the second one there is nothing to rate before it is sent."""
    case = answered(work)
    feedback.record_feedback(work, case.id, "不满意", "林一帆")
    progress.move_case(work, case.id, Status.REHANDLING, "林一帆不满意")
    complete(work, case.id)
    move_on(work, case.id, Status.DRAFTING, *TO_LEADER[-3:], Status.SIGNED_OFF, Status.NUMBERED)
    with pytest.raises(Refused, match="本轮还没有答复，不能登记反馈") as refusal:
        feedback.record_feedback(work, case.id, "同意", "林一帆")
    assert "上一轮的评价有误，请更正那一轮的登记" in refusal.value.remedy
    assert feedback.forms_of(work, get_case(work, case.id)) == ()
    assert gather_statistics(work).rate("satisfaction_rate").numerator == 0
    move_on(work, case.id, Status.REPLIED)
    assert feedback.record_feedback(work, case.id, "同意", "林一帆").form.round == 2


def test_a_first_answer_is_rated_when_it_is_out(work: Workplace) -> None:
    case = new_case(work)
    with pytest.raises(Refused, match="还没有答复，不能登记反馈") as refusal:
        feedback.record_feedback(work, case.id, "同意")
    assert refusal.value.remedy == "请先登记答复。"
