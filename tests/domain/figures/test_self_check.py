"""Points of a self-check: every rule worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain.figures.rates import Rate
from desktop.domain.figures.self_check import (
    Among,
    Score,
    ScoreItem,
    ScoreRule,
    ScoreSheet,
    points_words,
    score_item,
)

EIGHT = (1, 2, 3, 4, 5, 6, 7, 8)


def rate(
    counted: tuple[int, ...], of: tuple[int, ...] = EIGHT, target: float | None = None
) -> dict[str, Rate]:
    return {"on_time_rate": Rate("on_time_rate", "按时办复率", "", counted, of, 1, target)}


def item(rule: ScoreRule, points: float = 10, **more: object) -> ScoreItem:
    return ScoreItem("按时办复", "到期都答复", points, "", "on_time_rate", rule, **more)  # type: ignore[arg-type]


def scored(one: ScoreItem, rates: dict[str, Rate], due: tuple[int, ...] = EIGHT) -> Score:
    return score_item(one, rates, due)


SEVEN = EIGHT[:7]


@pytest.mark.parametrize(
    ("one", "counted", "points"),
    [
        # each of two cases costs 1.5
        (item(ScoreRule.PER_CASE, per=1.5), EIGHT[:6], "7"),
        (item(ScoreRule.PER_CASE, per=6), EIGHT[:6], "0"),  # never below nothing
        # 7 of 8 are 87.5 %: 12.5 points below 100, 2.5 below 90, nothing below 80
        (item(ScoreRule.PER_PERCENT, 20, per=1), SEVEN, "7.5"),
        (item(ScoreRule.PER_PERCENT, 20, per=1, begun=True), SEVEN, "7"),
        (item(ScoreRule.PER_PERCENT, 20, per=0.5, target=0.9), SEVEN, "18.75"),
        (item(ScoreRule.PER_PERCENT, 20, per=0.5, target=0.9, begun=True), SEVEN, "18.5"),
        (item(ScoreRule.PER_PERCENT, 20, per=1, target=0.8), SEVEN, "20"),
        (item(ScoreRule.SHARE), SEVEN, "8.75"),
        (item(ScoreRule.SHARE, target=0.875), SEVEN, "10"),
        (item(ScoreRule.SHARE, target=0.5), EIGHT[:2], "5"),
        (item(ScoreRule.SHARE, 7), EIGHT[:3], "2.63"),  # 2.625, half up
        (item(ScoreRule.SHARE, 0.1), SEVEN, "0.09"),  # 0.0875
        (item(ScoreRule.SHARE, 0.1, target=0.625), (1, 2), "0.04"),
        (item(ScoreRule.SHARE, 1.1), (1,), "0.14"),  # 0.1375
        (item(ScoreRule.SHARE, 1.3), (1,), "0.16"),  # 0.1625
        (item(ScoreRule.REACHED, target=0.875), SEVEN, "10"),
        (item(ScoreRule.REACHED, target=0.9), SEVEN, "0"),
        (item(ScoreRule.REACHED), EIGHT, "10"),
    ],
)
def test_points_follow_from_what_was_measured(one: ScoreItem, counted: tuple[int, ...], points: str) -> None:
    found = scored(one, rate(counted))
    assert found.points == Decimal(points)
    assert found.off == Decimal(str(one.points)) - Decimal(points)


def test_the_cases_that_fall_short_are_named_with_the_measured_rate() -> None:
    found = scored(item(ScoreRule.PER_CASE, per=1), rate((1, 2, 3, 5, 6, 8)))
    assert found.behind == (4, 7)
    assert found.done == "按时办复率75.0%（6/8）"


def test_where_less_is_better_the_counted_cases_fall_short() -> None:
    found = scored(item(ScoreRule.PER_CASE, per=1, lower_is_better=True), rate((4, 7)))
    assert (found.points, found.behind) == (Decimal(8), (4, 7))
    shared = scored(item(ScoreRule.SHARE, lower_is_better=True), rate((4, 7)))
    assert shared.points == Decimal("7.5")  # 6 of 8 are as they should be


def test_a_case_with_two_forms_is_named_once_and_each_form_counts() -> None:
    found = scored(item(ScoreRule.PER_CASE, per=1), rate((1, 2), (1, 2, 2, 3, 3)))
    assert found.points == Decimal(7)  # one form of 2, both of 3
    assert found.behind == (2, 3)


def test_what_is_not_due_yet_costs_nothing() -> None:
    one = item(ScoreRule.PER_CASE, per=1, among=Among.DUE)
    found = scored(one, rate((1, 2)), due=(1, 2, 3))
    assert (found.points, found.behind, found.done) == (
        Decimal(9),
        (3,),
        "按时办复率66.7%（2/3），只算已答复和已到期的",
    )


def test_without_anything_to_measure_nothing_goes_off() -> None:
    one = item(ScoreRule.REACHED, among=Among.DUE)
    found = scored(one, rate((), (1, 2)), due=())
    assert (found.points, found.is_empty, found.done) == (Decimal(10), True, "没有这类办件")


def test_the_target_of_the_item_goes_before_that_of_the_place() -> None:
    assert scored(item(ScoreRule.REACHED), rate(SEVEN, target=0.8)).points == Decimal(10)
    assert scored(item(ScoreRule.REACHED, target=0.9), rate(SEVEN, target=0.8)).points == Decimal(0)


def test_what_the_officer_writes_has_no_points_yet() -> None:
    found = score_item(ScoreItem("组织领导", "有方案", 8), {}, ())
    assert (found.points, found.off, found.behind) == (None, Decimal(0), ())


def test_the_full_points_add_up_as_written() -> None:
    sheet = ScoreSheet("a", 1, "甲", (item(ScoreRule.SHARE, 0.1), item(ScoreRule.SHARE, 0.2)))
    assert sheet.points == Decimal("0.3")


@pytest.mark.parametrize(
    ("points", "words"), [("20.00", "20"), ("18.50", "18.5"), ("0.00", "0"), ("100", "100")]
)
def test_points_are_written_without_zeros_at_the_end(points: str, words: str) -> None:
    assert points_words(Decimal(points)) == words
