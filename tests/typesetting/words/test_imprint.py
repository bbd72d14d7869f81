"""Positions of the imprint by GB/T 9704-2012, measured on visible edges."""

from __future__ import annotations

import pytest

from desktop.typesetting.model.block import Imprint
from desktop.typesetting.model.layout import MM
from desktop.typesetting.words.imprint import place_imprint
from tests.letters import library

LETTER = library().layouts["gbt9704-letter"]

GENERAL = library().layouts["gbt9704-general"]


def test_copies_break_between_units_below_the_first_name() -> None:
    units = "区政协提案委员会，区政府办公室，区卫生健康委员会，区规划和自然资源局，区财政局"
    (box,) = place_imprint(Imprint(f"抄送：{units}。"), LETTER).texts
    assert [block.text for block in box.blocks] == [
        "抄送：区政协提案委员会，区政府办公室，区卫生健康委员会，", "区规划和自然资源局，区财政局。",
    ]  # fmt: skip
    first, second = box.blocks
    assert (second.left_chars - first.left_chars) * 16 == pytest.approx(3 * 14)


def test_a_name_longer_than_the_line_is_broken_all_the_same() -> None:
    (box,) = place_imprint(Imprint("抄送：" + "区" * 60 + "。"), LETTER).texts
    assert "".join(block.text for block in box.blocks) == "抄送：" + "区" * 60 + "。"
    assert len(box.blocks) == 3


def test_the_imprint_ends_with_the_type_area_and_is_ruled_thick_thin_thick() -> None:
    placed = place_imprint(Imprint("抄送：区政府办公室。", "澄江区民政局办公室", "2025年4月9日印发"), GENERAL)
    assert [rule.thickness_pt for rule in placed.rules] == [1.0, 0.75, 1.0]
    assert placed.rules[-1].top_mm + placed.rules[-1].thickness_pt / MM == pytest.approx(262)
    assert placed.last_text_mm == pytest.approx(262 - 2 * 28.95 / MM)
    assert placed.texts[1].blocks[0].right_runs[0].text == "2025"


def test_an_empty_imprint_takes_no_space() -> None:
    assert place_imprint(Imprint(), GENERAL).texts == ()
    assert place_imprint(Imprint("抄送："), LETTER).rules == ()
