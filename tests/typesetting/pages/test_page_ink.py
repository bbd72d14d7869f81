"""The outermost ink of a page compared with the printable area."""

from __future__ import annotations

import pytest

from desktop.typesetting.model.block import Script
from desktop.typesetting.model.layout import MM
from desktop.typesetting.model.page import GlyphRun, Page, PlacedLine, Rule, TextLine
from desktop.typesetting.pages.page_places import out_of_reach, page_ink


def page(left_mm: float, baseline_mm: float, words: str = "— 2 —") -> Page:
    run = GlyphRun(words, left_mm * MM, (7.0,) * len(words), "page_number", Script.LATIN, 14.0)
    top = baseline_mm * MM - 20.0 * 0.8
    line = PlacedLine(TextLine((run,), 0, len(words), 20.0), top, "page_number")
    return Page(2, 210 * MM, 297 * MM, (line,))


def test_borderless_printing_loses_nothing() -> None:
    assert list(out_of_reach([page_ink(page(150, 280))], (5.0, 5.0, 5.0, 12.7))) == []


def test_a_page_number_outside_the_printable_area_is_reported() -> None:
    assert list(out_of_reach([page_ink(page(150, 290))], (5.0, 5.0, 5.0, 12.7))) == ["第2页下边“— 2 —”"]


def test_a_rule_across_the_whole_paper_is_cut_left_and_right() -> None:
    rule = Rule(0.0, 100.0, 210 * MM, 1.0)
    found = list(out_of_reach([page_ink(Page(1, 210 * MM, 297 * MM, rules=(rule,)))], (4.2, 4.2, 4.2, 4.2)))
    assert found == ["第1页左边的线", "第1页右边的线"]


def test_an_empty_page_has_no_ink() -> None:
    assert page_ink(Page(1, 595.0, 842.0)).edges == ()
    assert list(out_of_reach([page_ink(Page(1, 595.0, 842.0))], (9.0, 9.0, 9.0, 9.0))) == []


def test_each_edge_names_its_nearest_ink_and_the_distance() -> None:
    """— 2 — from 50 mm, five characters of 7 pt; ink of 14 pt above a rule 280 mm down and 100 mm wide."""
    number, rule = page(50, 270), Rule(60 * MM, 280 * MM, 100 * MM, 1.0 * MM)
    left, top, right, bottom = page_ink(Page(2, 210 * MM, 297 * MM, number.lines, (rule,))).edges
    assert (left.edge, top.edge, right.edge, bottom.edge) == ("左", "上", "右", "下")
    assert [edge.what for edge in (left, top, right, bottom)] == ["“— 2 —”", "“— 2 —”", "的线", "的线"]
    assert 260 < top.distance_mm < 270
    found = [edge.distance_mm for edge in (left, right, bottom)]
    assert found == pytest.approx([50, 210 - 160, 297 - 281])


def test_a_hair_over_the_margin_is_no_loss() -> None:
    """Drivers round their margins: a fifth of a millimetre is nothing."""

    def lost(left_mm: float) -> list[str]:
        rule = Rule(left_mm * MM, 100.0, 50.0, 1.0)
        return list(out_of_reach([page_ink(Page(1, 210 * MM, 297 * MM, rules=(rule,)))], (5.0,) * 4))

    assert lost(4.85) == []
    assert lost(4.7) == ["第1页左边的线"]


def test_long_words_are_cut_and_a_blank_line_is_no_ink() -> None:
    long, blank = page(150, 295, "一二三四五六七八九十一二三四五"), page(1, 200, "　")
    assert list(out_of_reach([page_ink(long)], (0.0, 0.0, 0.0, 5.0))) == [
        "第2页下边“一二三四五六七八九十一二…”"
    ]
    assert page_ink(blank).edges == ()
