"""What is due: every kind of deadline, until when it is listed, and what takes it off the list.

Days are those of 2026: assigned Monday 9 February; rest from 15 to 23 February, work on Saturdays 14 and 28 February and 9 May.
"""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.status import Status
from desktop.domain.records.contact import ContactWay
from desktop.services.cases.handovers import Handover
from desktop.services.handling import contacts, deadlines, feedback, opinions, progress, promises, reviews
from desktop.services.handling.due_list import (
    DueFigures,
    DueItem,
    DueWhat,
    Reminder,
    deadlines_of,
    due_figures,
    due_items,
    reminder_of_today,
)
from desktop.services.office.workplace import Workplace
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import TO_DRAFT, answered, move_on, new_case


def listed(work: Workplace, within_days: int = 0) -> list[tuple[DueWhat, str, int]]:
    """What, about whom, and days left."""
    return [(item.what, item.about, item.days) for item in due_items(work, within_days)]


@pytest.fixture
def drafting(work: Workplace) -> int:
    """A case being drafted, due on 9 May, past its return window and its first contact."""
    case = new_case(work)
    contacts.record_contact(work, case.id, ContactWay.VISIT)
    move_on(work, case.id, *TO_DRAFT)
    return case.id


@pytest.mark.usefixtures("drafting")
@pytest.mark.parametrize(
    ("day", "within", "found"),
    [
        ("2026-05-01", 7, []),
        ("2026-05-02", 7, [(DueWhat.REPLY, "", 7)]),
        ("2026-05-09", 0, [(DueWhat.REPLY, "", 0)]),
        ("2026-05-11", 0, [(DueWhat.REPLY, "", -2)]),
    ],
)
def test_a_reply_is_listed_from_the_chosen_number_of_days_before(
    work: Workplace, clock: Clock, day: str, within: int, found: list[object]
) -> None:
    clock.set(day)
    assert listed(work, within) == found


@pytest.mark.usefixtures("drafting")
def test_without_a_number_of_days_the_list_reaches_a_week_ahead(work: Workplace, clock: Clock) -> None:
    clock.set("2026-05-01")
    assert due_items(work) == ()
    clock.set("2026-05-02")
    assert [item.days for item in due_items(work)] == [7]


def test_a_paused_clock_is_not_listed_and_comes_back_with_the_days_added(
    work: Workplace, clock: Clock, drafting: int
) -> None:
    clock.set("2026-05-04")
    assert listed(work, 7) == [(DueWhat.REPLY, "", 5)]
    deadlines.pause(work, drafting, "等市里的口径")
    assert listed(work, 7) == []
    clock.set("2026-05-20")
    assert listed(work, 7) == []
    deadlines.resume(work, drafting)  # 16 days: due on 25 May
    assert listed(work, 7) == [(DueWhat.REPLY, "", 5)]


def test_what_was_answered_or_withdrawn_is_not_due(work: Workplace, clock: Clock, drafting: int) -> None:
    answered(work, number="086", needs_feedback=False)
    progress.move_case(work, drafting, Status.WITHDRAWN, "提案者撤案")
    clock.set("2026-05-11")
    assert [what for what, _, _ in listed(work) if what is DueWhat.REPLY] == []


def test_a_second_round_and_an_opinion_of_ours_have_their_own_names(work: Workplace, clock: Clock) -> None:
    again = answered(work)
    new_case(work, number="087", handling_role=HandlingRole.CO_HANDLING, lead_unit="区文旅局")  # one month
    clock.set("2026-03-09")
    progress.move_case(work, again.id, Status.REHANDLING, "不满意")  # one month again: 9 April
    clock.set("2026-04-09")
    assert [(item.number, item.what, item.days) for item in due_items(work, 0)] == [
        ("087", DueWhat.OUR_OPINION, -31),
        ("085", DueWhat.REHANDLING, 0),
    ]


def test_an_opinion_is_awaited_until_it_comes_or_the_reply_is_out(
    work: Workplace, clock: Clock, drafting: int
) -> None:
    clock.set("2026-02-24")
    opinions.ask_opinions(work, drafting)  # two units, one month: 24 March
    clock.set("2026-03-25")
    assert listed(work) == [
        (DueWhat.CO_OPINION, "区文旅局", -1),
        (DueWhat.CO_OPINION, "区教育局", -1),
    ]
    opinions.receive_opinion(work, drafting, "区文旅局", "无不同意见。")
    assert listed(work) == [(DueWhat.CO_OPINION, "区教育局", -1)]
    progress.move_case(work, drafting, Status.WITHDRAWN, "提案者撤案")
    assert listed(work) == []


def test_a_promise_is_due_until_it_is_kept(work: Workplace, clock: Clock) -> None:
    case = answered(work, needs_feedback=False)
    reviews.publish(work, case.id, "区政府网站")
    promise = promises.add_promise(work, case.id, "完成预约系统改造", due_at=date(2026, 9, 30))
    clock.set("2026-09-29")
    assert listed(work) == []
    assert listed(work, 1) == [(DueWhat.PROMISE, "完成预约系统改造", 1)]
    promises.keep_promise(work, promise.id)
    assert listed(work, 1) == []


def test_the_forms_of_a_case_are_one_item_until_the_last_comes_back(work: Workplace, clock: Clock) -> None:
    """崇义 gives 15 working days: from 9 February five up to the 14th, five up to the 28th, five up to 6 March."""
    sent = {"status": Status.REPLIED, "replied_at": date(2026, 2, 9)}
    case = new_case(work, region="", locality="chongyi", **sent)
    feedback.send_forms(work, case.id)

    def out() -> list[tuple[str, int]]:
        return [(about, days) for what, about, days in listed(work) if what is DueWhat.FEEDBACK]

    clock.set("2026-03-05")
    assert out() == []
    clock.set("2026-03-07")
    assert out() == [("林一帆、何青", -1)]
    feedback.record_feedback(work, case.id, "满意", "林一帆")
    assert out() == [("何青", -1)]


def test_publication_is_due_until_it_is_recorded(work: Workplace, clock: Clock) -> None:
    case = answered(work, needs_feedback=False)
    clock.set("2026-03-13")
    assert listed(work) == [(DueWhat.DISCLOSURE, "", 0)]
    reviews.publish(work, case.id, "区政府网站")
    assert listed(work) == []


def test_the_return_window_is_listed_while_it_is_open(work: Workplace, clock: Clock) -> None:
    new_case(work)
    clock.set("2026-02-13")
    assert listed(work, 1) == [(DueWhat.RETURN, "", 1)]  # the fifth working day is Saturday the 14th
    clock.set("2026-02-14")
    assert listed(work) == [(DueWhat.RETURN, "", 0)]
    clock.set("2026-02-16")
    assert listed(work) == []


def test_the_reminder_counts_late_today_and_the_week(work: Workplace, clock: Clock) -> None:
    days = {
        "085": date(2026, 4, 30),
        "086": date(2026, 5, 4),
        "087": date(2026, 5, 11),
        "088": date(2026, 5, 12),
    }
    for number, due in days.items():
        case = new_case(work, number=number, due_at=due)
        contacts.record_contact(work, case.id, ContactWay.VISIT)
        move_on(work, case.id, *TO_DRAFT)
    clock.set("2026-05-04")
    found = reminder_of_today(work)
    assert found.words == "逾期 1 件，今日到期 1 件，七日内到期 2 件"
    assert found.first == "085 答复、086 答复"


def test_the_first_contact_is_due_until_there_is_one(work: Workplace, clock: Clock) -> None:
    """崇义 wants it within 15 working days of the assignment: 6 March."""
    case = new_case(work, region="", locality="chongyi")

    def first_contact() -> list[int]:
        return [days for what, _, days in listed(work) if what is DueWhat.FIRST_CONTACT]

    clock.set("2026-03-05")
    assert first_contact() == []
    clock.set("2026-03-06")
    assert first_contact() == [0]
    clock.set("2026-03-09")
    assert first_contact() == [-3]
    contacts.record_contact(work, case.id, ContactWay.PHONE)
    assert first_contact() == []


@pytest.mark.parametrize(
    ("what", "label"),
    [
        (DueWhat.REPLY, "答复"),
        (DueWhat.REHANDLING, "二次答复"),
        (DueWhat.OUR_OPINION, "报送会办意见"),
        (DueWhat.RETURN, "申请退回"),
        (DueWhat.FIRST_CONTACT, "首次沟通"),
        (DueWhat.CO_OPINION, "会办意见"),
        (DueWhat.FEEDBACK, "收回征询意见表"),
        (DueWhat.DISCLOSURE, "公开复文"),
        (DueWhat.PROMISE, "兑现承诺"),
        (DueWhat.CARRIED, "兑现往年承诺"),
    ],
)
def test_an_item_names_its_case_the_step_and_whom_it_is_about(what: DueWhat, label: str) -> None:
    day = date(2026, 5, 4)
    assert DueItem(7, "085", "案由", what, day, 0).label == f"085 {label}"
    assert DueItem(7, "", "案由", what, day, 0, "区文旅局").label == f"#7 {label}（区文旅局）"


def due(days: int, numbers: str, what: DueWhat = DueWhat.REPLY) -> tuple[DueItem, ...]:
    return tuple(DueItem(1, number, "", what, date(2026, 5, 4), days) for number in numbers.split())


@pytest.mark.parametrize(
    ("late", "today", "week", "words", "first"),
    [
        ("", "", "", "", ""),
        ("1", "", "", "逾期 1 件", "1 答复"),
        ("", "", "7 8", "七日内到期 2 件", "7 答复、8 答复"),
        ("1", "4", "7", "逾期 1 件，今日到期 1 件，七日内到期 2 件", "1 答复、4 答复"),
        ("1 2", "4", "", "逾期 2 件，今日到期 1 件，七日内到期 1 件", "1 答复、2 答复、4 答复"),
        ("1 2 3", "4", "", "逾期 3 件，今日到期 1 件，七日内到期 1 件", "1 答复、2 答复、3 答复……"),
    ],
)
def test_the_reminder_counts_and_names_the_three_most_urgent(
    late: str, today: str, week: str, words: str, first: str
) -> None:
    reminder = Reminder((*due(-1, late), *due(0, today), *due(7, week)))
    assert (reminder.words, reminder.first, reminder.rules_words) == (words, first, "")
    assert reminder.presses == bool(late or today)


def test_deadlines_that_are_not_those_of_the_case_are_counted_apart() -> None:
    items = (
        *due(-2, "1", DueWhat.CO_OPINION),
        *due(0, "1 2", DueWhat.FIRST_CONTACT),
        *due(3, "3", DueWhat.OUR_OPINION),
    )
    assert due_figures(items) == DueFigures(0, 0, 1, (("首次沟通", 2), ("会办意见", 1)))
    assert due_figures(items).words == "七日内到期 1 件；另有 3 项期限（首次沟通 2、会办意见 1）"


def test_the_reminder_tells_of_cases_under_older_rules() -> None:
    assert Reminder(older_rules=3).rules_words == "办理规则有变动，3 件在办件仍按原规则办理"


def test_the_reminder_tells_of_an_absence_that_is_over() -> None:
    away = Handover("林越", "何一苇", date(2026, 4, 20), None, date(2026, 5, 1), (1, 2))
    reminder = Reminder(handovers=(away,))
    assert reminder.handover_words == "林越的代管期已满，2 件可以交还"
    assert Reminder().handover_words == ""


@pytest.mark.usefixtures("drafting")
def test_an_item_carries_what_the_list_shows_of_its_case(work: Workplace, clock: Clock) -> None:
    other = new_case(work, number="086", due_at=date(2026, 5, 8), section="科创科", officer="林越")
    move_on(work, other.id, *TO_DRAFT)
    clock.set("2026-05-02")
    first, second = due_items(work)
    assert first == DueItem(
        other.id, "086", other.subject, DueWhat.REPLY, date(2026, 5, 8), 6, section="科创科", officer="林越"
    )
    assert (second.number, second.due_at, second.days) == ("085", date(2026, 5, 9), 7)


def test_all_deadlines_of_a_case_stand_by_day_each_with_its_explanation(work: Workplace) -> None:
    """长宁: returned within 5 working days, first contact within 15, answered within 3 months of assignment."""
    found = deadlines_of(work, new_case(work).id)
    assert [one.due for one in found] == sorted(one.due for one in found)
    names = [one.clock.name.label for one in found]
    assert {"申请退回", "答复"} <= set(names)
    assert names[-1] == "答复"
    assert found[-1].due == date(2026, 5, 9)
    assert all(one.explanation[-1].startswith("依据：") for one in found)
