"""One action on many cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.services.cases.cases import create_case, get_case
from desktop.services.handling.progress import events
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
