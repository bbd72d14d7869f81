"""What a veteran officer found ways round: own approval, quiet corrections, consent, answers without a day."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Ask, Case, Proposer
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.figures.case_figures import FigureScope
from desktop.domain.gates.readiness import Need, NotReady
from desktop.domain.records.contact import ContactWay
from desktop.services.cases.cases import create_case, get_case, set_fields
from desktop.services.handling import contacts, deadlines, feedback, opinions, progress, waivers
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.statistics import gather_statistics
from tests.complete_case import complete
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import OUT, TO_LEADER, answered, history, move_on, new_case


# The officer of these tests is 周经办.
@pytest.mark.parametrize(
    "name",
    [
        "周经办", " 周 经办", "周　经 办", "周经办同志", "陈主任、周经办", "经办人周经办", "科员 周经办", "周经办科长",
        "科普科周经办", "科普科副科长周经办", "周经办二级主任科员",
    ],
)  # fmt: skip
def test_nobody_approves_what_he_asks_for(work: Workplace, name: str) -> None:
    case = new_case(work, is_key=True, proposers=(Proposer("林一帆"),))
    own = "不能自己同意自己"
    with pytest.raises(Refused, match=own):
        deadlines.extend(work, case.id, date(2026, 6, 9), "待市级口径", name)
    with pytest.raises(Refused, match=own):
        waivers.pass_finding(work, case.id, Need.SIGNER, "", "主要领导在外", approved_by=name)
    with pytest.raises(Refused, match=own):
        contacts.record_contact(work, case.id, ContactWay.WAIVED, points="委员出差", approved_by=name)
    assert get_case(work, case.id).due_at == date(2026, 5, 9)
    assert waivers.waivers_of(work, case.id) == ()


def test_nor_does_another_officer_of_the_case(work: Workplace) -> None:
    case = new_case(work, officer="林越、赵敏")
    with pytest.raises(Refused, match="“赵 敏”是经办人"):
        deadlines.extend(work, case.id, date(2026, 6, 9), "待市级口径", "赵 敏")
    with pytest.raises(Refused, match="“科长赵敏”是经办人"):
        deadlines.extend(work, case.id, date(2026, 6, 9), "待市级口径", "科长赵敏")
    deadlines.extend(work, case.id, date(2026, 6, 9), "待市级口径", "赵主任")


@pytest.mark.parametrize("name", ["赵敏之", "科长赵敏之", "欧阳赵敏", "赵局长", "分管领导", "区政府办公室"])
def test_somebody_whose_name_only_holds_that_of_the_officer_may_approve(work: Workplace, name: str) -> None:
    case = new_case(work, officer="赵敏")
    deadlines.extend(work, case.id, date(2026, 6, 9), "待市级口径", name)


# Ratings.
def test_a_rating_that_is_there_is_corrected_for_a_reason_and_both_stay(
    work: Workplace, clock: Clock
) -> None:
    case = answered(work)
    clock.set("2026-03-02")
    feedback.record_feedback(work, case.id, "不同意", "林一帆")
    with pytest.raises(Refused, match="林一帆的评价已经登记为“不同意”，改为“同意”要写明原因"):
        feedback.record_feedback(work, case.id, "同意", "林一帆")
    feedback.record_feedback(work, case.id, "不同意", "林一帆", remark="没有时间表")  # the same rating
    feedback.record_feedback(work, case.id, "同意", "林一帆", why="登记时看错一行")
    assert "更正林一帆的反馈：不同意→同意，原因：登记时看错一行" in history(work, case.id)
    (change,) = progress.events(work, case.id)[-1].changes
    assert (change.field, change.old, change.new) == ("satisfaction", "不同意", "同意")


# Consent.
def test_consent_comes_after_the_form_and_from_a_proposer(work: Workplace, clock: Clock) -> None:
    case = answered(work)
    clock.set("2026-03-10")
    feedback.record_feedback(work, case.id, "不同意", "林一帆", returned_at=date(2026, 3, 5))
    with pytest.raises(Refused, match="同意办结日期2026年3月4日早于收回反馈日期"):
        waivers.record_consent(work, case.id, "同意办结", day=date(2026, 3, 4))
    for stranger in ("何青", "张三"):
        with pytest.raises(Refused, match="可以填：林一帆"):
            waivers.record_consent(work, case.id, "同意办结", stranger)
    assert waivers.record_consent(work, case.id, "同意办结", day=date(2026, 3, 5)).proposer == "林一帆"


def test_a_form_that_came_back_after_the_consent_is_not_covered_by_it(work: Workplace, clock: Clock) -> None:
    case = answered(work)
    clock.set("2026-03-10")
    feedback.record_feedback(work, case.id, "不同意", "林一帆", returned_at=date(2026, 3, 5))
    waivers.record_consent(work, case.id, "同意办结", day=date(2026, 3, 5))
    feedback.record_feedback(work, case.id, "不同意", "林一帆", returned_at=date(2026, 3, 8))
    with pytest.raises(NotReady, match="林一帆不满意"):
        progress.move_case(work, case.id, Status.CLOSED)


# Facts of an answered case.
@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"提案者": "林一帆"}, "提案者 林一帆、何青→林一帆"),
        ({"案由": "关于别的事的提案"}, "案由 关于社区科普场馆延时开放的提案→关于别的事的提案"),
        ({"编号": "086"}, "编号 085→086"),
    ],
)
def test_facts_of_an_answered_case_change_for_a_reason_with_an_event(
    work: Workplace, texts: dict[str, str], told: str
) -> None:
    case = answered(work)
    with pytest.raises(Refused, match="更改要写明原因"):
        set_fields(work, case.id, texts)
    set_fields(work, case.id, texts, why="登记有误")
    assert progress.events(work, case.id)[-1].label == f"更改：{told}（登记有误）"


def test_who_handles_an_answered_case_is_handed_on_with_an_event(work: Workplace) -> None:
    case = answered(work)
    set_fields(work, case.id, {"承办科室": "信息科"})
    assert progress.events(work, case.id)[-1].label == "更改：承办科室 科普科→信息科"


def test_a_proposer_who_becomes_an_organisation_is_told_too(work: Workplace) -> None:
    case = answered(work)
    set_fields(work, case.id, {"集体提案者": "何青"}, why="是界别小组")
    (change,) = progress.events(work, case.id)[-1].changes
    assert (change.old, change.new) == ("", "何青")


def test_before_the_signature_the_same_facts_are_filled_in_freely(work: Workplace) -> None:
    case = new_case(work)
    before = len(progress.events(work, case.id))
    set_fields(work, case.id, {"提案者": "林一帆", "编号": "086"})
    assert len(progress.events(work, case.id)) == before


# The day of the answer.
@pytest.mark.parametrize("end", [Status.CLOSED, Status.FEEDBACK_WAIT, Status.ARCHIVED])
def test_a_signed_case_is_not_answered_by_closing_it(work: Workplace, end: Status) -> None:
    case = new_case(work, asks=(Ask(1, "延长周末开放时间"),))
    move_on(work, case.id, *TO_LEADER)
    complete(work, case.id)
    move_on(work, case.id, *OUT[:2])
    with pytest.raises(NotReady, match="还没有登记“已答复”"):
        progress.move_case(work, case.id, end, "都办完了", jump=True)
    assert get_case(work, case.id).replied_at is None


def test_a_case_that_came_in_answered_without_a_day_is_asked_for_it_and_not_counted_meanwhile(
    work: Workplace,
) -> None:
    case = create_case(
        work,
        Case(number="001", subject="关于旧事的提案", status=Status.REPLIED, assigned_at=date(2026, 1, 5)),
    )
    assert get_case(work, case.id).replied_at is None
    with pytest.raises(NotReady, match="没有已答复的日期"):
        progress.move_case(work, case.id, Status.CLOSED)
    found = gather_statistics(work, FigureScope())
    assert (found.counted, found.replied) == (1, 0)
    assert [group.words for group in found.marked] == ["没有答复日期、未算已答复的1件（001）"]
    set_fields(work, case.id, {"答复日期": "2026-02-06"}, why="查到回执")
    assert progress.move_case(work, case.id, Status.CLOSED).status is Status.CLOSED
    assert gather_statistics(work, FigureScope()).replied == 1


# Words of the history.
def test_a_change_of_place_is_told_by_names(work: Workplace) -> None:
    case = new_case(work, locality="shanghai-changning")
    set_fields(work, case.id, {"办理规则": "foping"}, why="登记时选错")
    change = next(
        one for event in progress.events(work, case.id) for one in event.changes if one.field == "locality"
    )
    assert "shanghai-changning" not in change.old
    assert "foping" not in change.new
    assert "佛坪" in change.new


def test_what_a_unit_said_in_the_first_round_stays_when_it_is_asked_again(
    work: Workplace, clock: Clock
) -> None:
    case = answered(work)
    opinions.receive_opinion(work, case.id, "区文旅局", "同意延时开放。", received_at=date(2026, 2, 9))
    progress.move_case(work, case.id, Status.REHANDLING, "委员要求重办")
    clock.set("2026-03-02")
    (asked,) = opinions.ask_opinions(work, case.id, ["区文旅局"])
    assert (asked.is_awaited, asked.text) == (True, "")
    opinions.receive_opinion(work, case.id, "区文旅局", "经费有困难。")
    told = history(work, case.id)
    assert "区文旅局上一次的意见（2026年2月9日收到）：同意延时开放。" in told
