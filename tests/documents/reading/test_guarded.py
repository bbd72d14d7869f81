"""Reading in a child process: limits on time and memory, stopping, and recovery after a bad file."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest

from desktop.documents.reading.document import MIB, ReadingLimits
from desktop.documents.reading.grid import Grid
from desktop.documents.reading.guarded import GuardedReader
from desktop.documents.reading.reading_process import ReadingRequest
from desktop.documents.reading.word.office_conversion import find_office_program
from desktop.domain.errors import DeskError, FileProblem
from tests.documents.reading.test_lists import workbook
from tests.documents.reading.word.word_files import paragraph, word_bytes


def word(folder: Path, text: str, name: str = "a.docx") -> Path:
    (folder / name).write_bytes(word_bytes(paragraph(text)))
    return folder / name


def slow_file(folder: Path) -> Path:
    """A valid document that takes a second or more to read."""
    (folder / "slow.docx").write_bytes(word_bytes(paragraph("慢") * 100_000))
    return folder / "slow.docx"


def test_documents_and_lists_are_returned_complete(tmp_path: Path) -> None:
    with GuardedReader() as reader:
        document = reader.read_document(word(tmp_path, "提案"))
        grid = reader.read_grid(workbook(tmp_path / "list.xlsx"))
    assert document.text == "提案"
    assert isinstance(grid, Grid)
    assert grid.sheets[0].rows[2][1] == "085"


def test_a_file_problem_of_the_child_is_raised_unchanged(tmp_path: Path) -> None:
    with GuardedReader() as reader, pytest.raises(FileProblem) as caught:
        reader.read_document(tmp_path)
    assert caught.value.what == "这是一个文件夹。"


def test_a_slow_file_times_out_and_the_next_is_read(tmp_path: Path) -> None:
    slow = slow_file(tmp_path)
    with GuardedReader(ReadingLimits(seconds=0.1)) as reader:
        begun = monotonic()
        with pytest.raises(FileProblem, match="超过"):
            reader.read_document(slow)
        assert monotonic() - begun < 10
        assert reader.read_document(word(tmp_path, "下一件")).text == "下一件"


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    slow = slow_file(tmp_path)
    with GuardedReader() as reader:
        reader.read_document(word(tmp_path, "先起动"))
        asked = iter([False, True, True])
        with pytest.raises(FileProblem, match="停止"):
            reader.read_document(slow, lambda: next(asked))


def test_an_exception_in_a_reader_ends_the_child_only(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with GuardedReader() as reader:
        with pytest.raises(FileProblem, match="故障"):
            reader._ask(ReadingRequest(path=42), lambda: False)  # type: ignore[arg-type]  # raises an unexpected exception in the child
        assert reader.read_document(word(tmp_path, "还能读")).text == "还能读"
    assert "Traceback" in capfd.readouterr().err


def test_a_child_that_died_between_two_files_is_restarted(tmp_path: Path) -> None:
    path = word(tmp_path, "无辜")
    with GuardedReader() as reader:
        reader.read_document(path)
        assert reader._process is not None
        reader._process.kill()
        reader._process.join()
        assert reader.read_document(path).text == "无辜"


def test_exceeding_the_memory_limit_is_a_file_problem(tmp_path: Path) -> None:
    with GuardedReader(ReadingLimits(memory_bytes=96 * MIB)) as reader:
        with pytest.raises(FileProblem):
            reader.read_document(slow_file(tmp_path))
        assert reader.read_document(word(tmp_path, "还能读")).text == "还能读"


def test_a_bad_file_does_not_affect_the_next(tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 broken")
    paths = [
        word(tmp_path, "甲", "1.docx"),
        tmp_path / "bad.docx",
        tmp_path / "gone.docx",
        word(tmp_path, "乙", "2.docx"),
    ]
    results: list[bool] = []
    with GuardedReader() as reader:
        for path in paths:
            try:
                results.append(bool(reader.read_document(path).text))
            except DeskError:
                results.append(False)
    assert results == [True, False, False, True]


def test_one_child_reads_the_whole_batch(tmp_path: Path) -> None:
    with GuardedReader() as reader:
        reader.read_document(word(tmp_path, "甲"))
        first = reader._process
        reader.read_document(word(tmp_path, "乙"))
        assert reader._process is first


@pytest.mark.skipif(find_office_program() is None, reason="no office program on this machine")
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at the processes of Linux")
def test_stopping_ends_the_converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    rtf = tmp_path / "old.rtf"
    rtf.write_bytes(rb"{\rtf1 " + b"text " * 100_000 + b"}")
    with GuardedReader() as reader:
        reader.read_document(word(tmp_path, "先起动"))
        with pytest.raises(FileProblem, match="停止"):
            reader.read_document(rtf, lambda: bool(converters_below(tmp_path)))
        assert not converters_below(tmp_path)


def converters_below(folder: Path) -> list[str]:
    """Command lines of running converters with a profile in the folder."""
    lines = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if f"UserInstallation={folder.as_uri()}" in line:
            lines.append(line)
    return lines
