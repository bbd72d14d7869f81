"""Promises are followed up, and results converted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.records.promise import PromiseState
from desktop.services.handling import progress, promises
from desktop.services.handling.due_list import DueWhat, due_items
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.statistics import gather_statistics
from desktop.services.writing import drafting
from desktop.store.history.handling import PROMISES
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import answered, history, new_case


def test_promises_are_followed_up_until_they_are_kept(work: Workplace, clock: Clock) -> None:
    case = answered(work)
    promise = promises.add_promise(work, case.id, "完成预约系统改造", due_at=date(2026, 9, 30), ask_number=1)
    assert promise.owner == "科普科"
    promises.note_progress(work, promise.id, "已招标")
    clock.set("2026-09-15")
    assert [line.state for line in promises.promise_list(work)] == [PromiseState.DUE_SOON]
    clock.set("2026-10-09")
    assert [line.state for line in promises.promise_list(work)] == [PromiseState.LATE]
    promises.keep_promise(work, promise.id)
    assert promises.promise_list(work) == ()
    assert [line.state for line in promises.promise_list(work, open_only=False)] == [PromiseState.KEPT]


def test_a_converted_result_keeps_the_original(work: Workplace) -> None:
    case = answered(work)
    conversion = promises.convert_result(work, case.id, "解决或采纳", "系统已上线")
    assert (conversion.old_result, conversion.new_result) == ("planned", "adopted")
    assert promises.current_result(work, case.id) == "adopted"
    assert drafting.open_reply(work, case.id).fields.handling_result == "planned"


def test_of_several_conversions_the_last_one_holds(work: Workplace) -> None:
    """Planned in the reply, kept for reference in July, done in September: today it counts as done, everywhere."""
    case = answered(work)
    first = promises.convert_result(work, case.id, "留作参考", "经费没有批下来")
    second = promises.convert_result(work, case.id, "解决或采纳", "系统已上线")
    assert (first.old_result, first.new_result) == ("planned", "reference")
    assert (second.old_result, second.new_result) == ("reference", "adopted")
    assert promises.current_result(work, case.id) == "adopted"
    rates = gather_statistics(work)
    assert rates.rate("conversion_rate").counted == (case.id,)
    assert rates.rate("adoption_rate").counted == (case.id,)


def test_a_closed_case_is_followed_up_only_while_a_promise_is_open(work: Workplace) -> None:
    case = answered(work)
    promise = promises.add_promise(work, case.id, "完成预约系统改造", due_at=date(2026, 9, 30))
    closed = progress.move_case(work, case.id, Status.CLOSED)
    step = progress.next_step(work, closed)
    assert (step.label, step.to) == ("列入跟踪", Status.FOLLOWUP)
    promises.keep_promise(work, promise.id)
    step = progress.next_step(work, closed)
    assert (step.label, step.to) == ("归档", Status.ARCHIVED)


def test_a_promise_takes_the_section_of_its_case_unless_an_owner_is_named(work: Workplace) -> None:
    case = new_case(work)
    ours = promises.add_promise(work, case.id, " 完成改造 ")
    theirs = promises.add_promise(work, case.id, "公布时间表", owner=" 办公室 ", due_at=date(2026, 9, 30))
    assert (ours.text, ours.owner, ours.due_at, ours.ask_number) == ("完成改造", "科普科", None, 0)
    assert theirs.owner == "办公室"
    assert promises.promises_of(work, case.id) == (ours, theirs)
    assert "（承诺：完成改造）" in history(work, case.id)
    assert "（承诺：公布时间表，2026-09-30 前）" in history(work, case.id)


@pytest.mark.parametrize(
    ("text", "ask", "words"), [("  ", 0, "承诺事项是空的"), ("公布", 2, "这件提案没有第 2 条建议")]
)
def test_a_promise_needs_words_and_an_ask_of_its_case(
    work: Workplace, text: str, ask: int, words: str
) -> None:
    case = new_case(work)
    with pytest.raises(Refused, match=words):
        promises.add_promise(work, case.id, text, ask_number=ask)
    assert promises.promises_of(work, case.id) == ()


def test_progress_is_kept_oldest_first_with_the_day_it_was_made(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    promise = promises.add_promise(work, case.id, "完成改造")
    clock.set("2026-03-02")
    first = promises.note_progress(work, promise.id, " 已立项 ", date(2026, 2, 10))
    second = promises.note_progress(work, promise.id, "已招标")
    assert (first.note, first.day, second.day) == ("已立项", date(2026, 2, 10), date(2026, 3, 2))
    assert promises.progress_of(work, promise.id) == (first, second)
    assert "完成改造——已立项" in history(work, case.id)
    for note, words in (("  ", "进展是空的"), ("已完成", "还没到")):
        with pytest.raises(Refused, match=words):
            promises.note_progress(work, promise.id, note, date(2026, 3, 3))


def test_an_unknown_promise_is_refused_by_its_number(work: Workplace) -> None:
    for act in (
        lambda: promises.note_progress(work, 77, "已招标"),
        lambda: promises.keep_promise(work, 77),
    ):
        with pytest.raises(Refused, match="没有序号为 77 的承诺事项"):
            act()


def test_promises_of_all_cases_stand_by_due_day_and_without_one_last(work: Workplace) -> None:
    first, second = new_case(work), new_case(work, number="086", proposers=())
    for case, text, due in (
        (first, "甲", None),
        (second, "乙", date(2026, 9, 30)),
        (first, "丙", date(2026, 6, 30)),
        (first, "丁", date(2026, 9, 30)),
    ):
        promises.add_promise(work, case.id, text, due_at=due)
    lines = promises.promise_list(work)
    assert [line.promise.text for line in lines] == ["丙", "乙", "丁", "甲"]
    assert (lines[0].number, lines[0].subject, lines[0].proposer) == (first.number, first.subject, "林一帆")
    assert (lines[1].number, lines[1].proposer) == ("086", "")


def test_a_promise_is_kept_on_a_day_that_may_be_named(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    one, other = promises.add_promise(work, case.id, "甲"), promises.add_promise(work, case.id, "乙")
    clock.set("2026-03-02")
    assert promises.keep_promise(work, one.id) == replace(one, kept_at=date(2026, 3, 2))
    assert promises.keep_promise(work, other.id, date(2026, 2, 20)).kept_at == date(2026, 2, 20)
    assert promises.promises_of(work, case.id)[0].kept_at == date(2026, 3, 2)


def test_the_day_of_a_kept_promise_changes_only_by_a_correction(work: Workplace, clock: Clock) -> None:
    """Kept on 10 October, ten days late: entering it again with a day in September would make it punctual without a trace."""
    case = new_case(work)
    promise = promises.add_promise(work, case.id, "甲", due_at=date(2026, 9, 30))
    clock.set("2026-10-10")
    promises.keep_promise(work, promise.id)
    assert history(work, case.id).endswith("（承诺兑现：甲，2026-10-10）")
    for day in (date(2026, 9, 1), None):
        with pytest.raises(Refused, match="承诺“甲”已经登记为2026年10月10日兑现") as refusal:
            promises.keep_promise(work, promise.id, day)
        assert "请更正这一条登记，写明原因（命令行用 amend）" in refusal.value.remedy
    assert [one.kept_at for one in promises.promises_of(work, case.id)] == [date(2026, 10, 10)]


def test_a_conversion_needs_a_known_result_an_earlier_one_and_a_proof(work: Workplace) -> None:
    case = answered(work)
    with pytest.raises(Refused, match="办理结果没有“做完”这一项") as refusal:
        promises.convert_result(work, case.id, "做完", "系统已上线")
    assert refusal.value.remedy == "可以填：解决或采纳、列入计划拟解决、留作参考。"
    with pytest.raises(Refused, match="结果转化要写明依据"):
        promises.convert_result(work, case.id, "解决或采纳", " ")
    with pytest.raises(Refused, match="这一件还没有办理结果"):
        promises.convert_result(work, new_case(work, number="086").id, "解决或采纳", "系统已上线")
    assert promises.conversions_of(work, case.id) == ()
    assert promises.current_result(work, case.id) == "planned"


# The year of a promise, and what is carried over 「结转」.
def test_a_promise_is_of_the_day_of_the_reply_unless_another_is_named(work: Workplace, clock: Clock) -> None:
    case = answered(work)
    clock.set("2026-10-09")
    of_the_reply = promises.add_promise(work, case.id, "甲")
    of_the_visit = promises.add_promise(work, case.id, "乙", made_at=date(2026, 9, 1))
    drafting = promises.add_promise(work, new_case(work, number="086").id, "丙")
    made = [one.made_at for one in (of_the_reply, of_the_visit, drafting)]
    assert made == [date(2026, 2, 9), date(2026, 9, 1), date(2026, 10, 9)]
    for day, words in ((date(2026, 2, 8), "早于交办"), (date(2026, 10, 10), "还没到")):
        with pytest.raises(Refused, match=words):
            promises.add_promise(work, case.id, "丁", made_at=day)
    with pytest.raises(Refused, match="早于承诺"):
        promises.keep_promise(work, of_the_visit.id, date(2026, 8, 31))


def test_what_is_open_at_the_end_of_the_year_is_carried_into_the_next(work: Workplace, clock: Clock) -> None:
    case = answered(work)
    for text, due in (
        ("无期", None),
        ("已过期", date(2026, 11, 30)),
        ("明年", date(2027, 6, 30)),
        ("已兑现", None),
    ):
        promises.add_promise(work, case.id, text, due_at=due)
    promises.keep_promise(work, promises.promises_of(work, case.id)[-1].id)
    clock.set("2026-12-31")
    assert promises.promise_list(work, carried_only=True) == ()
    assert [item.about for item in due_items(work, 7) if item.what is DueWhat.CARRIED] == []
    clock.set("2027-01-01")
    promises.add_promise(work, case.id, "新年的", made_at=date(2027, 1, 1))
    carried = promises.promise_list(work, carried_only=True)
    assert [line.promise.text for line in carried] == ["已过期", "明年", "无期"]
    assert {(line.year, line.carried) for line in carried} == {(2026, True)}
    assert [line.promise.text for line in promises.promise_list(work, year=2027)] == ["新年的"]
    of_2026 = promises.promise_list(work, year=2026, open_only=False)
    assert [line.promise.text for line in of_2026] == ["已过期", "明年", "无期", "已兑现"]
    listed = [(item.what, item.about, item.days) for item in due_items(work, 7) if "承诺" in item.what.label]
    assert listed == [(DueWhat.PROMISE, "已过期", -32), (DueWhat.CARRIED, "无期", -1)]


def test_a_promise_of_an_older_store_is_of_the_year_of_its_reply(work: Workplace, clock: Clock) -> None:
    case = answered(work)
    promise = promises.add_promise(work, case.id, "甲")
    PROMISES.change(work.store, replace(promise, made_at=None))
    clock.set("2027-03-01")
    assert [(line.year, line.carried) for line in promises.promise_list(work)] == [(2026, True)]
    assert [item.due_at for item in due_items(work) if item.what is DueWhat.CARRIED] == [date(2026, 12, 31)]
    (year,) = gather_statistics(work).promises
    assert (year.year, year.made, year.carried) == (2026, 1, 1)
