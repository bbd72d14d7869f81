"""Page filling: line count, keep rules, head, imprint, page numbers, tables, and caching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop.typesetting.lines.measured_text import EmWidths
from desktop.typesetting.model.block import Align, Block, Imprint, Letterhead, PrintedDocument, TableBlock
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_filling import PageFiller, fill
from desktop.typesetting.words.paragraphs import styled_block
from tests.letters import LAYOUTS, letter, library


def layout_of(name: str = "gbt9704") -> Layout:
    return library().layouts[name]


def pages_of(
    blocks: Sequence[Block | TableBlock], layout: Layout | None = None, **parts: object
) -> tuple[Page, ...]:
    used = layout or layout_of()
    document = replace(PrintedDocument(used.id, "题", tuple(blocks)), **parts)  # type: ignore[arg-type]
    return fill(document, used, EmWidths())


def body(text: str, **form: object) -> Block:
    return replace(styled_block("body", text, layout_of()), **form)  # type: ignore[arg-type]


def words(page: Page) -> list[str]:
    return [placed.text for placed in page.body_lines]


def numbers(pages: tuple[Page, ...]) -> list[str]:
    return [placed.text for page in pages for placed in page.lines if placed.style == "page_number"]


def test_a_page_of_the_grid_has_22_lines() -> None:
    first, second = pages_of([body("天") for _ in range(30)])
    assert (len(first.body_lines), len(second.body_lines)) == (22, 8)
    assert first.body_lines[0].top_pt == pytest.approx(37 * MM)
    assert first.body_lines[-1].top_pt + 28.95 <= 262 * MM + 0.05


def test_an_empty_document_is_one_page() -> None:
    (page,) = pages_of([])
    assert page.body_lines == ()


def test_a_paragraph_continues_on_the_next_page() -> None:
    first, second = pages_of([body("天") for _ in range(20)] + [body("地" * 26 + "地" * 28 * 4)])
    assert (len(first.body_lines), len(second.body_lines)) == (22, 3)


def test_a_heading_never_ends_a_page() -> None:
    heading = styled_block("heading_1", "一、标题", layout_of())
    first, second = pages_of([body("天") for _ in range(21)] + [heading, body("地")])
    assert len(first.body_lines) == 21
    assert words(second) == ["一、标题", "地"]


def test_a_signature_takes_the_last_lines_of_a_long_paragraph() -> None:
    blocks = [body("天") for _ in range(16)]
    blocks += [body("地" * 26 + "玄" * 28 * 3, keep_with_next=True), Block("body", keep_with_next=True)]
    blocks += [
        styled_block("issuer", "云溪区民政局", layout_of()),
        styled_block("issue_date", "2025年4月9日", layout_of()),
    ]
    first, second = pages_of(blocks)
    assert len(first.body_lines) == 19
    assert words(second) == ["玄" * 28, "云溪区民政局", "2025年4月9日"]


def test_blocks_kept_together_may_exceed_a_page() -> None:
    pages = pages_of([body("天", keep_with_next=True) for _ in range(50)])
    assert sum(len(page.body_lines) for page in pages) == 50


def test_an_attachment_begins_a_new_page() -> None:
    first, second = pages_of([body("天"), body("附件1", page_break_before=True)])
    assert (words(first), words(second)) == (["天"], ["附件1"])


def test_page_numbers_are_right_on_odd_and_left_on_even_pages() -> None:
    pages = pages_of([body("天") for _ in range(50)])
    assert numbers(pages) == ["— 1 —", "— 2 —", "— 3 —"]
    places = [placed.line.runs for page in pages for placed in page.lines if placed.style == "page_number"]
    assert places[0][-1].end_pt == pytest.approx(184 * MM - 14)
    assert places[1][0].x_pt == pytest.approx(28 * MM + 14)


def test_the_letter_has_no_number_on_its_first_page() -> None:
    layout = layout_of("gbt9704-letter")
    assert numbers(pages_of([body("天") for _ in range(30)], layout)) == ["— 2 —"]


def test_the_dash_of_the_page_number_is_seven_millimetres_below_the_text() -> None:
    (page,) = pages_of([body("天")])
    (number,) = (placed for placed in page.lines if placed.style == "page_number")
    assert number.baseline_pt - 0.36 * 14 == pytest.approx((297 - 35 + 7) * MM)


def test_the_head_moves_the_text_down_and_its_rules_are_red() -> None:
    layout = layout_of("gbt9704-general")
    head = Letterhead("云溪区民政局", "云民〔2025〕3号")
    (page,) = pages_of([body("天")], layout, letterhead=head)
    (rule,) = page.rules
    assert rule.colour == "FF0000"
    assert rule.width_pt == pytest.approx(156 * MM)
    assert page.body_lines[0].top_pt > rule.top_pt
    assert {placed.style for placed in page.lines} >= {"issuing_mark", "document_number"}


def test_the_imprint_ends_where_the_type_area_ends() -> None:
    layout = layout_of("gbt9704-general")
    imprint = Imprint("抄送：区政协提案委员会。", "云溪区民政局办公室", "2025年4月9日印发")
    pages = pages_of([body("天") for _ in range(30)], layout, imprint=imprint)
    assert len(pages) == 2
    assert pages[0].rules == ()
    assert max(rule.top_pt + rule.height_pt for rule in pages[1].rules) == pytest.approx(262 * MM)


def test_an_imprint_that_does_not_fit_gets_a_page_without_number() -> None:
    layout = layout_of("gbt9704-general")
    imprint = Imprint("抄送：区政协提案委员会。", "云溪区民政局办公室", "2025年4月9日印发")
    pages = pages_of([body("天") for _ in range(21)], layout, imprint=imprint)
    assert len(pages) == 2
    assert pages[1].body_lines == ()
    assert numbers(pages) == ["— 1 —"]


def table(rows: int, lines: int = 1) -> TableBlock:
    cell = replace(styled_block("table", "格", layout_of()), align=Align.LEFT)
    head = replace(styled_block("table", "表头", layout_of()), align=Align.CENTER)
    rows_below = (((cell,) * lines, (cell,)) for _ in range(rows))
    return TableBlock((((head,), (head,)), *rows_below), (60.0, 80.0), head_rows=1)


def test_a_table_repeats_its_head_rows_on_every_page() -> None:
    pages = pages_of([table(50)])
    assert len(pages) == 2
    assert all(words(page)[:2] == ["表头", "表头"] for page in pages)
    assert sum(words(page).count("格") for page in pages) == 100


def test_a_row_higher_than_a_page_is_split_between_lines() -> None:
    pages = pages_of([table(1, lines=60)])
    bottom = 262 * MM + 0.1
    assert all(placed.top_pt + placed.line.pitch_pt <= bottom for page in pages for placed in page.body_lines)
    assert sum(words(page).count("格") for page in pages) == 61


def test_a_table_wider_than_the_type_area_is_scaled_down() -> None:
    wide = TableBlock(((((body("甲"),), (body("乙"),))),), (300.0, 300.0))
    (page,) = pages_of([wide])
    assert max(rule.left_pt + rule.width_pt for rule in page.rules) <= 184 * MM + 1


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_caching_filler_gives_the_same_pages(name: str) -> None:
    layout, filler = layout_of(name), PageFiller(layout_of(name), EmWidths())
    document = letter(name)
    filler.fill(document)
    changed = replace(document, blocks=document.blocks[:4] + document.blocks[3:])
    assert filler.fill(changed) == fill(changed, layout, EmWidths())


@pytest.mark.parametrize("name", LAYOUTS)
def test_unchanged_paragraphs_reuse_cached_lines(name: str) -> None:
    filler = PageFiller(layout_of(name), EmWidths())
    once, again = filler.fill(letter(name)), filler.fill(letter(name))
    assert all(
        a.line is b.line
        for p, q in zip(once, again, strict=True)
        for a, b in zip(p.lines, q.lines, strict=True)
    )


@pytest.mark.parametrize("text", ["长" * 20_000, "\ud800孤立的代理码位", "　", "a" * 5_000])
def test_any_text_is_printed_completely(text: str) -> None:
    pages = pages_of([body(text)])
    assert "".join(placed.text for page in pages for placed in page.body_lines) == text


@pytest.mark.parametrize(
    ("free", "length", "kept"),
    [
        (1, 2, 0),
        (2, 2, 2),
        (1, 3, 0),
        (2, 3, 0),
        (3, 3, 3),
        (1, 4, 0),
        (2, 4, 2),
        (3, 4, 2),
        (4, 4, 4),
        (3, 5, 3),
        (4, 5, 3),
    ],
)
def test_with_widow_control_no_line_stands_alone_on_either_page(free: int, length: int, kept: int) -> None:
    """`kept` lines of a paragraph of `length` stay where `free` lines are left on a page of 22."""
    used = replace(layout_of(), text=replace(layout_of().text, widow_control=True))
    last = body("地" * 26 + "地" * 28 * (length - 1))
    pages = pages_of([*[body("天") for _ in range(22 - free)], last], used)
    assert len(pages[0].body_lines) == 22 - free + kept
    assert sum(len(page.body_lines) for page in pages) == 22 - free + length


def test_a_heading_stays_above_a_table_whose_head_and_first_row_fit() -> None:
    """A row of the table style takes 20 pt or so: two of them fit under the heading where three do not."""
    heading = styled_block("heading_1", "一、标题", layout_of())
    (alone,) = pages_of([table(3)])
    tops = sorted({rule.top_pt for rule in alone.rules if rule.width_pt > rule.height_pt})
    two_rows, three_rows = tops[2] - tops[0] + 1, tops[3] - tops[0] - 1
    free = 22 * 28.95 - 20 * 28.95

    def first_page(room: float) -> list[str]:
        above = [body("天", pitch_pt=28.95) for _ in range(20)]
        return words(pages_of([*above, replace(heading, pitch_pt=free - room), table(3)])[0])

    assert first_page((two_rows + three_rows) / 2)[20:] == ["一、标题", "表头", "表头", "格", "格"]
    assert first_page(two_rows - 4)[20:] == []


def test_a_page_number_in_the_middle_stands_in_the_middle_of_the_type_area() -> None:
    plan = replace(layout_of().page_number, mirrored=False)
    pages = pages_of([body("天") for _ in range(30)], replace(layout_of(), page_number=plan))
    for page in pages:
        (line,) = [placed for placed in page.lines if placed.style == "page_number"]
        middle = (line.line.runs[0].x_pt + line.line.runs[-1].end_pt) / 2
        assert middle == pytest.approx((28 + 156 / 2) * MM)


def test_no_page_has_a_number_where_the_layout_shows_none() -> None:
    plan = replace(layout_of().page_number, shown=False)
    assert numbers(pages_of([body("天")], replace(layout_of(), page_number=plan))) == []


@pytest.mark.parametrize(("free", "kept"), [(1, 0), (2, 0), (3, 3)])
def test_a_short_paragraph_before_the_signature_moves_as_a_whole(free: int, kept: int) -> None:
    """The paragraph has two lines and one line of signature follows."""
    short = layout_of().signature.whole_paragraph_lines
    assert short >= 2
    above = [body("天") for _ in range(22 - free)]
    tied = body("地" * 26 + "玄" * 28, keep_with_next=True)
    pages = pages_of([*above, tied, styled_block("issuer", "云溪区民政局", layout_of())])
    assert len(pages[0].body_lines) == 22 - free + kept


def test_a_page_break_at_the_top_of_a_page_leaves_no_empty_page() -> None:
    (page,) = pages_of([body("附件1", page_break_before=True)])
    assert words(page) == ["附件1"]


def test_lines_of_a_page_are_numbered_from_one() -> None:
    first, second = pages_of([body("天") for _ in range(24)])
    assert [placed.number for placed in first.body_lines] == list(range(1, 23))
    assert [placed.number for placed in second.body_lines] == [1, 2]
