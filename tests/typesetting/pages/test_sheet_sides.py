"""The order of pages: every way of printing results in the same stack of sheets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.typesetting.model.block import Script
from desktop.typesetting.model.page import GlyphRun, Page, PlacedLine, TextLine
from desktop.typesetting.pages.sheet_sides import Run, Sides, sheet_count, sides


def page(number: int, words: str) -> Page:
    run = GlyphRun(words, 80.0, (16.0,) * len(words), "body", Script.EAST_ASIAN, 16.0)
    line = PlacedLine(TextLine((run,), 0, len(words), 28.0), 100.0, "body", number=1)
    return Page(number, 595.0, 842.0, (line,))


def documents(*lengths: int) -> list[list[Page]]:
    return [
        [page(at, f"{name}{at}") for at in range(1, length + 1)]
        for name, length in zip("甲乙丙丁", lengths, strict=False)
    ]


def printed(lengths: tuple[int, ...], how: Sides, run: Run = Run.ALL) -> list[str]:
    """The text of each side; "" for an empty one."""
    given_over = documents(*lengths)
    if run is Run.BACKS_LAST_FIRST:
        given_over.reverse()
    return ["".join(line.text for line in side.lines) for side in sides(given_over, how, run)]


def test_on_one_side_every_page_is_a_sheet() -> None:
    assert printed((3, 1), Sides.ONE) == ["甲1", "甲2", "甲3", "乙1"]
    assert sheet_count((3, 1), Sides.ONE) == 4


def test_on_both_sides_the_next_document_begins_on_a_new_sheet() -> None:
    assert printed((3, 2, 1), Sides.LONG_EDGE) == ["甲1", "甲2", "甲3", "", "乙1", "乙2", "丙1"]
    assert sheet_count((3, 2, 1), Sides.LONG_EDGE) == 4


def test_by_hand_odd_pages_are_printed_first_and_backs_match_fronts() -> None:
    assert printed((3, 2), Sides.BY_HAND, Run.FRONTS) == ["甲1", "甲3", "乙1"]
    assert printed((3, 2), Sides.BY_HAND, Run.BACKS) == ["甲2", "", "乙2"]


def test_backs_can_be_printed_from_the_last_sheet_on() -> None:
    assert printed((3, 2), Sides.BY_HAND, Run.BACKS_LAST_FIRST) == ["乙2", "", "甲2"]


@pytest.mark.parametrize("how", list(Sides))
def test_no_documents_give_no_sides(how: Sides) -> None:
    assert printed((), how) == []


@given(st.lists(st.integers(1, 7), min_size=1, max_size=4))
def test_manual_duplex_gives_the_same_sheets_as_automatic_duplex(lengths: list[int]) -> None:
    by_itself = printed(tuple(lengths), Sides.LONG_EDGE)
    by_itself += [""] * (len(by_itself) % 2)
    fronts = printed(tuple(lengths), Sides.BY_HAND, Run.FRONTS)
    backs = printed(tuple(lengths), Sides.BY_HAND, Run.BACKS)
    assert list(zip(fronts, backs, strict=True)) == list(zip(by_itself[::2], by_itself[1::2], strict=True))
    assert printed(tuple(lengths), Sides.BY_HAND, Run.BACKS_LAST_FIRST) == backs[::-1]
    assert len(fronts) == sheet_count(lengths, Sides.BY_HAND)
