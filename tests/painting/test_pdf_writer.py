"""The exported PDF: valid, searchable, equal to the pages, with bookmarks; and write errors."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from desktop.domain.errors import DeskError
from desktop.painting.font_library import FontLibrary
from desktop.painting.pdf_repair import replace_radicals
from desktop.painting.pdf_writer import pdf_bytes, write_pdf
from desktop.painting.print_engine import PrintEngine
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import MM
from desktop.typesetting.words.paragraphs import styled_block
from tests.letters import LAYOUTS, letter
from tests.painting.agreement import our_lines, printed_lines
from tests.painting.conftest import PageFillers, layout_of

Fonts = Callable[[str], FontLibrary]


def tool(name: str) -> str:
    path = shutil.which(name)
    if not path:
        pytest.skip(f"{name} is not installed")
    return path


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_pdf_is_valid(name: str, tmp_path: Path, fonts: Fonts) -> None:
    qpdf = tool("qpdf")
    write_pdf([letter(name)], layout_of(name), tmp_path / "a.pdf", fonts(name))
    done = subprocess.run([qpdf, "--check", tmp_path / "a.pdf"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_pdf_shows_the_lines_of_the_pages(
    name: str, tmp_path: Path, engine: PageFillers, fonts: Fonts
) -> None:
    document = letter(name)
    write_pdf([document], layout_of(name), tmp_path / "a.pdf", fonts(name))
    assert printed_lines(tmp_path / "a.pdf") == our_lines(engine(name).fill(document))


def test_extracted_text_contains_characters_and_no_radicals(tmp_path: Path, fonts: Fonts) -> None:
    """Qt maps 一 月 日 人 to the Kangxi radicals of the same shape; a search would fail."""
    document = letter("gbt9704")
    write_pdf([document], layout_of("gbt9704"), tmp_path / "a.pdf", fonts("gbt9704"))
    words = "".join(words for _, words in printed_lines(tmp_path / "a.pdf"))
    assert "2025年4月9日" in words
    assert re.findall("[\u2e80-\u2fdf]", words) == []


def test_pdftotext_extracts_the_chinese_text(tmp_path: Path, fonts: Fonts) -> None:
    pdftotext = tool("pdftotext")
    write_pdf([letter("gbt9704")], layout_of("gbt9704"), tmp_path / "a.pdf", fonts("gbt9704"))
    done = subprocess.run([pdftotext, tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True)
    assert "林知遥委员：" in done.stdout


def test_fonts_are_embedded_and_only_what_is_used(tmp_path: Path, fonts: Fonts) -> None:
    write_pdf([letter("gbt9704")], layout_of("gbt9704"), tmp_path / "a.pdf", fonts("gbt9704"))
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.count(b"/FontFile2") >= 3
    assert len(data) < 400_000  # one whole font alone has 5 MB


def test_the_paper_is_a4_and_not_rounded(tmp_path: Path, fonts: Fonts) -> None:
    write_pdf([letter("gbt9704")], layout_of("gbt9704"), tmp_path / "a.pdf", fonts("gbt9704"))
    document = pypdfium2.PdfDocument(str(tmp_path / "a.pdf"))
    assert document[0].get_size() == pytest.approx((595.276, 841.89), abs=0.01)
    document.close()


def test_many_letters_go_into_one_file_each_with_a_bookmark(tmp_path: Path, fonts: Fonts) -> None:
    documents = [replace(letter("gbt9704"), title=f"第{n}号") for n in range(3)]
    count = write_pdf(iter(documents), layout_of("gbt9704"), tmp_path / "a.pdf", fonts("gbt9704"))
    pdf = pypdfium2.PdfDocument(str(tmp_path / "a.pdf"))
    marks = [(mark.get_title(), mark.level) for mark in pdf.get_toc()]
    assert len(pdf) == count
    assert [title for title, level in marks if level == 0] == ["第0号", "第1号", "第2号"]
    assert any(level == 1 for _, level in marks)
    assert pdf.get_metadata_value("Title") == "第0号"
    pdf.close()


def test_the_pdf_declares_pdf_a_and_chinese(tmp_path: Path, fonts: Fonts) -> None:
    write_pdf([letter("gbt9704")], layout_of("gbt9704"), tmp_path / "a.pdf", fonts("gbt9704"))
    data = (tmp_path / "a.pdf").read_bytes()
    assert b"/Lang (zh-CN)" in data
    assert b"/OutputIntents" in data
    assert b"pdfaid" in data


def test_rare_characters_are_drawn_by_another_font(tmp_path: Path, fonts: Fonts) -> None:
    document = letter("gbt9704")
    library = fonts("gbt9704")
    write_pdf([document], layout_of("gbt9704"), tmp_path / "a.pdf", library)
    assert library.missing == set()


def test_a_file_that_cannot_be_written_is_a_file_problem(tmp_path: Path, fonts: Fonts) -> None:
    with pytest.raises(DeskError, match="写不了文件"):
        write_pdf([letter("gbt9704")], layout_of("gbt9704"), tmp_path / "missing" / "a.pdf", fonts("gbt9704"))


def test_a_failed_write_leaves_the_old_file_alone(tmp_path: Path, fonts: Fonts) -> None:
    old = tmp_path / "a.pdf"
    old.write_text("旧")

    def letters() -> object:
        yield letter("gbt9704")
        raise DeskError("坏了")

    with pytest.raises(DeskError):
        write_pdf(letters(), layout_of("gbt9704"), old, fonts("gbt9704"))  # type: ignore[arg-type]
    assert old.read_text() == "旧"


def test_a_lone_surrogate_does_not_prevent_a_pdf(tmp_path: Path, fonts: Fonts) -> None:
    block = styled_block("body", "半个字\ud800在这里", layout_of("gbt9704"))
    document = PrintedDocument("gbt9704", "题\ud800目", (block,))
    library = fonts("gbt9704")
    assert write_pdf([document], layout_of("gbt9704"), tmp_path / "a.pdf", library) >= 1
    assert "\ud800" in library.missing


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(ValueError, match="no letter"):
        pdf_bytes([])


def test_radicals_of_a_tounicode_map_become_characters() -> None:
    assert (
        replace_radicals(b"<0001> <2F00>\n<0002> <2F47>\n<0003> <4E00>")
        == b"<0001> <4E00>\n<0002> <65E5>\n<0003> <4E00>"
    )
    assert replace_radicals(b"<2FF0>") == b"<2FF0>"


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
    data, count = pdf_bytes(sheets)
    document = pypdfium2.PdfDocument(data)
    try:
        assert count == 3
        assert [round(page.get_width() / MM) for page in document] == [210, 220, 210]
        assert [round(page.get_height() / MM) for page in document] == [297, 110, 297]
        assert [page.get_textpage().get_text_bounded().strip()[:2] for page in document] == ["天地"] * 3
    finally:
        document.close()
