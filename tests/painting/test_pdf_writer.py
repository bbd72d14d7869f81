"""The exported PDF: valid, searchable, equal to the pages, with bookmarks; and write errors."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from lxml import etree

from desktop.domain.errors import DeskError
from desktop.painting.font_library import FontLibrary
from desktop.painting.pdf_repair import searchable
from desktop.painting.pdf_writer import pdf_bytes, write_pdf
from desktop.painting.print_engine import PrintEngine
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import MM
from desktop.typesetting.words.paragraphs import styled_block
from tests.letters import LAYOUTS, letter
from tests.painting.agreement import our_lines, printed_lines
from tests.painting.conftest import PageFillers, layout_of

Fonts = Callable[[str], FontLibrary]
NOW = datetime(2026, 4, 9, 10, 42, 7, 123456)
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP = "{http://ns.adobe.com/xap/1.0/}"


def tool(name: str) -> str:
    path = shutil.which(name)
    if not path:
        pytest.skip(f"{name} is not installed")
    return path


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_pdf_is_valid(name: str, tmp_path: Path, fonts: Fonts) -> None:
    qpdf = tool("qpdf")
    write_pdf([letter(name)], layout_of(name), tmp_path / "a.pdf", NOW, fonts(name))
    done = subprocess.run([qpdf, "--check", tmp_path / "a.pdf"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_pdf_shows_the_lines_of_the_pages(
    name: str, tmp_path: Path, engine: PageFillers, fonts: Fonts
) -> None:
    document = letter(name)
    write_pdf([document], layout_of(name), tmp_path / "a.pdf", NOW, fonts(name))
    assert printed_lines(tmp_path / "a.pdf") == our_lines(engine(name).fill(document))


def test_extracted_text_contains_characters_and_no_radicals(tmp_path: Path, fonts: Fonts) -> None:
    """Qt maps 一 月 日 人 to the Kangxi radicals of the same shape; a search would fail."""
    document = letter("gbt9704")
    write_pdf([document], layout_of("gbt9704"), tmp_path / "a.pdf", NOW, fonts("gbt9704"))
    words = "".join(words for _, words in printed_lines(tmp_path / "a.pdf"))
    assert "2025年4月9日" in words
    assert re.findall("[\u2e80-\u2fdf]", words) == []


def test_pdftotext_extracts_the_chinese_text(tmp_path: Path, fonts: Fonts) -> None:
    pdftotext = tool("pdftotext")
    write_pdf([letter("gbt9704")], layout_of("gbt9704"), tmp_path / "a.pdf", NOW, fonts("gbt9704"))
    done = subprocess.run([pdftotext, tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True)
    assert "林知遥委员：" in done.stdout


def test_fonts_are_embedded_and_only_what_is_used(tmp_path: Path, fonts: Fonts) -> None:
    write_pdf([letter("gbt9704")], layout_of("gbt9704"), tmp_path / "a.pdf", NOW, fonts("gbt9704"))
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.count(b"/FontFile2") >= 3
    assert len(data) < 400_000  # one whole font alone has 5 MB


def test_the_paper_is_a4_and_not_rounded(tmp_path: Path, fonts: Fonts) -> None:
    write_pdf([letter("gbt9704")], layout_of("gbt9704"), tmp_path / "a.pdf", NOW, fonts("gbt9704"))
    document = pypdfium2.PdfDocument(str(tmp_path / "a.pdf"))
    assert document[0].get_size() == pytest.approx((595.276, 841.89), abs=0.01)
    document.close()


def test_many_letters_go_into_one_file_each_with_a_bookmark(tmp_path: Path, fonts: Fonts) -> None:
    documents = [replace(letter("gbt9704"), title=f"第{n}号") for n in range(3)]
    count = write_pdf(iter(documents), layout_of("gbt9704"), tmp_path / "a.pdf", NOW, fonts("gbt9704"))
    pdf = pypdfium2.PdfDocument(str(tmp_path / "a.pdf"))
    marks = [(mark.get_title(), mark.level) for mark in pdf.get_toc()]
    assert len(pdf) == count
    assert [title for title, level in marks if level == 0] == ["第0号", "第1号", "第2号"]
    assert any(level == 1 for _, level in marks)
    assert pdf.get_metadata_value("Title") == "第0号"
    pdf.close()


def test_the_pdf_declares_pdf_a_and_chinese(tmp_path: Path, fonts: Fonts) -> None:
    write_pdf([letter("gbt9704")], layout_of("gbt9704"), tmp_path / "a.pdf", NOW, fonts("gbt9704"))
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        catalog = pdf.doc.catalog
        assert catalog["Lang"] == b"zh-CN"
        assert len(catalog["OutputIntents"]) == 1
        packet = etree.fromstring(catalog["Metadata"].resolve().get_data())
        (intent,) = (intent.resolve() for intent in catalog["OutputIntents"])
    assert intent["S"].name == "GTS_PDFA1"
    assert [element.text for element in packet.iter(f"{PDFA}part", f"{PDFA}conformance")] == ["1", "B"]


def test_title_and_dates_of_the_file_equal_those_of_its_xmp(tmp_path: Path, fonts: Fonts) -> None:
    """复 is U+590D: as a plain byte its 0D is read as a line end (ISO 32000-1, 7.3.4.2). PDF/A-1 wants both places equal."""
    document = replace(letter("gbt9704"), title="关于小微企业（第2号）<答复>")
    write_pdf([document], layout_of("gbt9704"), tmp_path / "a.pdf", NOW, fonts("gbt9704"))
    at = NOW.replace(microsecond=0).astimezone(UTC)
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        info = dict(pdf.metadata)
        packet = etree.fromstring(pdf.doc.catalog["Metadata"].resolve().get_data())
    assert info.pop("Producer").startswith("Qt 6.")
    day = f"D:{at:%Y%m%d%H%M%S}Z"
    assert info == {
        "Title": "关于小微企业（第2号）<答复>", "Creator": "承办", "CreationDate": day, "ModDate": day,
    }  # fmt: skip
    assert [title.text for title in packet.iter(f"{RDF}li")] == ["关于小微企业（第2号）<答复>"]
    assert [tool.text for tool in packet.iter(f"{XMP}CreatorTool")] == ["承办"]
    for name in ("CreateDate", "ModifyDate"):
        assert [datetime.fromisoformat(one.text or "") for one in packet.iter(f"{XMP}{name}")] == [at]


def test_text_strings_are_written_without_bytes_that_readers_change(tmp_path: Path, fonts: Fonts) -> None:
    write_pdf([letter("gbt9704")], layout_of("gbt9704"), tmp_path / "a.pdf", NOW, fonts("gbt9704"))
    strings = re.findall(
        rb"/(?:Title|Creator) (\(.*?\)|<.*?>)\n", (tmp_path / "a.pdf").read_bytes(), re.DOTALL
    )
    assert len(strings) >= 3  # title and program of the file, one bookmark at least
    assert all(re.fullmatch(rb"[\x20-\x7e]*", string) for string in strings)


def test_a_copy_without_a_time_tells_no_date(tmp_path: Path, fonts: Fonts) -> None:
    write_pdf([letter("gbt9704")], layout_of("gbt9704"), tmp_path / "a.pdf", None, fonts("gbt9704"))
    data = (tmp_path / "a.pdf").read_bytes()
    assert re.findall(rb"D:20\d\d|Date|20\d\d-\d\d-\d\dT", data) == []


def test_copied_text_holds_the_signs_of_the_letter_and_no_others(tmp_path: Path, fonts: Fonts) -> None:
    """The blanks of — 1 — came as U+0001."""
    document = letter("gbt9704")
    write_pdf([document], layout_of("gbt9704"), tmp_path / "a.pdf", NOW, fonts("gbt9704"))
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        copied = {char["text"] for page in pdf.pages for char in page.chars}
    written = {sign for block in document.blocks for sign in getattr(block, "text", "")}
    assert copied <= written | set("— 0123456789")
    assert " " in copied


_WRITE = """
from datetime import datetime
from pathlib import Path
import sys
from PySide6.QtGui import QGuiApplication
from desktop.painting.pdf_writer import write_pdf
from tests.letters import letter, library
application = QGuiApplication([])
write_pdf([letter("gbt9704")], library().layouts["gbt9704"], Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
"""


def test_the_same_letter_gives_the_same_bytes_in_another_process(tmp_path: Path, fonts: Fonts) -> None:
    """Qt orders fonts by a hash that differs from process to process, and invents an identifier each time."""
    write_pdf([letter("gbt9704")], layout_of("gbt9704"), tmp_path / "a.pdf", NOW, fonts("gbt9704"))
    write_pdf([letter("gbt9704")], layout_of("gbt9704"), tmp_path / "later.pdf", None, fonts("gbt9704"))
    subprocess.run([sys.executable, "-c", _WRITE, tmp_path / "b.pdf", str(NOW)], check=True)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert (tmp_path / "a.pdf").read_bytes() != (tmp_path / "later.pdf").read_bytes()


def test_bookmarks_lead_to_the_line_of_their_heading(
    tmp_path: Path, fonts: Fonts, engine: PageFillers
) -> None:
    document = letter("gbt9704")
    write_pdf([document], layout_of("gbt9704"), tmp_path / "a.pdf", NOW, fonts("gbt9704"))
    pages = engine("gbt9704").fill(document)
    height = 841.89  # A4
    expected: Sequence[object] = [(document.title, 0, 0, height)] + [
        (placed.text, {"heading_1": 1, "heading_2": 2, "attachment_mark": 1}[placed.style], at, height - placed.top_pt)
        for at, page in enumerate(pages)
        for placed in page.lines
        if placed.style in {"heading_1", "heading_2", "attachment_mark"} and placed.line.start == 0
    ]  # fmt: skip
    pdf = pypdfium2.PdfDocument(str(tmp_path / "a.pdf"))
    found = [(mark.get_title(), mark.level, mark.get_dest()) for mark in pdf.get_toc()]
    assert len(found) >= 5
    assert [(title, level, dest.get_index(), pytest.approx(dest.get_view()[1][1], abs=0.01))
            for title, level, dest in found] == expected  # fmt: skip
    pdf.close()


def test_rare_characters_are_drawn_by_another_font(tmp_path: Path, fonts: Fonts) -> None:
    document = letter("gbt9704")
    library = fonts("gbt9704")
    write_pdf([document], layout_of("gbt9704"), tmp_path / "a.pdf", NOW, library)
    assert library.missing == set()


def test_a_file_that_cannot_be_written_is_a_file_problem(tmp_path: Path, fonts: Fonts) -> None:
    with pytest.raises(DeskError, match="写不了文件"):
        write_pdf(
            [letter("gbt9704")], layout_of("gbt9704"), tmp_path / "missing" / "a.pdf", NOW, fonts("gbt9704")
        )


def test_a_failed_write_leaves_the_old_file_alone(tmp_path: Path, fonts: Fonts) -> None:
    old = tmp_path / "a.pdf"
    old.write_text("旧")

    def letters() -> object:
        yield letter("gbt9704")
        raise DeskError("坏了")

    with pytest.raises(DeskError):
        write_pdf(letters(), layout_of("gbt9704"), old, NOW, fonts("gbt9704"))  # type: ignore[arg-type]
    assert old.read_text() == "旧"


def test_a_lone_surrogate_does_not_prevent_a_pdf(tmp_path: Path, fonts: Fonts) -> None:
    block = styled_block("body", "半个字\ud800在这里", layout_of("gbt9704"))
    document = PrintedDocument("gbt9704", "题\ud800目", (block,))
    library = fonts("gbt9704")
    assert write_pdf([document], layout_of("gbt9704"), tmp_path / "a.pdf", NOW, library) >= 1
    assert "\ud800" in library.missing


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(ValueError, match="no letter"):
        pdf_bytes([], NOW)


def test_radicals_and_the_blank_of_a_tounicode_map_become_characters() -> None:
    """⼀ U+2F00, ⽇ U+2F47, ⻝ U+2EDD have a character of their shape, ⿰ U+2FF0 is none of them; codes of glyphs stay."""
    assert searchable(
        b"<0000> <0000> <0000>\n<0001> <0004> [<2F00> <2F47> <4E00> <0001> ]\n<2F00> <2F02> [<2FF0> <2E9F> <D842DFB7> ]\n"
    ) == (
        b"<0000> <0000> <0000>\n<0001> <0004> [<4E00> <65E5> <4E00> <0020> ]\n<2F00> <2F02> [<2FF0> <6BCD> <D842DFB7> ]\n"
    )


@pytest.mark.usefixtures("qapp")
def test_pages_of_different_sizes_share_a_file_with_bookmarks() -> None:
    layout = layout_of("gbt9704")
    envelope = replace(
        layout,
        id="envelope",
        paper=replace(layout.paper, width_mm=220.0, height_mm=110.0, top_mm=10.0, bottom_mm=8.0),
    )
    engine = PrintEngine()
    sheets = [
        engine.letter(PrintedDocument(one.id, one.id, (styled_block("body", "天地", one),)), one)
        for one in (layout, envelope, layout)
    ]
    data, count = pdf_bytes(sheets, NOW)
    document = pypdfium2.PdfDocument(data)
    try:
        assert count == 3
        assert [round(page.get_width() / MM) for page in document] == [210, 220, 210]
        assert [round(page.get_height() / MM) for page in document] == [297, 110, 297]
        assert [page.get_textpage().get_text_bounded().strip()[:2] for page in document] == ["天地"] * 3
    finally:
        document.close()
