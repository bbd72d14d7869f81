"""Records of a case: what they are called, and what follows from their days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.records.co_opinion import Chase, CoOpinion, OpinionState, Position
from desktop.domain.records.contact import Contact, ContactPhase, ContactWay
from desktop.domain.records.feedback import Feedback, dissatisfied_since
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.promise import Promise, PromiseState
from desktop.domain.records.review import DisclosureRecord, Remark, Review, ReviewStage, Verdict
from desktop.domain.records.store_report import StoreReport
from desktop.domain.rules.locality import Satisfaction

DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("way", "phase", "label"),
    [
        (ContactWay.PHONE, ContactPhase.BEFORE, "3月12日 办前电话沟通"),
        (ContactWay.VISIT, ContactPhase.DURING, "3月12日 办中走访"),
        (ContactWay.MEETING, ContactPhase.DURING, "3月12日 办中座谈"),
        (ContactWay.SURVEY, ContactPhase.DURING, "3月12日 办中现场调研"),
        (ContactWay.INVITED, ContactPhase.AFTER, "3月12日 办后邀请来访沟通"),
        (ContactWay.MESSAGE, ContactPhase.AFTER, "3月12日 办后微信或短信沟通"),
        (ContactWay.WAIVED, ContactPhase.BEFORE, "3月12日 办前免予沟通"),
    ],
)
def test_a_contact_is_called_by_day_phase_and_way(way: ContactWay, phase: ContactPhase, label: str) -> None:
    assert Contact(1, DAY, way, phase).label == label


def test_a_contact_is_of_the_first_round_before_handling_unless_it_says_otherwise() -> None:
    contact = Contact(1, DAY, ContactWay.PHONE)
    assert (contact.phase, contact.round, contact.leader_joined, contact.id) == (
        ContactPhase.BEFORE,
        1,
        False,
        0,
    )


def test_second_rounds_count_from_the_first_dissatisfied_answer() -> None:
    bad = Feedback(1, "甲", returned_at=date(2026, 5, 3), counts_as=Satisfaction.DISSATISFIED)
    earlier = replace(bad, proposer="乙", returned_at=date(2026, 5, 1))
    good = replace(bad, proposer="丙", returned_at=date(2026, 4, 1), counts_as=Satisfaction.SATISFIED)
    assert dissatisfied_since([bad, earlier, good]) == date(2026, 5, 1)
    assert dissatisfied_since([good, replace(bad, returned_at=None)]) is None
    assert Feedback(1, "甲").round == 1


@pytest.mark.parametrize(
    ("due", "replied", "on_time"),
    [(DAY, None, None), (DAY, DAY, True), (DAY, date(2026, 3, 13), False), (None, DAY, True)],
)
def test_a_round_is_on_time_on_its_very_due_day(
    due: date | None, replied: date | None, on_time: bool | None
) -> None:
    assert HandlingRound(1, due_at=due, replied_at=replied).on_time is on_time
    assert (HandlingRound(1).number, HandlingRound(1).given) == (1, False)


def test_words_of_records() -> None:
    assert [way.label for way in ContactWay] == [
        "走访",
        "电话",
        "座谈",
        "现场调研",
        "邀请来访",
        "视频",
        "微信或短信",
        "书面",
        "免予沟通",
    ]
    assert [phase.label for phase in ContactPhase] == ["办前", "办中", "办后"]
    assert [state.label for state in OpinionState] == [
        "未发函",
        "等待会办意见",
        "会办逾期",
        "已收到",
        "已并入答复",
    ]
    assert [position.label for position in Position] == ["", "同意", "部分同意", "不属职责"]
    assert [state.label for state in PromiseState] == ["进行中", "即将到期", "逾期", "已兑现"]
    assert [stage.label for stage in ReviewStage] == ["科室核稿", "办公室核稿", "会签", "签发"]
    assert [verdict.label for verdict in Verdict] == ["同意", "退改"]


def test_records_that_are_not_stored_yet_have_no_number() -> None:
    records = (
        CoOpinion(1, "甲局"), Chase(1, DAY), Promise(1, "甲"), Review(1, ReviewStage.LEADER, "顾", DAY), Remark(1, "a", "改"),
        Feedback(1, "甲"), HandlingRound(1),
    )  # fmt: skip
    assert {record.id for record in records} == {0}
    review = Review(1, ReviewStage.LEADER, "顾", DAY)
    assert (review.verdict, review.round, review.draft, review.signer_level) == (Verdict.PASSED, 1, 1, None)
    assert (Chase(1, DAY).way, Remark(1, "a", "改").paragraph, Promise(1, "甲").ask_number) == ("电话", 0, 0)


def test_a_store_is_sound_without_faults() -> None:
    report = StoreReport(Path("a.db"), 3, 1, 1, 10)
    assert report.sound
    assert not replace(report, faults=("row 1 missing",)).sound


def test_a_disclosure_review_is_of_the_full_text_of_the_first_round() -> None:
    record = DisclosureRecord(1, "proactive", DAY, "沈")  # type: ignore[arg-type]
    assert (record.round, record.form, record.published_at) == (1, "全文", None)
