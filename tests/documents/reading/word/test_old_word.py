"""Old .doc and .wps files read without an office program. The two files are invented and were saved by LibreOffice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from desktop.documents.reading.document import DEFAULT_LIMITS, FileFormat, ParagraphKind
from desktop.documents.reading.package import Package
from desktop.documents.reading.reader import read_document
from desktop.documents.reading.word.doc_reader import read_doc
from desktop.documents.reading.word.docx_reader import read_docx
from desktop.documents.reading.word.office_conversion import convert_to_docx, find_office_program
from desktop.documents.reading.word.ole_container import OleContainer
from desktop.domain.errors import FileProblem
from tests.documents.reading.damage import WOUNDS, ole_bytes

needs_office = pytest.mark.skipif(find_office_program() is None, reason="no office program on this machine")
FILES = Path(__file__).parents[1] / "files"
OLD, NUMBERED = FILES / "old.doc", FILES / "numbered.doc"
LINES = [
    "对某某区政协十六届三次会议",
    "第085号提案的答复",
    "𠮷田某某委员：",
    "您提出的关于停车的提案收悉。",
    "上一行",
    "下一行",
    "提案者\t赵某某\t界别",
    "内容",
    "一段",
    "二段",
    "甲\t乙",
    "2024年6月3日",
    "某某区城管局　ABC 3.5%",
]


def test_the_text_is_read_completely() -> None:
    """Tracked deletions and hidden text are left out, table rows are lines, fields give their result."""
    document = read_doc(OLD.read_bytes(), DEFAULT_LIMITS)
    assert document.text.split("\n") == LINES
    assert (document.format, document.notes) == (FileFormat.DOC, ())


def test_lines_have_their_kinds() -> None:
    lines = read_doc(OLD.read_bytes(), DEFAULT_LIMITS).paragraphs
    assert [line.text for line in lines if line.continues] == ["下一行"]
    assert [line.text for line in lines if line.kind is ParagraphKind.TABLE_CELL] == LINES[6:11]


@needs_office
def test_an_office_program_gives_the_same_text() -> None:
    converted = convert_to_docx(OLD.read_bytes(), ".doc", find_office_program(), DEFAULT_LIMITS)
    assert read_docx(Package(converted, DEFAULT_LIMITS), DEFAULT_LIMITS).text.split("\n") == LINES


def test_an_old_wps_file_is_read(tmp_path: Path) -> None:
    copy = tmp_path / "旧.wps"
    copy.write_bytes(OLD.read_bytes())
    assert read_document(copy).text.split("\n") == LINES


@needs_office
def test_a_file_with_automatic_numbers_is_converted() -> None:
    document = read_document(NUMBERED)
    assert document.text.split("\n")[:2] == ["一、甲", "（一）子"]
    assert document.notes == ()


def test_missing_automatic_numbers_are_noted() -> None:
    document = read_doc(NUMBERED.read_bytes(), DEFAULT_LIMITS)
    assert document.notes == ("旧格式文件已直接读取文字，自动编号没有读入，请对照原件。",)


@pytest.mark.parametrize("data", [ole_bytes("WordDocument", "1Table"), ole_bytes("Workbook"), b""])
def test_a_file_without_text_is_a_file_problem(data: bytes) -> None:
    with pytest.raises(FileProblem, match="读不出文字"):
        read_doc(data, DEFAULT_LIMITS)


def test_damaged_files_give_text_or_a_file_problem() -> None:
    luck = random.Random(11)
    for number in range(200):
        data = WOUNDS[number % len(WOUNDS)](OLD.read_bytes(), luck)
        try:
            text = read_doc(data, DEFAULT_LIMITS).text
        except FileProblem as problem:
            text = problem.remedy
        assert text.strip().encode("utf-8")


def test_a_small_stream_is_found_among_the_mini_sectors() -> None:
    container = OleContainer(OLD.read_bytes())
    assert container.read("\x01CompObj").startswith(b"\x01\x00\xfe\xff")
    assert container.read("Nothing") == b""
