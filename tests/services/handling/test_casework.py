"""Handling records of a case read together; actions for several signers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.errors import FileProblem, Refused
from desktop.domain.records.contact import Contact, ContactWay
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.cases.cases import get_case
from desktop.services.handling.casework import casework
from desktop.services.handling.contacts import copy_evidence, record_contact, store_evidence
from desktop.services.handling.feedback import Answer, forms_of, record_answers, visit_words
from desktop.services.handling.progress import events, move_case
from desktop.services.handling.reviews import (
    RemarkPlace,
    finish_review,
    remark_on,
    remarks_of,
    reviews_of,
    stage_at,
)
from desktop.services.office.workplace import Workplace
from desktop.store.cases.cases import update_case


def test_a_new_case_has_only_units_and_clock_in_its_casework(work: Workplace, reviewed: Case) -> None:
    found = casework(work, reviewed.id)
    assert (found.contacts, found.reviews, found.forms, found.promises) == ((), (), (), ())
    assert [one.opinion.unit for one in found.opinions] == ["区财政局"]
    assert found.clock.explanation
    assert found.round == 1
    assert any(finding.must for finding in found.ready)


def test_sending_back_adds_the_remark_and_moves_the_case_in_one_transaction(
    work: Workplace, reviewed: Case
) -> None:
    place = RemarkPlace("answer", 2)
    moved = finish_review(
        work, reviewed.id, ReviewStage.SECTION, "王启明", Verdict.CHANGES, "写明日期", place=place
    )
    assert moved.status is Status.DRAFTING
    assert [(one.text, one.paragraph) for one in remarks_of(work, reviewed.id)] == [("写明日期", 2)]
    before = len(events(work, reviewed.id))
    with pytest.raises(Refused):
        finish_review(work, reviewed.id, ReviewStage.SECTION, "王启明", Verdict.CHANGES, "  ")
    assert len(events(work, reviewed.id)) == before


def test_a_review_whose_move_is_refused_is_not_stored(work: Workplace, reviewed: Case) -> None:
    move_case(work, reviewed.id, Status.OFFICE_REVIEW)
    move_case(work, reviewed.id, Status.LEADER_REVIEW)
    with pytest.raises(Refused, match="本轮沟通不够"):
        finish_review(work, reviewed.id, ReviewStage.LEADER, "周立群", Verdict.PASSED)
    assert reviews_of(work, reviewed.id) == ()
    assert get_case(work, reviewed.id).status is Status.LEADER_REVIEW


def test_a_review_without_move_keeps_the_status(work: Workplace, reviewed: Case) -> None:
    finish_review(work, reviewed.id, ReviewStage.SECTION, "王启明", Verdict.PASSED, move=False)
    assert get_case(work, reviewed.id).status is Status.SECTION_REVIEW
    assert stage_at(Status.LEADER_REVIEW) is ReviewStage.LEADER
    assert stage_at(Status.DRAFTING) is ReviewStage.SECTION


def test_further_remarks_are_added_to_the_review_that_sent_the_draft_back(
    work: Workplace, reviewed: Case
) -> None:
    remark_on(work, reviewed.id, RemarkPlace("answer", 1), "标题再短些")
    remark_on(work, reviewed.id, RemarkPlace("answer", 3), "数字再核")
    assert len(reviews_of(work, reviewed.id)) == 1
    assert [one.text for one in remarks_of(work, reviewed.id)] == ["标题再短些", "数字再核"]
    with pytest.raises(Refused):
        remark_on(work, reviewed.id, RemarkPlace("answer", 1), " ")


def test_several_forms_are_recorded_at_once_and_only_if_new(work: Workplace, reviewed: Case) -> None:
    out = replace(reviewed, status=Status.FEEDBACK_WAIT, replied_at=work.today)
    update_case(work.store, out)
    answers = (Answer("林晓舟", "satisfied"), Answer("沈亦澄", "dissatisfied", remark="没有走访"))
    assert record_answers(work, out.id, answers)
    told = len(events(work, out.id))
    assert record_answers(work, out.id, answers)
    assert len(events(work, out.id)) == told
    assert [form.remark for form in forms_of(work, get_case(work, out.id))] == ["", "没有走访"]
    happy = (replace(answers[1], rating="satisfied"),)
    with pytest.raises(Refused, match="要写明原因"):
        record_answers(work, out.id, happy)
    assert not record_answers(work, out.id, happy, why="登记时看错")


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        ((), "未走访"),
        ((ContactWay.PHONE,), "已沟通"),
        ((ContactWay.PHONE, ContactWay.VISIT), "已走访"),
        ((ContactWay.WAIVED,), "免予走访"),
    ],
)
def test_the_visit_of_a_signer_is_derived_from_contacts(ways: tuple[ContactWay, ...], words: str) -> None:
    met = [Contact(1, date(2024, 4, 9), way, their_people=("林晓舟",)) for way in ways]
    assert visit_words(met, "林晓舟", 1) == words
    assert visit_words(met, "林晓舟", 2) == "未走访"


def test_evidence_is_stored_once_and_copied_unchanged(
    work: Workplace, reviewed: Case, tmp_path: Path
) -> None:
    photo = tmp_path / "走访.jpg"
    photo.write_bytes(b"\xff\xd8 invented")
    digest = store_evidence(work, reviewed.id, photo)
    assert store_evidence(work, reviewed.id, photo) == digest
    assert copy_evidence(work, reviewed.id, digest, tmp_path / "out").read_bytes() == photo.read_bytes()
    with pytest.raises(FileProblem):
        copy_evidence(work, reviewed.id, "0" * 64, tmp_path)
    with pytest.raises(FileProblem):
        store_evidence(work, reviewed.id, tmp_path / "gone.jpg")


def test_contacts_of_earlier_rounds_stay_listed(work: Workplace, reviewed: Case) -> None:
    record_contact(work, reviewed.id, ContactWay.VISIT, points="上门")
    assert [one.points for one in casework(work, reviewed.id).contacts] == ["上门"]
