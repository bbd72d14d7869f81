"""Opinions of co-handling units: asked, chased, received, merged."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import HandlingRole
from desktop.domain.errors import Refused
from desktop.domain.records.co_opinion import OpinionState, Position
from desktop.services.handling import opinions
from desktop.services.office.workplace import Workplace
from desktop.services.writing import drafting
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import new_case


def test_opinions_are_asked_chased_received_and_merged(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    assert {o.state(work.today) for o in opinions.opinions_of(work, case.id)} == {OpinionState.NOT_ASKED}
    asked = opinions.ask_opinions(work, case.id)
    assert [(o.unit, o.due_at) for o in asked] == [
        ("区文旅局", date(2026, 3, 9)),
        ("区教育局", date(2026, 3, 9)),
    ]
    clock.set("2026-03-11")
    assert {o.state(work.today) for o in opinions.opinions_of(work, case.id)} == {OpinionState.LATE}
    opinions.chase(work, case.id, "区文旅局", note="答应周五")
    assert len(opinions.chases_of(work, opinions.opinions_of(work, case.id)[0])) == 1
    opinions.receive_opinion(
        work, case.id, "区文旅局", "同意延时开放，经费已列支。", position=Position.AGREES
    )
    merged = opinions.merge_opinion(work, case.id, "区文旅局", "answer")
    assert merged.state(work.today) is OpinionState.MERGED
    section = drafting.open_reply(work, case.id).section("answer")
    assert section is not None
    assert section.text.endswith("同意延时开放，经费已列支。")
    assert [o.unit for o in opinions.missing_opinions(work, case.id)] == ["区教育局"]


def test_only_what_was_asked_is_chased_and_only_what_came_is_merged(work: Workplace) -> None:
    case = new_case(work)
    with pytest.raises(Refused, match="没有待回复"):
        opinions.chase(work, case.id, "区文旅局")
    with pytest.raises(Refused, match="还没有收到"):
        opinions.merge_opinion(work, case.id, "区文旅局", "answer")
    with pytest.raises(Refused, match="空的"):
        opinions.receive_opinion(work, case.id, "区文旅局", "  ")


def test_a_co_handling_unit_cannot_ask_for_opinions(work: Workplace) -> None:
    case = new_case(work, handling_role=HandlingRole.CO_HANDLING)
    with pytest.raises(Refused, match="由主办单位征求意见"):
        opinions.ask_opinions(work, case.id)


def test_a_day_given_for_the_answer_overrides_the_rule(work: Workplace) -> None:
    case = new_case(work)
    (asked,) = opinions.ask_opinions(work, case.id, ["区文旅局"], due_at=date(2026, 2, 27))
    assert asked.due_at == date(2026, 2, 27)


def test_asking_all_leaves_alone_who_was_asked_before(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    opinions.ask_opinions(work, case.id, ["区文旅局"])
    clock.set("2026-03-02")
    asked = opinions.ask_opinions(work, case.id)
    assert [(one.unit, one.asked_at) for one in asked] == [("区教育局", date(2026, 3, 2))]
    assert opinions.opinions_of(work, case.id)[0].asked_at == date(2026, 2, 9)
    with pytest.raises(Refused, match="没有需要征求意见的会办单位"):
        opinions.ask_opinions(work, case.id)
