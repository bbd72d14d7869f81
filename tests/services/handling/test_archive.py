"""What the archive folder of a case lacks."""

from __future__ import annotations

from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.handling import feedback, reviews
from desktop.services.handling.archive import check_archive
from desktop.services.office.workplace import Workplace
from tests.services.handling.handled_cases import answered


def test_the_archive_names_what_its_folder_lacks(work: Workplace) -> None:
    case = answered(work)
    check = check_archive(work, case.id)
    assert check.folder == "2026-ZX-district-085-关于社区科普场馆延时开放的提案"
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
