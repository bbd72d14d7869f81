"""The day of each handling record against its neighbours: assignment, round, reply, and the days within the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.case.case import Case
from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.errors import Refused
from desktop.domain.records.co_opinion import CoOpinion
from desktop.domain.records.contact import Contact, ContactPhase, ContactWay
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.pre_reply import DraftAnswer, PreReply
from desktop.domain.records.promise import Promise
from desktop.services.handling.record_days import (
    check_contact,
    check_extension,
    check_form,
    check_opinion,
    check_pause,
    check_pre_reply,
    check_promise,
    is_late_entry,
    was_late,
)
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import PAUSES, ROUNDS
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import new_case

ASSIGNED, REPLY, TODAY = date(2026, 2, 9), date(2026, 3, 16), date(2026, 4, 1)
DAY = timedelta(days=1)
BEFORE, AFTER = ContactPhase.BEFORE, ContactPhase.AFTER


@pytest.fixture
def case(work: Workplace, clock: Clock) -> Case:
    """Assigned on 9 February, due on 11 May, answered on 16 March; today is 1 April."""
    stored = new_case(work)
    clock.set("2026-04-01")
    return replace(stored, replied_at=REPLY)


def judged(check: object, work: Workplace, case: Case, record: object, words: str, **options: bool) -> None:
    """The check lets the record pass where `words` is "", else refuses it with them."""
    assert callable(check)
    if not words:
        check(work, case, record, **options)
        return
    with pytest.raises(Refused) as refusal:
        check(work, case, record, **options)
    assert words in refusal.value.what


@pytest.mark.parametrize(
    ("day", "phase", "words"),
    [
        (ASSIGNED, BEFORE, ""),
        (ASSIGNED - DAY, BEFORE, "办前沟通日期2026年2月8日早于交办日期2026年2月9日"),
        (REPLY, BEFORE, ""),
        (REPLY + DAY, BEFORE, "办前沟通日期2026年3月17日晚于答复日期2026年3月16日"),
        (REPLY + DAY, ContactPhase.DURING, "办中沟通日期2026年3月17日晚于答复日期2026年3月16日"),
        (REPLY, AFTER, ""),
        (REPLY - DAY, AFTER, "办后沟通日期2026年3月15日早于答复日期2026年3月16日"),
        (TODAY, AFTER, ""),
        (TODAY + DAY, AFTER, "办后沟通日期2026年4月2日还没到"),
    ],
)
def test_a_contact(work: Workplace, case: Case, day: date, phase: ContactPhase, words: str) -> None:
    judged(check_contact, work, case, Contact(case.id, day, ContactWay.PHONE, phase), words)


@pytest.mark.parametrize(
    ("asked", "received", "due", "words"),
    [
        (ASSIGNED, None, None, ""),
        (ASSIGNED - DAY, None, None, "发函日期2026年2月8日早于交办日期"),
        (TODAY + DAY, None, None, "发函日期2026年4月2日还没到"),
        (REPLY, REPLY, None, ""),
        (REPLY, REPLY - DAY, None, "收到意见日期2026年3月15日早于发函日期2026年3月16日"),
        (None, ASSIGNED, None, ""),
        (None, ASSIGNED - DAY, None, "收到意见日期2026年2月8日早于交办日期"),
        (REPLY, None, REPLY, ""),
        (REPLY, None, REPLY - DAY, "反馈期限2026年3月15日早于发函日期"),
        (None, None, ASSIGNED, ""),
    ],
)
def test_an_opinion(
    work: Workplace, case: Case, asked: date | None, received: date | None, due: date | None, words: str
) -> None:
    judged(check_opinion, work, case, CoOpinion(case.id, "区文旅局", asked, due, received), words)


WISH, OPEN = DraftAnswer.WISHES, DraftAnswer.OPEN


@pytest.mark.parametrize(
    ("shown", "answer", "answered", "said", "words"),
    [
        (ASSIGNED, OPEN, None, "", ""),
        (ASSIGNED - DAY, OPEN, None, "", "送提案者看稿日期2026年2月8日早于交办日期"),
        (REPLY, OPEN, None, "", ""),
        (REPLY + DAY, OPEN, None, "", "送提案者看稿日期2026年3月17日晚于答复日期"),
        (REPLY, DraftAnswer.AGREES, REPLY, "", ""),
        (REPLY, DraftAnswer.AGREES, REPLY - DAY, "", "提案者答复日期2026年3月15日早于送提案者看稿日期"),
        (ASSIGNED, DraftAnswer.AGREES, REPLY + DAY, "", "提案者答复日期2026年3月17日晚于答复日期"),
        (ASSIGNED, DraftAnswer.AGREES, None, "", "提案者的意见和答复日期要一起填写"),
        (ASSIGNED, OPEN, REPLY, "", "提案者的意见和答复日期要一起填写"),
        (ASSIGNED, WISH, REPLY, "写明时间", ""),
        (ASSIGNED, WISH, REPLY, "  ", "提案者有意见的，要记下原话"),
    ],
)
def test_a_draft_shown(
    work: Workplace,
    case: Case,
    shown: date,
    answer: DraftAnswer,
    answered: date | None,
    said: str,
    words: str,
) -> None:
    record = PreReply(case.id, "何青", shown, ContactWay.VISIT, answer, answered, said)
    judged(check_pre_reply, work, case, record, words)


def test_nobody_is_shown_a_draft_by_not_showing_it(work: Workplace, case: Case) -> None:
    record = PreReply(case.id, "何青", ASSIGNED, ContactWay.WAIVED)
    judged(check_pre_reply, work, case, record, "预答复没有“免予沟通”这种方式")


@pytest.mark.parametrize(
    ("sent", "returned", "words"),
    [
        (REPLY, None, ""),
        (REPLY - DAY, None, "发出征询意见表日期2026年3月15日早于答复日期"),
        (TODAY + DAY, None, "发出征询意见表日期2026年4月2日还没到"),
        (None, REPLY, ""),
        (None, REPLY - DAY, "收回反馈日期2026年3月15日早于答复日期"),
        (TODAY, TODAY, ""),
        (TODAY, TODAY - DAY, "收回反馈日期2026年3月31日早于发出征询意见表日期"),
    ],
)
def test_a_form(work: Workplace, case: Case, sent: date | None, returned: date | None, words: str) -> None:
    judged(check_form, work, case, Feedback(case.id, "何青", 1, sent, returned), words)


@pytest.mark.parametrize(
    ("text", "made", "kept", "words"),
    [
        (" ", None, None, "承诺事项是空的"),
        ("改造", None, None, ""),
        ("改造", ASSIGNED, ASSIGNED, ""),
        ("改造", ASSIGNED - DAY, None, "承诺日期2026年2月8日早于交办日期"),
        ("改造", None, ASSIGNED - DAY, "兑现日期2026年2月8日早于交办日期"),
        ("改造", REPLY, REPLY - DAY, "兑现日期2026年3月15日早于承诺日期"),
        ("改造", REPLY, TODAY + DAY, "兑现日期2026年4月2日还没到"),
    ],
)
def test_a_promise(
    work: Workplace, case: Case, text: str, made: date | None, kept: date | None, words: str
) -> None:
    record = Promise(case.id, text, "科普科", None, kept, 0, made)
    judged(check_promise, work, case, record, words)


OLD = date(2026, 5, 11)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"reason": " "}, "延期要写明原因和同意的单位或领导"),
        ({"approved_by": " "}, "延期要写明原因和同意的单位或领导"),
        ({"new_due": OLD}, "新期限不晚于现期限2026年5月11日"),
        ({"new_due": OLD + DAY}, ""),
        ({"approved_at": ASSIGNED - DAY}, "同意延期日期2026年2月8日早于交办日期"),
        ({"approved_at": TODAY + DAY}, "同意延期日期2026年4月2日还没到"),
        ({"told_at": ASSIGNED - DAY}, "告知提案者日期2026年2月8日早于交办日期"),
        ({"told_at": TODAY}, ""),
    ],
)
def test_an_extension(work: Workplace, case: Case, changes: dict[str, object], words: str) -> None:
    plain = Extension(OLD, date(2026, 5, 20), "复杂", "区府办", REPLY, case_id=case.id)
    judged(check_extension, work, case, replace(plain, **changes), words)  # type: ignore[arg-type]


FAR = "不像是现在要登记的"


@pytest.mark.parametrize(
    ("first", "resumed", "anyway", "words"),
    [
        (ASSIGNED, None, False, ""),
        (ASSIGNED - DAY, None, False, "暂停日期2026年2月8日早于交办日期"),
        (REPLY, REPLY, False, ""),
        (REPLY, REPLY - DAY, False, "恢复计时日期2026年3月15日早于暂停日期"),
        (REPLY, TODAY + DAY, False, "恢复计时日期2026年4月2日还没到"),
        (TODAY + 31 * DAY, None, False, ""),
        (TODAY + 32 * DAY, None, False, FAR),
        (TODAY + 32 * DAY, None, True, ""),
    ],
)
def test_a_pause(
    work: Workplace, case: Case, first: date, resumed: date | None, anyway: bool, words: str
) -> None:
    pause = Pause(first, resumed, "等批复", case.id)
    judged(check_pause, work, case, pause, words, anyway=anyway)


def test_a_pause_after_the_due_day_is_asked_back(work: Workplace, case: Case) -> None:
    early = replace(case, due_at=date(2026, 4, 20))
    pause = Pause(date(2026, 4, 21), None, "等批复", case.id)
    judged(check_pause, work, early, pause, "暂停日期2026年4月21日晚于期限2026年4月20日")
    judged(check_pause, work, early, replace(pause, first=date(2026, 4, 20)), "")
    judged(check_pause, work, replace(case, due_at=None), pause, "")


def test_a_pause_of_the_next_year_is_asked_back_though_it_is_near(
    work: Workplace, case: Case, clock: Clock
) -> None:
    clock.set("2026-12-28")
    pause = Pause(date(2027, 1, 4), None, "等批复", case.id)
    judged(check_pause, work, replace(case, due_at=None), pause, FAR)
    judged(check_pause, work, replace(case, due_at=None), replace(pause, first=date(2026, 12, 31)), "")


@pytest.mark.parametrize(("reason", "by", "late", "words"), [
    (" ", "", False, "暂停要写明原因"),
    ("等批复", " ", True, "现在才登记，要写明谁同意的"),
    ("等批复", "区府办", True, ""),
    ("等批复", "", False, ""),
])  # fmt: skip
def test_a_pause_has_a_reason_and_late_an_approver(
    work: Workplace, case: Case, reason: str, by: str, late: bool, words: str
) -> None:
    pause = Pause(REPLY, None, reason, case.id, approved_by=by, entered_late=late)
    judged(check_pause, work, case, pause, words)


@pytest.mark.parametrize(
    ("first", "resumed", "overlaps"),
    [  # the other pause: 2 to 9 March
        (date(2026, 2, 23), date(2026, 3, 2), False),
        (date(2026, 2, 23), date(2026, 3, 3), True),
        (date(2026, 3, 8), date(2026, 3, 12), True),
        (date(2026, 3, 9), date(2026, 3, 12), False),
        (date(2026, 2, 23), None, True),
        (date(2026, 3, 9), None, False),
    ],
)
def test_two_pauses_do_not_share_a_day(
    work: Workplace, case: Case, first: date, resumed: date | None, overlaps: bool
) -> None:
    known = PAUSES.add(work.store, Pause(date(2026, 3, 2), date(2026, 3, 9), "等批复", case.id))
    words = "与2026年3月2日起的另一次暂停重叠" if overlaps else ""
    judged(check_pause, work, case, Pause(first, resumed, "等批复", case.id), words)
    judged(check_pause, work, case, Pause(first, resumed, "等批复", case.id, id=known.id), "")  # the same one


def test_records_of_a_past_round_are_measured_by_its_days(work: Workplace, case: Case) -> None:
    """The first round was answered on 16 March; the second began on 23 March and is open."""
    for one in ROUNDS.of(work.store, case.id):
        ROUNDS.remove(work.store, one.id)
    ROUNDS.add(work.store, HandlingRound(case.id, 1, ASSIGNED, replied_at=REPLY))
    ROUNDS.add(work.store, HandlingRound(case.id, 2, date(2026, 3, 23)))
    again = replace(case, replied_at=None)
    first = Contact(case.id, REPLY + DAY, ContactWay.PHONE, BEFORE, 1)
    judged(check_contact, work, again, first, "晚于答复日期2026年3月16日")
    second = replace(first, day=date(2026, 3, 22), round=2)
    judged(check_contact, work, again, second, "早于开始二次办理日期2026年3月23日")
    judged(check_contact, work, again, replace(second, day=date(2026, 3, 23)), "")


@pytest.mark.parametrize(
    ("due", "replied", "late"),
    [
        (None, None, False),
        (TODAY, None, False),
        (TODAY - DAY, None, True),
        (REPLY, REPLY, False),
        (REPLY - DAY, REPLY, True),
        (TODAY - DAY, REPLY, False),
    ],
)
def test_late_is_after_the_due_day(
    work: Workplace, case: Case, due: date | None, replied: date | None, late: bool
) -> None:
    assert was_late(work, replace(case, due_at=due, replied_at=replied)) is late


@pytest.mark.parametrize(
    ("first", "due", "late"),
    [
        (TODAY - 5 * DAY, OLD, False),
        (TODAY - 6 * DAY, OLD, True),
        (TODAY, TODAY - DAY, False),  # begins after the due day: makes nothing punctual
        (TODAY - DAY, TODAY - DAY, True),
        (TODAY - DAY, None, False),
    ],
)
def test_a_pause_is_late_five_days_after_it_began_or_where_it_saves_a_late_case(
    work: Workplace, case: Case, first: date, due: date | None, late: bool
) -> None:
    one = replace(case, due_at=due, replied_at=None)
    assert is_late_entry(work, one, Pause(first, None, "等批复", case.id)) is late
