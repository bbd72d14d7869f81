"""Where each glyph of a line stands: slack shared out, marks compressed or hung, and lines cached per paragraph."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.typesetting.lines.line_filling import (
    BlockFiller,
    cut_runs,
    fill_lines,
    forced_breaks,
    glyph_lefts,
)
from desktop.typesetting.lines.measured_text import EmWidths, MeasuredText, measure
from desktop.typesetting.model.block import Align, Block, Run, Script
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.runs import make_runs
from desktop.typesetting.words.paragraphs import styled_block
from tests.letters import library

WORD = library().layouts["district-plain"]
GRID = library().layouts["gbt9704"]


def measured(text: str, layout: Layout = WORD) -> MeasuredText:
    """Under Word's rule characters are 16 pt and digits 8 pt wide; no letter spacing."""
    return measure(make_runs(text, layout.body, layout), layout, EmWidths())


def lefts(text: str, room: float, align: Align = Align.JUSTIFY, *, compress: bool = False) -> list[float]:
    return glyph_lefts(measured(text), 0, len(text), room, align, compress)


# Alignment.
@pytest.mark.parametrize(
    ("align", "first", "end"), [(Align.LEFT, 0.0, 48.0), (Align.RIGHT, 12.0, 60.0), (Align.CENTER, 6.0, 54.0)]
)
def test_a_short_line_stands_left_right_or_in_the_middle(align: Align, first: float, end: float) -> None:
    assert lefts("天地玄", 60.0, align) == [first, first + 16, first + 32, end]


def test_justified_slack_goes_in_equal_parts_between_the_characters() -> None:
    assert lefts("天地玄", 60.0) == [0.0, 22.0, 44.0, 60.0]
    assert lefts("天", 60.0) == [0.0, 16.0]


def test_digits_and_double_marks_are_not_parted_by_justification() -> None:
    # 天22: two gaps, one of them a quarter em wide; only the one between the scripts grows.
    plain = lefts("天22", 36.0, Align.LEFT)
    assert plain == [0.0, 20.0, 28.0, 36.0]
    assert lefts("天22", 46.0) == [0.0, 30.0, 38.0, 46.0]
    assert lefts("天——地", 74.0) == [0.0, 21.0, 37.0, 58.0, 74.0]
    assert lefts("天……", 58.0) == [0.0, 26.0, 42.0, 58.0]


def test_blanks_between_words_grow_and_those_at_the_end_hang() -> None:
    # Two words of two letters with a blank: 8 pt each.
    assert lefts("ab cd", 50.0) == [0.0, 8.0, 16.0, 34.0, 42.0, 50.0]
    assert lefts("天地  ", 60.0)[:3] == [0.0, 44.0, 60.0]


# Lines that are too long.
def test_a_line_is_compressed_at_its_marks_only() -> None:
    # 64 pt in 60: behind the closing mark and before the opening one, two each.
    assert lefts("天，地玄", 60.0) == [0.0, 16.0, 28.0, 44.0, 60.0]
    assert lefts("天（地玄", 60.0) == [0.0, 12.0, 28.0, 44.0, 60.0]
    assert lefts("天，（地", 60.0) == [0.0, 16.0, 28.0, 44.0, 60.0]
    assert lefts("，天地，天", 76.0) == [0.0, 14.0, 30.0, 46.0, 60.0, 76.0]
    # Nothing before the first mark or behind the last one is taken.
    assert lefts("（天地玄", 60.0) == [0.0, 16.0, 32.0, 48.0, 64.0]
    assert lefts("天地玄黄", 60.0) == [0.0, 16.0, 32.0, 48.0, 64.0]


def test_marks_beyond_the_room_hang_and_the_rest_fills_it() -> None:
    assert lefts("天地玄，", 48.0) == [0.0, 16.0, 32.0, 48.0, 64.0]
    assert lefts("天地玄，", 50.0) == [0.0, 17.0, 34.0, 50.0, 66.0]
    assert lefts("天地玄）、", 50.0)[3:] == [50.0, 66.0, 82.0]


def test_at_most_two_marks_hang() -> None:
    three = lefts("天地玄”）。", 60.0)
    # Three are too many: the line is compressed instead.
    assert three[-1] < 96.0
    assert three[:4] == [0.0, 16.0, 32.0, 48.0]


def test_with_compression_a_mark_hangs_only_beyond_half_an_em() -> None:
    assert lefts("天，地玄，", 72.0, compress=True)[-1] == pytest.approx(72.0)
    assert lefts("天，地玄，", 70.0, compress=True)[-1] == pytest.approx(86.0)


# Runs.
def test_a_line_is_cut_into_its_runs_with_their_form() -> None:
    runs = (
        Run("天地", Script.EAST_ASIAN, "h1", 16.0, True, "FF0000", "宋体"),
        Run("玄", Script.EAST_ASIAN, "body", 16.0),
    )
    text = measure(runs, WORD, EmWidths())
    first, second = cut_runs(runs, text, 1, 3, [0.0, 16.0, 33.0], 100.0)
    assert (first.text, first.x_pt, first.advances) == ("地", 100.0, (16.0,))
    assert (first.font, first.size_pt, first.bold, first.colour, first.fallback) == (
        "h1",
        16.0,
        True,
        "FF0000",
        "宋体",
    )
    assert (second.text, second.x_pt, second.advances, second.font) == ("玄", 116.0, (17.0,), "body")


# Lines of a block.
def lines(block: Block, layout: Layout = WORD, width: float = 160.0) -> list[tuple[str, float, float]]:
    """Text, left edge and right edge of each line of a block at 50 pt."""
    found = fill_lines(block, layout, EmWidths(), 50.0, width)
    return [(line.text, line.runs[0].x_pt - 50, line.runs[-1].end_pt - 50) for line in found]


def body(text: str, **form: object) -> Block:
    plain = replace(styled_block("body", text, WORD), first_line_chars=0.0)
    return replace(plain, **form)  # type: ignore[arg-type]


def test_indents_count_characters_of_body_size() -> None:
    text = "天" * 17
    assert lines(body(text, first_line_chars=2.0)) == [("天" * 8, 32, 160), ("天" * 9, 0, 144)]
    assert lines(body(text, left_chars=1.0, right_chars=1.0)) == [
        ("天" * 8, 16, 144),
        ("天" * 8, 16, 144),
        ("天", 16, 32),
    ]
    assert lines(body(text, left_chars=2.0, first_line_chars=-2.0)) == [
        ("天" * 10, 0, 160),
        ("天" * 7, 32, 144),
    ]


@pytest.mark.parametrize(("right", "ignored"), [(8.5, False), (8.6, True)])
def test_indents_that_leave_less_than_24_points_are_ignored(right: float, ignored: bool) -> None:
    # 160 pt less 8.5 characters are 24 pt.
    first = lines(body("天天", right_chars=right))[0][0]
    assert first == ("天天" if ignored else "天")


def test_the_last_line_and_one_that_is_broken_on_purpose_are_not_stretched() -> None:
    broken = replace(
        body(""),
        runs=make_runs("天地玄", WORD.body, WORD) + make_runs("宇宙", WORD.body, WORD),
        line_breaks_after=(0,),
    )
    assert forced_breaks(broken) == (3,)
    assert lines(broken) == [("天地玄", 0, 48), ("宇宙", 0, 32)]
    # A break after the last run is none.
    assert forced_breaks(replace(broken, line_breaks_after=(0, 1))) == (3,)


def test_what_stands_right_shares_the_last_line_if_there_is_room() -> None:
    right = make_runs("签发", WORD.body, WORD)

    def edges(text: str, **form: object) -> list[tuple[str, float, float]]:
        return lines(body(text, right_runs=right, **form))

    assert edges("天地") == [("天地签发", 0, 160)]
    assert edges("天" * 8) == [("天" * 8 + "签发", 0, 160)]
    assert edges("天" * 9) == [("天" * 9, 0, 144), ("签发", 128, 160)]
    assert edges("天" * 7, right_chars=1.0) == [("天" * 7 + "签发", 0, 144)]
    assert edges("") == [("签发", 128, 160)]


def test_positions_of_a_line_count_the_characters_of_the_block() -> None:
    right = make_runs("签发", WORD.body, WORD)
    first, second = fill_lines(body("天" * 10, right_runs=right), WORD, EmWidths(), 0.0, 160.0)
    assert (first.start, first.end, second.start, second.end) == (0, 10, 10, 10)
    assert {line.pitch_pt for line in (first, second)} == {28.0}


# Caching.
def test_a_filler_gives_the_same_lines_again_unless_anything_differs() -> None:
    filler = BlockFiller(WORD, EmWidths())
    block = body("天" * 17, left_chars=0.0)
    once = filler.lines(block, 50.0, 160.0)
    assert filler.lines(block, 50.0, 160.0) is once
    others = [
        filler.lines(block, 60.0, 160.0),
        filler.lines(block, 50.0, 150.0),
        filler.lines(replace(block, align=Align.CENTER), 50.0, 160.0),
        filler.lines(replace(block, pitch_pt=30.0), 50.0, 160.0),
        filler.lines(replace(block, first_line_chars=1.0), 50.0, 160.0),
        filler.lines(replace(block, left_chars=1.0), 50.0, 160.0),
        filler.lines(replace(block, right_chars=1.0), 50.0, 160.0),
        filler.lines(replace(block, right_runs=make_runs("签", WORD.body, WORD)), 50.0, 160.0),
    ]
    assert all(other != once for other in others)
    # Style, anchor and keep rules do not move glyphs.
    assert filler.lines(replace(block, keep_with_next=True, style="note"), 50.0, 160.0) is once


def test_lines_of_the_last_two_documents_are_kept() -> None:
    filler = BlockFiller(WORD, EmWidths())
    block = body("天" * 17)
    once = filler.lines(block, 50.0, 160.0)
    filler.begin()
    assert filler.lines(block, 50.0, 160.0) is once
    filler.begin()
    filler.begin()
    assert filler.lines(block, 50.0, 160.0) is not once
