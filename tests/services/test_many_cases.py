"""One action on many cases."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.errors import FileProblem, Refused, StoreProblem
from desktop.services import many_cases
from desktop.services.cases.cases import create_case, get_case
from desktop.services.handling.progress import events, move_case
from desktop.services.many_cases import (
    Assignees,
    ManyOutcome,
    assign_cases,
    assignees,
    export_cases,
    move_cases,
    undo_moves,
)
from desktop.services.office.workplace import Workplace
from tests.services.many_steps import all_steps


def test_one_refused_case_does_not_stop_the_others_and_is_named(work: Workplace, reviewed: Case) -> None:
    other = create_case(work, Case(number="009", subject="关于增设公交站点的提案"))
    outcome = all_steps(move_cases(work, (reviewed.id, other.id), Status.OFFICE_REVIEW))
    assert outcome.done == (reviewed.id,)
    assert outcome.words.startswith("1 件没有办成：009 ")
    assert all_steps(undo_moves(work, outcome.done)).done == (reviewed.id,)
    assert get_case(work, reviewed.id).status is Status.SECTION_REVIEW
    with pytest.raises(Refused):
        assign_cases(work, (reviewed.id,), "  ")


P = ParamSpec("P")
T = TypeVar("T")


def failing_at(place: int, fault: Exception, verb: Callable[P, T]) -> Callable[P, T]:
    """`verb`, whose call number `place` raises `fault`."""
    turns = count(1)

    def act(*values: P.args, **named: P.kwargs) -> T:
        if next(turns) == place:
            raise fault
        return verb(*values, **named)

    return act


def drafts(work: Workplace, number: int) -> list[int]:
    cases = (
        Case(number=f"{one:03}", subject="关于公交的提案", status=Status.DRAFTING) for one in range(number)
    )
    return [create_case(work, case).id for case in cases]


def test_a_full_disk_ends_the_job_and_what_was_done_is_told(
    work: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = drafts(work, 6)
    full = StoreProblem("磁盘满了", "请清理磁盘")
    monkeypatch.setattr(many_cases, "move_case", failing_at(4, full, move_case))
    outcome = all_steps(move_cases(work, ids, Status.SECTION_REVIEW))
    assert outcome.done == tuple(ids[:3])
    assert outcome.refused == ()
    assert outcome.words == "办到一半停下了，其余没有动：磁盘满了。请清理磁盘。"
    reviewed, drafting = Status.SECTION_REVIEW, Status.DRAFTING
    assert [get_case(work, one).status for one in ids] == [reviewed] * 3 + [drafting] * 3
    monkeypatch.undo()
    assert all_steps(undo_moves(work, outcome.done)).done == outcome.done


def test_a_file_that_cannot_be_written_does_not_stop_the_others(
    work: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = drafts(work, 3)
    held = FileProblem("文件被别的程序占用", "请关掉再导出")
    monkeypatch.setattr(many_cases, "export_reply", failing_at(2, held, lambda *_values: None))
    outcome = all_steps(export_cases(work, ids, tmp_path))
    assert outcome.done == (ids[0], ids[2])
    assert outcome.words == "1 件没有办成：001 文件被别的程序占用。"


def test_a_case_removed_since_it_was_chosen_is_refused_by_itself(work: Workplace) -> None:
    (case_id,) = drafts(work, 1)
    outcome = all_steps(move_cases(work, (999, case_id), Status.SECTION_REVIEW))
    assert outcome.done == (case_id,)
    assert outcome.words.startswith("1 件没有办成：#999 ")


def three(work: Workplace) -> tuple[Case, ...]:
    return tuple(
        create_case(
            work, Case(number=number, subject=f"关于第{number}项工作的提案", status=status, officer="林越")
        )
        for number, status in (("007", Status.SIGNED), ("", Status.ASSIGNED), ("009", Status.DRAFTING))
    )


def test_assigning_moves_only_cases_that_wait_for_it(work: Workplace) -> None:
    first, second, third = three(work)
    outcome = all_steps(assign_cases(work, (first.id, second.id, third.id), " 科创科 "))
    assert outcome == ManyOutcome((first.id, second.id, third.id))
    stored = [get_case(work, one.id) for one in (first, second, third)]
    assert [one.status for one in stored] == [Status.DISTRIBUTED, Status.ASSIGNED, Status.DRAFTING]
    assert [(one.section, one.officer) for one in stored] == [("科创科", "林越")] * 3
    assert events(work, first.id)[-1].note == "分办到科创科"


def test_assigning_may_name_an_officer(work: Workplace) -> None:
    first, _, third = three(work)
    all_steps(assign_cases(work, (first.id,), "科创科", " 周衡 "))
    all_steps(assign_cases(work, (third.id,), "人事科", "  "))
    assert (get_case(work, first.id).officer, get_case(work, third.id).officer) == ("周衡", "林越")
    assert assignees(work) == Assignees(("人事科", "科创科"), ("周衡", "林越"))


def test_the_steps_count_and_stop_when_told_to(work: Workplace) -> None:
    first, second, third = three(work)
    steps = move_cases(work, (first.id, second.id, third.id), Status.DISTRIBUTED, "一起分办")
    assert next(steps) == 1
    assert steps.send(True) == 2
    with pytest.raises(StopIteration) as end:
        steps.send(False)
    outcome = end.value.value
    assert outcome.done == (first.id,)
    assert [name for name, _ in outcome.refused] == [f"#{second.id}"]
    assert get_case(work, third.id).status is Status.DRAFTING
    assert events(work, first.id)[-1].note == "一起分办"


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (0, ""),
        (1, "1 件没有办成：1 不行"),
        (3, "3 件没有办成：1 不行；2 不行；3 不行"),
        (4, "4 件没有办成：1 不行；2 不行；3 不行等"),
    ],
)
def test_at_most_three_refusals_are_told(refused: int, words: str) -> None:
    assert ManyOutcome(refused=tuple((str(place + 1), "不行") for place in range(refused))).words == words


def test_letters_are_exported_side_by_side_and_named_by_their_case(
    work: Workplace, reviewed: Case, tmp_path: Path
) -> None:
    other = create_case(work, Case(number="009", subject="关于增设公交站点的提案"))
    outcome = all_steps(export_cases(work, (reviewed.id, other.id), tmp_path, ".txt"))
    assert outcome.out == tmp_path
    assert outcome.done == (reviewed.id, other.id)
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".txt") == [
        "009.txt",
        "085-林晓舟.txt",
    ]
