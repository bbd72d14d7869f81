"""A list is taken in by short steps, between which other things are written; for the officer it is all or nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.errors import Refused, StoreProblem
from desktop.domain.importing.plan import ImportBatch, ImportStatus
from desktop.services.cases.cases import create_case, find_case, get_case, set_fields
from desktop.services.cases.work_list import list_cases
from desktop.services.importing import batch as batches
from desktop.services.importing.batch import apply_in_steps, apply_plan
from desktop.services.importing.plan import ImportPlan, plan_import
from desktop.services.importing.undo import past_imports, undo_import
from desktop.services.office.workplace import Workplace, set_up
from desktop.services.writing.drafting import open_reply, save_reply
from desktop.store.file.store import Store
from tests.services.importing.test_import_plan import listed
from tests.services.importing.test_import_safety import MANY

Between = Callable[[int], object]


@pytest.fixture(autouse=True)
def _steps_of_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_STEP_S", 0.0)


@pytest.fixture
def other_work(work: Workplace, tmp_path: Path) -> Iterator[Workplace]:
    opened = set_up(Store.in_memory(), tmp_path / "other", now=work.now, officer=work.officer)
    yield opened
    opened.close()


def plan_of(work: Workplace, count: int) -> ImportPlan:
    return plan_import(work, [listed(*MANY[:count])])


def carried_out(steps: Generator[int, bool | None, ImportBatch], between: Between) -> ImportBatch:
    """The result of the steps; `between` is called after each with the number of rows done."""
    try:
        done = next(steps)
        while True:
            done = steps.send(between(done) is not False)
    except StopIteration as end:
        found: ImportBatch = end.value
        return found


def nothing(_done: int) -> None:
    """Nothing else is written meanwhile."""


def test_steps_bring_in_the_same_as_one_transaction(work: Workplace, other_work: Workplace) -> None:
    whole = apply_plan(other_work, plan_of(other_work, 5))
    steps = carried_out(apply_in_steps(work, plan_of(work, 5)), nothing)
    assert steps == whole
    assert list_cases(work, CaseQuery()) == list_cases(other_work, CaseQuery())
    assert past_imports(work) == past_imports(other_work)
    assert undo_import(work, steps.id) == (5, 0)
    assert list_cases(work, CaseQuery()).total == 0


def test_each_step_is_a_transaction_and_tells_how_many_rows_are_in(work: Workplace) -> None:
    seen = []

    def look(done: int) -> None:
        with work.store.reading() as connection:
            assert not connection.in_transaction
        seen.append((done, list_cases(work, CaseQuery()).total))

    carried_out(apply_in_steps(work, plan_of(work, 3)), look)
    assert [pair for pair in seen if pair[0]] == [(1, 1), (2, 2), (3, 3)]


def test_a_letter_saved_meanwhile_is_kept_and_the_list_comes_in(work: Workplace) -> None:
    case = create_case(work, Case(number="900", subject="关于另一件事的提案"))
    reply = open_reply(work, case.id)

    def write(done: int) -> None:
        save_reply(work, reply.with_section(reply.sections[0].key, f"第 {done} 行时写的"))

    batch = carried_out(apply_in_steps(work, plan_of(work, 4)), write)
    assert batch.count(ImportStatus.NEW) == 4
    assert open_reply(work, case.id).sections[0].text == "第 4 行时写的"


def test_a_stopped_import_keeps_and_tells_what_came_in(work: Workplace) -> None:
    batch = carried_out(apply_in_steps(work, plan_of(work, 9)), lambda done: done < 3)
    assert batch.count(ImportStatus.NEW) == len(batch.results) == list_cases(work, CaseQuery()).total == 3
    assert past_imports(work)[0].made == 3
    assert undo_import(work, batch.id) == (3, 0)
    assert list_cases(work, CaseQuery()).total == 0


def test_a_case_changed_meanwhile_takes_everything_back(work: Workplace) -> None:
    apply_plan(work, plan_of(work, 3))
    moved = [(*row[:2], "霜降", *row[3:]) for row in MANY[:3]]  # another proposer
    plan = plan_import(work, [listed(*moved)])
    assert [item.status for item in plan.items] == [ImportStatus.UPDATED] * 3
    last = find_case(work, "003")

    def touch(done: int) -> None:
        if done == 1:
            set_fields(work, last.id, {"section": "科创科"})

    with pytest.raises(Refused, match="有办件变动过"):
        carried_out(apply_in_steps(work, plan), touch)
    assert [find_case(work, row[0]).proposers[0].name for row in moved] == ["白露"] * 3
    assert get_case(work, last.id).section == "科创科"
    assert past_imports(work)[0].undone_at is not None


def test_a_matter_entered_meanwhile_takes_everything_back(work: Workplace) -> None:
    plan = plan_of(work, 3)
    planned = carried_out(apply_in_steps(work, plan), nothing)
    third = get_case(work, planned.results[2].case_id)
    undo_import(work, planned.id)

    def enter(done: int) -> None:
        if done == 1:
            create_case(work, replace(third, id=0, due_at=None, subject="手工登记的"))

    with pytest.raises(Refused, match="有办件变动过"):
        carried_out(apply_in_steps(work, plan_of(work, 3)), enter)
    assert [row.subject for row in list_cases(work, CaseQuery()).rows] == ["手工登记的"]


def test_a_fault_of_the_program_takes_everything_back(
    work: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(work, 3)

    def break_here(done: int) -> None:
        if done == 2:
            monkeypatch.setattr(batches, "perf_counter", None)

    with pytest.raises(TypeError):
        carried_out(apply_in_steps(work, plan), break_here)
    assert list_cases(work, CaseQuery()).total == 0
    assert past_imports(work)[0].undone_at is not None


def test_an_import_that_the_program_ends_keeps_what_came_in(work: Workplace) -> None:
    steps = apply_in_steps(work, plan_of(work, 3))
    while next(steps) < 2:
        pass
    steps.close()
    assert list_cases(work, CaseQuery()).total == 2
    assert past_imports(work)[0].undone_at is None


def test_what_cannot_be_taken_back_is_said(work: Workplace) -> None:
    def work_on(done: int) -> None:
        if done == 1:
            set_fields(work, find_case(work, "001").id, {"section": "科创科"})
            with work.store.reading() as connection:
                connection.execute("PRAGMA query_only = ON")
        elif done > 1:
            raise AssertionError("nothing more is written")

    with pytest.raises((Refused, StoreProblem)) as told:
        carried_out(apply_in_steps(work, plan_of(work, 3)), work_on)
    assert "已收进的没有撤掉" in told.value.remedy


def test_a_step_of_a_list_of_300_rows_is_short(work: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    carried_out(apply_in_steps(work, plan_of(work, 1)), nothing)  # templates and calendar have been read
    plan = plan_of(work, 300)
    longest, began = 0.0, time.thread_time()

    def measure(_done: int) -> None:
        nonlocal longest, began
        longest = max(longest, time.thread_time() - began)
        began = time.thread_time()

    carried_out(apply_in_steps(work, plan), measure)
    assert 0 < longest < 0.1
