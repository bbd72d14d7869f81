"""The layout self-check measures the pages themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.typesetting.lines.measured_text import EmWidths
from desktop.typesetting.model.block import PrintedDocument, Script
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.page import GlyphRun, Page, PlacedLine, Rule, TextLine
from desktop.typesetting.pages.page_filling import fill
from desktop.typesetting.proof.page_proof import ProofLine, measure_head, measure_pages
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


# Each measured value is compared with the number of the layout: pages of one line, made by hand.
PLAIN = library().layouts["gbt9704"]
HANZI = Script.EAST_ASIAN


def line(
    text: str = "字" * 28,
    style: str = "body",
    *,
    number: int = 1,
    x_mm: float = 28.0,
    advance: float = 15.75,
    size_pt: float = 16.0,
) -> PlacedLine:
    glyphs = GlyphRun(text, x_mm * MM, (advance,) * len(text), "body", HANZI, size_pt)
    top = 37 * MM + (number - 1) * 28.95
    return PlacedLine(TextLine((glyphs,), 0, len(text), 28.95), top, style, number=number)


def number_line(number: int, *, right: bool) -> PlacedLine:
    text = f"— {number} —"
    left = 28 * MM + (156 * MM - 14 * 5 - 14 if right else 14)
    run = GlyphRun(text, left, (14.0,) * len(text), "page_number", Script.LATIN, 14.0)
    return PlacedLine(TextLine((run,), 0, len(text), 16.0), 780.0, "page_number")


def page(number: int, *lines: PlacedLine, rules: tuple[Rule, ...] = ()) -> Page:
    printed = (*lines, number_line(number, right=number % 2 == 1))
    return Page(number, 210 * MM, 297 * MM, printed, rules)


@pytest.mark.parametrize(
    ("width", "height", "ok"),
    [(210.0, 297.0, True), (210.05, 296.95, True), (210.1, 297.0, False), (210.0, 297.2, False)],
)
def test_the_paper_is_measured_to_a_tenth_of_a_millimetre(width: float, height: float, ok: bool) -> None:
    fact = facts((replace(page(1), width_pt=width * MM, height_pt=height * MM),), PLAIN)["纸张"]
    assert (fact.found, fact.wanted, fact.clause) == (
        "210 × 297 mm",
        "210 × 297 mm",
        "GB/T 9704-2012 5.1、5.2.1",
    )
    assert fact.ok is ok


@pytest.mark.parametrize(
    ("x_mm", "ok"), [(28.0, True), (29.0, True), (27.0, True), (29.1, False), (26.9, False)]
)
def test_the_left_edge_may_be_one_millimetre_off(x_mm: float, ok: bool) -> None:
    fact = facts((page(1, line(x_mm=x_mm)),), PLAIN)["左边"]
    assert (fact.found, fact.wanted, fact.ok) == (f"{x_mm:.1f} mm", "28 ± 1 mm", ok)


def test_the_left_edge_is_that_of_the_line_furthest_left() -> None:
    assert facts((page(1, line(x_mm=39.3), line(number=2)),), PLAIN)["左边"].found == "28.0 mm"


def test_the_right_edge_is_measured_on_full_lines_where_nothing_may_hang() -> None:
    strict = replace(PLAIN, text=replace(PLAIN.text, hanging=False))
    full = line(advance=156 * MM / 28)
    assert facts((page(1, full),), strict)["右边"].found == "26.0 mm"
    assert facts((page(1, full, line(advance=157.5 * MM / 28, number=2)),), strict)["右边"].ok is False
    # A short last line says nothing about the edge, and a mark that hangs lies beyond it by intention.
    assert "右边" not in facts((page(1, line("短")),), strict)
    assert "右边" not in facts((page(1, full),), replace(PLAIN, text=replace(PLAIN.text, hanging=True)))


def test_characters_are_counted_on_full_chinese_lines_from_the_left_edge() -> None:
    full, indented = line(), line("字" * 26, x_mm=28 + 32 / MM, number=2)
    mixed = replace(line(number=3).line, runs=(replace(line().line.runs[0], script=Script.LATIN),))
    others = (indented, replace(line(number=3), line=mixed), line("短", number=4))
    fact = facts((page(1, full, *others),), PLAIN)["满行字数"]
    assert (fact.found, fact.wanted, fact.ok) == ("28字", "28字", True)
    assert "满行字数" not in facts((page(1, *others),), PLAIN)


def test_the_usual_number_of_characters_decides() -> None:
    tight = [line("字" * 29, advance=441 / 29, number=n) for n in (2, 3)]
    fact = facts((page(1, line(), *tight),), PLAIN)["满行字数"]
    assert (fact.found, fact.ok) == ("29字", False)
    silent = replace(PLAIN, clauses={})
    assert "满行字数" not in facts((page(1, line()),), silent)


def test_the_worst_pitch_between_neighbouring_lines_is_reported() -> None:
    second = line(number=2)
    off = replace(line(number=3), top_pt=second.top_pt + 29.2)
    fact = facts((page(1, line(), second, off),), PLAIN)["行距"]
    assert (fact.found, fact.wanted, fact.clause, fact.ok) == (
        "29.20 磅",
        "28.95 磅",
        "GB/T 9704-2012 5.2.3",
        False,
    )
    assert facts((page(1, line(), second),), PLAIN)["行距"].ok
    # Lines with a blank or a title between them are not neighbours.
    assert "行距" not in facts((page(1, line(), line(number=3)),), PLAIN)
    assert "行距" not in facts((page(1, line(size_pt=22.0), second),), PLAIN)
    assert "行距" not in facts((page(1, line(style="table"), second),), PLAIN)


def test_lines_are_counted_on_pages_with_nothing_but_body_text_between_the_first_and_the_last() -> None:
    full = page(2, *(line(number=n) for n in range(1, 23)))
    fact = facts((page(1, line()), full, page(3, line())), PLAIN)["满页行数"]
    assert (fact.found, fact.wanted, fact.ok) == ("22行", "22行", True)
    short = page(2, line(), line(number=2))
    assert facts((page(1, line()), short, page(3, line())), PLAIN)["满页行数"].ok is False
    titled = page(2, line(), line(number=2, size_pt=22.0))
    for pages in (
        (page(1, line()), full),
        (full, page(2, line())),
        (page(1, line()), titled, page(3, line())),
    ):
        assert "满页行数" not in facts(pages, PLAIN)


@pytest.mark.parametrize(
    ("sizes", "found", "ok"),
    [((22.0,), "22 磅", True), ((22.0, 18.0), "18 磅、22 磅", False), ((18.0,), "18 磅", False)],
)
def test_the_size_of_the_title_is_that_of_all_its_lines(
    sizes: tuple[float, ...], found: str, ok: bool
) -> None:
    lines = (line("标题", "title", number=n, size_pt=size) for n, size in enumerate(sizes, start=1))
    fact = facts((page(1, *lines),), PLAIN)["标题字号"]
    assert (fact.found, fact.wanted, fact.clause, fact.ok) == (found, "22 磅", "GB/T 9704-2012 7.3.1", ok)


def numbers(
    *pages: Page, shown: bool = True, mirrored: bool = True, on_first_page: bool = True
) -> ProofLine | None:
    plan = replace(PLAIN.page_number, shown=shown, mirrored=mirrored, on_first_page=on_first_page)
    layout = replace(PLAIN, page_number=plan)
    return facts(pages, layout).get("页码")


def on(number: int, *lines: PlacedLine) -> Page:
    return Page(number, 210 * MM, 297 * MM, lines)


def test_page_numbers_stand_outside_odd_pages_right_and_even_pages_left() -> None:
    right = numbers(page(1, line()), page(2, line()))
    assert right is not None
    assert (right.found, right.wanted, right.ok) == ("单页居右、双页居左", "单页居右、双页居左", True)
    swapped = numbers(on(1, line(), number_line(1, right=False)), on(2, line(), number_line(2, right=True)))
    assert swapped is not None
    assert (swapped.found, swapped.ok) == ("第1、2页不对", False)
    wrong = numbers(on(1, line(), number_line(3, right=True)))
    assert wrong is not None
    assert wrong.found == "第1页不对"
    assert numbers(page(1, line()), shown=False) is None


def test_page_numbers_in_the_middle_are_measured_there() -> None:
    middle = PlacedLine(number_line(1, right=True).line, 780.0, "page_number")
    width = middle.line.runs[0].end_pt - middle.line.runs[0].x_pt
    centred = replace(middle.line.runs[0], x_pt=(28 + 78) * MM - width / 2)
    for shift, ok in ((0.0, True), (0.9, True), (-0.9, True), (1.1, False), (-1.1, False)):
        moved = replace(middle, line=replace(middle.line, runs=(centred.moved(shift),)))
        found = numbers(on(1, line(), moved), mirrored=False)
        assert found is not None
        assert (found.wanted, found.ok) == ("居中", ok)


def test_a_page_may_be_without_number_if_it_is_blank_or_the_first_of_a_letter() -> None:
    unnumbered = numbers(on(1, line()), page(2, line()), on_first_page=False)
    assert unnumbered is not None
    assert unnumbered.ok
    later = numbers(page(1, line()), on(2, line()), on_first_page=False)
    assert later is not None
    assert later.found == "第2页不对"
    blank = numbers(page(1, line()), on(2))
    assert blank is not None
    assert blank.ok


# The head of a letter (GB/T 9704-2012 10.1): red lines of 170 mm in the middle of the paper, the lower one 20 mm above the edge.
LETTER = library().layouts["gbt9704-letter"]


def red(top_mm: float, *, left_mm: float = 20.0, width_mm: float = 170.0, colour: str = "FF0000") -> Rule:
    return Rule(left_mm * MM, top_mm * MM, width_mm * MM, 2.0, colour)


def head(*rules: Rule, layout: Layout = LETTER) -> dict[str, ProofLine]:
    return {fact.what: fact for fact in measure_head((page(1, line(), rules=rules),), layout)}


FOOT = red(277 - 2 / MM)


def test_the_red_lines_of_a_letter_are_measured() -> None:
    found = head(FOOT, red(50))
    assert {what: (fact.found, fact.wanted, fact.ok) for what, fact in found.items()} == {
        "红线长度": ("170.0 mm", "170 mm", True),
        "红线居中": ("105.0 mm", "105 mm", True),
        "首页下端红线距纸边": ("20.0 mm", "20 mm", True),
    }
    assert {fact.clause for fact in found.values()} == {"GB/T 9704-2012 10.1"}


@pytest.mark.parametrize(
    ("upper", "lower", "wrong"),
    [
        (red(50, width_mm=170.5, left_mm=19.75), FOOT, []),
        (red(50, width_mm=169.4, left_mm=20.3), FOOT, ["红线长度"]),
        (red(50, left_mm=20.6), FOOT, ["红线居中"]),
        (red(50), red(276.4 - 2 / MM), ["首页下端红线距纸边"]),
        (red(50), red(277.6 - 2 / MM), ["首页下端红线距纸边"]),
        (red(50), red(277.4 - 2 / MM), []),
    ],
)
def test_half_a_millimetre_is_allowed(upper: Rule, lower: Rule, wrong: list[str]) -> None:
    assert [what for what, fact in head(upper, lower).items() if not fact.ok] == wrong


def test_a_line_as_wide_as_the_type_area_is_in_its_middle_and_a_file_has_no_foot_line() -> None:
    general = library().layouts["gbt9704-general"]
    found = head(red(100, left_mm=28.0, width_mm=156.0), layout=general)
    assert {what: (fact.wanted, fact.ok) for what, fact in found.items()} == {
        "红线长度": ("156 mm", True),
        "红线居中": ("106 mm", True),
    }


def test_black_lines_and_layouts_without_head_are_not_measured() -> None:
    assert head(red(50, colour="000000")) == {}
    assert head() == {}
    assert head(red(50), layout=PLAIN) == {}
    # A black line above the red one is none of the head's.
    assert head(red(40, colour="000000", width_mm=10), red(50), FOOT)["红线长度"].ok
