"""Each layout, printed by LibreOffice and compared with its parameters."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from statistics import median, mode

import pytest

from desktop.documents.docx.docx_file import docx_bytes
from desktop.typesetting.model.layout import Layout
from tests.documents.docx.written_letters import TEMPLATE_FOR
from tests.documents.paper import MM, PaperLine, PaperPage, read_paper
from tests.letters import LAYOUTS, letter, library
from tools.rendering import LibreOffice

pytestmark = pytest.mark.rendering

RED = (1.0, 0.0, 0.0)
INK_TOP_EM = 0.85
"""Height of a character of the mark above the baseline in em, as the layouts assume it; a number of its own, not the program's."""
NUMBERED = [name for name in LAYOUTS if name != "district-plain"]


@pytest.fixture(scope="module")
def papers(libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[PaperPage]]:
    folder = tmp_path_factory.mktemp("papers")
    found = {}
    for name in LAYOUTS:
        path: Path = folder / f"{name}.docx"
        printed = letter(name, TEMPLATE_FOR.get(name, "district-cppcc"))
        path.write_bytes(docx_bytes(printed, library().layouts[name]))
        found[name] = read_paper(libreoffice(path))
    return found


def body_of(page: PaperPage, layout: Layout) -> list[PaperLine]:
    return page.between(layout.paper.top_mm, layout.paper.height_mm - layout.paper.bottom_mm)


def running_text(page: PaperPage, layout: Layout) -> list[PaperLine]:
    """Lines of body size, the document number in its frame left out."""
    return [
        line
        for line in body_of(page, layout)
        if abs(line.size - layout.body.size_pt) < 0.3 and "〔2025〕6号" not in line.text.replace(" ", "")
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_paper_is_a4_and_the_text_keeps_its_edges(papers: dict[str, list[PaperPage]], name: str) -> None:
    layout = library().layouts[name]
    lines = [line for page in papers[name] for line in running_text(page, layout)]
    assert all((round(page.width_mm), round(page.height_mm)) == (210, 297) for page in papers[name])
    assert min(line.left for line in lines) / MM == pytest.approx(layout.paper.left_mm, abs=0.3)
    hung = layout.body.size_pt / MM if layout.text.hanging else 0
    right = max(line.right for line in lines) / MM
    assert layout.paper.width_mm - layout.paper.right_mm - 0.3 < right
    assert right < layout.paper.width_mm - layout.paper.right_mm + hung + 0.3


@pytest.mark.parametrize("name", LAYOUTS)
def test_full_lines_and_full_pages_match_the_grid(papers: dict[str, list[PaperPage]], name: str) -> None:
    layout = library().layouts[name]
    pages = papers[name]
    edge = layout.paper.width_mm - layout.paper.right_mm
    full = [
        len(line.text)
        for page in pages
        for line in running_text(page, layout)
        if line.left / MM < layout.paper.left_mm + 1
        and line.right / MM > edge - 3
        and all(ord(character) > 0x2E7F for character in line.text)
    ]
    # Word's rule fits one mark more into a line by compressing or hanging it.
    assert mode(full) in (
        {layout.grid.chars, layout.grid.chars + 1} if layout.text.hanging else {layout.grid.chars}
    )
    assert max(len(body_of(page, layout)) for page in pages[1:-1]) == layout.grid.lines
    assert len(pages) >= 4


@pytest.mark.parametrize("name", LAYOUTS)
def test_lines_have_the_pitch_of_the_grid(papers: dict[str, list[PaperPage]], name: str) -> None:
    layout = library().layouts[name]
    pitch = layout.grid.pitch_pt
    top = layout.paper.top_mm * MM
    for page in papers[name]:
        lines = running_text(page, layout)
        steps = [(b.baseline - a.baseline) / pitch for a, b in pairwise(lines)]
        if steps:
            assert median(steps) == pytest.approx(1, abs=0.01)
        for line in lines:
            place = (line.baseline - top) / pitch
            assert place % 1 == pytest.approx(0.8, abs=0.09), line.text


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_title_is_centred_in_two_lines(papers: dict[str, list[PaperPage]], name: str) -> None:
    layout = library().layouts[name]
    titles = [line for line in papers[name][0].lines if abs(line.size - layout.styles["title"].size_pt) < 0.3]
    assert len(titles) == 2
    middle = layout.paper.left_mm + layout.paper.text_width_mm / 2
    assert all(line.centre_mm == pytest.approx(middle, abs=1) for line in titles)


@pytest.mark.parametrize("name", NUMBERED)
def test_page_numbers_are_at_the_outer_edge_seven_millimetres_below_the_text(
    papers: dict[str, list[PaperPage]], name: str
) -> None:
    layout = library().layouts[name]
    plan, paper = layout.page_number, layout.paper
    for number, page in enumerate(papers[name], 1):
        found = [line for line in page.lines if line.text.replace(" ", "") == f"—{number}—"]
        if number == 1 and not plan.on_first_page:
            assert found == []
            continue
        (line,) = found
        assert line.size == pytest.approx(plan.size_pt, abs=0.3)
        right_inset = (paper.width_mm - paper.right_mm) * MM - line.right
        inset = right_inset if number % 2 else line.left - paper.left_mm * MM
        assert inset == pytest.approx(plan.inset_chars * plan.size_pt, abs=1)
        dash = line.baseline / MM - 0.36 * plan.size_pt / MM
        assert dash - (paper.height_mm - paper.bottom_mm) == pytest.approx(plan.below_text_mm, abs=0.5)


def test_the_district_layout_shows_no_page_numbers(papers: dict[str, list[PaperPage]]) -> None:
    assert not any("— " in line.text for page in papers["district-plain"] for line in page.lines)


def test_a_letter_has_its_mark_and_double_rules_as_the_standard_requires(
    papers: dict[str, list[PaperPage]],
) -> None:
    first, *others = papers["gbt9704-letter"]
    mark = first.lines[0]
    assert (mark.text, mark.colour) == ("澄江区民政局", RED)
    assert (mark.baseline - INK_TOP_EM * mark.size) / MM == pytest.approx(30, abs=0.5)
    assert [rule.colour for rule in first.rules] == [RED] * 4
    assert [rule.thickness_pt for rule in first.rules] == pytest.approx([1.5, 0.75, 0.75, 1.5], abs=0.05)
    assert all(rule.right_mm - rule.left_mm == pytest.approx(170, abs=0.2) for rule in first.rules)
    assert all(rule.left_mm == pytest.approx(20, abs=0.2) for rule in first.rules)
    below_mark = mark.baseline / MM + 0.08 * mark.size / MM
    assert first.rules[0].top_mm - below_mark == pytest.approx(4, abs=0.3)
    assert first.height_mm - first.rules[3].bottom_mm == pytest.approx(20, abs=0.2)
    assert not any(page.rules for page in others)


def test_the_number_of_a_letter_stands_right_below_the_rule(papers: dict[str, list[PaperPage]]) -> None:
    first = papers["gbt9704-letter"][0]
    number = first.lines[1]
    assert number.text.replace(" ", "") == "澄民提复〔2025〕6号"
    assert number.right / MM == pytest.approx(184, abs=0.5)
    ink_top = (number.baseline - INK_TOP_EM * number.size) / MM
    assert ink_top - first.rules[1].bottom_mm == pytest.approx(4.9, abs=0.3)


def test_a_red_headed_file_has_its_head_as_the_standard_requires(
    papers: dict[str, list[PaperPage]],
) -> None:
    first = papers["gbt9704-general"][0]
    mark, number = first.lines[:2]
    assert (mark.text, mark.colour) == ("澄江区民政局文件", RED)
    assert (mark.baseline - INK_TOP_EM * mark.size) / MM == pytest.approx(37 + 35, abs=0.5)
    assert number.centre_mm == pytest.approx(106, abs=0.5)
    (rule,) = first.rules
    assert rule.colour == RED
    assert (rule.left_mm, rule.right_mm) == pytest.approx((28, 184), abs=0.2)
    assert rule.top_mm - (number.baseline + 0.08 * number.size) / MM == pytest.approx(4, abs=0.3)


def test_the_imprint_ends_where_the_type_area_ends(papers: dict[str, list[PaperPage]]) -> None:
    last = papers["gbt9704-general"][-1]
    assert [rule.thickness_pt for rule in last.rules] == pytest.approx([1.0, 0.75, 1.0], abs=0.05)
    assert last.rules[-1].bottom_mm == pytest.approx(262, abs=0.3)
    words = [line.text.replace(" ", "") for line in last.lines if abs(line.size - 14) < 0.3]
    assert words[0].startswith("抄送：区政协提案委员会，")
    assert words[-2] == "澄江区民政局办公室2025年4月9日印发"


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_word_of_the_letter_is_on_the_paper(papers: dict[str, list[PaperPage]], name: str) -> None:
    layout = library().layouts[name]
    printed = letter(name, TEMPLATE_FOR.get(name, "district-cppcc"))
    on_paper = "".join(line.text for page in papers[name] for line in body_of(page, layout)).replace(" ", "")
    for block in printed.blocks:
        words = getattr(block, "text", "").replace(" ", "")
        if not layout.text.hanging:  # LibreOffice 7.4 leaves some hung marks unpainted
            assert words in on_paper
        else:
            assert words[:12] in on_paper
