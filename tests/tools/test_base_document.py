"""The base document that every .docx starts from is what its XML says, and holds nobody's name and nobody's template."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest

from desktop.documents.docx.letter_base import BASE_DOCUMENT
from tools.base_document import PARTS, base_document


@pytest.fixture(scope="module")
def members() -> dict[str, str]:
    with zipfile.ZipFile(BASE_DOCUMENT) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_committed_document_is_what_the_tool_makes_of_the_xml() -> None:
    assert base_document() == BASE_DOCUMENT.read_bytes()


def test_it_has_no_other_parts_than_text_styles_settings_and_properties(members: dict[str, str]) -> None:
    assert {name for name in members if not name.endswith(".rels")} == {
        "[Content_Types].xml", "word/document.xml", "word/styles.xml", "word/settings.xml", "docProps/core.xml",
        "docProps/app.xml",
    }  # fmt: skip


def test_it_names_nobody_no_theme_and_no_other_language(members: dict[str, str]) -> None:
    everything = "".join(members.values())
    for trace in (
        "python-docx",
        "theme/",
        "asciiTheme",
        "ja-JP",
        "Calibri",
        "Times New Roman",
        "w:rsid",
        "<!--",
    ):
        assert trace not in everything
    assert set(re.findall(r'eastAsia="(\w+-\w+)"', everything)) == {"zh-CN"}
    properties = docx.Document(str(BASE_DOCUMENT)).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("", "", "")
    assert properties.created is properties.modified is None


def test_it_has_no_text() -> None:
    document = docx.Document(str(BASE_DOCUMENT))
    assert (document.paragraphs, document.tables, len(document.sections)) == ([], [], 1)


def test_a_change_of_the_xml_changes_the_document(tmp_path_factory: pytest.TempPathFactory) -> None:
    changed = tmp_path_factory.mktemp("parts")
    for file in PARTS.iterdir():
        words = file.read_text(encoding="utf-8").replace('w:line="579"', 'w:line="560"')
        (changed / file.name).write_text(words, encoding="utf-8")
    before, after = (
        docx.Document(io.BytesIO(base_document(parts))).styles["Normal"].paragraph_format.line_spacing.pt
        for parts in (PARTS, changed)
    )
    assert (before, after) == (28.95, 28.0)
