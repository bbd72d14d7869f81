"""No way round a gate: each trick that once worked is refused, or leaves its record."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.errors import Refused
from desktop.domain.gates.readiness import Need, NotReady
from desktop.domain.records.correctable import RecordKind
from desktop.services.cases.cases import create_case, get_case, set_fields
from desktop.services.cases.work_list import list_cases
from desktop.services.handling import contacts, feedback, progress, reviews, waivers
from desktop.services.handling.record_corrections import take_back
from desktop.services.many_cases import move_cases
from desktop.services.office.workplace import Workplace
from desktop.services.paper.forms import source_of
from desktop.services.reporting.statistics import gather_statistics
from desktop.services.writing import drafting
from tests.complete_case import complete
from tests.services.handling.handled_cases import OUT, TO_LEADER, answered, history, move_on, new_case
from tests.services.many_steps import all_steps

TO_CO_LEADER = (
    Status.SIGNED, Status.DISTRIBUTED, Status.DRAFTING, Status.SECTION_REVIEW, Status.OFFICE_REVIEW,
    Status.LEADER_REVIEW,
)  # fmt: skip


def co_case(work: Workplace) -> Case:
    case = new_case(work, handling_role=HandlingRole.CO_HANDLING, co_units=(), lead_unit="区文旅局")
    move_on(work, case.id, *TO_CO_LEADER)
    return case


def replied(work: Workplace) -> tuple[int, ...]:
    return gather_statistics(work).rate("reply_rate").counted


# (a) A change of role.
def test_a_signature_under_one_role_is_none_under_another(work: Workplace) -> None:
    case = co_case(work)
    complete(work, case.id)
    move_on(work, case.id, Status.SIGNED_OFF, Status.SENT_TO_LEAD)
    with pytest.raises(Refused, match="会退回“待签发”，原来的签发不再作数"):
        set_fields(work, case.id, {"办理方式": "独办"})
    changed = set_fields(work, case.id, {"办理方式": "独办"}, why="区府办改为独办")
    assert (changed.status, changed.replied_at) == (Status.LEADER_REVIEW, None)
    assert "流转：已报主办 → 待签发，办理方式 会办→独办" in history(work, case.id)
    assert replied(work) == ()
    with pytest.raises(NotReady, match="本轮沟通不够"):
        progress.move_case(work, case.id, Status.REPLIED, "按程序", jump=True)


def test_the_round_trip_over_another_role_reaches_no_reply(work: Workplace) -> None:
    """独办 -> 会办 -> 已签发 -> 已报主办 -> 独办 -> 已答复, without contact, review or letter to the proposer."""
    case = new_case(work)
    set_fields(work, case.id, {"办理方式": "会办"}, why="试试")
    drafting.write_section(work, case.id, drafting.open_reply(work, case.id).sections[0].key, "意见。")
    complete(work, case.id)
    progress.move_case(work, case.id, Status.SIGNED_OFF, "口头同意", jump=True)
    progress.move_case(work, case.id, Status.SENT_TO_LEAD)
    set_fields(work, case.id, {"办理方式": "独办"}, why="改回来")
    for end in (Status.SIGNED_OFF, Status.REPLIED, Status.CLOSED, Status.ARCHIVED):
        with pytest.raises(NotReady):
            progress.move_case(work, case.id, end, "按程序", jump=True)
    assert replied(work) == ()


def test_an_undo_does_not_bring_back_what_another_role_signed(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    move_on(work, case.id, *TO_LEADER, Status.SIGNED_OFF)
    assert set_fields(work, case.id, {"办理方式": "独办"}, why="更正").status is Status.LEADER_REVIEW
    with pytest.raises(Refused, match="没有可以撤销的流转"):
        progress.undo_move(work, case.id)


def test_a_letter_that_is_out_stays_out_when_a_lead_becomes_the_sole_unit(work: Workplace) -> None:
    case = answered(work)
    with pytest.raises(Refused, match="已经答复，从主办改为独办要有原因"):
        set_fields(work, case.id, {"办理方式": "独办"})
    changed = set_fields(work, case.id, {"办理方式": "独办"}, why="区文旅局不再会办")
    assert (changed.status, changed.replied_at) == (Status.FEEDBACK_WAIT, case.replied_at)
    assert replied(work) == (case.id,)


def test_an_answered_case_cannot_leave_the_count_by_its_role(work: Workplace) -> None:
    case = answered(work)
    with pytest.raises(Refused, match="已经答复提案者的件不能改为会办"):
        set_fields(work, case.id, {"办理方式": "会办"}, why="按会办算")


# (b) Disclosure.
def test_neither_reviewer_may_be_left_out_or_be_both(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    with pytest.raises(Refused, match="不能是同一个人"):
        reviews.review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书", secrecy_reviewer="沈秘书")
    move_on(work, case.id, *TO_LEADER, Status.SIGNED_OFF)
    with pytest.raises(NotReady, match="还没有保密审查的记录"):
        reviews.review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书")
    with pytest.raises(NotReady, match="公开审查的结论是“主动公开”"):
        drafting.set_reply_fields(work, case.id, {"公开属性": "不予公开"}, why="领导要求")


# (d) (f) Letter, signer, number.
@pytest.mark.parametrize("field", ["签发人", "办理结果", "落款单位"])
def test_nothing_is_signed_without_signer_result_and_unit(work: Workplace, field: str) -> None:
    case = complete(work, new_case(work).id)
    move_on(work, case.id, *TO_LEADER)
    drafting.set_reply_fields(work, case.id, {field: ""})
    with pytest.raises(NotReady, match=f"还没有填写{field}"):
        progress.move_case(work, case.id, Status.SIGNED_OFF)


def test_nothing_is_sent_without_a_date(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    move_on(work, case.id, *TO_LEADER, Status.SIGNED_OFF)
    drafting.set_reply_fields(work, case.id, {"成文日期": ""}, why="改日再填")
    progress.move_case(work, case.id, Status.NUMBERED)
    with pytest.raises(NotReady, match="还没有填写成文日期"):
        progress.move_case(work, case.id, Status.REPLIED)


def test_a_signed_letter_changes_for_a_reason_and_never_loses_what_it_rests_on(work: Workplace) -> None:
    case = answered(work)
    with pytest.raises(Refused, match="更改要写明原因：签发人 周砚→陈主任"):
        drafting.set_reply_fields(work, case.id, {"签发人": "陈主任"})
    drafting.set_reply_fields(work, case.id, {"签发人": "陈主任"}, why="登记时写错")
    assert "更改：签发人 周砚→陈主任（登记时写错）" in history(work, case.id)
    with pytest.raises(NotReady, match="还没有填写签发人"):
        drafting.set_reply_fields(work, case.id, {"签发人": ""}, why="清空")
    assert drafting.open_reply(work, case.id).fields.signer == "陈主任"


def test_a_blank_of_a_signed_letter_is_filled_without_a_reason(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    drafting.set_reply_fields(work, case.id, {"发文字号": ""})
    move_on(work, case.id, *TO_LEADER, Status.SIGNED_OFF)
    drafting.set_reply_fields(work, case.id, {"发文字号": "长科委提复〔2026〕3号"})
    assert "更改：发文字号 空→长科委提复〔2026〕3号" in history(work, case.id)


# (e) A co-handling unit.
def test_nothing_goes_to_the_lead_unit_without_a_written_opinion(work: Workplace) -> None:
    case = co_case(work)
    for end in (Status.SIGNED_OFF, Status.SENT_TO_LEAD, Status.CLOSED):
        with pytest.raises(NotReady, match="还没有会办意见"):
            progress.move_case(work, case.id, end, "口头说过了", jump=True)
    drafting.open_reply(work, case.id)
    with pytest.raises(NotReady, match="还有没填的空"):
        progress.move_case(work, case.id, Status.SIGNED_OFF)


# (g) After 不满意.
def test_after_a_dissatisfied_answer_comes_the_second_round_or_the_proposers_consent(work: Workplace) -> None:
    case = answered(work)
    feedback.record_feedback(work, case.id, "同意")
    feedback.record_feedback(work, case.id, "不同意", "何青")
    step = progress.next_step(work, get_case(work, case.id))
    assert step is not None
    assert step.to is Status.REHANDLING
    assert list_cases(work, CaseQuery()).rows[0].next_step == "二次办理"
    for end in (Status.CLOSED, Status.FOLLOWUP, Status.ARCHIVED):
        with pytest.raises(NotReady, match="何青不满意，没有二次办理，也没有同意办结的记录"):
            progress.move_case(work, case.id, end, "催得紧", jump=True)
    with pytest.raises(Refused, match="原话"):
        waivers.record_consent(work, case.id, " ")
    with pytest.raises(Refused, match="还没到"):
        waivers.record_consent(work, case.id, "同意", day=date(2030, 1, 1))
    with pytest.raises(Refused, match="可以填：何青"):
        waivers.record_consent(work, case.id, "同意", "林一帆")
    consent = waivers.record_consent(work, case.id, "条件有限，同意办结")
    assert (consent.proposer, consent.day) == ("何青", work.today)
    assert progress.move_case(work, case.id, Status.CLOSED).status is Status.CLOSED
    with pytest.raises(NotReady):
        waivers.remove_consent(work, consent.id)


def test_the_next_step_after_consent_is_the_closing(work: Workplace) -> None:
    case = answered(work)
    feedback.record_feedback(work, case.id, "不同意")
    waivers.record_consent(work, case.id, "条件有限，同意办结")
    step = progress.next_step(work, get_case(work, case.id))
    assert step is not None
    assert (step.to, step.missing) == (Status.CLOSED, 0)


def test_a_dissatisfied_answer_that_comes_late_takes_the_closing_back(work: Workplace) -> None:
    case = answered(work)
    progress.move_case(work, case.id, Status.CLOSED)
    feedback.record_feedback(work, case.id, "不同意", "何青")
    assert get_case(work, case.id).status is Status.FEEDBACK_WAIT
    assert "流转：办结 → 征询意见（办结以后收到何青不满意的反馈）" in history(work, case.id)


@pytest.mark.parametrize("end", [Status.WITHDRAWN, Status.RETURNED, Status.RETURN_REQUESTED])
def test_an_answered_case_cannot_be_withdrawn_or_returned(work: Workplace, end: Status) -> None:
    case = answered(work)
    feedback.record_feedback(work, case.id, "不同意")
    with pytest.raises(NotReady, match="答复已经发出"):
        progress.move_case(work, case.id, end, "提案者撤回", jump=True)
    progress.move_case(work, case.id, Status.REHANDLING, "不满意")
    with pytest.raises(NotReady, match="答复已经发出"):
        progress.move_case(work, case.id, end, "提案者撤回", jump=True)
    assert case.id in gather_statistics(work).rate("rehandling_rate").of


def test_a_letter_called_back_is_still_no_way_out(work: Workplace) -> None:
    case = answered(work)
    progress.move_case(work, case.id, Status.DRAFTING, "收回重印", jump=True)
    with pytest.raises(NotReady, match="答复已经发出"):
        progress.move_case(work, case.id, Status.WITHDRAWN, "提案者撤回")


# Every door: many cases, undo, cases that came in with a status.
def test_many_cases_pass_the_same_gates(work: Workplace) -> None:
    ready, bare = complete(work, new_case(work).id), new_case(work, number="086")
    for case in (ready, bare):
        move_on(work, case.id, *TO_LEADER)
    outcome = all_steps(move_cases(work, (ready.id, bare.id), Status.SIGNED_OFF))
    assert outcome.done == (ready.id,)
    assert outcome.words.startswith("1 件没有办成：086 不能流转到“已签发”，还差 4 项")


def test_an_undo_passes_the_same_gates(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    move_on(work, case.id, *TO_LEADER, Status.SIGNED_OFF)
    progress.move_case(work, case.id, Status.DRAFTING, "退改")
    drafting.set_reply_fields(work, case.id, {"签发人": ""})
    with pytest.raises(NotReady, match="还没有填写签发人"):
        progress.undo_move(work, case.id)
    assert get_case(work, case.id).status is Status.DRAFTING


def test_last_years_cases_go_on_from_where_they_came_in(work: Workplace) -> None:
    case = create_case(work, Case(number="012", status=Status.FEEDBACK_WAIT, replied_at=date(2026, 2, 1)))
    assert progress.move_case(work, case.id, Status.CLOSED).status is Status.CLOSED
    assert progress.move_case(work, case.id, Status.REHANDLING, "不满意").status is Status.REHANDLING
    with pytest.raises(NotReady, match="还没有本轮答复稿"):
        progress.move_case(work, case.id, Status.SIGNED_OFF, "按去年的", jump=True)


# Waivers.
def test_a_waiver_names_what_who_and_why_and_holds_for_its_round(work: Workplace) -> None:
    case = answered(work)
    progress.move_case(work, case.id, Status.REHANDLING, "不满意")
    waivers.pass_finding(work, case.id, Need.CONTACT, "", "委员出差，已书面说明")
    with pytest.raises(Refused, match="这一项并不缺"):
        waivers.pass_finding(work, case.id, Need.CONTACT, "", "再登记一次")
    with pytest.raises(Refused, match="不能免过"):
        waivers.pass_finding(work, case.id, Need.DISCLOSURE, "", "急件")
    assert "免予沟通：委员出差，已书面说明" in history(work, case.id)


def test_a_waiver_of_contact_that_was_taken_back_passes_nothing_any_more(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    (visit,) = contacts.contacts_of(work, case.id)
    take_back(work, case.id, RecordKind.CONTACT, visit.id, "没有去")
    waivers.pass_finding(work, case.id, Need.CONTACT, "", "委员出差", approved_by="陈主任")
    (waived,) = contacts.contacts_of(work, case.id)
    take_back(work, case.id, RecordKind.CONTACT, waived.id, "委员已回来")
    with pytest.raises(NotReady, match="本轮沟通不够"):
        progress.move_case(work, case.id, Status.SIGNED_OFF, "赶时间", jump=True)


def test_a_waiver_stands_on_the_process_sheet_with_its_reason(work: Workplace) -> None:
    case = new_case(work)
    waivers.pass_finding(work, case.id, Need.ASK, "1", "属市级事权，已当面说明")
    sheet = [entry["what"] for entry in source_of(work, case.id).facts.entries["events"]]
    assert sheet[-1].startswith("登记（免过：第 1 条建议还没有对应的答复")
    assert sheet[-1].endswith("原因：属市级事权，已当面说明）")


def test_marks_that_are_words_of_the_letter_are_waived_as_they_stand(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    key = drafting.open_reply(work, case.id).sections[-1].key
    drafting.write_section(work, case.id, key, "对××小区的居民已作说明。")
    waivers.pass_finding(work, case.id, Need.UNWRITTEN, f"{key}:××", "小区名称按规定隐去")
    move_on(work, case.id, *TO_LEADER)
    drafting.write_section(work, case.id, key, "对××小区的居民于＿＿作了说明。")
    with pytest.raises(NotReady, match="＿＿"):
        progress.move_case(work, case.id, Status.SIGNED_OFF)


def test_the_whole_way_is_open_to_a_case_with_its_records(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    move_on(work, case.id, *TO_LEADER, *OUT, Status.CLOSED, Status.ARCHIVED)
    assert get_case(work, case.id).status is Status.ARCHIVED
