"""Mapping between typed text and positions on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.typesetting.lines.measured_text import EmWidths
from desktop.typesetting.model.block import Anchor, PrintedDocument
from desktop.typesetting.model.page import Page, PlacedLine, TextLine
from desktop.typesetting.pages.page_filling import fill
from desktop.typesetting.pages.page_places import (
    PaperPlace,
    TypedPosition,
    place_of,
    position_at,
    section_lines,
)
from desktop.typesetting.words.paragraphs import section_blocks
from tests.letters import library

TEXT = "\n".join(["甲" * 60, "", "　　" + "乙" * 40, *["丙" * 10] * 30])


@pytest.fixture
def pages() -> tuple[Page, ...]:
    layout = library().layouts["gbt9704"]
    blocks = tuple(section_blocks("answer", TEXT, layout))
    return fill(PrintedDocument(layout.id, "", blocks), layout, EmWidths())


def spot(place: PaperPlace | None) -> tuple[int, int, int]:
    assert place is not None
    return place.page, place.line, place.character


def test_a_character_has_page_line_and_place(pages: tuple[Page, ...]) -> None:
    assert spot(place_of(pages, TypedPosition("answer", 0, 0))) == (1, 1, 1)
    assert spot(place_of(pages, TypedPosition("answer", 0, 30))) == (1, 2, 5)
    assert spot(place_of(pages, TypedPosition("answer", 32, 3))) == (2, 13, 4)


def test_blanks_that_are_typed_but_not_printed_do_not_count(pages: tuple[Page, ...]) -> None:
    assert spot(place_of(pages, TypedPosition("answer", 2, 2))) == (1, 4, 1)
    assert spot(place_of(pages, TypedPosition("answer", 2, 0))) == (1, 4, 1)


def test_the_end_of_a_paragraph_is_a_place(pages: tuple[Page, ...]) -> None:
    assert spot(place_of(pages, TypedPosition("answer", 3, 10))) == (1, 6, 11)
    assert spot(place_of(pages, TypedPosition("answer", 3, 99))) == (1, 6, 11)


def test_unprinted_text_has_no_place(pages: tuple[Page, ...]) -> None:
    assert place_of(pages, TypedPosition("answer", 1, 0)) is None
    assert place_of(pages, TypedPosition("closing", 0, 0)) is None


@pytest.mark.parametrize(("paragraph", "offset"), [(0, 0), (0, 25), (0, 47), (2, 2), (2, 30), (32, 9)])
def test_a_point_maps_to_its_character(pages: tuple[Page, ...], paragraph: int, offset: int) -> None:
    position = TypedPosition("answer", paragraph, offset)
    place = place_of(pages, position)
    assert place is not None
    middle = place.top_pt + place.height_pt / 2
    assert position_at(pages[place.page - 1], place.x_pt + 1, middle) == position


def test_a_point_in_the_margin_maps_to_the_end_of_the_line(pages: tuple[Page, ...]) -> None:
    place = place_of(pages, TypedPosition("answer", 3, 0))
    assert place is not None
    assert position_at(pages[0], 590, place.top_pt + 1) == TypedPosition("answer", 3, 10)


def test_a_point_away_from_text_maps_to_nothing(pages: tuple[Page, ...]) -> None:
    assert position_at(pages[0], 300, 20) is None


def test_the_lines_of_a_section_are_found(pages: tuple[Page, ...]) -> None:
    assert len(section_lines(pages[0], "answer")) == 22
    assert section_lines(pages[0], "opening") == ()
    bare = replace(pages[0], lines=())
    assert section_lines(bare, "answer") == ()


def test_a_line_without_characters_has_its_place_at_the_edge() -> None:
    empty = PlacedLine(TextLine((), 0, 0, 29.0), 100.0, "body", Anchor("answer", 4, 0), 3)
    page = Page(1, 595.0, 842.0, (empty,))
    assert place_of([page], TypedPosition("answer", 4, 0)) == PaperPlace(1, 3, 1, 0.0, 100.0, 29.0)
    assert position_at(page, 300.0, 100.0) == TypedPosition("answer", 4, 0)


def test_a_line_ends_where_the_next_one_begins() -> None:
    """The upper edge belongs to a line, its lower edge does not."""
    lines = tuple(
        PlacedLine(TextLine((), 0, 0, 29.0), 100.0 + 29.0 * at, "body", Anchor("answer", at, 0), at + 1)
        for at in range(2)
    )
    page = Page(1, 595.0, 842.0, lines)
    found = [position_at(page, 0.0, y) for y in (99.9, 100.0, 128.9, 129.0, 157.9, 158.0)]
    assert [place and place.paragraph for place in found] == [None, 0, 0, 1, 1, None]


def test_the_nearer_edge_of_a_character_is_taken(pages: tuple[Page, ...]) -> None:
    place, after = (place_of(pages, TypedPosition("answer", 0, offset)) for offset in (5, 6))
    assert place is not None
    assert after is not None
    width = after.x_pt - place.x_pt
    left, right = (position_at(pages[0], place.x_pt + width * part, place.top_pt) for part in (0.4, 0.6))
    assert (left, right) == (TypedPosition("answer", 0, 5), TypedPosition("answer", 0, 6))
