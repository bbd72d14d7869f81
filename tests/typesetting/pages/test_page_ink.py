"""The outermost ink of a page compared with the printable area."""

from __future__ import annotations

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
