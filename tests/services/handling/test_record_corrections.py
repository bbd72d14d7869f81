"""Records of handling are corrected and taken back, each with old and new value, who and why; days keep their order."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.records.contact import ContactPhase, ContactWay
from desktop.domain.records.correctable import RecordKind, read_values
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.cases.cases import get_case, set_fields
from desktop.services.cases.clocks import clock_of, explain_due
from desktop.services.handling import contacts, deadlines, feedback, opinions, progress, promises, reviews
from desktop.services.handling.record_corrections import correct, records_of, take_back
from desktop.services.office.workplace import Workplace
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import answered, history, new_case


def d(text: str) -> date:
    return date.fromisoformat(text)


def number_of(work: Workplace, case_id: int, kind: RecordKind) -> int:
    return [record.id for record in records_of(work, case_id) if record.kind is kind][-1]


def test_a_corrected_extension_moves_the_due_day_and_keeps_both_values_in_the_history(
    work: Workplace, clock: Clock
) -> None:
    case = new_case(work)
    deadlines.extend(work, case.id, d("2026-06-18"), "待市级部门明确口径", "区政府办公室")
    clock.set("2026-03-02")
    moved = correct(
        work, case.id, RecordKind.EXTENSION, number_of(work, case.id, RecordKind.EXTENSION),
        {"new_due": d("2026-06-09")}, "录错了日期",
    )  # fmt: skip
    assert moved.due_at == get_case(work, case.id).due_at == d("2026-06-09")
    event = progress.events(work, case.id)[-1]
    assert event.who == "周经办"
    assert event.note == "更正登记：延期至2026年6月18日；新期限 2026-06-18→2026-06-09；原因：录错了日期"
    assert [(change.field, change.old, change.new) for change in event.changes] == [
        ("due_at", "2026-06-18", "2026-06-09")
    ]


def test_an_extension_taken_back_gives_the_first_due_day_again(work: Workplace) -> None:
    case = new_case(work)
    deadlines.extend(work, case.id, d("2026-06-09"), "待市级部门明确口径", "区政府办公室")
    back = take_back(
        work, case.id, RecordKind.EXTENSION, number_of(work, case.id, RecordKind.EXTENSION), "没有批准"
    )
    assert back.due_at == d("2026-05-09")
    assert not clock_of(work, back).is_extended
    assert "撤回登记：延期至2026年6月9日（新期限 2026-06-09，谁同意的 区政府办公室" in history(work, case.id)


def test_only_the_last_extension_moves(work: Workplace) -> None:
    case = new_case(work)
    for day in ("2026-06-09", "2026-07-09"):
        deadlines.extend(work, case.id, d(day), "待市级部门明确口径", "区政府办公室")
    first, last = (r.id for r in records_of(work, case.id) if r.kind is RecordKind.EXTENSION)
    with pytest.raises(Refused, match="后面还有一次延期"):
        take_back(work, case.id, RecordKind.EXTENSION, first, "没有批准")
    with pytest.raises(Refused, match="超过最长期限"):
        correct(work, case.id, RecordKind.EXTENSION, last, {"new_due": d("2026-12-31")}, "录错")
    assert correct(
        work, case.id, RecordKind.EXTENSION, first, {"reason": "待省级部门明确口径"}, "写错"
    ).due_at == d("2026-07-09")


def test_a_correction_and_a_withdrawal_need_a_reason(work: Workplace) -> None:
    case = new_case(work)
    contact = contacts.record_contact(work, case.id, ContactWay.PHONE)
    with pytest.raises(Refused, match="都要写明原因"):
        correct(work, case.id, RecordKind.CONTACT, contact.id, {"points": "谈了进度"}, " ")
    with pytest.raises(Refused, match="都要写明原因"):
        take_back(work, case.id, RecordKind.CONTACT, contact.id, "")
    with pytest.raises(Refused, match="没有序号为 99 的沟通登记"):
        take_back(work, case.id, RecordKind.CONTACT, 99, "重复")


def test_a_corrected_pause_moves_the_due_day(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-12")
    deadlines.pause(work, case.id, "等待并案调整", d("2026-03-02"), approved_by="区政府办公室")
    assert deadlines.resume(work, case.id).due_at == d("2026-05-19")
    pause = number_of(work, case.id, RecordKind.PAUSE)
    assert correct(
        work, case.id, RecordKind.PAUSE, pause, {"resumed": d("2026-03-05")}, "早已恢复"
    ).due_at == d("2026-05-12")
    reopened = correct(work, case.id, RecordKind.PAUSE, pause, {"resumed": None}, "其实没有恢复")
    assert clock_of(work, reopened).paused_since == d("2026-03-02")
    assert take_back(work, case.id, RecordKind.PAUSE, pause, "不该暂停").due_at == d("2026-05-09")


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("2027-01-04", "2027年1月4日才开始"),
        ("2026-04-30", "2026年4月30日才开始"),
        ("2026-02-08", "早于交办日期2026年2月9日"),
    ],
)
def test_an_unlikely_pause_is_asked_back(work: Workplace, first: str, words: str) -> None:
    case = new_case(work)
    with pytest.raises(Refused, match=words):
        deadlines.pause(work, case.id, "等待并案调整", d(first))
    assert clock_of(work, case).paused_since is None


def test_an_unlikely_pause_stands_when_it_is_meant(work: Workplace) -> None:
    case = new_case(work)
    deadlines.pause(work, case.id, "明年重新开始", d("2027-01-04"), anyway=True)
    assert clock_of(work, case).paused_since == d("2027-01-04")


def test_a_late_case_is_not_paused_without_a_second_look(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-05-11")
    with pytest.raises(Refused, match="晚于期限"):
        deadlines.pause(work, case.id, "等待并案调整")


def test_pauses_do_not_overlap(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-12")
    deadlines.pause(work, case.id, "等待并案调整", d("2026-03-02"), approved_by="区政府办公室")
    deadlines.resume(work, case.id, d("2026-03-10"))
    with pytest.raises(Refused, match="与2026年3月2日起的另一次暂停重叠"):
        deadlines.pause(work, case.id, "又一次", d("2026-03-05"))


def test_the_due_day_of_the_notice_is_corrected_with_source_and_reason(work: Workplace, clock: Clock) -> None:
    case = new_case(work, due_at=d("2026-04-03"))
    clock.set("2026-03-02")
    with pytest.raises(Refused, match="写明出处"):
        deadlines.correct_given_due(work, case.id, d("2026-04-30"), "看错一行")
    with pytest.raises(Refused, match="一年以后"):
        deadlines.correct_given_due(work, case.id, d("2028-12-31"), "录错", source="交办通知")
    moved = deadlines.correct_given_due(
        work,
        case.id,
        d("2026-04-30"),
        "看错一行",
        source="区政府办〔2026〕5号",
        approved_by="区政府办公室",
    )
    assert moved.due_at == d("2026-04-30")
    mark = "（补记：2026年3月2日登记，区政府办公室同意）"
    assert explain_due(work, moved) == (f"交办单注明期限：2026年4月30日（区政府办〔2026〕5号）{mark}",)
    event = progress.events(work, case.id)[-1]
    assert event.note == (
        "更正期限为2026年4月30日（区政府办〔2026〕5号），区政府办公室同意，原因：看错一行（补记：2026年3月2日登记）"
    )
    assert [(c.field, c.old, c.new) for c in event.changes] == [("due_at", "2026-04-03", "2026-04-30")]
    by_rule = deadlines.correct_given_due(work, case.id, None, "通知没有写期限", approved_by="区政府办公室")
    assert by_rule.due_at == d("2026-05-09")


def test_extensions_survive_a_corrected_due_day(work: Workplace) -> None:
    case = new_case(work, due_at=d("2026-04-03"))
    deadlines.extend(work, case.id, d("2026-05-29"), "待市级部门明确口径", "区政府办公室")
    kept = deadlines.correct_given_due(work, case.id, d("2026-04-30"), "看错一行", source="交办通知")
    assert (kept.due_at, clock_of(work, kept).first_due) == (d("2026-05-29"), d("2026-04-30"))
    with pytest.raises(Refused, match="已经延期至2026年5月29日"):
        deadlines.correct_given_due(work, case.id, d("2026-06-30"), "看错", source="交办通知")


def test_an_opinion_goes_back_step_by_step(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-02")
    opinions.ask_opinions(work, case.id, ("区文旅局",), asked_at=d("2026-02-24"))
    opinions.receive_opinion(work, case.id, "区文旅局", "同意。", received_at=d("2026-03-01"))
    opinion = number_of(work, case.id, RecordKind.OPINION)
    with pytest.raises(Refused, match="收到意见日期2026年2月20日早于发函日期2026年2月24日"):
        correct(work, case.id, RecordKind.OPINION, opinion, {"received_at": d("2026-02-20")}, "录错")
    correct(work, case.id, RecordKind.OPINION, opinion, {"received_at": d("2026-02-27")}, "录错")
    assert opinions.opinions_of(work, case.id)[0].received_at == d("2026-02-27")
    take_back(work, case.id, RecordKind.OPINION, opinion, "登错了单位")
    asked = opinions.opinions_of(work, case.id)[0]
    assert (asked.asked_at, asked.received_at, asked.text) == (d("2026-02-24"), None, "")
    take_back(work, case.id, RecordKind.OPINION, opinion, "没有发函")
    assert opinions.opinions_of(work, case.id)[0].asked_at is None


def test_a_corrected_feedback_moves_the_second_round_and_cannot_be_taken_from_under_it(
    work: Workplace, clock: Clock
) -> None:
    case = answered(work)
    clock.set("2026-05-06")
    feedback.record_feedback(work, case.id, "不同意", "何青", returned_at=d("2026-05-04"))
    progress.move_case(work, case.id, Status.REHANDLING, "何青不满意")
    form = number_of(work, case.id, RecordKind.FEEDBACK)
    moved = correct(work, case.id, RecordKind.FEEDBACK, form, {"returned_at": d("2026-04-30")}, "录错")
    assert moved.due_at == d("2026-06-01")  # 30 May is a Saturday
    with pytest.raises(Refused, match="二次办理因这一份反馈而开始"):
        take_back(work, case.id, RecordKind.FEEDBACK, form, "录错")
    with pytest.raises(Refused, match="二次办理因这一份反馈而开始"):
        correct(work, case.id, RecordKind.FEEDBACK, form, {"rating": "同意"}, "录错")


def test_a_rating_is_corrected_with_its_meaning_and_a_form_goes_out_again(
    work: Workplace, clock: Clock
) -> None:
    case = answered(work)
    clock.set("2026-03-06")
    feedback.send_forms(work, case.id, d("2026-02-10"))
    feedback.record_feedback(work, case.id, "不同意", "何青")
    form = next(r.id for r in records_of(work, case.id) if "何青" in r.label)
    correct(work, case.id, RecordKind.FEEDBACK, form, {"rating": "同意"}, "看错了勾")
    assert [f.counts_as for f in feedback.forms_of(work, case) if f.is_returned] == ["satisfied"]
    take_back(work, case.id, RecordKind.FEEDBACK, form, "不是何青的")
    out = next(f for f in feedback.forms_of(work, case) if f.proposer == "何青")
    assert (out.sent_at, out.returned_at, out.rating, out.counts_as) == (d("2026-02-10"), None, "", None)


def test_a_kept_promise_is_open_again(work: Workplace, clock: Clock) -> None:
    case = answered(work)
    promise = promises.add_promise(work, case.id, "完成预约系统改造", due_at=d("2026-09-30"))
    clock.set("2026-03-06")
    promises.keep_promise(work, promise.id, d("2026-03-05"))
    take_back(work, case.id, RecordKind.PROMISE, promise.id, "还没有完成")
    assert promises.promises_of(work, case.id)[0].kept_at is None
    take_back(work, case.id, RecordKind.PROMISE, promise.id, "没有这样承诺")
    assert promises.promises_of(work, case.id) == ()


def test_the_contact_that_a_signed_reply_rests_on_stays(work: Workplace) -> None:
    case = answered(work)
    (contact,) = contacts.contacts_of(work, case.id)
    with pytest.raises(Refused, match="本轮沟通不够"):
        take_back(work, case.id, RecordKind.CONTACT, contact.id, "没有去")
    assert contacts.contacts_of(work, case.id) == (contact,)


def test_each_day_is_checked_against_its_neighbours(work: Workplace, clock: Clock) -> None:
    case = answered(work)  # everything on 9 February
    clock.set("2026-03-06")
    with pytest.raises(Refused, match="办中沟通日期2026年3月2日晚于答复日期2026年2月9日"):
        contacts.record_contact(
            work, case.id, ContactWay.PHONE, day=d("2026-03-02"), phase=ContactPhase.DURING
        )
    assert contacts.record_contact(work, case.id, ContactWay.PHONE).phase is ContactPhase.AFTER
    with pytest.raises(Refused, match="发出征询意见表日期2026年2月8日早于"):
        feedback.send_forms(work, case.id, d("2026-02-08"))
    with pytest.raises(Refused, match="收回反馈日期2026年2月6日早于交办日期"):
        feedback.record_feedback(work, case.id, "同意", returned_at=d("2026-02-06"))
    with pytest.raises(Refused, match="还没到"):
        promises.keep_promise(work, promises.add_promise(work, case.id, "办好").id, d("2026-03-07"))
    with pytest.raises(Refused, match="公开日期2026年2月8日早于"):
        reviews.publish(work, case.id, "区政府网站", d("2026-02-08"))
    with pytest.raises(Refused, match="签发日期2026年3月7日还没到"):
        reviews.record_review(
            work, case.id, ReviewStage.LEADER, "周主任", Verdict.PASSED, day=d("2026-03-07")
        )
    with pytest.raises(Refused, match="办结日期2026年2月8日早于"):
        progress.move_case(work, case.id, Status.CLOSED, day=d("2026-02-08"))
    with pytest.raises(Refused, match="还没到"):
        progress.move_case(work, case.id, Status.CLOSED, day=d("2026-03-07"))


def test_a_step_is_recorded_later_with_the_day_on_which_it_happened(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-02-27")
    signed = progress.move_case(work, case.id, Status.SIGNED, day=d("2026-02-10"))
    assert signed.acknowledged_at == d("2026-02-10")
    event = progress.events(work, case.id)[-1]
    assert (event.happened_on, event.at.date()) == (d("2026-02-10"), d("2026-02-27"))
    with pytest.raises(Refused, match="已分办日期2026年2月9日早于上一步“已签收”日期2026年2月10日"):
        progress.move_case(work, case.id, Status.DISTRIBUTED, day=d("2026-02-09"))
    progress.move_case(work, case.id, Status.DISTRIBUTED, day=d("2026-02-11"))


def test_a_reply_day_known_before_is_the_day_of_the_move(work: Workplace, clock: Clock) -> None:
    case = answered(work)
    progress.undo_move(work, case.id)
    again = progress.move_case(work, case.id, Status.FEEDBACK_WAIT)
    assert again.replied_at == d("2026-02-09")
    clock.set("2026-02-27")
    other = new_case(work, number="090")
    set_fields(work, other.id, {"签收日期": "2026-02-10"})
    with pytest.raises(Refused, match="已签收日期已经登记为2026年2月10日"):
        progress.move_case(work, other.id, Status.SIGNED, day=d("2026-02-12"))
    assert progress.move_case(work, other.id, Status.SIGNED).acknowledged_at == d("2026-02-10")


def test_fields_are_named_by_key_or_label() -> None:
    assert read_values(RecordKind.EXTENSION, {"新期限": "2026-06-09", "reason": "口径"}) == {
        "new_due": d("2026-06-09"),
        "reason": "口径",
    }
    with pytest.raises(Refused, match="可以更正：暂停日期、恢复日期、原因"):
        read_values(RecordKind.PAUSE, {"期限": "2026-06-09"})


# What was entered after the signature.
def test_a_contact_that_gets_a_day_before_the_signature_after_it_is_marked(
    work: Workplace, clock: Clock
) -> None:
    clock.set("2026-03-02")
    case = answered(work)
    clock.set("2026-03-20")
    contacts.record_contact(work, case.id, ContactWay.PHONE, day=d("2026-03-10"), points="问满意度")
    assert "补记" not in history(work, case.id)
    contacts.record_contact(work, case.id, ContactWay.VISIT, day=d("2026-02-20"), points="上门听取意见")
    assert history(work, case.id).count("上门听取意见，签发以后补记") == 1
    contacts.record_contact(work, case.id, ContactWay.PHONE, day=d("2026-03-02"), points="当天通话")
    assert (
        history(work, case.id).count("当天通话，签发以后补记") == 1
    )  # the day of the signature counts for it
    number = next(one.id for one in contacts.contacts_of(work, case.id) if one.points == "问满意度")
    values = {"day": d("2026-02-25"), "phase": ContactPhase.DURING}
    correct(work, case.id, RecordKind.CONTACT, number, values, "日期录错")
    assert history(work, case.id).count("原因：日期录错，签发以后补记") == 1


def test_a_rating_is_named_as_the_form_of_the_place_names_it(work: Workplace) -> None:
    case = answered(work)
    feedback.record_feedback(work, case.id, "不同意", "林一帆")
    (label,) = [one.label for one in records_of(work, case.id) if one.kind is RecordKind.FEEDBACK]
    assert label == "林一帆的反馈：不同意"
