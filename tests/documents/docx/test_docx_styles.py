"""Styles of the .docx carry the form, so that a letter can be restyled in WPS and Word; runs and paragraphs only what differs."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.styles.style import BaseStyle
from lxml import etree

from desktop.documents.docx.docx_file import docx_bytes
from desktop.typesetting.model.block import Align, Block, PrintedDocument
from desktop.typesetting.words.paragraphs import styled_block
from tests.documents.docx.written_letters import saying, written
from tests.documents.outline import W, part, text_of
from tests.letters import LAYOUTS, letter, library


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_style_names_four_fonts_so_that_no_theme_is_asked(layout: str) -> None:
    styles = part(written(layout), "word/styles.xml")
    named = [form.find(f"{W}rFonts") for form in styles.iter(f"{W}rPr")]
    assert len(named) >= len(library().layouts[layout].styles)
    assert all([fonts.get(f"{W}{kind}") for kind in ("ascii", "hAnsi", "eastAsia", "cs")] for fonts in named)


def test_styles_carry_the_form_of_the_standard() -> None:
    """GB/T 9704-2012: 仿宋 16 pt two characters indented (5.2.2, 7.3.3), 小标宋 22 pt centred (7.3.1), 黑体 (7.3.3)."""
    styles = docx.Document(io.BytesIO(written())).styles
    body, title, heading = (styles[name] for name in ("公文正文", "公文标题", "一级标题"))
    assert [style.font.size.pt for style in (body, title, heading)] == [16, 22, 16]
    assert [_east_asian(style) for style in (body, title, heading)] == [
        "仿宋_GB2312",
        "方正小标宋简体",
        "黑体",
    ]
    forms = [style.paragraph_format for style in (body, title, heading)]
    assert [form.first_line_indent.pt for form in forms] == [32, 0, 32]
    assert [form.line_spacing.pt for form in forms] == [28.95, 34, 28.95]
    assert [form.keep_with_next for form in forms] == [None, True, True]
    assert [form.alignment.name for form in forms] == ["JUSTIFY", "CENTER", "JUSTIFY"]
    # 28 characters on 156 mm need a quarter of a point less each; other sizes keep their width.
    spacing = [style.element.rPr.find(f"{W}spacing").get(f"{W}val") for style in (body, title, heading)]
    assert spacing == ["-5", "0", "-5"]
    # A title of 34 pt leaves the lines grid of 28.95 pt.
    assert [form.element.pPr.find(f"{W}snapToGrid") is not None for form in forms] == [False, True, False]
    levels = [form.element.pPr.find(f"{W}outlineLvl") for form in forms]
    assert [None if level is None else level.get(f"{W}val") for level in levels] == [None, None, "0"]
    assert heading.next_paragraph_style.name == body.next_paragraph_style.name == "公文正文"
    assert all(style.base_style.name == "Normal" and style.quick_style for style in (body, title, heading))


def _east_asian(style: BaseStyle) -> str | None:
    fonts: etree._Element = style.element.rPr.rFonts
    return fonts.get(f"{W}eastAsia")


def test_text_without_a_style_is_like_running_text() -> None:
    """A paragraph that somebody adds in WPS looks like the letter, whatever template WPS has."""
    for layout, size, pitch in (("gbt9704", "32", "579"), ("district-plain", "32", "560")):
        styles = part(written(layout), "word/styles.xml")
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        assert defaults.find(f"{W}rFonts").get(f"{W}eastAsia") == "仿宋_GB2312"
        assert (defaults.find(f"{W}sz").get(f"{W}val"), defaults.find(f"{W}szCs").get(f"{W}val")) == (
            size,
            size,
        )
        assert styles.find(f"{W}style/{W}pPr/{W}spacing").get(f"{W}line") == pitch


def test_a_layout_may_close_the_gaps_between_chinese_and_digits() -> None:
    known = library().layouts["gbt9704"]
    layout = replace(known, text=replace(known.text, autospace=False))
    normal = part(docx_bytes(letter(), layout), "word/styles.xml").find(f"{W}style/{W}pPr")
    assert [normal.find(f"{W}{tag}").get(f"{W}val") for tag in ("autoSpaceDE", "autoSpaceDN")] == ["0", "0"]
    assert part(written(), "word/styles.xml").find(f".//{W}autoSpaceDE") is None


def test_widow_control_is_the_layouts() -> None:
    known = library().layouts["gbt9704"]
    layout = replace(known, text=replace(known.text, widow_control=True))
    for data, on in ((written(), False), (docx_bytes(letter(), layout), True)):
        assert docx.Document(io.BytesIO(data)).styles["Normal"].paragraph_format.widow_control is on


def test_marks_stay_inside_the_type_area_in_every_program() -> None:
    """A program without mc:AlternateContent meets one plain "off"; LibreOffice, which inverts it, takes the fallback's "on"."""
    normal = part(written(), "word/styles.xml").find(f"{W}style/{W}pPr")
    plain, alternative = (child for child in normal if "overflowPunct" in etree.tostring(child).decode())
    assert (plain.tag, plain.get(f"{W}val")) == (f"{W}overflowPunct", "0")
    choice, fallback = alternative
    assert (choice.get("Requires"), len(choice)) == ("w15", 0)
    assert [element.get(f"{W}val") for element in fallback] == ["1"]
    assert "overflowPunct" not in etree.tostring(part(written("district-plain"), "word/styles.xml")).decode()


def test_the_language_is_chinese_and_the_switches_are_set() -> None:
    data = written()
    assert part(data, "word/styles.xml").find(f".//{W}lang").get(f"{W}eastAsia") == "zh-CN"
    settings = part(data, "word/settings.xml")
    assert settings.find(f"{W}evenAndOddHeaders") is not None
    assert settings.find(f"{W}characterSpacingControl").get(f"{W}val") == "doNotCompress"
    assert part(data, "word/styles.xml").find(f".//{W}widowControl").get(f"{W}val") == "0"
    plain = part(written("district-plain"), "word/settings.xml")
    assert plain.find(f"{W}characterSpacingControl").get(f"{W}val") == "compressPunctuation"


def test_the_font_table_names_what_to_take_for_an_official_font_that_is_missing() -> None:
    fonts = {
        font.get(f"{W}name"): {child.tag.removeprefix(W): child.get(f"{W}val") for child in font}
        for font in part(written(), "word/fontTable.xml")
    }
    assert set(fonts) == {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"}
    assert fonts["仿宋_GB2312"] == {
        "altName": "仿宋",
        "charset": "86",
        "family": "modern",
        "pitch": "default",
    }
    assert fonts["宋体"]["altName"] == "SimSun"


def test_an_office_may_name_its_styles_as_it_likes() -> None:
    """Two styles of one name, or that of the page number, stay two styles; Word would call the file damaged."""
    known = library().layouts["gbt9704"]
    renamed = {
        key: replace(style, name="页码" if key == "title" else "正文") for key, style in known.styles.items()
    }
    layout = replace(known, styles=renamed)
    data = docx_bytes(letter(), layout)
    names = [name.get(f"{W}val") for name in part(data, "word/styles.xml").findall(f"{W}style/{W}name")]
    assert len(names) == len(set(names)) == len(known.styles) + 5
    assert {"页码", "正文", "正文 CBbody"} < set(names)
    assert text_of(part(data, "word/document.xml")) == text_of(part(written(), "word/document.xml"))


def test_the_page_number_is_fourteen_points_high_whatever_the_grid() -> None:
    """The distance of the footer from the paper's edge counts on it (7 mm below the text, GB/T 9704-2012 7.5)."""
    style = docx.Document(io.BytesIO(written())).styles["页码"]
    assert (style.font.size.pt, _east_asian(style)) == (14, "宋体")
    assert style.paragraph_format.line_spacing.pt == 14
    assert style.element.pPr.find(f"{W}snapToGrid").get(f"{W}val") == "0"


def test_runs_leave_their_form_to_the_style_so_that_a_letter_can_be_restyled() -> None:
    data = written(signer="陈喆")
    told = [run.find(f"{W}rPr") for run in part(data, "word/document.xml").iter(f"{W}r")]
    fonts = [form.find(f"{W}rFonts") for form in told if form is not None]
    assert all([child.tag for child in form] == [f"{W}rFonts"] for form in told if form is not None)
    assert {font.get(f"{W}eastAsia") for font in fonts} == {None, "楷体_GB2312", "楷体"}


def test_a_style_carries_the_form_so_that_it_can_be_restyled() -> None:
    data = docx_bytes(
        PrintedDocument("gbt9704", "", (Block("body", align=Align.JUSTIFY, first_line_chars=2),)),
        library().layouts["gbt9704"],
    )
    (paragraph, _) = part(data, "word/document.xml")[0]
    assert [child.tag for child in paragraph[0]] == [f"{W}pStyle"]


def test_a_paragraph_states_what_differs_from_its_style() -> None:
    layout = library().layouts["gbt9704"]
    plain = styled_block("body", "字", layout)
    loud = replace(plain.runs[0], bold=True, colour="FF0000", size_pt=10.4)
    block = replace(plain, runs=(loud,), page_break_before=True, keep_together=True)
    (read,) = docx.Document(
        io.BytesIO(docx_bytes(PrintedDocument("gbt9704", "", (block,)), layout))
    ).paragraphs
    form, font = read.paragraph_format, read.runs[0].font
    assert (form.page_break_before, form.keep_together) == (True, True)
    assert (font.bold, str(font.color.rgb), font.size.pt) == (True, "FF0000", 10.5)  # half points
    own = {child.tag.removeprefix(W): child.get(f"{W}val") for child in font.element.rPr}
    assert own == {
        "rFonts": None,
        "b": None,
        "bCs": None,
        "color": "FF0000",
        "spacing": "0",
        "sz": "21",
        "szCs": "21",
    }


def test_a_shrunken_issuing_mark_states_its_own_size() -> None:
    data = written("gbt9704-letter", issuer="澄江区社会工作与志愿服务联合指导委员会")
    sizes = [size.get(f"{W}val") for size in part(data, "word/document.xml").iter(f"{W}sz")]
    assert "46" in sizes


def test_chinese_runs_carry_the_hint_and_others_do_not() -> None:
    """Without it Word takes the Latin font for “ ” —— …… and ℃."""
    written = {}
    for run in part(saying("气温“升高”5℃——详见Report 2.0……"), "word/document.xml").iter(f"{W}r"):
        text = text_of(run)
        written[text] = text.isascii()
        hints = [fonts.get(f"{W}hint") for fonts in run.iter(f"{W}rFonts")]
        assert (hints == ["eastAsia"]) == (not text.isascii()), text
    assert {"5", "Report 2.0"} <= {text for text, latin in written.items() if latin}


def test_rare_characters_get_a_font_that_has_them() -> None:
    data = saying("联系人陈喆、𠮷田镕。")
    found = {
        text_of(run): [fonts.get(f"{W}{kind}") for kind in ("ascii", "hAnsi", "eastAsia", "cs")]
        for run in part(data, "word/document.xml").iter(f"{W}r")
        for fonts in run.iter(f"{W}rFonts")
    }
    assert found["喆"] == found["镕"] == ["仿宋"] * 4
    assert found["𠮷"] == ["SimSun-ExtB"] * 4
    assert found["联系人陈"] == [None] * 4
