"""Promises are followed up, and results converted."""

from __future__ import annotations

from datetime import date

from desktop.domain.case.status import Status
from desktop.domain.records.promise import PromiseState
from desktop.services.handling import progress, promises
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.statistics import gather_statistics
from desktop.services.writing import drafting
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import answered


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
