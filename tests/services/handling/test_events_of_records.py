"""What the history says of each record, and on which day it stands: that on which it happened, not that of the entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.event import Event
from desktop.domain.case.status import Status
from desktop.domain.records.co_opinion import Position
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.pre_reply import DraftAnswer
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.handling import (
    contacts,
    deadlines,
    examinations,
    feedback,
    opinions,
    pre_replies,
    progress,
    promises,
    reviews,
    waivers,
)
from desktop.services.office.workplace import Workplace
from tests.complete_case import complete
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import OUT, TO_LEADER, move_on, new_case

THEN = date(2026, 3, 2)  # when it happened; entered on 9 March
Act: TypeAlias = Callable[[Workplace, int], object]


def last(work: Workplace, case_id: int) -> Event:
    return progress.events(work, case_id)[-1]


@pytest.fixture
def open_case(work: Workplace, clock: Clock) -> Case:
    """Assigned on 9 February, asked for nothing yet; today is 9 March."""
    case = new_case(work)
    clock.set("2026-03-09")
    return case


def _chased(work: Workplace, case_id: int) -> None:
    opinions.ask_opinions(work, case_id, ["区文旅局"], asked_at=date(2026, 2, 10))
    opinions.chase(work, case_id, "区文旅局", way="微信", note=" 答应周五 ", day=THEN)


def _merged(work: Workplace, case_id: int) -> None:
    opinions.receive_opinion(work, case_id, "区文旅局", "同意")
    opinions.merge_opinion(work, case_id, "区文旅局", "answer")


def _kept(work: Workplace, case_id: int) -> None:
    promise = promises.add_promise(work, case_id, "改造", made_at=date(2026, 2, 10))
    promises.keep_promise(work, promise.id, THEN)


def _progressed(work: Workplace, case_id: int) -> None:
    promise = promises.add_promise(work, case_id, "改造", made_at=date(2026, 2, 10))
    promises.note_progress(work, promise.id, " 已招标 ", THEN)


def _resumed(work: Workplace, case_id: int) -> None:
    deadlines.pause(work, case_id, "等批复", date(2026, 2, 23), approved_by="区府办")
    deadlines.resume(work, case_id, THEN)


BEFORE_THE_REPLY: list[tuple[Act, str, date | None]] = [
    (
        lambda work, case: contacts.record_contact(
            work, case, ContactWay.VISIT, day=THEN, points=" 看了场馆 "
        ),
        "3月2日 办前走访：看了场馆",
        THEN,
    ),
    (lambda work, case: contacts.record_contact(work, case, ContactWay.PHONE), "3月9日 办前电话沟通", None),
    (
        lambda work, case: contacts.record_contact(
            work, case, ContactWay.WAIVED, points="委员提出", approved_by=" 周主任 "
        ),
        "3月9日 办前免予沟通：委员提出（周主任同意）",
        None,
    ),
    (
        lambda work, case: opinions.ask_opinions(
            work, case, ["区文旅局", "区教育局"], asked_at=THEN, due_at=date(2026, 3, 20)
        ),
        "征求会办意见：区文旅局、区教育局，2026-03-20 前反馈",
        THEN,
    ),
    (_chased, "催办会办意见：区文旅局（微信）答应周五", THEN),
    (
        lambda work, case: opinions.receive_opinion(
            work, case, "区文旅局", "同意", received_at=THEN, position=Position.PARTLY
        ),
        "收到会办意见：区文旅局（部分同意）",
        THEN,
    ),
    (
        lambda work, case: opinions.receive_opinion(work, case, "区文旅局", "同意"),
        "收到会办意见：区文旅局",
        None,
    ),
    (_merged, "会办意见并入答复：区文旅局", None),
    (
        lambda work, case: promises.add_promise(work, case, "改造", due_at=date(2026, 9, 30), made_at=THEN),
        "承诺：改造，2026-09-30 前",
        THEN,
    ),
    (lambda work, case: promises.add_promise(work, case, " 改造 "), "承诺：改造", None),
    (_progressed, "承诺进展：改造——已招标", THEN),
    (_kept, "承诺兑现：改造，2026-03-02", THEN),
    (
        lambda work, case: reviews.record_review(
            work, case, ReviewStage.SECTION, "王科长", Verdict.CHANGES, " 补数据 ", day=THEN
        ),
        "科室核稿：王科长退改（第 1 稿），补数据",
        THEN,
    ),
    (
        lambda work, case: reviews.record_review(work, case, ReviewStage.OFFICE, "李主任", Verdict.PASSED),
        "办公室核稿：李主任同意（第 1 稿）",
        None,
    ),
    (
        lambda work, case: deadlines.pause(work, case, " 等批复 ", THEN, approved_by="区府办"),
        "暂停计时：等批复，区府办同意（补记：2026年3月9日登记）",
        THEN,
    ),
    (lambda work, case: deadlines.pause(work, case, "等批复"), "暂停计时：等批复", None),
    (
        lambda work, case: deadlines.extend(
            work, case, date(2026, 6, 8), " 复杂 ", " 区府办 ", approved_at=THEN
        ),
        "延期至2026年6月8日，区府办同意：复杂",
        THEN,
    ),
    (
        lambda work, case: reviews.review_disclosure(
            work, case, Disclosure.PROACTIVE, "沈秘书", secrecy_reviewer=" 吴主任 "
        ),
        "公开审查：主动公开，沈秘书，保密审查吴主任",
        None,
    ),
    (
        lambda work, case: reviews.review_disclosure(
            work, case, Disclosure.ON_REQUEST, "沈秘书", reason=" 涉第三方 "
        ),
        "公开审查：依申请公开，沈秘书，涉第三方",
        None,
    ),
]


def words_and_day(event: Event) -> tuple[str, date | None]:
    """The note and the day of an event; None for today."""
    return event.note, None if event.happened_on == date(2026, 3, 9) else event.happened_on


@pytest.mark.parametrize(("act", "words", "day"), BEFORE_THE_REPLY)
def test_a_record_stands_in_the_history_with_its_words_on_its_day(
    work: Workplace, open_case: Case, act: Act, words: str, day: date | None
) -> None:
    act(work, open_case.id)
    assert words_and_day(last(work, open_case.id)) == (words, day)
    assert last(work, open_case.id).who == "周经办"


def test_a_resumed_clock_tells_the_new_due_day(work: Workplace, open_case: Case) -> None:
    """The event keeps the day before as a changed fact."""
    before = open_case.due_at
    _resumed(work, open_case.id)
    event = last(work, open_case.id)
    assert event.happened_on == THEN
    assert event.note.startswith("恢复计时，期限改为2026年5月")
    assert [change.field for change in event.changes] == ["due_at"]
    assert before is not None
    assert event.changes[0].old == before.isoformat()


@pytest.fixture
def out(work: Workplace, clock: Clock) -> Case:
    """Answered on 9 February; today is 9 March."""
    case = complete(work, new_case(work).id, handling_result="列入计划拟解决")
    move_on(work, case.id, *TO_LEADER, *OUT)
    clock.set("2026-03-09")
    return case


def _corrected(work: Workplace, case_id: int) -> None:
    feedback.record_feedback(work, case_id, "不同意", "何青")
    feedback.record_feedback(work, case_id, "同意", "何青", why=" 误登 ")


def _consented(work: Workplace, case_id: int) -> None:
    feedback.record_feedback(work, case_id, "不同意", "何青", returned_at=THEN)
    waivers.record_consent(work, case_id, " 可以先办结 ", day=THEN)


AFTER_THE_REPLY: list[tuple[Act, str, date | None]] = [
    (lambda work, case: feedback.send_forms(work, case, THEN), "发征询意见表 2 份", THEN),
    (feedback.send_forms, "发征询意见表 2 份", None),
    (
        lambda work, case: feedback.record_feedback(work, case, "同意", returned_at=THEN),
        "收到林一帆的反馈：同意",
        THEN,
    ),
    (
        lambda work, case: feedback.record_feedback(work, case, "理解", "何青", remark=" 请加快 "),
        "收到何青的反馈：理解（请加快）",
        None,
    ),
    (_corrected, "更正何青的反馈：不同意→同意，原因：误登", None),
    (_consented, "何青2026年3月2日同意办结：可以先办结", None),
    (
        lambda work, case: promises.convert_result(work, case, "解决或采纳", " 已上线 ", THEN),
        "结果转化为“解决或采纳”：已上线",
        THEN,
    ),
    (
        lambda work, case: contacts.record_contact(work, case, ContactWay.VISIT, day=THEN),
        "3月2日 办后走访",
        THEN,
    ),
    (lambda work, case: reviews.publish(work, case, " 区政府网站 ", THEN), "已公开：区政府网站", None),
    (
        lambda work, case: examinations.record_examination(
            work, case, " 区政协提案委 ", remark=" 及时 ", day=THEN
        ),
        "答复审查：区政协提案委，通过，及时",
        THEN,
    ),
]


@pytest.mark.parametrize(("act", "words", "day"), AFTER_THE_REPLY)
def test_a_record_of_an_answered_case_stands_there_likewise(
    work: Workplace, out: Case, act: Act, words: str, day: date | None
) -> None:
    act(work, out.id)
    assert words_and_day(last(work, out.id)) == (words, day)


def test_a_draft_shown_and_answered(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    complete(work, case.id)
    clock.set("2026-03-09")
    shown = pre_replies.show_draft(work, case.id, "何青", way=ContactWay.VISIT, day=THEN)
    assert words_and_day(last(work, case.id)) == ("预答复：第 1 稿送何青看（走访）", THEN)
    pre_replies.answer_draft(work, shown.id, DraftAnswer.WISHES, " 写明时间 ", day=date(2026, 3, 4))
    assert words_and_day(last(work, case.id)) == ("预答复：何青有意见：写明时间", date(2026, 3, 4))
    pre_replies.settle_wish(work, shown.id, " 已写明 ")
    assert words_and_day(last(work, case.id)) == ("预答复：何青的意见已处理：已写明", None)
    pre_replies.show_draft(work, case.id, answer=DraftAnswer.AGREES, words=" 没有意见 ")
    assert words_and_day(last(work, case.id)) == (
        "预答复：第 1 稿送林一帆看（微信或短信），同意：没有意见",
        None,
    )


def test_a_move_stands_on_its_day_with_its_statuses(work: Workplace, open_case: Case) -> None:
    progress.move_case(work, open_case.id, Status.SIGNED, " 收到交办单 ", day=THEN)
    event = last(work, open_case.id)
    assert (event.from_status, event.to_status) == (Status.ASSIGNED, Status.SIGNED)
    assert words_and_day(event) == ("收到交办单", THEN)
    assert not event.jump
    assert [(one.field, one.new) for one in event.changes] == [("acknowledged_at", "2026-03-02")]
