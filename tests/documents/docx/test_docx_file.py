"""The .docx file: valid XML in schema order, no content from a template file, reproducible bytes."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.styles.style import BaseStyle
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from desktop.documents.docx.docx_file import docx_bytes
from desktop.documents.docx.letter_base import BASE_DOCUMENT
from desktop.typesetting.model.block import Align, Block, CellPlace, PrintedDocument, TableBlock
from desktop.typesetting.words.paragraphs import styled_block
from tests.documents.outline import W, footers, outline, part, text_of
from tests.letters import LAYOUTS, TEMPLATES, letter, library, reply_saying

ROOT = TEMPLATES.parent
GOLDEN = ROOT / "tests" / "golden" / "letters"
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


def letter_with_imprint_alone() -> bytes:
    reply = reply_saying("\n".join(["短句一行。"] * 22))
    printed = letter("gbt9704-general", "deputy-suggestion", reply=reply)
    return docx_bytes(printed, library().layouts["gbt9704-general"])


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


def test_the_package_tells_neither_when_nor_on_which_system_it_was_written() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        entries = archive.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {0}


def test_letters_written_by_several_threads_at_once_are_the_same() -> None:
    """An export, print sets and a look before printing may run together, and lxml's elements belong to documents."""
    alone = {layout: written(layout) for layout in LAYOUTS}
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(written, LAYOUTS * 10))
    assert together == [alone[layout] for layout in LAYOUTS * 10]


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


def test_writing_opens_no_file_of_python_docx() -> None:
    """Its templates are opened through docx/parts/.., a folder that the frozen program does not have."""
    watched = (
        "import sys; from pathlib import Path\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, given: opened.append(given[0]) if event == 'open' else None)\n"
        "from tests.documents.docx.test_docx_file import letter_with_imprint_alone, written\n"
        "from tests.letters import LAYOUTS\n"
        "[written(layout) for layout in LAYOUTS]; letter_with_imprint_alone()\n"
        "print({path for path in map(str, opened) if Path(path).suffix in {'.xml', '.docx'}})"
    )
    done = subprocess.run(
        [sys.executable, "-c", watched], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str({str(BASE_DOCUMENT)})


def test_the_time_of_writing_is_stored_if_given() -> None:
    moment = datetime(2025, 4, 9, 10, 42, tzinfo=UTC)
    data = docx_bytes(letter(), library().layouts["gbt9704"], now=moment)
    assert docx.Document(io.BytesIO(data)).core_properties.created == moment


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


def test_runs_leave_their_form_to_the_style_so_that_a_letter_can_be_restyled() -> None:
    data = written(signer="陈喆")
    told = [run.find(f"{W}rPr") for run in part(data, "word/document.xml").iter(f"{W}r")]
    fonts = [form.find(f"{W}rFonts") for form in told if form is not None]
    assert all([child.tag for child in form] == [f"{W}rFonts"] for form in told if form is not None)
    assert {font.get(f"{W}eastAsia") for font in fonts} == {None, "楷体_GB2312", "楷体"}


def test_chinese_runs_carry_the_hint_and_others_do_not() -> None:
    """Without it Word takes the Latin font for “ ” —— …… and ℃."""
    for run in part(saying("气温“升高”5℃——详见Report 2.0……"), "word/document.xml").iter(f"{W}r"):
        text = text_of(run)
        hints = [fonts.get(f"{W}hint") for fonts in run.iter(f"{W}rFonts")]
        assert (hints == ["eastAsia"]) == (not text.isascii()), text


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
    """GB/T 9704-2012 7.5: odd pages right, even pages left; the letter format (10.1) has none on its first page."""
    on = footers(written())
    assert {kind: footer.find(f".//{W}jc").get(f"{W}val") for kind, footer in on.items()} == {
        "default": "right",
        "even": "left",
    }
    assert {text_of(footer) for footer in on.values()} == {"—  PAGE 1 —"}
    assert footers(written("district-plain")) == {}
    first = footers(written("gbt9704-letter"))["first"]
    assert text_of(first).strip() == ""
    assert part(written("gbt9704-letter"), "word/document.xml").find(f".//{W}titlePg") is not None


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


def test_joined_cells_are_as_wide_as_the_columns_below_them() -> None:
    """WPS goes by the widths of grid and cells, Word by those of cells and table; so all three agree."""
    layout = library().layouts["gbt9704"]
    cell = (styled_block("table", "意见", layout),)
    table = TableBlock(
        ((cell, cell), (cell, cell, cell)), (20, 40, 80), spans=((1, 2), (1, 1, 1)),
        places=((CellPlace.TOP, CellPlace.BOTTOM), (CellPlace.MIDDLE,) * 3), frame_pt=1.5,
    )  # fmt: skip
    data = docx_bytes(PrintedDocument("gbt9704", "表", (table,)), layout)
    written_table = part(data, "word/document.xml").find(f".//{W}tbl")
    grid = [int(str(column.get(f"{W}w"))) for column in written_table.iter(f"{W}gridCol")]
    assert grid == [1134, 2268, 4535]  # 20, 40 and 80 mm in twentieths of a point
    assert written_table.find(f"{W}tblPr/{W}tblW").get(f"{W}w") == str(sum(grid))
    rows = [
        [(int(str(form.find(f"{W}tcW").get(f"{W}w"))), [s.get(f"{W}val") for s in form.iter(f"{W}gridSpan")])
         for form in row.iter(f"{W}tcPr")] for row in written_table.iter(f"{W}tr")
    ]  # fmt: skip
    assert rows == [[(1134, []), (2268 + 4535, ["2"])], [(1134, []), (2268, []), (4535, [])]]
    places = [place.get(f"{W}val") for place in written_table.iter(f"{W}vAlign")]
    assert places == ["top", "bottom", "center", "center", "center"]
    borders = {
        line.tag.removeprefix(W): line.get(f"{W}sz") for line in written_table.find(f".//{W}tblBorders")
    }
    assert borders == dict.fromkeys(("top", "left", "bottom", "right"), "12") | {
        "insideH": "4",
        "insideV": "4",
    }


def test_a_table_without_rules_draws_none_and_a_wide_one_is_scaled_to_the_page() -> None:
    layout = library().layouts["gbt9704"]
    row = ((styled_block("table", "地址", layout),),) * 2
    data = docx_bytes(
        PrintedDocument("gbt9704", "表", (TableBlock((row,), (200, 200), ruled=False),)), layout
    )
    table = part(data, "word/document.xml").find(f".//{W}tbl")
    assert {line.get(f"{W}val") for line in table.find(f".//{W}tblBorders")} == {"nil"}
    assert [column.get(f"{W}w") for column in table.iter(f"{W}gridCol")] == ["4422", "4422"]  # 78 mm each


def test_a_paragraph_stands_between_two_tables_and_behind_the_last_one() -> None:
    layout = library().layouts["gbt9704"]
    table = TableBlock((((styled_block("table", "甲", layout),),),), (50,))
    text = styled_block("body", "以上。", layout)
    data = docx_bytes(PrintedDocument("gbt9704", "表", (table, table, text, table)), layout)
    body = part(data, "word/document.xml")[0]
    assert [element.tag.removeprefix(W) for element in body] == [
        "tbl", "p", "tbl", "p", "tbl", "p", "sectPr",
    ]  # fmt: skip
    assert [len(text_of(element)) for element in body if element.tag == f"{W}p"] == [0, 3, 0]
    small = body[1].find(f"{W}pPr/{W}spacing")
    assert (small.get(f"{W}line"), small.get(f"{W}lineRule")) == ("20", "exact")


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


def test_a_long_title_is_cut_to_what_the_properties_hold() -> None:
    data = docx_bytes(PrintedDocument("gbt9704", "题" * 300, ()), library().layouts["gbt9704"])
    assert docx.Document(io.BytesIO(data)).core_properties.title == "题" * 255


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


def test_a_shrunken_issuing_mark_states_its_own_size() -> None:
    data = written("gbt9704-letter", issuer="澄江区社会工作与志愿服务联合指导委员会")
    sizes = [size.get(f"{W}val") for size in part(data, "word/document.xml").iter(f"{W}sz")]
    assert "46" in sizes


def test_a_page_that_holds_the_imprint_alone_shows_no_number() -> None:
    data = letter_with_imprint_alone()
    sections = list(part(data, "word/document.xml").iter(f"{W}sectPr"))
    assert len(sections) == 2
    words = [text_of(footer).split() for place in (0, 1) for footer in footers(data, place).values()]
    assert words == [["—", "PAGE", "1", "—"], ["—", "PAGE", "1", "—"], [], []]
    (last,) = sections[0].iterancestors(f"{W}p")
    assert (
        text_of(last) == "（联系人：周衡，联系电话：021-62001234）"
    )  # no empty paragraph, which would need a line of its own
    assert len(list(part(written("gbt9704-general"), "word/document.xml").iter(f"{W}sectPr"))) == 1
