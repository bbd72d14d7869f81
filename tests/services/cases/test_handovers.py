"""Absence: an officer's open cases go to a deputy in one step and come back in one step; what was given away meanwhile stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.field_change import FieldChange
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.errors import Refused
from desktop.services.cases.cases import OFFICER, get_case, set_fields
from desktop.services.cases.handovers import (
    hand_back,
    hand_over,
    handovers,
    stand_in_of,
    undo_handover,
)
from desktop.services.cases.work_list import list_cases
from desktop.services.handling.progress import events
from desktop.services.office.workplace import Workplace
from desktop.store.cases.cases import add_case, origins_of, update_case

AWAY, BACK = date(2024, 4, 10), date(2024, 4, 19)
OPEN = ("001", "002", "003")


@pytest.fixture
def office(work: Workplace) -> Workplace:
    """Three open cases of 林越, a closed one of theirs, one of 何一苇 and one of nobody."""
    for number in OPEN:
        add_case(
            work.store, Case(number=number, officer="林越", status=Status.DRAFTING, subject=f"案由{number}")
        )
    add_case(work.store, Case(number="004", officer="林越", status=Status.CLOSED))
    add_case(work.store, Case(number="005", officer="何一苇", status=Status.CONTACTING))
    add_case(work.store, Case(number="006", status=Status.ASSIGNED))
    return work


def officers(work: Workplace) -> dict[str, str]:
    return {
        row.number: row.officer_label
        for row in sorted(list_cases(work, CaseQuery()).rows, key=lambda row: row.number)
    }


BEFORE = {"001": "林越", "002": "林越", "003": "林越", "004": "林越", "005": "何一苇", "006": ""}


def test_every_open_case_of_the_officer_goes_and_says_for_whom(office: Workplace) -> None:
    outcome = hand_over(office, "林越", "何一苇", first=AWAY, last=BACK)
    assert (outcome.words, len(outcome.moved)) == ("林越的 3 件已交何一苇代管", 3)
    assert officers(office) == BEFORE | dict.fromkeys(OPEN, "何一苇（代林越）")
    (found,) = handovers(office)
    assert found.words == "林越外出（2024年4月10日至4月19日），3 件由何一苇代管"
    assert found.case_ids == outcome.moved


def test_each_case_has_an_event_with_the_old_and_the_new_officer(office: Workplace) -> None:
    moved = hand_over(office, "林越", "何一苇", last=BACK).moved
    for case_id in moved:
        event = events(office, case_id)[-1]
        assert event.note == "代管：林越外出（至4月19日），交何一苇代管"
        assert event.changes == (FieldChange("officer", "林越", "何一苇"),)
        assert (event.who, event.happened_on) == ("林越", date(2024, 4, 9))
        assert (
            origins_of(office.store, case_id)["officer"] == OFFICER
        )  # a list does not change it back quietly


def test_back_comes_exactly_what_went_and_was_not_given_to_another(office: Workplace) -> None:
    first, second, third = hand_over(office, "林越", "何一苇").moved
    set_fields(office, second, {"officer": "陆言"})
    add_case(
        office.store, Case(number="007", officer="何一苇", status=Status.DRAFTING)
    )  # came to the deputy meanwhile
    assert [one.words for one in handovers(office)] == ["林越外出，2 件由何一苇代管"]
    outcome = hand_back(office, "林越")
    assert outcome.moved == (first, third)
    assert outcome.left_words == "1 件另有经办人，没有动：002（陆言）"
    assert officers(office) == BEFORE | {"002": "陆言", "007": "何一苇"}
    assert events(office, first)[-1].note == "代管：交还林越"
    assert handovers(office) == ()


def test_a_case_that_was_closed_meanwhile_comes_back_too(office: Workplace) -> None:
    first, *_ = hand_over(office, "林越", "何一苇").moved
    set_status(office, first, Status.ARCHIVED)
    assert first in hand_back(office, "林越").moved
    assert get_case(office, first).officer == "林越"


def set_status(work: Workplace, case_id: int, status: Status) -> None:
    update_case(work.store, replace(get_case(work, case_id), status=status))


def test_one_given_back_by_hand_is_not_named_as_left(office: Workplace) -> None:
    first, *rest = hand_over(office, "林越", "何一苇").moved
    set_fields(office, first, {"officer": "林越"})
    assert officers(office)["001"] == "林越"
    outcome = hand_back(office, "林越")
    assert (outcome.moved, outcome.left) == (tuple(rest), ())


def test_the_handing_over_is_undone_in_one_step(office: Workplace) -> None:
    moved = hand_over(office, "林越", "何一苇").moved
    outcome = undo_handover(office)
    assert (outcome.words, outcome.moved) == ("已撤销代管，3 件仍由林越经办", moved)
    assert officers(office) == BEFORE
    assert handovers(office) == ()
    assert events(office, moved[0])[-1].note == "代管：撤销，仍由林越经办"
    with pytest.raises(Refused, match="没有可以撤销的代管"):
        undo_handover(office)


def test_the_giving_back_is_undone_in_one_step(office: Workplace) -> None:
    moved = hand_over(office, "林越", "何一苇", last=BACK).moved
    before = handovers(office)
    hand_back(office, "林越")
    outcome = undo_handover(office)
    assert (outcome.words, outcome.moved) == ("已撤销交还，3 件仍在代管", moved)
    assert officers(office) == BEFORE | dict.fromkeys(OPEN, "何一苇（代林越）")
    assert handovers(office) == before
    assert hand_back(office, "林越").moved == moved


def test_undoing_the_return_leaves_what_was_given_on_since(office: Workplace) -> None:
    first, *rest = hand_over(office, "林越", "何一苇").moved
    hand_back(office, "林越")
    set_fields(office, first, {"officer": "陆言"})
    outcome = undo_handover(office)
    assert (outcome.moved, outcome.left) == (tuple(rest), (("001", "陆言"),))


def test_the_undo_of_a_step_is_bound_to_that_step(office: Workplace) -> None:
    step = hand_over(office, "林越", "何一苇").turn
    hand_back(office, "林越")
    with pytest.raises(Refused, match="后来又移交或交还过"):
        undo_handover(office, step)
    assert officers(office) == BEFORE
    undo_handover(office)
    undo_handover(office, step)
    assert officers(office) == BEFORE
    with pytest.raises(Refused, match="没有可以撤销的代管"):
        undo_handover(office, step)


def test_two_deputies_give_back_together_or_one_by_one(office: Workplace) -> None:
    hand_over(office, "林越", "何一苇")
    late = add_case(office.store, Case(number="007", officer="林越", status=Status.DRAFTING)).id
    hand_over(office, "林越", "陆言")
    assert [one.words for one in handovers(office)] == [
        "林越外出，3 件由何一苇代管",
        "林越外出，1 件由陆言代管",
    ]
    assert hand_back(office, "林越", "陆言").moved == (late,)
    assert len(hand_back(office, "林越").moved) == 3
    undo_handover(office)  # only the last step
    assert [one.deputy for one in handovers(office)] == ["何一苇"]


def test_a_deputy_who_leaves_passes_the_cases_on_and_gets_them_back(office: Workplace) -> None:
    moved = hand_over(office, "林越", "何一苇").moved
    hand_over(office, "何一苇", "陆言")
    assert officers(office)["001"] == "陆言（代何一苇）"
    assert officers(office)["005"] == "陆言（代何一苇）"
    hand_back(office, "何一苇")
    assert officers(office)["001"] == "何一苇（代林越）"
    assert hand_back(office, "林越").moved == moved
    assert officers(office) == BEFORE


@pytest.fixture
def both_away(office: Workplace) -> Workplace:
    """林越 is away, then 何一苇, who stood in: all four cases are with 陆言."""
    hand_over(office, "林越", "何一苇")
    hand_over(office, "何一苇", "陆言")
    return office


def test_the_first_officer_back_gets_the_cases_from_the_deputys_deputy(both_away: Workplace) -> None:
    assert [one.words for one in handovers(both_away)] == [
        "林越外出，3 件由何一苇代管",
        "何一苇外出，4 件由陆言代管",
    ]
    outcome = hand_back(both_away, "林越")
    assert (outcome.words, outcome.left) == ("已交还林越 3 件", ())
    assert officers(both_away) == BEFORE | {"005": "陆言（代何一苇）"}
    assert [one.words for one in handovers(both_away)] == ["何一苇外出，1 件由陆言代管"]
    outcome = hand_back(both_away, "何一苇")
    assert (outcome.words, outcome.left) == ("已交还何一苇 1 件", ())
    assert officers(both_away) == BEFORE


def test_the_deputy_back_first_stands_in_again_until_the_first_officer_is_back(both_away: Workplace) -> None:
    assert hand_back(both_away, "何一苇").words == "已交还何一苇 4 件"
    assert officers(both_away) == BEFORE | dict.fromkeys(OPEN, "何一苇（代林越）")
    assert [one.words for one in handovers(both_away)] == ["林越外出，3 件由何一苇代管"]
    assert hand_back(both_away, "林越").words == "已交还林越 3 件"
    assert officers(both_away) == BEFORE
    assert handovers(both_away) == ()


def test_undoing_a_return_through_two_deputies_restores_both_absences(both_away: Workplace) -> None:
    before = handovers(both_away)
    hand_back(both_away, "林越")
    assert undo_handover(both_away).words == "已撤销交还，3 件仍在代管"
    assert officers(both_away) == {
        "001": "陆言（代何一苇）",
        "002": "陆言（代何一苇）",
        "003": "陆言（代何一苇）",
        "004": "林越",
        "005": "陆言（代何一苇）",
        "006": "",
    }
    assert handovers(both_away) == before


def test_what_the_deputys_deputy_gave_away_stays_there(both_away: Workplace) -> None:
    case_id = handovers(both_away)[0].case_ids[1]
    set_fields(both_away, case_id, {"officer": "白露"})
    assert hand_back(both_away, "林越").left_words == "1 件另有经办人，没有动：002（白露）"
    assert officers(both_away) == BEFORE | {"002": "白露", "005": "陆言（代何一苇）"}
    assert hand_back(both_away, "何一苇").left == ()


@pytest.mark.parametrize(
    ("officer", "deputy", "days", "words"),
    [
        ("林越", "", {}, "没有写谁外出、交给谁"),
        ("林越", " 林 越 ", {}, "林越不能代管自己的办件"),
        ("陆言", "何一苇", {}, "陆言名下没有在办件"),
        ("林越", "何一苇", {"first": BACK, "last": AWAY}, "外出到2024年4月10日，早于开始的2024年4月19日"),
        ("林越", "何一苇", {"last": date(2024, 4, 8)}, "外出到2024年4月8日，已经过了"),
    ],
)
def test_what_cannot_be_handed_over_is_refused_and_nothing_moves(
    office: Workplace, officer: str, deputy: str, days: dict[str, date], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        hand_over(office, officer, deputy, **days)
    assert officers(office) == BEFORE


def test_a_return_without_a_handover_names_what_is_out(office: Workplace) -> None:
    with pytest.raises(Refused, match="现在没有代管的办件"):
        hand_back(office, "林越")
    hand_over(office, "林越", "何一苇")
    with pytest.raises(Refused, match="林越外出，3 件由何一苇代管"):
        hand_back(office, "陆言")


def test_blanks_in_a_name_do_not_part_an_officer_from_their_cases(office: Workplace) -> None:
    add_case(office.store, Case(number="008", officer="林 越", status=Status.DRAFTING))
    assert len(hand_over(office, " 林越", "何一苇").moved) == 4
    assert len(hand_back(office, "林越").moved) == 4
    assert officers(office)["008"] == "林 越"


def test_the_sentence_and_the_record_name_the_deputy(office: Workplace) -> None:
    first, *_ = hand_over(office, "林越", "何一苇", first=AWAY).moved
    row = list_cases(office, CaseQuery(ids=(first,))).rows[0]
    assert row.waiting.words == "等何一苇（代林越）拟稿"
    record = stand_in_of(office, get_case(office, first))
    assert record is not None
    assert record.words == "林越外出（4月10日起），由何一苇代管"
    hand_back(office, "林越")
    assert stand_in_of(office, get_case(office, first)) is None


def test_a_handover_is_over_on_the_day_after_its_last(office: Workplace) -> None:
    hand_over(office, "林越", "何一苇", last=BACK)
    (found,) = handovers(office)
    assert not found.is_over(BACK)
    assert found.is_over(date(2024, 4, 20))


def test_an_absence_of_one_day_may_be_named(office: Workplace) -> None:
    outcome = hand_over(office, "林越", "何一苇", first=AWAY, last=AWAY)
    assert outcome.left_words == ""
    assert handovers(office)[0].words == "林越外出（2024年4月10日），3 件由何一苇代管"


def test_a_case_given_to_the_former_deputy_later_is_their_own(office: Workplace) -> None:
    first, *_ = hand_over(office, "林越", "何一苇").moved
    hand_back(office, "林越")
    set_fields(office, first, {"officer": "何一苇"})
    assert stand_in_of(office, get_case(office, first)) is None
    assert officers(office)["001"] == "何一苇"


def test_undoing_a_return_from_two_deputies_names_all_that_stay(office: Workplace) -> None:
    first, *_ = hand_over(office, "林越", "何一苇").moved
    late = add_case(office.store, Case(number="007", officer="林越", status=Status.DRAFTING)).id
    hand_over(office, "林越", "陆言")
    hand_back(office, "林越")
    for case_id in (first, late):
        set_fields(office, case_id, {"officer": "白露"})
    outcome = undo_handover(office)
    assert sorted(outcome.left) == [("001", "白露"), ("007", "白露")]
    assert len(outcome.moved) == 2


def test_a_single_case_goes_and_the_step_is_undone(office: Workplace) -> None:
    hand_over(office, "何一苇", "林越", last=BACK)
    hand_back(office, "何一苇")
    undo_handover(office)
    (record,) = (one for one in handovers(office) if one.officer == "何一苇")
    assert len(record.case_ids) == 1
    undo_handover(office)
    assert officers(office) == BEFORE


def test_a_name_of_two_words_keeps_one_blank_between_them(work: Workplace) -> None:
    add_case(work.store, Case(number="001", officer="阿依 古丽", status=Status.DRAFTING))
    assert hand_over(work, " 阿依  古丽 ", " 何  一苇 ").words == "阿依 古丽的 1 件已交何 一苇代管"


@pytest.mark.parametrize(("count", "end"), [(8, "甲8。"), (9, "甲8等。")])
def test_of_many_officers_eight_are_named(work: Workplace, count: int, end: str) -> None:
    for number in range(1, count + 1):
        add_case(work.store, Case(number=str(number), officer=f"甲{number}", status=Status.DRAFTING))
    with pytest.raises(Refused, match="乙名下没有在办件") as refusal:
        hand_over(work, "乙", "甲1")
    assert refusal.value.remedy.startswith("办件里的经办人有：甲1、甲2、")
    assert refusal.value.remedy.endswith(end)
