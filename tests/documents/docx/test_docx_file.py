"""The .docx file: valid XML in schema order, no content from a template file, reproducible bytes."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from desktop.documents.docx.docx_file import docx_bytes
from desktop.documents.docx.letter_base import BASE_DOCUMENT
from desktop.domain.forms.form_facts import FormFacts
from desktop.typesetting.forms.compose_form import compose_form
from desktop.typesetting.model.block import Block, PrintedDocument
from tests.documents.docx.written_letters import TEMPLATE_FOR, letter_with_imprint_alone, saying, written
from tests.documents.outline import W, footers, outline, part, text_of
from tests.letters import LAYOUTS, TEMPLATES, letter, library

ROOT = TEMPLATES.parent
GOLDEN = ROOT / "tests" / "golden" / "letters"

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
    "tcPr": "tcW gridSpan vAlign",
}


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
    data = written(layout, attachments=("甲", "乙"), signer="陈喆")
    assert [out for root in xml_parts(data) for out in out_of_order(root)] == []


@pytest.mark.parametrize("form", sorted(library().forms))
def test_elements_of_forms_stand_in_schema_order(form: str) -> None:
    plan = library().forms[form]
    sheet = compose_form(plan, FormFacts({}, {}), library().layouts[plan.layout])
    data = docx_bytes(sheet.document, sheet.layout)
    assert [out for root in xml_parts(data) for out in out_of_order(root)] == []


def out_of_order(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        name = element.tag.rpartition("}")[2]
        if name in ORDERS and element.tag.startswith(W):
            order = ORDERS[name].split()
            places = [order.index(child.tag.rpartition("}")[2]) for child in element]
            if places != sorted(places):
                yield etree.tostring(element, encoding="unicode")


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
        "from tests.documents.docx.written_letters import letter_with_imprint_alone, written\n"
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
    for now in (moment, moment.astimezone(timezone(timedelta(hours=8)))):
        properties = docx.Document(
            io.BytesIO(docx_bytes(letter(), library().layouts["gbt9704"], now=now))
        ).core_properties
        assert properties.created == properties.modified == moment


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


def test_page_numbers_are_centred_where_the_layout_does_not_mirror_them() -> None:
    known = library().layouts["gbt9704"]
    layout = replace(known, page_number=replace(known.page_number, mirrored=False))
    data = docx_bytes(letter(), layout)
    assert [footer.find(f".//{W}jc").get(f"{W}val") for footer in footers(data).values()] == ["center"]
    assert part(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is None


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


def test_a_long_title_is_cut_to_what_the_properties_hold() -> None:
    data = docx_bytes(PrintedDocument("gbt9704", "题" * 300, ()), library().layouts["gbt9704"])
    assert docx.Document(io.BytesIO(data)).core_properties.title == "题" * 255


def test_a_document_of_another_layout_raises_value_error() -> None:
    with pytest.raises(ValueError, match="arranged for gbt9704"):
        docx_bytes(letter(), library().layouts["district-plain"])


def test_the_page_of_the_imprint_is_no_first_page_of_its_own() -> None:
    """It would have a third footer there, which a program may number."""
    data = letter_with_imprint_alone(on_first_page=False)
    sections = list(part(data, "word/document.xml").iter(f"{W}sectPr"))
    assert [section.find(f"{W}titlePg") is not None for section in sections] == [True, False]
    assert [list(footers(data, place)) for place in (0, 1)] == [
        ["default", "even", "first"],
        ["default", "even"],
    ]


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
