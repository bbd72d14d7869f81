"""The days of handling records, checked against their neighbours in time before anything is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desktop.domain.case.case import Case
from desktop.domain.case.chronology import Landmark, refuse_wrong_day
from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.errors import Refused
from desktop.domain.records.co_opinion import CoOpinion
from desktop.domain.records.contact import Contact, ContactPhase, ContactWay
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.pre_reply import DraftAnswer, PreReply
from desktop.domain.records.promise import Promise
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.approval import refuse_own_approval
from desktop.services.cases.clocks import clock_of, current_round, limit_of
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import PAUSES, ROUNDS

_LIKELY_AHEAD = timedelta(days=31)
"""A pause that begins later than this, or in another year, is asked back."""


def check_contact(work: Workplace, case: Case, contact: Contact) -> None:
    """Raise Refused for a contact before its round began, to come, or on the wrong side of the reply for its phase."""
    begun, reply = _marks(work, case, contact.round)
    after = contact.phase is ContactPhase.AFTER
    refuse_wrong_day(
        f"{contact.phase.label}沟通",
        contact.day,
        work.today,
        (begun, reply) if after else (begun,),
        () if after else (reply,),
    )


def check_opinion(work: Workplace, case: Case, opinion: CoOpinion) -> None:
    """Raise Refused for an opinion asked before the assignment, or received before it was asked."""
    begun, asked = Landmark("交办", case.assigned_at), Landmark("发函", opinion.asked_at)
    if opinion.asked_at:
        refuse_wrong_day("发函", opinion.asked_at, work.today, (begun,))
    if opinion.received_at:
        refuse_wrong_day("收到意见", opinion.received_at, work.today, (begun, asked))
    if opinion.asked_at and opinion.due_at and opinion.due_at < opinion.asked_at:
        raise Refused(f"反馈期限{chinese_date(opinion.due_at)}早于发函日期", "请核对这两个日期")


def check_pre_reply(work: Workplace, case: Case, shown: PreReply) -> None:
    """Raise Refused for a draft shown before the round or after its reply, an answer before that, and a wish without words."""
    if shown.way is ContactWay.WAIVED:
        raise Refused("预答复没有“免予沟通”这种方式", "不给提案者看稿的，请在还差什么里免过，写明原因")
    begun, reply = _marks(work, case, shown.round)
    refuse_wrong_day("送提案者看稿", shown.shown_at, work.today, (begun,), (reply,))
    if (shown.answer is DraftAnswer.OPEN) is not (shown.answered_at is None):
        raise Refused("提案者的意见和答复日期要一起填写", "还没有答复的，两项都空着")
    if shown.answered_at:
        sent = Landmark("送提案者看稿", shown.shown_at)
        refuse_wrong_day("提案者答复", shown.answered_at, work.today, (sent,), (reply,))
    if shown.answer is DraftAnswer.WISHES and not shown.words.strip():
        raise Refused("提案者有意见的，要记下原话", "请写一句提案者要求改什么")


def check_form(work: Workplace, case: Case, form: Feedback) -> None:
    """Raise Refused for a form sent before the reply, or back before it was sent."""
    marks = _marks(work, case, form.round)
    if form.sent_at:
        refuse_wrong_day("发出征询意见表", form.sent_at, work.today, marks)
    if form.returned_at:
        sent = Landmark("发出征询意见表", form.sent_at)
        refuse_wrong_day("收回反馈", form.returned_at, work.today, (*marks, sent))


def check_promise(work: Workplace, case: Case, promise: Promise) -> None:
    """Raise Refused for a promise without words, made or kept before the assignment or to come, and kept before it was made."""
    if not promise.text.strip():
        raise Refused("承诺事项是空的", "请写明承诺了什么")
    begun = Landmark("交办", case.assigned_at)
    if promise.made_at:
        refuse_wrong_day("承诺", promise.made_at, work.today, (begun,))
    if promise.kept_at:
        refuse_wrong_day("兑现", promise.kept_at, work.today, (begun, Landmark("承诺", promise.made_at)))


def check_extension(work: Workplace, case: Case, extension: Extension, *, beyond_limit: bool = False) -> None:
    """Raise Refused without reason or approver, for a day not after the one it extends, and past the limit."""
    if not (extension.reason.strip() and extension.approved_by.strip()):
        raise Refused("延期要写明原因和同意的单位或领导", "请补全后再登记")
    refuse_own_approval(work, case, extension.approved_by)
    if extension.new_due <= extension.old_due:
        raise Refused(f"新期限不晚于现期限{chinese_date(extension.old_due)}", "请核对新期限")
    begun, _ = _marks(work, case, extension.round)
    refuse_wrong_day("同意延期", extension.approved_at, work.today, (begun,))
    if extension.told_at:
        refuse_wrong_day("告知提案者", extension.told_at, work.today, (begun,))
    if not beyond_limit:
        _refuse_past_limit(work, case, extension.new_due, "请缩短延期，或写明特批后强制登记")


def check_correction(
    work: Workplace, case: Case, day: date | None, approver: str, *, beyond_limit: bool = False
) -> None:
    """Raise Refused where the corrected due day (None = by rule) leaves the case due later than it is: without an approver who
    is not the officer, and past the limit of extensions unless `beyond_limit`.
    """
    refuse_own_approval(work, case, approver)
    if case.due_at is None or not is_due_later(work, case, day):
        return
    if not approver.strip():
        raise Refused(
            f"更正后的期限晚于现期限{chinese_date(case.due_at)}，要往后推的，请延期",
            "确实录错了的，写明同意的单位或领导（命令行写 --by），会标为补记",
        )
    if day and not beyond_limit:
        _refuse_past_limit(work, case, day, "请核对日期；确实如此，写明特批后强制登记（命令行写 --force）")


def is_due_later(work: Workplace, case: Case, day: date | None) -> bool:
    """True if the case, once its notice names that day (None = no day), is due later than it is; pauses and extensions count."""
    corrected = replace(clock_of(work, case), given=day, settled=None).due
    return case.due_at is not None and (corrected is None or corrected > case.due_at)


def passes_limit(work: Workplace, case: Case, day: date) -> bool:
    """True if the day lies past the last one to which the rules let the case be extended."""
    limit = limit_of(work, case)
    return limit is not None and day > limit.due


def _refuse_past_limit(work: Workplace, case: Case, day: date, remedy: str) -> None:
    limit = limit_of(work, case)
    if limit and day > limit.due:
        raise Refused(f"超过最长期限{chinese_date(limit.due)}（{limit.clock.basis}）", remedy)


def working_due_day(work: Workplace, case: Case, day: date) -> date:
    """The day itself, or the next working day if it is a day off and the rule of the case does not let a due day rest on one."""
    clock = clock_of(work, case)
    return clock.calendar.next_working(day) if clock.rests_on_working_day else day


def was_late(work: Workplace, case: Case) -> bool:
    """True if the case is late today, or was when it was answered."""
    return case.due_at is not None and (case.replied_at or work.today) > case.due_at


def is_late_entry(work: Workplace, case: Case, pause: Pause) -> bool:
    """True if the pause is registered today more days after it began than the rules allow, or could make a late case punctual."""
    back = timedelta(days=rules_of(work, case).pauses.days_back)
    moves = case.due_at is not None and pause.first <= case.due_at
    return pause.first < work.today - back or (moves and was_late(work, case))


def check_pause(work: Workplace, case: Case, pause: Pause, *, anyway: bool = False) -> None:
    """Raise Refused for a pause without reason, before the round, over another one, resumed before it began or to come, and for
    one entered late that nobody approved.

    One that begins far ahead, in another year or after the due day is asked back: refused unless `anyway`.
    """
    if not pause.reason.strip():
        raise Refused("暂停要写明原因", "请写一句原因")
    begun, _ = _marks(work, case, pause.round)
    refuse_wrong_day("暂停", pause.first, max(work.today, pause.first), (begun,))
    if pause.resumed:
        refuse_wrong_day("恢复计时", pause.resumed, work.today, (Landmark("暂停", pause.first),))
    _refuse_overlap(work, pause)
    refuse_own_approval(work, case, pause.approved_by)
    if pause.entered_late and not pause.approved_by.strip():
        raise Refused(
            f"暂停从{chinese_date(pause.first)}起，现在才登记，要写明谁同意的",
            "请写明同意的单位或领导（命令行写 --by），会标为补记",
        )
    if not anyway:
        _refuse_unlikely(work, case, pause)


def _refuse_unlikely(work: Workplace, case: Case, pause: Pause) -> None:
    remedy = "请核对日期；确实如此，请再确认一次（命令行写 --anyway）"
    ahead = pause.first > work.today and pause.first.year != work.today.year
    if ahead or pause.first > work.today + _LIKELY_AHEAD:
        raise Refused(f"暂停从{chinese_date(pause.first)}才开始，不像是现在要登记的", remedy)
    if case.due_at and pause.first > case.due_at:
        raise Refused(f"暂停日期{chinese_date(pause.first)}晚于期限{chinese_date(case.due_at)}", remedy)


def _refuse_overlap(work: Workplace, pause: Pause) -> None:
    for other in PAUSES.of(work.store, pause.case_id, round=pause.round):
        apart = (other.resumed and other.resumed <= pause.first) or (
            pause.resumed and pause.resumed <= other.first
        )
        if other.id != pause.id and not apart:
            raise Refused(
                f"与{chinese_date(other.first)}起的另一次暂停重叠", "请核对日期，或先更正另一次暂停"
            )


def _marks(work: Workplace, case: Case, number: int) -> tuple[Landmark, Landmark]:
    """When that round began and when its reply went out."""
    present = current_round(work, case)
    if number != present.number:
        present = next(one for one in ROUNDS.of(work.store, case.id) if one.number == number)
        reply: date | None = present.replied_at
    else:
        reply = case.replied_at
    begun = Landmark("开始二次办理", present.started_at) if number > 1 else Landmark("交办", case.assigned_at)
    return begun, Landmark("答复", reply)
