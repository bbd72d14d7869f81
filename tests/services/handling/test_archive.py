"""What the archive folder of a case lacks."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.status import Status
from desktop.domain.records.followup_letter import FollowupLetter
from desktop.domain.records.pre_reply import PreReply
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.handling import feedback, opinions, progress, promises, reviews
from desktop.services.handling.archive import check_archive
from desktop.services.office.workplace import Workplace
from desktop.store.cases.case_files import Purpose, store_file
from desktop.store.history.handling import FOLLOWUP_LETTERS, PRE_REPLIES
from tests.complete_case import complete
from tests.services.handling.handled_cases import OUT, TO_LEADER, answered, move_on, new_case


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


def lines(work: Workplace, case_id: int) -> dict[str, str]:
    """What is in the folder, by the label of the paper."""
    return {line.part.label: line.detail for line in check_archive(work, case_id).lines if line.present}


def test_an_untouched_case_has_nothing_in_its_folder(work: Workplace) -> None:
    assert lines(work, new_case(work).id) == {}


def test_each_paper_says_how_much_of_it_there_is(work: Workplace) -> None:
    case = answered(work, body="建议延长开放时间。")
    reviews.record_review(work, case.id, ReviewStage.SECTION, "王科长", Verdict.CHANGES, "补数据")
    reviews.record_review(work, case.id, ReviewStage.SECTION, "王科长", Verdict.PASSED)
    opinions.receive_opinion(work, case.id, "区文旅局", "同意")
    opinions.ask_opinions(work, case.id, ["区教育局"])  # asked is not there yet
    feedback.send_forms(work, case.id)
    feedback.record_feedback(work, case.id, "同意")
    PRE_REPLIES.add(work.store, PreReply(case.id, "何青", work.today))
    for text in ("甲", "乙"):
        promises.add_promise(work, case.id, text)
    promises.keep_promise(work, promises.promises_of(work, case.id)[0].id)
    assert lines(work, case.id) == {
        "答复正本": "2026-02-09 答复",
        "发文稿纸（核稿、签发）": "2 次核签",
        "定稿及修改稿": "第 2 稿",
        "提案原文和交办通知": "有原文",
        "沟通记录": "1 次",
        "预答复记录": "1 次",
        "会办意见和征求意见函": "1 份",
        "征询意见表": "1 份",
        "公开、保密审查表": "已审查",
        "跟踪落实材料": "1/2 项兑现",
    }


@pytest.mark.parametrize(
    ("purpose", "label", "detail"),
    [(Purpose.SOURCE, "提案原文和交办通知", "有原文"), (Purpose.ATTACHMENT, "附件", "1 个")],
)
def test_a_stored_file_is_the_proposal_or_an_enclosure(
    work: Workplace, purpose: Purpose, label: str, detail: str
) -> None:
    case = new_case(work)
    store_file(work.store, case.id, "085.pdf", b"invented", purpose, work.now())
    assert lines(work, case.id) == {label: detail}


def test_a_letter_without_reviews_is_the_first_draft_and_a_second_reply_is_named(work: Workplace) -> None:
    case = answered(work)
    assert lines(work, case.id)["定稿及修改稿"] == "第 1 稿"
    progress.move_case(work, case.id, Status.REHANDLING, "不满意")
    assert "再次答复" not in lines(work, case.id)
    move_on(work, case.id, Status.DRAFTING)
    complete(work, case.id)
    assert "再次答复" not in lines(work, case.id)  # written, not sent
    move_on(work, case.id, *TO_LEADER[-3:], *OUT)
    assert lines(work, case.id)["再次答复"] == "第二次答复"


def test_follow_up_letters_count_once_they_are_sent(work: Workplace) -> None:
    case = answered(work)
    assert "跟踪落实材料" not in lines(work, case.id)
    promises.add_promise(work, case.id, "甲")
    FOLLOWUP_LETTERS.add(work.store, FollowupLetter(case.id, "已落实。"))
    assert lines(work, case.id)["跟踪落实材料"] == "0/1 项兑现"
    FOLLOWUP_LETTERS.add(work.store, FollowupLetter(case.id, "已落实。", sent_at=work.today, number=2))
    assert lines(work, case.id)["跟踪落实材料"] == "0/1 项兑现，复函 1 份"


def test_the_folder_is_of_the_year_of_the_assignment_or_of_today(work: Workplace) -> None:
    assert check_archive(work, new_case(work, assigned_at=date(2025, 12, 30)).id).folder.startswith("2025年-")
    assert check_archive(work, new_case(work, number="9", assigned_at=None).id).folder.startswith("2026年-")
