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
