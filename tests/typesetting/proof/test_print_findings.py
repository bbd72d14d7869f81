"""What is found before printing: gaps in the words, and faults of the finished pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.case.reply import Section
from desktop.typesetting.model.block import Anchor, Block, PrintedDocument, Run, Script, TableBlock
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.page import GlyphRun, Page, PlacedLine, Rule, TextLine
from desktop.typesetting.proof.print_findings import (
    FindingWeight,
    PageFinding,
    PrintFinding,
    by_severity,
    has_colour,
    review_pages,
    review_words,
    wide_tables,
)
from tests.letters import REPLY, library

IN_A_SECTION = Anchor("answer")


def layout(name: str = "gbt9704") -> Layout:
    return library().layouts[name]


def block(text: str, style: str = "body", *, anchor: Anchor | None = IN_A_SECTION, right: str = "") -> Block:
    runs = (Run(text, Script.EAST_ASIAN, "body", 16.0),) if text else ()
    ends = (Run(right, Script.EAST_ASIAN, "body", 16.0),) if right else ()
    return Block(style, runs, right_runs=ends, anchor=anchor)


def printed(*blocks: Block | TableBlock, **more: tuple[str, ...]) -> PrintedDocument:
    return PrintedDocument("gbt9704", "", blocks, **more)  # type: ignore[arg-type]


def said(document: PrintedDocument) -> list[tuple[str, str, str]]:
    return [(finding.rule_id, finding.place, finding.reason) for finding in review_words(document)]


# What is left over in the text.
@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("请{proposer}审阅。", "words.placeholder"),
        ("请{co_unit_2}会办。", "words.placeholder"),
        ("请{提案者、单位}审阅。", "words.placeholder"),
        ("【待补】", "words.to_do"),
        ("资金【待财务科核定数额】万元。", "words.to_do"),
        ("【请核实】", "words.to_do"),
        ("【此处补充】", "words.to_do"),
        ("TODO 补数字", "words.to_do"),
        ("联系电话××××", "words.crosses"),
        ("第XX号", "words.crosses"),
        ("于xx月完成。", "words.crosses"),
        ("共___处。", "words.underline"),
        ("共＿＿处。", "words.underline"),
    ],
)
def test_gaps_are_found(words: str, rule: str) -> None:
    assert [finding.rule_id for finding in review_words(printed(block(words)))] == [rule]


@pytest.mark.parametrize(
    "words",
    [
        "3×4米的展板",
        "A{1}类",
        "见【附件】",
        "XXL号服装",
        "BOXX公司",
        "文件名a_b、a__b",
        "单位＿",
        "TODOS",
        "{}",
    ],
)
def test_ordinary_words_are_no_gaps(words: str) -> None:
    assert review_words(printed(block(words))) == ()


def test_a_gap_is_shown_with_six_characters_around_it() -> None:
    (finding,) = review_words(printed(block("我局计划于明年投入资金××万元用于改造老旧小区。")))
    assert finding.reason == "有没有填的空：“明年投入资金××万元用于改造”"
    assert finding.weight is FindingWeight.MUST


def test_a_gap_at_the_beginning_is_shown_from_the_first_character() -> None:
    assert said(printed(block("××街道办事处"))) == [
        ("words.crosses", "正文第1段", "有没有填的空：“××街道办事处”")
    ]


def test_the_place_counts_paragraphs_with_words_only() -> None:
    document = printed(
        block("标题", "title", anchor=None), block("第一段"), block(""), block("第二段××"), block("第三段___")
    )
    assert [place for _, place, _ in said(document)] == ["正文第2段", "正文第3段"]


@pytest.mark.parametrize(
    ("style", "place"),
    [
        ("title", "标题"),
        ("salutation", "称谓"),
        ("result", "办理结果行"),
        ("issuer", "署名"),
        ("issue_date", "日期"),
        ("note", "附注"),
        ("attachment_mark", "正文"),
    ],
)
def test_outside_the_sections_the_element_is_named(style: str, place: str) -> None:
    assert said(printed(block("××", style, anchor=None)))[0][1] == place


def test_words_at_the_right_edge_and_in_tables_are_read_too() -> None:
    table = TableBlock(rows=(((block("甲"),), (block("乙××"),)),), widths_mm=(50.0, 50.0))
    document = printed(block("办理结果：采纳", "result", anchor=None, right="签发人：××"), table)
    assert [(rule, place) for rule, place, _ in said(document)] == [
        ("words.crosses", "办理结果行"),
        ("words.crosses", "正文第2段"),
    ]


def test_missing_facts_come_first_and_warnings_last_as_hints() -> None:
    document = printed(block("××"), missing=("发文字号", "联系人"), warnings=("字体没有“喆”",))
    found = review_words(document)
    assert [(finding.rule_id, finding.weight.value) for finding in found] == [
        ("words.missing_fact", "must"), ("words.missing_fact", "must"), ("words.crosses", "must"), ("words.warning", "hint"),
    ]  # fmt: skip
    assert [finding.reason for finding in found[:2]] == ["还没有填写发文字号", "还没有填写联系人"]
    assert found[3].reason == "字体没有“喆”"


def test_a_required_section_that_holds_only_its_heading_is_empty() -> None:
    template = library().replies["district-cppcc"]
    required = [plan for plan in template.sections if plan.required]
    headed = next(plan for plan in required if plan.heading)
    full = tuple(Section(plan.key, "已经写好。") for plan in template.sections)

    def empty(sections: tuple[Section, ...]) -> list[tuple[str, str]]:
        found = review_words(printed(), reply=replace(REPLY, sections=sections), template=template)
        return [(finding.rule_id, finding.place) for finding in found]

    def with_text(text: str) -> tuple[Section, ...]:
        return tuple(Section(one.key, text) if one.key == headed.key else one for one in full)

    assert empty(full) == []
    for text in ("", "  \n", headed.heading or "", f"\n{headed.heading}  "):
        assert empty(with_text(text)) == [("words.empty_section", headed.label)]
    assert empty(with_text(f"{headed.heading}\n已经写好。")) == []
    # A section that the reply does not have at all is empty too; one that is not required never.
    assert empty(()) == [("words.empty_section", plan.label) for plan in required]
    # Without the template nobody knows what is required.
    assert review_words(printed(), reply=replace(REPLY, sections=())) == ()


# Tables.
def test_a_table_wider_than_the_type_area_is_named_with_both_widths() -> None:
    cell = ((block("甲"),),)
    wide = TableBlock(rows=(cell,), widths_mm=(100.0, 60.0))
    (finding,) = wide_tables(printed(block("甲"), wide), layout())
    assert (finding.rule_id, finding.weight, finding.place) == (
        "page.table_too_wide",
        FindingWeight.HOUSE,
        "表格",
    )
    assert finding.reason == "表格宽160毫米，版心只有156毫米，已按比例缩窄"


@pytest.mark.parametrize(("width", "findings"), [(156.0, 0), (156.5, 0), (156.6, 1)])
def test_half_a_millimetre_too_much_is_no_matter(width: float, findings: int) -> None:
    table = TableBlock(rows=(((block("甲"),),),), widths_mm=(width,))
    assert len(list(wide_tables(printed(table), layout()))) == findings


# Finished pages.
def line(
    text: str, style: str = "body", *, x_pt: float = 80.0, number: int = 1, colour: str = "000000"
) -> PlacedLine:
    run = GlyphRun(text, x_pt, (16.0,) * len(text), "body", Script.EAST_ASIAN, 16.0, colour=colour)
    return PlacedLine(TextLine((run,), 0, len(text), 28.95), 100.0, style, number=number)


def page(number: int, *lines: PlacedLine, rules: tuple[Rule, ...] = ()) -> Page:
    return Page(number, 210 * MM, 297 * MM, lines, rules)


def found(*pages: Page, name: str = "gbt9704") -> list[tuple[str, int]]:
    return [(finding.rule_id, finding.page) for finding in review_pages(pages, layout(name))]


def test_a_signature_alone_on_a_page_is_found() -> None:
    first = page(1, line("正文"))
    signature = (line("澄江区民政局", "issuer"), line("2025年4月9日", "issue_date", number=2))
    assert review_pages((first, page(2, *signature)), layout()) == (
        PageFinding("page.lone_signature", 2, "第2页只有署名和日期，没有正文", "GB/T 9704-2012 7.3.5.5"),
    )
    assert found(first, page(2, *signature, line("（联系人：周衡）", "note", number=3))) == [
        ("page.lone_signature", 2)
    ]
    assert found(first, page(2, line("正文"), *signature)) == []
    # A note alone, an empty page and a first page with nothing else are other matters.
    assert found(first, page(2, line("（联系人：周衡）", "note"))) == []
    assert found(first, page(2)) == []
    assert found(page(1, *signature)) == []


def test_an_imprint_belongs_on_an_even_page() -> None:
    imprint = line("抄送：区政府办公室。", "copies", number=0)
    general = "gbt9704-general"
    pages = (page(1, line("正文")), page(2, line("正文")), page(3, line("正文"), imprint))
    assert review_pages(pages, layout(general)) == (
        PageFinding("page.imprint_on_odd_page", 3, "版记在第3页，是单页", "GB/T 9704-2012 7.4"),
    )
    assert found(pages[0], page(2, imprint), name=general) == []
    assert found(*pages[:2], page(3, line("正文")), name=general) == []
    # The letter format (10.1) prints copies without an office that printed it, on any page; a plain letter has no imprint.
    assert found(*pages, name="gbt9704-letter") == []
    assert found(*pages, name="gbt9704") == []


@pytest.mark.parametrize(
    ("x_pt", "off"),
    [(80.0, False), (0.0, False), (-0.5, True), (210 * MM - 32, False), (210 * MM - 31.5, True)],
)
def test_words_beyond_the_edges_of_the_paper_are_found(x_pt: float, off: bool) -> None:
    assert found(page(1, line("两字", x_pt=x_pt))) == ([("page.words_off_paper", 1)] if off else [])


def test_words_off_the_paper_are_quoted_shortly() -> None:
    (finding,) = review_pages((page(4, line("一" * 40)),), layout())
    assert finding.what.startswith("第4页有文字超出纸边：一")
    assert len(finding.what.partition("：")[2]) <= 13


def test_a_blank_line_is_never_off_the_paper() -> None:
    blank = PlacedLine(TextLine((), 0, 0, 28.95), 100.0, "body", number=1)
    assert found(page(1, blank)) == []


def test_colour_is_anything_not_black_in_rules_or_words() -> None:
    black = page(1, line("正文"), rules=(Rule(0, 0, 10, 1),))
    assert not has_colour((black,))
    assert has_colour((black, page(2, line("红字", colour="FF0000"))))
    assert has_colour((black, page(2, rules=(Rule(0, 0, 10, 1), Rule(0, 0, 10, 1, "FF0000")))))


# How findings are shown.
@pytest.mark.parametrize(
    ("place", "clause", "label"),
    [
        ("", "", "有没有填的空"),
        ("称谓", "", "称谓：有没有填的空"),
        ("", "GB/T 9704-2012 7.4", "有没有填的空（GB/T 9704-2012 7.4）"),
        ("称谓", "7.4", "称谓：有没有填的空（7.4）"),
    ],
)
def test_the_label_says_place_reason_and_clause(place: str, clause: str, label: str) -> None:
    assert PrintFinding(FindingWeight.MUST, "x", "有没有填的空", clause, place).label == label


def test_findings_are_ordered_by_weight_and_keep_their_order_otherwise() -> None:
    weights = [FindingWeight.HINT, FindingWeight.MUST, FindingWeight.HOUSE, FindingWeight.MUST]
    findings = tuple(PrintFinding(weight, str(n), "") for n, weight in enumerate(weights))
    assert [finding.rule_id for finding in by_severity(findings)] == ["1", "3", "2", "0"]
    assert [weight.label for weight in FindingWeight] == ["必须改", "本单位做法", "请留意"]
