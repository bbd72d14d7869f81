"""The .docx file: valid XML in schema order, no content from a template file, reproducible bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from desktop.documents.docx.docx_file import docx_bytes
from desktop.typesetting.model.block import Align, Block, PrintedDocument, TableBlock
from desktop.typesetting.words.paragraphs import styled_block
from tests.documents.outline import W, outline, part
from tests.letters import LAYOUTS, TEMPLATES, letter, library, reply_saying

GOLDEN = TEMPLATES.parent / "tests" / "golden" / "letters"
TEMPLATE_FOR = {"gbt9704-letter": "higher-level-letter", "gbt9704-general": "deputy-suggestion"}

# CT_PPr, CT_RPr and CT_SectPr of ECMA-376, as far as we write them.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr tabs overflowPunct AlternateContent "
    "autoSpaceDE autoSpaceDN snapToGrid spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rFonts b bCs color spacing sz szCs lang",
    "sectPr": "footerReference pgSz pgMar cols titlePg docGrid",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang decimalSymbol "
    "listSeparator",
    "tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar",
    "trPr": "cantSplit trHeight tblHeader",
    "tcPr": "tcW vAlign",
}


def written(layout: str = "gbt9704", **changes: object) -> bytes:
    template = TEMPLATE_FOR.get(layout, "district-cppcc")
    return docx_bytes(letter(layout, template, **changes), library().layouts[layout])  # type: ignore[arg-type]


def saying(text: str) -> bytes:
    return docx_bytes(letter(reply=reply_saying(text)), library().layouts["gbt9704"])


def xml_parts(data: bytes) -> Iterator[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield etree.fromstring(archive.read(name))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_outline_equals_the_golden_file(layout: str) -> None:
    golden = GOLDEN / f"{layout}.txt"
    assert outline(written(layout)) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_elements_stand_in_schema_order(layout: str) -> None:
    for root in xml_parts(written(layout, attachments=("甲", "乙"), signer="陈喆")):
        for element in root.iter(etree.Element):
            name = element.tag.rpartition("}")[2]
            if name in ORDERS and element.tag.startswith(W):
                order = ORDERS[name].split()
                places = [order.index(child.tag.rpartition("}")[2]) for child in element]
                assert places == sorted(places), etree.tostring(element, encoding="unicode")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_letter_gives_the_same_bytes(layout: str) -> None:
    assert written(layout) == written(layout)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_python_docx_can_read_it_back(layout: str) -> None:
    paragraphs = [p.text for p in docx.Document(io.BytesIO(written(layout))).paragraphs if p.text]
    printed = letter(layout, TEMPLATE_FOR.get(layout, "district-cppcc"))
    words = [b.text for b in printed.blocks if isinstance(b, Block) and b.anchor]
    assert [text for text in paragraphs if text in words] == words


def test_no_part_comes_from_a_template_file() -> None:
    data = written()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert not any("thumbnail" in name or "theme" in name for name in archive.namelist())
    for trace in (b"python-docx", b"ja-JP", b"asciiTheme", b"eastAsiaTheme", b"2013"):
        assert trace not in everything
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert properties.title == "对澄江区政协九届二次会议第046号提案的答复"
    assert (properties.author, properties.last_modified_by, properties.language) == ("", "", "zh-CN")


def test_the_time_of_writing_is_stored_if_given() -> None:
    moment = datetime(2025, 4, 9, 10, 42, tzinfo=UTC)
    data = docx_bytes(letter(), library().layouts["gbt9704"], now=moment)
    assert docx.Document(io.BytesIO(data)).core_properties.created == moment


def test_every_run_names_four_fonts_and_chinese_runs_carry_the_hint() -> None:
    for run in part(written(), "word/document.xml").iter(f"{W}r"):
        if run.find(f"{W}t") is None:
            continue
        fonts = run.find(f"{W}rPr/{W}rFonts")
        assert fonts is not None
        assert all(fonts.get(f"{W}{kind}") for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
        text = run.find(f"{W}t").text or ""
        if any(ord(character) > 0x2E7F or character in "“”—…" for character in text):
            assert fonts.get(f"{W}hint") == "eastAsia"


def test_the_language_is_chinese_and_the_switches_are_set() -> None:
    data = written()
    assert part(data, "word/styles.xml").find(f".//{W}lang").get(f"{W}eastAsia") == "zh-CN"
    settings = part(data, "word/settings.xml")
    assert settings.find(f"{W}evenAndOddHeaders") is not None
    assert settings.find(f"{W}characterSpacingControl").get(f"{W}val") == "doNotCompress"
    assert part(data, "word/styles.xml").find(f".//{W}widowControl").get(f"{W}val") == "0"
    plain = part(written("district-plain"), "word/settings.xml")
    assert plain.find(f"{W}characterSpacingControl").get(f"{W}val") == "compressPunctuation"


def test_marks_stay_inside_the_type_area_in_every_program() -> None:
    """A program without mc:AlternateContent meets one plain "off"; LibreOffice, which inverts it, takes the fallback's "on"."""
    normal = part(written(), "word/styles.xml").find(f"{W}style/{W}pPr")
    plain, alternative = (child for child in normal if "overflowPunct" in etree.tostring(child).decode())
    assert (plain.tag, plain.get(f"{W}val")) == (f"{W}overflowPunct", "0")
    choice, fallback = alternative
    assert (choice.get("Requires"), len(choice)) == ("w15", 0)
    assert [element.get(f"{W}val") for element in fallback] == ["1"]
    assert "overflowPunct" not in etree.tostring(part(written("district-plain"), "word/styles.xml")).decode()


def test_each_section_has_a_bookmark_around_its_paragraphs() -> None:
    body = part(written(), "word/document.xml")
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert names == [
        "sec_greeting",
        "sec_opening",
        "sec_overview",
        "sec_answer",
        "sec_next_steps",
        "sec_thanks",
    ]
    starts = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert starts == [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkEnd")]
    assert len(set(starts)) == len(starts)


def test_page_numbers_are_fields_on_odd_and_even_pages() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        footers = [archive.read(name).decode() for name in archive.namelist() if "footer" in name]
    assert len(footers) == 2
    assert all(" PAGE " in footer for footer in footers)
    letter_page = part(written("gbt9704-letter"), "word/document.xml").find(f".//{W}titlePg")
    assert letter_page is not None


def test_rare_characters_get_a_font_that_has_them() -> None:
    data = saying("联系人陈喆、𠮷田镕。")
    found = {
        run.find(f"{W}t").text: run.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia")
        for run in part(data, "word/document.xml").iter(f"{W}r")
        if run.find(f"{W}t") is not None
    }
    assert (found["喆"], found["𠮷"], found["镕"]) == ("仿宋", "SimSun-ExtB", "仿宋")


@pytest.mark.parametrize(
    "text",
    [
        "\t　第一段\x00\x0b第二段\ud800",
        "<w:p>&amp;]]>“'\"",
        "字" * 20_000,
        "A" * 5_000,
        "\n\n\n",
        "（一）" * 50,
        "👨‍👩‍👧‍👦 e\u0301 \u202e倒\u202c",
    ],
)
def test_odd_input_never_breaks_the_file(text: str) -> None:
    docx.Document(io.BytesIO(saying(text)))


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    list(xml_parts(saying(text)))


def test_tables_repeat_head_rows_and_do_not_split_rows() -> None:
    layout = library().layouts["gbt9704"]
    cell = (styled_block("table", "编号", layout),)
    table = TableBlock(((cell, cell), (cell, ())), (40, 100), head_rows=1, row_heights_mm=(10,))
    data = docx_bytes(PrintedDocument("gbt9704", "表", (table,)), layout)
    (read,) = docx.Document(io.BytesIO(data)).tables
    assert [[c.text for c in row.cells] for row in read.rows] == [["编号", "编号"], ["编号", ""]]
    rows = list(part(data, "word/document.xml").iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]


def test_a_document_of_another_layout_raises_value_error() -> None:
    with pytest.raises(ValueError, match="arranged for gbt9704"):
        docx_bytes(letter(), library().layouts["district-plain"])


def test_a_style_carries_the_form_so_that_it_can_be_restyled() -> None:
    data = docx_bytes(
        PrintedDocument("gbt9704", "", (Block("body", align=Align.JUSTIFY, first_line_chars=2),)),
        library().layouts["gbt9704"],
    )
    (paragraph, _) = part(data, "word/document.xml")[0]
    assert [child.tag for child in paragraph[0]] == [f"{W}pStyle"]


def test_size_weight_and_spacing_stay_with_the_style() -> None:
    for run in part(written(), "word/document.xml").iter(f"{W}r"):
        form = run.find(f"{W}rPr")
        assert form is None or [child.tag for child in form] == [f"{W}rFonts"]


def test_a_shrunken_issuing_mark_states_its_own_size() -> None:
    data = written("gbt9704-letter", issuer="澄江区社会工作与志愿服务联合指导委员会")
    sizes = [size.get(f"{W}val") for size in part(data, "word/document.xml").iter(f"{W}sz")]
    assert "46" in sizes


def test_a_page_that_holds_the_imprint_alone_shows_no_number() -> None:
    layout = library().layouts["gbt9704-general"]
    reply = reply_saying("\n".join(["短句一行。"] * 22))
    data = docx_bytes(letter("gbt9704-general", "deputy-suggestion", reply=reply), layout)
    sections = list(part(data, "word/document.xml").iter(f"{W}sectPr"))
    assert len(sections) == 2
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        footers = {name: archive.read(name).decode() for name in archive.namelist() if "footer" in name}
    assert [" PAGE " in text for _, text in sorted(footers.items())] == [True, True, False, False]
    assert len(list(part(written("gbt9704-general"), "word/document.xml").iter(f"{W}sectPr"))) == 1
