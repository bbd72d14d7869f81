"""LibreOffice prints with the substitutes of the official fonts."""

from __future__ import annotations

from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from tools.rendering import STAND_INS, LibreOffice, RenderingError, write_font_config


def letter_in(family: str, file: Path) -> Path:
    document = docx.Document()
    run = document.add_paragraph().add_run("关于提案的答复")
    run.font.name = family
    run._element.rPr.rFonts.set(qn("w:eastAsia"), family)
    document.save(str(file))
    return file


def fonts_on(pdf: Path) -> set[str]:
    with pdfplumber.open(pdf) as document:
        return {
            char["fontname"].split("+")[-1].split("-")[0] for page in document.pages for char in page.chars
        }


@pytest.mark.rendering
@pytest.mark.parametrize("family", ["方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"])
def test_an_official_family_prints_in_its_stand_in(
    family: str, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    assert fonts_on(libreoffice(letter_in(family, tmp_path / "letter.docx"))) == {STAND_INS[family][0]}


@pytest.mark.rendering
def test_a_file_that_is_no_document_is_named_as_a_failure(libreoffice: LibreOffice, tmp_path: Path) -> None:
    with pytest.raises(RenderingError):
        libreoffice(tmp_path / "missing.docx")


def test_the_font_file_stays_in_the_folder_it_was_asked_for(tmp_path: Path) -> None:
    file = write_font_config(tmp_path / "fonts")
    assert file.parent == tmp_path / "fonts"
    assert "仿宋_GB2312" in file.read_text(encoding="utf-8")
