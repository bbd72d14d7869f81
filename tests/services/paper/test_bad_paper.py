"""Unusual input to printing is reported as a finding or refused, never printed wrongly without notice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.documents.docx.docx_file import docx_bytes
from desktop.documents.templates.template_library import read_layout
from desktop.documents.templates.toml_template import parse_toml
from desktop.domain.case.case import Case
from desktop.domain.errors import TemplateProblem
from desktop.painting.print_engine import PrintEngine
from desktop.services.office.workplace import Workplace
from desktop.services.paper.preflight import PreflightReport, preflight, preflight_document
from desktop.services.writing.drafting import open_reply, save_reply, write_section
from desktop.typesetting.model.block import PrintedDocument, TableBlock
from desktop.typesetting.model.layout import MM
from desktop.typesetting.words.paragraphs import styled_block
from tests.documents.outline import outline
from tests.letters import TEMPLATES, library

pytestmark = pytest.mark.usefixtures("qapp")

LAYOUT = library().layouts["gbt9704"]
TEXT = (TEMPLATES / "layouts" / "gbt9704.toml").read_text(encoding="utf-8")
LETTER = (TEMPLATES / "layouts" / "gbt9704-letter.toml").read_text(encoding="utf-8")


@pytest.fixture
def answered(work: Workplace, case: Case) -> Case:
    open_reply(work, case.id)
    return case


def reasons(report: PreflightReport) -> str:
    return "\n".join(finding.label for finding in report.findings)


@pytest.mark.parametrize(
    ("text", "old", "new", "said"),
    [
        (TEXT, "left_mm = 28.0", "left_mm = nan", "nan"),
        (TEXT, "width_mm = 210.0", "width_mm = inf", "inf"),
        (TEXT, "top_mm = 37.0", "top_mm = 290.0", "排不下22行"),
        (TEXT, "left_mm = 28.0", "left_mm = 200.0", "排不下28字"),
        (TEXT, "pitch_pt = 28.95", "pitch_pt = 0.0", "行距应在6至200磅之间"),
        (TEXT, "below_text_mm = 7.0", "below_text_mm = 70.0", "页码要落在下边35毫米以内"),
        (TEXT, "sealed_blank_lines = 2 ", "sealed_blank_lines = 2000 ", "空行数不合理"),
        (TEXT, 'form = "— {page} —"\nfont = "page_number"\nsize_pt = 14.0',
         'form = "— {page} —"\nfont = "page_number"\nsize_pt = 1400.0', "页码字号"),
        (LETTER, "mark_size_pt", "mark_size_pt = 4000.0 #", "发文机关标志的字号"),
    ],
)  # fmt: skip
def test_a_layout_of_impossible_numbers_is_refused_with_its_line(
    text: str, old: str, new: str, said: str
) -> None:
    assert old in text
    with pytest.raises(TemplateProblem, match=r"mine\.toml 第 \d+ 行") as caught:
        read_layout(parse_toml(text.replace(old, new, 1), "mine.toml"))
    assert said in str(caught.value)


def test_a_title_of_two_hundred_characters_is_set_and_reported(work: Workplace, answered: Case) -> None:
    reply = open_reply(work, answered.id)
    titled = replace(reply, fields=replace(reply.fields, title_lines=("关于" + "社区养老服务" * 33,)))
    save_reply(work, titled)
    report = preflight(work, answered.id)
    assert "请精简标题或自行分行" in reasons(report)


def test_a_paragraph_of_twenty_thousand_characters_is_set_and_reported(
    work: Workplace, answered: Case
) -> None:
    write_section(work, answered.id, "opening", "字" * 20_000)
    report = preflight(work, answered.id)
    assert "有一段长达20000字" in reasons(report)
    assert report.pages > 20_000 / 28 / 25


def test_a_lone_surrogate_is_printed_as_a_box_and_reported() -> None:
    from tests.letters import letter, reply_saying

    document = letter(reply=reply_saying("前\ud800后"))
    report = preflight_document(document, LAYOUT)
    assert "有损坏的字，已印成“□”" in reasons(report)
    assert "前□后" in outline(docx_bytes(document, LAYOUT))


def test_a_table_wider_than_the_page_is_narrowed_in_both_outputs_and_reported() -> None:
    cells = tuple((styled_block("table", words, LAYOUT),) for words in ("甲", "乙"))
    document = PrintedDocument("gbt9704", "表", (TableBlock((cells,), (300.0, 300.0)),))
    report = preflight_document(document, LAYOUT)
    assert [f.rule_id for f in report.findings if f.rule_id.startswith("page.")] == ["page.table_too_wide"]
    assert "表格宽600毫米，版心只有156毫米" in reasons(report)
    right = max(rule.left_pt + rule.width_pt for rule in PrintEngine().pages(document, LAYOUT)[0].rules)
    assert right <= (210 - 26) * MM + 1


def test_a_word_that_no_line_can_hold_is_broken() -> None:
    block = styled_block("body", "A" * 3000, LAYOUT)
    pages = PrintEngine().pages(PrintedDocument("gbt9704", "长", (block,)), LAYOUT)
    right = max(run.end_pt for page in pages for placed in page.lines for run in placed.line.runs)
    assert right <= (210 - 26) * MM + 0.1


def test_a_layout_without_available_fonts_is_reported() -> None:
    fonts = {
        role: replace(font, east_asian="没有的字体", latin="没有的字体", fallbacks=(), bundled="也没有的字体")
        for role, font in LAYOUT.fonts.items()
    }
    layout = replace(LAYOUT, id="nowhere", fonts=fonts)
    report = preflight_document(
        PrintedDocument("nowhere", "题", (styled_block("body", "天", layout),)), layout
    )
    assert "font.absent" in {finding.rule_id for finding in report.findings}
    assert not report.is_clear
