"""A finished page: where its glyphs and lines stand."""

from __future__ import annotations

import pytest

from desktop.typesetting.model.block import Anchor, Block, Run, Script
from desktop.typesetting.model.page import GlyphRun, Page, PlacedLine, TextLine, air_above_pt, ink_height_pt

RUN = GlyphRun("收悉", 80.0, (16.0, 20.0), "body", Script.EAST_ASIAN, 16.0, True, "FF0000", "宋体")


def placed(text: str, number: int) -> PlacedLine:
    runs = (GlyphRun(text, 80.0, (16.0,) * len(text), "body", Script.EAST_ASIAN, 16.0),) if text else ()
    return PlacedLine(TextLine(runs, 0, len(text), 30.0), 100.0, "body", number=number)


def test_a_run_ends_after_the_advances_of_all_its_characters() -> None:
    assert RUN.end_pt == 80 + 16 + 20


def test_a_run_that_moves_keeps_everything_but_its_place() -> None:
    moved = RUN.moved(-10.0)
    assert (moved.x_pt, moved.end_pt) == (70.0, 106.0)
    assert moved.moved(10.0) == RUN


def test_the_baseline_lies_four_fifths_down_the_pitch() -> None:
    # As LibreOffice sets lines of exact pitch: 24 pt of 30 pt.
    assert placed("收悉", 1).baseline_pt == 124.0


def test_air_and_ink_of_a_chinese_character_in_its_line() -> None:
    # 16 pt in 30 pt: the baseline at 24 pt, the upper edge 0.85 em above it, the lower edge 0.08 em below.
    assert air_above_pt(30.0, 16.0) == pytest.approx(24 - 13.6)
    assert ink_height_pt(16.0) == pytest.approx(13.6 + 1.28)


def test_body_lines_are_the_numbered_ones_with_words() -> None:
    head, first, blank, second = (
        placed("澄江区民政局文件", 0),
        placed("甲", 1),
        placed("", 2),
        placed("乙", 3),
    )
    page = Page(1, 595.0, 842.0, (head, first, blank, second))
    assert [line.text for line in page.body_lines] == ["甲", "乙"]


def test_the_text_of_a_block_is_that_of_its_runs_without_what_stands_right() -> None:
    runs = tuple(Run(text, Script.EAST_ASIAN, "body", 16.0) for text in ("办理结果：", "采纳", "签发人"))
    block = Block("result", runs[:2], right_runs=runs[2:])
    assert block.text == "办理结果：采纳"


def test_a_block_is_an_ordinary_black_paragraph_unless_it_says_otherwise() -> None:
    block = Block("body", (Run("甲", Script.EAST_ASIAN, "body", 16.0),))
    assert (block.align.value, block.pitch_pt, block.first_line_chars) == ("justify", 28.95, 0.0)
    assert not (block.keep_with_next)
    assert not (block.keep_together)
    assert not (block.page_break_before)
    assert (block.runs[0].bold, block.runs[0].colour, block.runs[0].fallback) == (False, "000000", "")
    assert Anchor("answer") == Anchor("answer", paragraph=0, offset=0)
