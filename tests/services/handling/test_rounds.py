"""A second round hides nothing of the first: its reply, signer, result and rating stay in ledger, JSON, due list and page."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.cli.case_json import case_json
from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.services.cases.cases import get_case
from desktop.services.handling import feedback, progress
from desktop.services.handling.case_view import view_case
from desktop.services.handling.due_list import DueWhat, due_items
from desktop.services.handling.rounds import rounds_of
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.ledger import ledger_row
from desktop.services.writing import drafting
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import answered


@pytest.fixture
def again(work: Workplace, clock: Clock) -> Case:
    """Answered on 9 February with a plan, signed by 沈局长; 林一帆 is not satisfied on 2 March, 何青 never answers."""
    case = answered(work)
    drafting.set_reply_fields(work, case.id, {"signer": "沈局长"}, why="补登记")
    feedback.send_forms(work, case.id)
    clock.set("2026-03-02")
    feedback.record_feedback(work, case.id, "不同意", "林一帆")
    progress.move_case(work, case.id, Status.REHANDLING, "没有时间表")
    return get_case(work, case.id)


def test_the_rounds_say_what_each_led_to(work: Workplace, again: Case) -> None:
    first, second = rounds_of(work, again)
    assert (first.round.replied_at, first.letter.signer, first.result_words) == (
        date(2026, 2, 9),
        "沈局长",
        "列入计划拟解决",
    )
    assert [form.proposer for form in first.forms] == ["林一帆"]
    assert first.satisfaction is not None
    assert first.satisfaction.label == "不满意"
    assert (second.round.replied_at, second.letter.signer, second.result, second.forms) == (None, "", "", ())
    assert (second.round.because, second.round.started_at) == ("没有时间表", date(2026, 3, 2))


def test_a_case_without_a_second_round_has_one(work: Workplace) -> None:
    case = answered(work)
    (only,) = rounds_of(work, case)
    assert (only.number, only.round.replied_at, only.round.due_at) == (1, case.replied_at, case.due_at)


def test_the_ledger_keeps_the_first_reply_beside_the_present_one(work: Workplace, again: Case) -> None:
    row = ledger_row(work, again)
    assert {
        key: row[key]
        for key in ("rounds", "first_replied_at", "first_result", "first_signer", "first_satisfaction")
    } == {
        "rounds": 2,
        "first_replied_at": date(2026, 2, 9),
        "first_result": "列入计划拟解决",
        "first_signer": "沈局长",
        "first_satisfaction": "不满意",
    }
    assert (row["replied_at"], row["signer"], row["result"], row["satisfaction"]) == ("", "", "", "")


def test_show_as_json_lists_every_round(work: Workplace, again: Case) -> None:
    found = case_json(view_case(work, again))["rounds"]
    assert isinstance(found, list)
    first, second = found
    assert (first["number"], first["replied_at"], first["on_time"], first["signer"]) == (
        1,
        "2026-02-09",
        True,
        "沈局长",
    )
    assert first["ratings"] == [
        {
            "proposer": "林一帆",
            "rating": "disagree",
            "counts_as": "dissatisfied",
            "manner": None,
            "returned_at": "2026-03-02",
        }
    ]
    assert (second["number"], second["replied_at"], second["on_time"], second["ratings"]) == (
        2,
        None,
        None,
        [],
    )


def test_a_case_in_its_second_round_stands_once_for_each_clock(
    work: Workplace, clock: Clock, again: Case
) -> None:
    """何青's form of the first round is still out and the first reply was never published; neither is a clock any more."""
    clock.set("2026-12-01")
    assert [item.what for item in due_items(work, 0) if item.case_id == again.id] == [DueWhat.REHANDLING]
