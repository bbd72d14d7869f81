"""A reply is recognised equally as text, hard-wrapped at any width, as printed pages, and as a Word file."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from desktop.domain.intake.parsed_reply import reply_to_json
from desktop.services.importing.reading import read_sources
from tests.intake_corpus.corpus import WIDTHS, printed, specimens, wrapped

(TWIN,) = (specimen for specimen in specimens("replies") if specimen.name == "01-parking-district")
"""An invented reply in a district's plain letter form."""


def parse(source: Path | str) -> dict[str, object]:
    (reading,) = read_sources([source])
    assert reading.reply is not None, reading.refusal
    return reply_to_json(reading.reply)


@pytest.fixture(scope="module")
def wanted() -> dict[str, object]:
    found = parse(TWIN.text)
    assert found["paragraphs"] == list(TWIN.body)
    return found


@pytest.mark.parametrize("columns", WIDTHS)
def test_hard_wrapped_text_gives_the_same_parse(wanted: dict[str, object], columns: int) -> None:
    for gap, indent in (("\n", ""), ("\n", "　　"), ("\n\n", ""), ("\n\n", "　　")):
        assert parse(wrapped(TWIN, columns, gap=gap, indent=indent)) == wanted


@pytest.mark.parametrize("columns", WIDTHS)
def test_printed_text_with_page_numbers_gives_the_same_parse(wanted: dict[str, object], columns: int) -> None:
    assert parse(printed(TWIN, columns, spaced=True)) == wanted


def test_a_text_file_and_a_word_file_give_the_same_parse(wanted: dict[str, object], tmp_path: Path) -> None:
    text, word = tmp_path / "答复.txt", tmp_path / "答复.docx"
    text.write_text(TWIN.text, encoding="gb18030")
    paper = docx.Document()
    for line in TWIN.lines:
        paper.add_paragraph(line)
    paper.save(str(word))
    assert [parse(text), parse(word)] == [wanted, wanted]
