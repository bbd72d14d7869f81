"""List numbers of Word 「自动编号」 are read as printed, although no run contains them."""

from __future__ import annotations

import pytest

from desktop.documents.reading.word.docx_numbering import number_in_words
from tests.documents.reading.word.test_word_paragraphs import read
from tests.documents.reading.word.word_files import level, lists, numbered, paragraph

OUTLINE = lists(
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
)


def lines(body: str, numbering: str = OUTLINE, **more: str) -> list[str]:
    return read(body, numbering=numbering, **more).text.split("\n")


def test_the_four_levels_of_official_papers() -> None:
    body = (
        numbered("概述", level=0)
        + numbered("背景", level=1)
        + numbered("数据", level=2)
        + numbered("说明", level=3)
    )
    assert lines(body) == ["一、概述", "（一）背景", "1. 数据", "（1）说明"]


def test_a_higher_level_restarts_the_lower_ones() -> None:
    body = "".join(
        numbered(text, level=at) for text, at in [("甲", 0), ("子", 1), ("丑", 1), ("乙", 0), ("寅", 1)]
    )
    assert lines(body) == ["一、甲", "（一）子", "（二）丑", "二、乙", "（一）寅"]


def test_a_level_that_was_skipped_counts_as_begun() -> None:
    chain = lists(level(0, "decimal", "%1、"), level(1, "decimal", "%1.%2"))
    assert lines(numbered("甲", level=1) + numbered("乙") + numbered("丙", level=1), chain) == [
        "1.1 甲",
        "2、乙",
        "2.1 丙",
    ]


def test_a_level_that_never_restarts_continues() -> None:
    never = lists(level(0, "decimal", "%1、"), level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>'))
    body = numbered("甲") + numbered("子", level=1) + numbered("乙") + numbered("丑", level=1)
    assert lines(body, never) == ["1、甲", "1) 子", "2、乙", "2) 丑"]


def test_paragraphs_between_do_not_stop_the_count() -> None:
    assert lines(numbered("甲") + paragraph("正文") + numbered("乙")) == ["一、甲", "正文", "二、乙"]


def test_a_list_with_a_start_of_its_own_restarts_a_shared_definition_once() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbering = lists(level(0, "decimal", "%1、"), nums=nums)
    body = numbered("a", 1) + numbered("b", 1) + numbered("c", 2) + numbered("d", 2) + numbered("e", 3)
    assert lines(body, numbering) == ["1、a", "2、b", "1、c", "2、d", "3、e"]


def test_a_level_may_be_replaced_for_one_list() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'upperLetter', '%1．', start=3)}</w:lvlOverride></w:num>"
    )
    assert lines(numbered("甲") + numbered("乙"), lists(level(0, "decimal", "%1"), nums=nums)) == [
        "C．甲",
        "D．乙",
    ]


def test_a_number_may_include_higher_levels() -> None:
    chain = lists(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert lines(numbered("总则") + numbered("目的", level=1), chain) == ["第一章总则", "1.1 目的"]


def test_the_list_of_a_style_applies_to_its_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    body = (
        paragraph("甲", '<w:pStyle w:val="H1"/>')
        + paragraph("乙", '<w:pStyle w:val="H2"/>')
        + paragraph("丙", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("丁", '<w:pStyle w:val="Loop"/>')
    )
    assert lines(body, styles=styles) == ["一、甲", "二、乙", "丙", "丁"]


def test_a_level_linked_to_a_style_is_found_through_it() -> None:
    numbering = lists(
        level(0, "decimal", "%1、"), level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="Sub"/>')
    )
    styles = '<w:style w:type="paragraph" w:styleId="Sub"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert lines(paragraph("甲", '<w:pStyle w:val="Sub"/>'), numbering, styles=styles) == ["（一）甲"]


def test_a_style_may_move_the_list_of_its_parent_one_level_down() -> None:
    numbering = lists(
        level(0, "decimal", "%1、", '<w:pStyle w:val="H1"/>'), level(1, "chineseCounting", "（%2）")
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("甲", '<w:pStyle w:val="H1"/>') + paragraph("乙", '<w:pStyle w:val="H2"/>')
    assert lines(body, numbering, styles=styles) == ["1、甲", "（一）乙"]


def test_a_list_by_way_of_a_numbering_style_is_found() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Office"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = '<w:style w:type="numbering" w:styleId="Office"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    assert lines(numbered("甲") + numbered("乙"), numbering, styles=styles) == ["一、甲", "二、乙"]


def test_bullets_of_symbol_fonts_become_a_bullet() -> None:
    assert lines(numbered("点"), lists(level(0, "bullet", "\uf0b7"))) == ["• 点"]


def test_a_custom_format_falls_back_to_the_plain_one_beside_it() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="01, 02"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimalZero"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1、"/></w:lvl>'
    )
    assert lines(numbered("甲"), lists(custom)) == ["01、甲"]


def test_a_list_that_is_nowhere_defined_shows_no_number() -> None:
    assert lines(numbered("甲", 99)) == ["甲"]


@pytest.mark.parametrize(
    ("number_format", "value", "shown"),
    [
        ("chineseCounting", 12, "十二"),
        ("chineseCountingThousand", 103, "一百零三"),
        ("ideographDigital", 10, "一○"),
        ("japaneseCounting", 20, "二十"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 1, "子"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 15, "１５"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 1, "⒈"),
        ("ideographParenthesis", 2, "㈡"),
        ("lowerLetter", 28, "bb"),
        ("upperRoman", 14, "XIV"),
        ("none", 4, ""),
        ("thaiCounting", 4, "4"),
        ("decimalEnclosedCircle", 99, "99"),
        ("chineseCountingThousand", 4036, "4036"),
    ],
)
def test_a_number_in_words(number_format: str, value: int, shown: str) -> None:
    assert number_in_words(value, number_format) == shown
