"""Positions of the head by GB/T 9704-2012, measured on visible edges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.typesetting.model.block import Align, Letterhead, PlacedText
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.page import air_above_pt, ink_height_pt
from desktop.typesetting.words.head import blanks_below_head, place_head
from tests.letters import library

LETTER = library().layouts["gbt9704-letter"]

GENERAL = library().layouts["gbt9704-general"]

HEAD = Letterhead("澄江区民政局", "澄民提复〔2025〕6号")


def ink(text: PlacedText) -> tuple[float, float]:
    """Upper and lower edge in mm of the characters of a box with one line."""
    (block,) = text.blocks
    size = block.runs[0].size_pt
    top = text.top_mm + air_above_pt(block.pitch_pt, size) / MM
    return top, top + ink_height_pt(size) / MM


def test_a_plain_layout_or_a_letter_without_mark_has_no_head() -> None:
    assert place_head(HEAD, library().layouts["gbt9704"]).texts == ()
    assert place_head(Letterhead(), LETTER).texts == ()


def test_the_mark_of_a_letter_begins_thirty_millimetres_down_and_the_rule_four_below_it() -> None:
    placed = place_head(HEAD, LETTER)
    mark, number = placed.texts
    assert ink(mark)[0] == pytest.approx(30)
    assert placed.rules[0].top_mm - ink(mark)[1] == pytest.approx(4)
    assert (placed.rules[0].left_mm, placed.rules[0].width_mm) == (20, 170)
    below = placed.rules[1].top_mm + placed.rules[1].thickness_pt / MM
    assert ink(number)[0] - below == pytest.approx(4.9)
    last = placed.rules[-1]
    assert 297 - last.top_mm - last.thickness_pt / MM == pytest.approx(20)


def test_the_mark_of_a_file_begins_35_millimetres_into_the_type_area_and_the_rule_is_below_the_number() -> (
    None
):
    placed = place_head(HEAD, GENERAL)
    mark, number = placed.texts
    assert ink(mark)[0] == pytest.approx(37 + 35)
    assert placed.rules[0].top_mm - ink(number)[1] == pytest.approx(4)
    assert number.blocks[0].align is Align.CENTER


def test_a_long_name_is_shrunk_to_one_line() -> None:
    placed = place_head(replace(HEAD, issuing_mark="澄江区社会工作与志愿服务联合指导委员会文件"), GENERAL)
    size = placed.texts[0].blocks[0].runs[0].size_pt
    assert 21 * size <= GENERAL.head.mark_max_width_mm * MM if GENERAL.head else False
    assert size < 42


def test_with_a_signer_the_number_moves_left() -> None:
    number = place_head(replace(HEAD, signer="顾文澜"), GENERAL).texts[1].blocks[0]
    assert (number.align, number.left_chars, number.right_chars) == (Align.LEFT, 1, 1)
    assert [run.font for run in number.right_runs] == ["body", "h2"]


@pytest.mark.parametrize("layout", [LETTER, GENERAL])
@pytest.mark.parametrize("number", ["", "澄民提复〔2025〕6号"])
def test_the_text_below_the_head_is_back_on_the_grid(layout: Layout, number: str) -> None:
    placed = place_head(Letterhead("澄江区民政局", number), layout)
    blanks = blanks_below_head(placed, layout)
    used = (placed.first_text_mm - layout.paper.top_mm) * MM + sum(blanks)
    # One point less: LibreOffice needs it to keep the page's last line.
    assert (used + 1) / layout.grid.pitch_pt == pytest.approx(
        round((used + 1) / layout.grid.pitch_pt), abs=0.01
    )
    assert 1.5 * layout.grid.pitch_pt < sum(blanks) < 3 * layout.grid.pitch_pt
