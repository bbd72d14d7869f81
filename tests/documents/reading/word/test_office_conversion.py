"""Old files are converted by an installed office program; without one the message explains how to save as .docx."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.documents.reading.document import DEFAULT_LIMITS, FileFormat, ReadingLimits
from desktop.documents.reading.reader import read_document
from desktop.documents.reading.word.office_conversion import (
    ComOffice,
    LibreOffice,
    convert_to_docx,
    find_office_program,
)
from desktop.domain.errors import FileProblem

needs_office = pytest.mark.skipif(find_office_program() is None, reason="no office program on this machine")


def rtf(text: str) -> bytes:
    """An RTF file, the old format that is easily written by hand."""
    words = "".join(f"\\u{ord(character)}?" for character in text)
    return ("{\\rtf1\\ansi\\uc1 " + words + "\\par}").encode("ascii")


@needs_office
def test_an_old_file_is_converted_by_the_program(tmp_path: Path) -> None:
    (tmp_path / "旧提案.doc").write_bytes(rtf("关于停车的提案"))
    document = read_document(tmp_path / "旧提案.doc")
    assert document.text.strip() == "关于停车的提案"
    assert document.format is FileFormat.RTF


def test_without_a_program_the_message_explains_saving_as_docx() -> None:
    with pytest.raises(FileProblem, match="旧格式") as caught:
        convert_to_docx(b"\xd0\xcf\x11\xe0", ".doc", None, DEFAULT_LIMITS)
    assert "另存为" in caught.value.remedy
    assert ".docx" in caught.value.remedy


@pytest.mark.parametrize(
    "program",
    [LibreOffice(Path("/nowhere/soffice")), ComOffice("KWPS.Application", Path("/nowhere/cscript.exe"))],
)
def test_a_program_that_does_not_start_is_a_file_problem(program: LibreOffice | ComOffice) -> None:
    with pytest.raises(FileProblem, match="启动不了"):
        convert_to_docx(b"x", ".doc", program, DEFAULT_LIMITS)


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="a shell script plays the program")
@pytest.mark.parametrize(("script", "words"), [("exit 0", "转换失败"), ("exec sleep 60", "太久")])
def test_a_program_that_fails_or_hangs_is_a_file_problem(tmp_path: Path, script: str, words: str) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
    program.chmod(0o755)
    with pytest.raises(FileProblem, match=words):
        convert_to_docx(b"x", ".doc", LibreOffice(program), ReadingLimits(converting_seconds=0.3))


@needs_office
def test_a_broken_old_file_is_a_file_problem() -> None:
    with pytest.raises(FileProblem, match="旧格式"):
        convert_to_docx(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), ".doc", find_office_program(), DEFAULT_LIMITS
        )
