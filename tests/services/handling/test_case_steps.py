"""The form of each step: what it asks for, what is filled in, what is still missing, and what taking it records."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.readiness import Need, NotReady
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.domain.rules.locality import SignerLevel
from desktop.services.case_steps import StepForm, step_form, take_step
from desktop.services.cases.cases import get_case, set_fields
from desktop.services.handling.feedback import forms_of, record_feedback
from desktop.services.handling.progress import events, next_step, undo_move
from desktop.services.handling.reviews import RemarkPlace, record_review, remark_on, reviews_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, set_reply_fields
from tests.complete_case import complete
from tests.services.handling.handled_cases import TO_LEADER, answered, move_on, new_case


def form_of(work: Workplace, case_id: int, to: Status | None = None) -> StepForm:
    form = step_form(work, case_id, to)
    assert form is not None
    return form


_NUMBERS = count(101)


def another(work: Workplace, **facts: Any) -> Case:  # noqa: ANN401 - those of Case
    """A complete case with a number of its own."""
    return complete(work, new_case(work, number=str(next(_NUMBERS)), **facts).id)


def before_signature(work: Workplace, **facts: Any) -> Case:  # noqa: ANN401 - those of Case
    """A complete letter before the leader, without signer, date and number."""
    case = another(work, **facts)
    move_on(work, case.id, *TO_LEADER)
    set_reply_fields(work, case.id, {"签发人": "", "成文日期": "", "发文字号": ""})
    return get_case(work, case.id)


# 登记签发
def test_the_sign_off_asks_who_signed_and_when_and_writes_it_into_the_letter(work: Workplace) -> None:
    case = before_signature(work)
    form = form_of(work, case.id)
    assert (form.to, form.lacking, form.is_barred) == (Status.SIGNED_OFF, (), False)
    assert [one.key for row in form.rows for one in row] == ["signer", "level", "day"]
    assert form.texts == {"signer": "", "level": "分管领导", "day": work.today.isoformat()}
    values = {"signer": "周砚", "level": SignerLevel.DEPUTY, "day": work.today}
    signed = take_step(work, case.id, Status.SIGNED_OFF, values)
    letter = open_reply(work, case.id).fields
    assert (signed.status, letter.signer, letter.issue_date) == (Status.SIGNED_OFF, "周砚", work.today)
    (review,) = reviews_of(work, case.id)
    assert (review.stage, review.reviewer, review.day) == (ReviewStage.LEADER, "周砚", work.today)


def test_a_sign_off_without_a_name_records_nothing(work: Workplace) -> None:
    case = before_signature(work)
    with pytest.raises(Refused, match="没有填写签发人"):
        take_step(work, case.id, Status.SIGNED_OFF, {"signer": " ", "level": SignerLevel.DEPUTY, "day": None})
    tomorrow = work.today + timedelta(days=1)
    values = {"signer": "周砚", "level": SignerLevel.DEPUTY, "day": tomorrow}
    with pytest.raises(Refused, match="还没到"):
        take_step(work, case.id, Status.SIGNED_OFF, values)
    assert open_reply(work, case.id).fields.signer == ""
    assert (reviews_of(work, case.id), get_case(work, case.id).status) == ((), Status.LEADER_REVIEW)


def test_who_signed_last_at_the_level_that_is_wanted_is_filled_in(work: Workplace) -> None:
    for name, level in (("周砚", SignerLevel.DEPUTY), ("陈主任", SignerLevel.PRINCIPAL)):
        other = before_signature(work)
        take_step(work, other.id, Status.SIGNED_OFF, {"signer": name, "level": level, "day": None})
    assert form_of(work, before_signature(work).id).texts["signer"] == "周砚"
    key = before_signature(work)
    set_fields(work, key.id, {"重点提案": "是"})
    form = form_of(work, key.id)
    assert (form.texts["signer"], form.texts["level"]) == ("陈主任", "主要领导")
    assert form.lacking == ()  # the form brings the principal's signature
    values = {"signer": "周砚", "level": SignerLevel.DEPUTY, "day": None}
    with pytest.raises(NotReady, match="要由主要领导签发"):
        take_step(work, key.id, Status.SIGNED_OFF, values)


def test_a_signature_that_is_recorded_already_is_not_recorded_again(work: Workplace) -> None:
    case = before_signature(work)
    record_review(work, case.id, ReviewStage.LEADER, "周砚", Verdict.PASSED, signer_level=SignerLevel.DEPUTY)
    values = {"signer": "周砚", "level": SignerLevel.DEPUTY, "day": None}
    assert take_step(work, case.id, Status.SIGNED_OFF, values).status is Status.SIGNED_OFF
    assert len(reviews_of(work, case.id)) == 1


def test_an_unready_case_is_barred_and_asked_nothing(work: Workplace) -> None:
    case = before_signature(work)
    set_fields(work, case.id, {"建议": "延长周末开放时间\n再增加藏书"})
    remark_on(work, case.id, RemarkPlace("answer", 1), "数字要核对", "王科长")
    form = form_of(work, case.id)
    assert form.is_barred
    assert {one.need for one in form.lacking} == {Need.ASK, Need.REMARK}
    assert form.rows == ()
    values = {"signer": "周砚", "level": SignerLevel.DEPUTY, "day": None}
    with pytest.raises(NotReady):
        take_step(work, case.id, Status.SIGNED_OFF, values)


# A draft sent for review.
def test_before_a_review_what_the_draft_lacks_is_named_and_bars_nothing(work: Workplace) -> None:
    case = new_case(work)
    open_reply(work, case.id)
    move_on(work, case.id, *TO_LEADER[:4])
    form = form_of(work, case.id)
    assert form.to is Status.SECTION_REVIEW
    assert not form.is_barred
    needs = {one.need for one in form.lacking}
    assert {Need.CONTACT, Need.ASK} <= needs
    assert not needs & {Need.DISCLOSURE, Need.SIGNER}
    assert "signer" not in {one.key for one in form.lacking}
    step = next_step(work, get_case(work, case.id))
    assert step is not None
    assert step.words == f"送科室核稿 · 还差 {len(form.lacking)} 项"
    assert take_step(work, case.id, form.to, {}).status is Status.SECTION_REVIEW


def test_a_step_that_needs_nothing_asks_nothing(work: Workplace) -> None:
    case = another(work, section="")
    for status in (*TO_LEADER[:2], *TO_LEADER[2:4], Status.SECTION_REVIEW):
        form = form_of(work, case.id)
        if status is Status.DISTRIBUTED:
            assert [one.key for row in form.rows for one in row] == ["section", "officer", "day"]
            values = {"section": "文化科", "officer": "林越", "day": None}
            assert take_step(work, case.id, form.to, values).section == "文化科"
        else:
            assert not form.asks, status
            take_step(work, case.id, form.to, {})
        assert get_case(work, case.id).status is status


# Number, sending, forms, closing, archive.
def test_the_number_of_the_series_is_filled_in_and_stored(work: Workplace) -> None:
    first = before_signature(work)
    signed = {"signer": "周砚", "level": SignerLevel.DEPUTY, "day": None}
    take_step(work, first.id, Status.SIGNED_OFF, signed)
    assert form_of(work, first.id).texts["number"] == ""
    number = f"长科委提复〔{work.today.year}〕12号"
    take_step(work, first.id, Status.NUMBERED, {"number": number, "day": None})
    assert open_reply(work, first.id).fields.document_number == number
    second = before_signature(work)
    take_step(work, second.id, Status.SIGNED_OFF, signed)
    assert form_of(work, second.id).texts["number"] == f"长科委提复〔{work.today.year}〕13号"


def test_the_sending_asks_for_day_and_way_and_offers_the_way_of_the_last_one(work: Workplace) -> None:
    case = another(work)
    move_on(work, case.id, *TO_LEADER, Status.SIGNED_OFF, Status.NUMBERED)
    form = form_of(work, case.id)
    assert form.texts == {"day": work.today.isoformat(), "way": "邮寄"}
    sent = take_step(work, case.id, form.to, {"day": work.today, "way": "当面送交"})
    assert sent.replied_at == work.today
    assert events(work, case.id)[-1].note == "寄出方式：当面送交"
    other = another(work)
    move_on(work, other.id, *TO_LEADER, Status.SIGNED_OFF, Status.NUMBERED)
    assert form_of(work, other.id).texts["way"] == "当面送交"


def test_an_opinion_is_sent_to_the_lead_unit_with_day_and_way(work: Workplace) -> None:
    case = complete(work, new_case(work, handling_role=HandlingRole.CO_HANDLING, co_units=()).id)
    move_on(work, case.id, *(one for one in TO_LEADER if one is not Status.CONTACTING), Status.SIGNED_OFF)
    form = form_of(work, case.id)
    assert (form.to, [one.key for row in form.rows for one in row]) == (Status.SENT_TO_LEAD, ["day", "way"])
    assert take_step(work, case.id, form.to, {"day": work.today, "way": "公文交换"}).replied_at == work.today


def test_asking_for_opinions_records_that_every_proposer_got_the_form(work: Workplace) -> None:
    case = answered(work)
    undo_move(work, case.id)  # back before 征询意见, where the case has come to it
    case = get_case(work, case.id)
    assert case.status is Status.REPLIED
    form = form_of(work, case.id)
    assert form.to is Status.FEEDBACK_WAIT
    keys = [one.key for row in form.rows for one in row]
    assert keys == ["day", "form"]
    take_step(work, case.id, form.to, {"day": work.today, "form": form.texts["form"]})
    assert [one.sent_at for one in forms_of(work, case)] == [work.today] * len(case.proposers)
    last = events(work, case.id)[-1]
    assert (last.to_status, last.note) == (Status.FEEDBACK_WAIT, form.texts["form"])


def test_closing_and_archiving_say_what_is_still_out_before_they_are_recorded(work: Workplace) -> None:
    case = answered(work)
    form = form_of(work, case.id)
    assert form.to is Status.CLOSED
    assert form.reminders[0].startswith("征询意见表还没有收回：")
    take_step(work, case.id, form.to, {"day": work.today})
    form = form_of(work, case.id)
    assert form.to is Status.ARCHIVED
    assert form.reminders[0].startswith("缺 ")
    assert form.asks
    take_step(work, case.id, form.to, {"day": work.today})
    note = events(work, case.id)[-1].note
    assert note.startswith("归档时缺：")
    assert step_form(work, case.id) is None


# 二次办理
def test_after_a_bad_rating_the_next_step_begins_the_second_round_with_what_the_form_says(
    work: Workplace,
) -> None:
    case = answered(work)
    (first, *_) = case.proposers
    record_feedback(work, case.id, "不同意", first.name, remark="没有说明完成时间")
    form = form_of(work, case.id)
    assert (form.to, form.label) == (Status.REHANDLING, "二次办理")
    assert form.texts["note"] == f"{first.name}不满意：没有说明完成时间"
    assert "第 2 次办理" in form.records
    moved = take_step(work, case.id, form.to, {"note": form.texts["note"], "day": work.today})
    assert moved.status is Status.REHANDLING
    other = answered(work, number="086")
    record_feedback(work, other.id, "不同意", other.proposers[0].name)
    with pytest.raises(Refused, match="要写明原因"):
        take_step(work, other.id, Status.REHANDLING, {"note": "", "day": work.today})
