"""Composing a form from facts: lines, boxes, repeated rows, stretching to one page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.forms.form_facts import OF_THE_OFFICE, FormFacts
from desktop.domain.forms.form_template import FormCell, FormPaper, FormPart, FormRow, FormStyle, FormTemplate
from desktop.domain.forms.form_template import FormKind as Kind
from desktop.typesetting.forms.compose_form import FormSheet, compose_form
from desktop.typesetting.lines.measured_text import EmWidths
from desktop.typesetting.model.block import Block, CellPlace, PrintedDocument, TableBlock
from desktop.typesetting.model.layout import MM
from desktop.typesetting.pages.page_filling import fill
from tests.letters import library

LENDER = library().layouts["gbt9704"]
STYLE = FormStyle("内容", "body", 14, 20)
SMALL = FormStyle("小", "body", 10.5, 15)
FACTS = FormFacts(
    {"number": "085", "subject": "关于社区食堂的建议", "disclosure": "主动公开"},
    {"contacts": ({"day": "2月3日", "way": "走访"}, {"day": "3月4日", "way": "电话"})},
    {"disclosures": ("主动公开", "不予公开")},
)


def form(*parts: FormPart, one_page: bool = True) -> FormTemplate:
    paper = FormPaper(210, 297, 20, 20, 25, 25)
    return FormTemplate(
        "t", 1, "表", Kind.FEEDBACK, paper, {"text": STYLE, "small": SMALL}, parts, one_page=one_page
    )


def sheet(*parts: FormPart, facts: FormFacts = FACTS) -> FormSheet:
    return compose_form(form(*parts), facts, LENDER)


def row(*cells: FormCell, height: float = 10, **more: object) -> FormRow:
    return FormRow(height, cells, **more)  # type: ignore[arg-type]


def table(*rows: FormRow, widths: tuple[float, ...] = (60.0, 100.0)) -> FormPart:
    return FormPart(widths_mm=widths, rows=rows)


def only_table(printed: FormSheet) -> TableBlock:
    (found,) = printed.document.blocks
    assert isinstance(found, TableBlock)
    return found


def words(printed: FormSheet) -> list[list[str]]:
    return [["/".join(block.text for block in cell) for cell in row] for row in only_table(printed).rows]


def test_facts_fill_lines_and_missing_ones_leave_blanks_and_are_listed() -> None:
    printed = sheet(FormPart("第{number}号\n{proposer}于{issue_date}"))
    assert [b.text for b in printed.document.blocks if isinstance(b, Block)] == [
        "第085号",
        "　　于　　年　月　日",
    ]
    assert printed.document.missing == ("第一提案人", "成文日期")


def test_a_value_is_never_searched_for_placeholders() -> None:
    printed = sheet(FormPart("{subject}"), facts=FormFacts({"subject": "{number}", "number": "1"}))
    assert printed.document.blocks[0].text == "{number}"


def test_a_part_is_printed_only_with_its_facts() -> None:
    waiting = FormPart("意见", when=("opinions", "round_mark"))
    assert sheet(waiting, FormPart("在")).document.blocks[0].text == "在"
    known = FormFacts({"round_mark": "（第二次办理）"})
    assert len(sheet(waiting, facts=known).document.blocks) == 1


def test_every_answer_has_a_box_and_the_chosen_one_is_ticked() -> None:
    named = FormCell(choices=("满意", "不满意"))
    listed = FormCell(choices_of="disclosures", ticked="{disclosure}")
    assert words(sheet(table(row(named, listed)))) == [["□满意　□不满意", "☑主动公开　□不予公开"]]


def test_rows_repeat_for_a_list_and_are_padded_with_empty_ones() -> None:
    cells = (FormCell("{day}"), FormCell("{way}"))
    printed = sheet(table(row(*cells, each="contacts", at_least=3)))
    assert words(printed) == [["2月3日", "走访"], ["3月4日", "电话"], ["", ""]]


def test_entries_are_placed_side_by_side() -> None:
    printed = sheet(table(row(FormCell("{day}"), each="contacts", across=2, at_least=2), widths=(80.0, 80.0)))
    assert words(printed) == [["2月3日", "3月4日"], ["", ""]]


def test_long_text_uses_a_smaller_style_that_fits() -> None:
    cell = FormCell("{subject}", fits=("small",))
    styles = [
        only_table(sheet(table(row(cell), widths=(width,)))).rows[0][0][0].style for width in (100.0, 40.0)
    ]
    assert styles == ["form_text", "form_small"]


def test_cells_span_columns_and_have_a_vertical_alignment() -> None:
    wide = FormCell("上", span=2, place="bottom")
    printed = only_table(sheet(table(row(wide), row(FormCell("甲"), FormCell("乙")))))
    assert printed.spans == ((2,), (1, 1))
    assert printed.places[0] == (CellPlace.BOTTOM,)
    pages = fill(PrintedDocument("form-t", "", (printed,)), sheet(FormPart("x")).layout, EmWidths())
    upright = [rule for rule in pages[0].rules if rule.height_pt > rule.width_pt]
    assert len(upright) == 2 + 3


def test_stretched_rows_fill_the_page() -> None:
    printed = sheet(
        table(row(FormCell("甲", span=2)), row(FormCell("乙", span=2), stretch=1)), FormPart("注")
    )
    pages = fill(printed.document, printed.layout, EmWidths())
    bottom = max(line.top_pt + line.line.pitch_pt for line in pages[0].lines)
    assert len(pages) == 1
    assert 0 < (297 - 20) * MM - bottom < 12


def test_a_one_page_form_with_two_pages_is_reported() -> None:
    long = sheet(table(*(row(FormCell("甲", span=2), height=30) for _ in range(12))))
    assert (long.pages, long.is_too_long) == (2, True)


@pytest.mark.parametrize("odd", ["\ud800", "字" * 20_000, "\x00\u200b", "A" * 500])
def test_any_value_can_be_printed(odd: str) -> None:
    printed = sheet(table(row(FormCell("{subject}", span=2))), facts=FormFacts({"subject": odd}))
    assert fill(printed.document, printed.layout, EmWidths())


def test_a_form_has_its_own_layout_with_the_fonts_of_the_base_layout() -> None:
    printed = sheet(FormPart("x"))
    assert printed.layout.fonts is LENDER.fonts
    assert not printed.layout.page_number.shown
    assert printed.document.layout == printed.layout.id == "form-t"
    assert replace(printed, pages=3).is_too_long


def test_pages_are_numbered_only_if_the_form_says_so() -> None:
    numbered = compose_form(replace(form(FormPart("x")), page_numbers=True), FACTS, LENDER)
    lines = [line for page in fill(numbered.document, numbered.layout, EmWidths()) for line in page.lines]
    assert [line.text for line in lines if line.style == "page_number"] == ["— 1 —"]
    plain = sheet(FormPart("x"))
    (page,) = fill(plain.document, plain.layout, EmWidths())
    assert not [line for line in page.lines if line.style == "page_number"]


def test_a_paper_over_many_cases_reports_its_missing_figures_by_name() -> None:
    facts = FormFacts({"assigned": "5"}, vocabulary=OF_THE_OFFICE)
    paper = replace(form(FormPart("{assigned}件，{office_unit}，{number}")), kind=Kind.TASK_TABLE)
    printed = compose_form(paper, facts, LENDER)
    (line,) = printed.document.blocks
    assert isinstance(line, Block)
    assert line.text == "5件，　　，{number}"
    assert printed.document.missing == ("本单位",)


def test_a_cell_is_as_wide_as_the_columns_that_it_spans_from_where_it_stands() -> None:
    """9 characters of 14 pt take 126 pt, 44.5 mm; with padding 47.5 mm."""
    long = FormCell("{subject}", fits=("small",))
    beside = table(row(FormCell("甲"), FormCell("乙"), long), widths=(20.0, 20.0, 60.0))
    spanning = table(
        row(FormCell("甲"), replace(long, span=2), FormCell("丙")), widths=(60.0, 30.0, 30.0, 9.0)
    )
    narrow = table(row(FormCell("甲", span=2), long), widths=(60.0, 60.0, 30.0))
    assert only_table(sheet(beside)).rows[0][2][0].style == "form_text"
    assert only_table(sheet(spanning)).rows[0][1][0].style == "form_text"
    assert only_table(sheet(narrow)).rows[0][1][0].style == "form_small"


@pytest.mark.parametrize(("width_pt", "style"), [(126 + 8.6, "form_text"), (126 + 8.0, "form_small")])
def test_text_fits_between_the_paddings_of_its_cell(width_pt: float, style: str) -> None:
    """Word's own cell padding, 1.5 mm or 4.25 pt on either side."""
    printed = sheet(table(row(FormCell("{subject}", fits=("small",))), widths=(width_pt / MM,)))
    assert only_table(printed).rows[0][0][0].style == style


def test_the_longest_line_of_a_cell_decides_on_its_style_and_the_last_style_takes_what_fits_nowhere() -> None:
    cell = FormCell("甲\n{subject}", fits=("small",))
    for width, style in ((60.0, "form_text"), (30.0, "form_small")):
        found = only_table(sheet(table(row(cell), widths=(width,)))).rows[0][0]
        assert [(block.text, block.style) for block in found] == [
            ("甲", style),
            ("关于社区食堂的建议", style),
        ]


def test_the_last_line_of_a_cell_may_have_a_style_of_its_own() -> None:
    found = only_table(sheet(table(row(FormCell("甲\n乙\n丙", last="small", span=2))))).rows[0][0]
    assert [block.style for block in found] == ["form_text", "form_text", "form_small"]


def test_the_grid_of_a_form_fills_its_type_area() -> None:
    """297 - 20 - 20 mm are 728.5 pt: 25 lines of 28.95 pt, stretched to 29.1 pt (a docx counts twentieths of a point)."""
    grid = sheet(FormPart("x")).layout.grid
    assert (grid.lines, grid.pitch_pt) == (25, 29.1)
    low = replace(form(FormPart("x")), paper=FormPaper(210, 50, 20, 20, 25, 25))
    assert compose_form(low, FACTS, LENDER).layout.grid.lines == 1


def test_the_paper_and_the_styles_of_a_form_are_its_own() -> None:
    printed = sheet(FormPart("x"))
    paper = printed.layout.paper
    assert (paper.width_mm, paper.height_mm, paper.top_mm, paper.bottom_mm) == (210, 297, 20, 20)
    assert (paper.left_mm, paper.right_mm) == (25, 25)
    assert (printed.layout.head, printed.layout.imprint, printed.layout.text.hanging) == (None, None, False)
    found = printed.layout.styles["form_small"]
    assert (found.name, found.size_pt, found.pitch_pt) == ("小", 10.5, 15)
    # A style of a letter with the same name stays what it is.
    assert printed.layout.styles["body"] == LENDER.styles["body"]


def test_a_form_has_neither_head_nor_imprint_of_the_letter_whose_fonts_it_borrows() -> None:
    general = library().layouts["gbt9704-general"]
    assert general.head is not None
    assert general.imprint is not None
    own = replace(form(FormPart("x")), clauses={"paper": "本区表样"}, basis="本区通知", version=4)
    layout = compose_form(own, FACTS, general).layout
    assert (layout.head, layout.imprint, layout.clauses) == (None, None, {"paper": "本区表样"})
    assert (layout.id, layout.name, layout.version, layout.basis) == ("form-t", "表", 4, "本区通知")


def heights(printed: FormSheet) -> tuple[float, ...]:
    return only_table(printed).row_heights_mm


def test_free_height_is_shared_among_the_rows_that_stretch() -> None:
    """Type area 257 mm, of which 10 pt (3.5 mm) stay free and the outer rule takes half a millimetre or less."""
    one, two, none = FormCell("甲", span=2), FormCell("乙", span=2), FormCell("丙", span=2)
    found = heights(sheet(table(row(one, stretch=1), row(two, stretch=3), row(none))))
    assert found[2] == 10
    assert (found[1] - 10) == pytest.approx(3 * (found[0] - 10))
    assert sum(found) == pytest.approx(257 - 10 / MM, abs=0.5)


def test_nothing_is_stretched_without_a_share_or_on_a_form_of_two_pages() -> None:
    plain = [row(FormCell("甲", span=2), height=30) for _ in range(3)]
    assert heights(sheet(table(*plain))) == (30, 30, 30)
    long = sheet(table(*plain * 4, row(FormCell("乙", span=2), stretch=1)))
    assert (long.pages, heights(long)) == (2, (*(30,) * 12, 10))
    assert sheet(table(*plain)).pages == 1


def test_a_full_page_has_nothing_to_share() -> None:
    full = sheet(
        table(row(FormCell("甲", span=2), height=256), row(FormCell("", span=2), height=0.1, stretch=1))
    )
    assert (full.pages, heights(full)) == (2, (256, 0.1))
    nearly = sheet(table(row(FormCell("甲", span=2), height=254.5, stretch=1)))
    assert (nearly.pages, heights(nearly)) == (1, (254.5,))


def test_a_repeated_row_stretches_once_for_each_entry() -> None:
    cells = (FormCell("{day}"), FormCell("{way}"))
    found = heights(sheet(table(row(*cells, each="contacts", at_least=3, stretch=1))))
    assert len(found) == 3
    assert found[0] == pytest.approx(found[2])
    assert sum(found) == pytest.approx(257 - 10 / MM, abs=0.5)


@pytest.mark.parametrize(("at_least", "printed"), [(0, 1), (1, 1), (2, 2)])
def test_entries_side_by_side_take_the_rows_they_need(at_least: int, printed: int) -> None:
    plan = row(FormCell("{day}"), each="contacts", across=2, at_least=at_least)
    assert len(only_table(sheet(table(plan, widths=(80.0, 80.0)))).rows) == printed


def test_a_list_without_entries_and_without_blank_rows_prints_none() -> None:
    part = table(
        row(FormCell("时间"), FormCell("方式")), row(FormCell("{day}"), FormCell("{way}"), each="opinions")
    )
    assert words(sheet(part)) == [["时间", "方式"]]


def test_text_at_the_right_edge_stands_on_the_last_line() -> None:
    blocks = sheet(FormPart("甲\n乙\n丙", right="第{number}号")).document.blocks
    found = [
        (block.text, "".join(run.text for run in block.right_runs))
        for block in blocks
        if isinstance(block, Block)
    ]
    assert found == [("甲", ""), ("乙", ""), ("丙", "第085号")]


def test_an_entry_without_a_value_loses_its_line_and_a_plain_cell_keeps_it() -> None:
    entries = FormFacts({}, {"addressees": ({"name": "沈亦澄", "address": "", "postcode": "200050"},)})
    listed = table(row(FormCell("{name}\n{address}\n{postcode}", span=2), each="addressees"))
    assert words(sheet(listed, facts=entries)) == [["沈亦澄/200050"]]
    assert words(sheet(table(row(FormCell("甲\n\n乙", span=2))))) == [["甲//乙"]]


def test_no_answer_is_ticked_before_it_is_known() -> None:
    asked = FormCell("公开属性", choices_of="disclosures", ticked="{disclosure}", apart="、")
    assert words(sheet(table(row(asked)), facts=replace(FACTS, values={}))) == [
        ["公开属性/□主动公开、□不予公开"]
    ]
    assert words(sheet(table(row(asked)))) == [["公开属性/☑主动公开、□不予公开"]]


def test_the_title_is_filled_and_a_form_without_one_goes_by_its_name() -> None:
    titled = replace(form(FormPart("x")), title="第{number}号反馈表")
    assert compose_form(titled, FACTS, LENDER).document.title == "第085号反馈表"
    assert sheet(FormPart("x")).document.title == "表"


def test_only_a_form_meant_for_one_page_can_be_too_long() -> None:
    rows = table(*(row(FormCell("甲", span=2), height=30) for _ in range(12)))
    loose = compose_form(form(rows, one_page=False), FACTS, LENDER)
    assert (loose.pages, loose.is_too_long) == (2, False)
    assert not sheet(FormPart("x")).is_too_long
