"""The layout self-check measures the pages themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.typesetting.lines.measured_text import EmWidths
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_filling import fill
from desktop.typesetting.proof.page_proof import ProofLine, measure_pages
from desktop.typesetting.words.paragraphs import styled_block
from tests.letters import LAYOUTS, letter, library


def long_letter(name: str) -> tuple[Page, ...]:
    layout = library().layouts[name]
    document = letter(name)
    more = tuple(
        styled_block("body", "我们将把各项措施落到实处，让居民有更多的获得感。" * 8, layout)
        for _ in range(12)
    )
    return fill(
        replace(document, blocks=document.blocks[:6] + more + document.blocks[6:]), layout, EmWidths()
    )


def facts(pages: tuple[Page, ...], layout: Layout) -> dict[str, ProofLine]:
    return {fact.what: fact for fact in measure_pages(pages, layout)}


@pytest.mark.parametrize("name", LAYOUTS)
def test_our_pages_meet_the_layout(name: str) -> None:
    assert [fact for fact in measure_pages(long_letter(name), library().layouts[name]) if not fact.ok] == []


def test_the_numbers_of_the_standard_are_found_with_their_clauses() -> None:
    found = facts(long_letter("gbt9704"), library().layouts["gbt9704"])
    assert (found["满行字数"].found, found["满行字数"].clause) == ("28字", "GB/T 9704-2012 5.2.3")
    assert found["满页行数"].found == "22行"
    assert found["页码"].found == "单页居右、双页居左"
    assert found["左边"].found == "28.0 mm"


@pytest.mark.parametrize("what", ["左边", "右边"])
def test_wrong_margins_are_reported(what: str) -> None:
    layout = library().layouts["gbt9704"]
    other = replace(layout, paper=replace(layout.paper, left_mm=31.0, right_mm=23.0))
    pages = fill(letter("gbt9704"), other, EmWidths())
    assert not facts(pages, layout)[what].ok


def test_a_wrong_pitch_is_reported() -> None:
    layout = library().layouts["gbt9704"]
    pages = fill(letter("gbt9704"), layout, EmWidths())
    assert not facts(pages, replace(layout, grid=replace(layout.grid, pitch_pt=28.0)))["行距"].ok


def test_a_missing_page_number_is_reported() -> None:
    layout = library().layouts["gbt9704"]
    pages = fill(letter("gbt9704"), layout, EmWidths())
    bare = replace(pages[0], lines=tuple(line for line in pages[0].lines if line.style != "page_number"))
    assert facts((bare, *pages[1:]), layout)["页码"].found == "第1页不对"


def test_a_short_letter_gives_the_measurable_values() -> None:
    layout = library().layouts["gbt9704"]
    pages = fill(
        PrintedDocument("gbt9704", "", (styled_block("body", "收悉。", layout),)), layout, EmWidths()
    )
    assert set(facts(pages, layout)) == {"纸张", "左边", "页码"}
