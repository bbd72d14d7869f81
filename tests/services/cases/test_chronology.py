"""Days of a case against their neighbours: 交办, 签收, 沟通, 签发, 答复, 反馈 in this order, in each round anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.chronology import Landmark
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.records.contact import Contact, ContactPhase, ContactWay
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.handling_round import HandlingRound
from desktop.services.cases.chronology import (
    beginning,
    checked_day,
    contact_before_reply,
    refuse_contradictions,
)
from desktop.services.office.workplace import Workplace
from desktop.store.history.events import add_event
from desktop.store.history.handling import CONTACTS, FEEDBACK, ROUNDS

TODAY = date(2024, 4, 9)  # of the clock of these tests; the case was assigned on 22 January


def again(work: Workplace, case: Case) -> Case:
    """The case in a second round since 1 March."""
    for one in ROUNDS.of(work.store, case.id):
        ROUNDS.remove(work.store, one.id)
    ROUNDS.add(work.store, HandlingRound(case.id, 1, case.assigned_at))
    ROUNDS.add(work.store, HandlingRound(case.id, 2, date(2024, 3, 1), "不满意"))
    return replace(case, status=Status.REPLIED)


@pytest.fixture
def lived(work: Workplace, case: Case) -> Case:
    """Received on 24 January, visited on 5 February, signed off on 1 March, answered on the 4th, its form back on the 20th."""
    CONTACTS.add(work.store, Contact(case.id, date(2024, 1, 30), ContactWay.PHONE))
    CONTACTS.add(work.store, Contact(case.id, date(2024, 2, 5), ContactWay.VISIT))
    CONTACTS.add(work.store, Contact(case.id, date(2024, 3, 25), ContactWay.PHONE, ContactPhase.AFTER))
    add_event(
        work.store,
        Event(
            case.id, datetime(2024, 3, 1, 9), EventKind.MOVED, "林越", Status.LEADER_REVIEW, Status.SIGNED_OFF
        ),
    )
    FEEDBACK.add(work.store, Feedback(case.id, "沈亦澄", 1, returned_at=date(2024, 3, 28)))
    FEEDBACK.add(work.store, Feedback(case.id, "白露", 1, returned_at=date(2024, 3, 20)))
    FEEDBACK.add(work.store, Feedback(case.id, "钟灵", 1))
    return replace(
        case, status=Status.REPLIED, acknowledged_at=date(2024, 1, 24), replied_at=date(2024, 3, 4)
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"assigned_at": date(2024, 1, 23)}, ""),
        ({"assigned_at": date(2024, 1, 24)}, ""),
        ({"assigned_at": date(2024, 1, 25)}, "交办日期2024年1月25日晚于签收日期2024年1月24日"),
        ({"acknowledged_at": date(2024, 1, 22)}, ""),
        ({"acknowledged_at": date(2024, 1, 21)}, "签收日期2024年1月21日早于交办日期2024年1月22日"),
        ({"acknowledged_at": date(2024, 2, 5)}, ""),
        ({"acknowledged_at": date(2024, 2, 6)}, "签收日期2024年2月6日晚于办前、办中沟通日期2024年2月5日"),
        (
            {"acknowledged_at": None, "assigned_at": date(2024, 2, 6)},
            "交办日期2024年2月6日晚于办前、办中沟通日期",
        ),
        ({"replied_at": date(2024, 3, 1)}, ""),
        ({"replied_at": date(2024, 2, 29)}, "答复日期2024年2月29日早于签发日期2024年3月1日"),
        ({"replied_at": date(2024, 3, 20)}, ""),
        ({"replied_at": date(2024, 3, 21)}, "答复日期2024年3月21日晚于收回反馈日期2024年3月20日"),
        ({"replied_at": date(2024, 4, 10)}, "答复日期2024年4月10日还没到"),
        ({"replied_at": None}, ""),
    ],
)
def test_a_changed_day_keeps_its_place_in_the_order(
    work: Workplace, lived: Case, changed: dict[str, date | None], words: str
) -> None:
    after = replace(lived, **changed)  # type: ignore[arg-type]
    if words:
        with pytest.raises(Refused, match=words):
            refuse_contradictions(work, lived, after)
    else:
        refuse_contradictions(work, lived, after)


def test_a_day_that_did_not_change_is_not_judged(work: Workplace, lived: Case) -> None:
    """An older store may hold days that contradict each other; something else may be changed all the same."""
    wrong = replace(lived, replied_at=date(2024, 1, 1))
    refuse_contradictions(work, wrong, replace(wrong, subject="另一个案由"))


def test_in_a_second_round_days_of_the_first_say_nothing(work: Workplace, lived: Case) -> None:
    case = again(work, lived)
    assert beginning(work, case) == Landmark("开始二次办理", date(2024, 3, 1))
    assert contact_before_reply(work, case).day is None
    refuse_contradictions(work, case, replace(case, replied_at=date(2024, 3, 25)))
    refuse_contradictions(work, case, replace(case, acknowledged_at=date(2024, 3, 10)))


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [
        (Status.DRAFTING, Status.DRAFTING, True),
        (Status.SIGNED_OFF, Status.SIGNED_OFF, True),
        (Status.REPLIED, Status.REPLIED, False),
        (Status.CLOSED, Status.CLOSED, False),
        (Status.RETURNED, Status.RETURNED, True),  # never had a day of reply
    ],
)
def test_only_a_case_whose_reply_is_out_has_a_day_of_reply(
    work: Workplace, case: Case, before: Status, after: Status, refused: bool
) -> None:
    was, now = replace(case, status=before), replace(case, status=after, replied_at=date(2024, 3, 4))
    if refused:
        with pytest.raises(Refused, match=f"这一件还是“{after.label}”，没有答复，不能填写答复日期"):
            refuse_contradictions(work, was, now)
    else:
        refuse_contradictions(work, was, now)


def test_one_returned_may_have_had_a_day_of_reply_or_come_in_with_it(work: Workplace, case: Case) -> None:
    had = replace(case, status=Status.RETURNED, replied_at=date(2024, 3, 1))
    refuse_contradictions(work, had, replace(had, replied_at=date(2024, 3, 4)))
    refuse_contradictions(work, Case(), replace(had, id=0))
    with pytest.raises(Refused, match="没有答复，不能填写答复日期"):
        refuse_contradictions(work, Case(), replace(had, id=0, status=Status.DRAFTING))


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2024, 1, 22), "期限2024年1月22日不晚于交办日期2024年1月22日"),
        (date(2024, 1, 23), ""),
        (date(2025, 1, 22), ""),  # 366 days
        (date(2025, 1, 23), "期限2025年1月23日在一年以后（交办日期2024年1月22日）"),
    ],
)
def test_a_typed_due_day_lies_within_a_year_after_the_assignment(
    work: Workplace, case: Case, due: date, words: str
) -> None:
    after = replace(case, due_at=due)
    if words:
        with pytest.raises(Refused, match=words):
            refuse_contradictions(work, case, after)
    else:
        refuse_contradictions(work, case, after)


def test_a_new_day_of_assignment_is_measured_against_the_due_day_of_the_notice(
    work: Workplace, case: Case
) -> None:
    """The due day of the fixture, 21 April 2024, was typed with the case; a distant one was confirmed then."""
    far = replace(case, due_at=date(2027, 1, 1))
    with pytest.raises(Refused, match="不晚于交办日期2024年4月1日"):
        refuse_contradictions(
            work,
            replace(case, due_at=date(2024, 4, 1)),
            replace(case, due_at=date(2024, 4, 1), assigned_at=date(2024, 4, 1)),
        )
    refuse_contradictions(work, far, replace(far, assigned_at=date(2024, 2, 1)))


def test_a_day_is_today_unless_named_and_lies_between_its_neighbours(work: Workplace, case: Case) -> None:
    visit, reply = Landmark("走访", date(2024, 2, 5)), Landmark("答复", date(2024, 3, 4))
    assert checked_day(work, case, "催办") == TODAY
    assert checked_day(work, case, "催办", date(2024, 1, 22)) == date(2024, 1, 22)
    assert checked_day(work, case, "催办", date(2024, 2, 5), after=[visit], before=[reply]) == date(
        2024, 2, 5
    )
    for day, words in (
        (date(2024, 1, 21), "催办日期2024年1月21日早于交办日期2024年1月22日"),
        (date(2024, 2, 4), "催办日期2024年2月4日早于走访日期2024年2月5日"),
        (date(2024, 3, 5), "催办日期2024年3月5日晚于答复日期2024年3月4日"),
        (date(2024, 4, 10), "催办日期2024年4月10日还没到"),
    ):
        with pytest.raises(Refused, match=words):
            checked_day(work, case, "催办", day, after=[visit], before=[reply])


def test_the_last_contact_that_is_not_after_the_reply_counts(work: Workplace, lived: Case) -> None:
    assert contact_before_reply(work, lived) == Landmark("办前、办中沟通", date(2024, 2, 5))
    assert beginning(work, lived) == Landmark("交办", date(2024, 1, 22))
