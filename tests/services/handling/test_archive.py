"""What the archive folder of a case lacks."""

from __future__ import annotations

import pytest

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.status import Status
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.handling import feedback, progress, reviews
from desktop.services.handling.archive import check_archive
from desktop.services.office.workplace import Workplace
from tests.services.handling.handled_cases import answered, new_case


def test_the_archive_names_what_its_folder_lacks(work: Workplace) -> None:
    case = answered(work)
    check = check_archive(work, case.id)
    assert check.folder == "2026年-区政协提案-第085号-关于社区科普场馆延时开放的提案"
    assert {part.label for part in check.missing} == {
        "发文稿纸（核稿、签发）",
        "会办意见和征求意见函",
        "征询意见表",
        "提案原文和交办通知",
    }
    reviews.record_review(work, case.id, ReviewStage.LEADER, "陈副主任", Verdict.PASSED)
    feedback.record_feedback(work, case.id, "同意")
    labels = {part.label for part in check_archive(work, case.id).missing}
    assert labels == {"会办意见和征求意见函", "提案原文和交办通知"}


def test_a_case_without_co_units_and_forms_needs_neither(work: Workplace) -> None:
    case = answered(work, co_units=(), needs_feedback=False)
    assert {part.label for part in check_archive(work, case.id).missing} == {
        "发文稿纸（核稿、签发）",
        "提案原文和交办通知",
    }


def test_a_second_round_needs_its_reply_in_the_folder(work: Workplace) -> None:
    case = answered(work)
    assert "再次答复" not in {part.label for part in check_archive(work, case.id).missing}
    progress.move_case(work, case.id, Status.REHANDLING, "不满意")
    assert "再次答复" in {part.label for part in check_archive(work, case.id).missing}


def test_a_co_handled_case_needs_no_papers_of_a_proposer(work: Workplace) -> None:
    case = new_case(work, handling_role=HandlingRole.CO_HANDLING, lead_unit="区文旅局")
    needed = {line.part.label for line in check_archive(work, case.id).lines if line.needed}
    assert needed == {"答复正本", "发文稿纸（核稿、签发）", "定稿及修改稿", "提案原文和交办通知"}


@pytest.mark.parametrize(("is_key", "label"), [(True, "永久"), (False, "30年")])
def test_a_key_case_is_kept_for_ever(work: Workplace, is_key: bool, label: str) -> None:
    assert check_archive(work, new_case(work, is_key=is_key).id).retention.label == label
