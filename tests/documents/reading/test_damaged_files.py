"""Two hundred damaged files give text or a message, without crash or hang."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.reading.document import ReadDocument, ReadingLimits
from desktop.documents.reading.guarded import GuardedReader
from desktop.documents.reading.package import Package
from desktop.documents.reading.pdf_reader import read_pdf
from desktop.documents.reading.workbook_reader import read_xlsx
from desktop.domain.errors import DeskError, FileProblem
from tests.documents.reading.damage import damaged_files
from tests.documents.reading.pdf_files import paper, pdf_bytes
from tests.documents.reading.test_lists import OLD_LIST, workbook
from tests.documents.reading.word.test_word_numbering import OUTLINE
from tests.documents.reading.word.word_files import numbered, paragraph, row, table, word_bytes, zip_bytes

QUICK = ReadingLimits(seconds=10, converting_seconds=8)
WORDS = "关于完善社区养老服务设施的提案，建议由民政部门牵头，统筹街镇资源，逐步增设助餐点。"


def read_or_problem(reader: GuardedReader, path: Path) -> ReadDocument | DeskError:
    try:
        return reader.read_document(path)
    except DeskError as problem:
        return problem


@pytest.fixture(scope="module")
def good_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One good file of each kind that is read without an office program."""
    folder = tmp_path_factory.mktemp("good")
    body = (
        paragraph("关于养老的提案")
        + numbered("背景")
        + numbered(WORDS, level=1)
        + table(row(paragraph("甲"), paragraph("乙")))
    )
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:basedOn w:val="a"/></w:style>'
    text = "\n".join([WORDS] * 6)
    return {
        "a.docx": word_bytes(
            body, numbering=OUTLINE, styles=styles, footer=paragraph("1"), header=paragraph("头")
        ),
        "b.pdf": pdf_bytes([paper([WORDS[:20]] * 12), paper([WORDS[20:]] * 5)]),
        "c.txt": text.encode("utf-8"),
        "d.txt": text.encode("gb18030"),
        "e.txt": text.encode("utf-16"),
        "f.xlsx": workbook(folder / "f.xlsx").read_bytes(),
        "g.xls": OLD_LIST.read_bytes(),
        "h.csv": "序号,案由\n1,甲\n2,乙\n".encode("gb18030") * 20,
        "i.xls": "<html><table><tr><td>序号</td><td>案由</td></tr><tr><td>1</td><td>甲</td></tr></table></html>".encode(),
    }


def test_two_hundred_damaged_files_do_not_crash_the_reader(
    tmp_path: Path, good_files: dict[str, bytes]
) -> None:
    paths = []
    for name, content in damaged_files(good_files, 200):
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    results: dict[Path, ReadDocument | DeskError] = {}
    with GuardedReader(QUICK) as reader:
        for path in paths:
            results[path] = read_or_problem(reader, path)
    assert list(results) == paths
    problems = [str(result) for result in results.values() if isinstance(result, DeskError)]
    documents = [result for result in results.values() if isinstance(result, ReadDocument)]
    assert not [problem for problem in problems if "故障" in problem or "超过 10 秒" in problem]
    assert all(document.text.strip() for document in documents)
    assert len(problems) > 80
    assert len(documents) > 40


def test_the_same_files_read_as_lists_do_not_crash_it(tmp_path: Path, good_files: dict[str, bytes]) -> None:
    lists = problems = 0
    with GuardedReader(QUICK) as reader:
        for name, content in damaged_files(good_files, 200, seed=7):
            (tmp_path / name).write_bytes(content)
            try:
                lists += bool(reader.read_grid(tmp_path / name).sheets)
            except FileProblem as problem:
                problems += bool(problem.remedy)
    assert lists + problems == 200
    assert lists > 40


@given(st.binary(max_size=400))
def test_any_bytes_behind_a_pdf_head_are_read_or_refused(tail: bytes) -> None:
    with pytest.raises(FileProblem):
        read_pdf(b"%PDF-1.7\n" + tail, QUICK)


@given(st.text(alphabet='0123456789AZ%-"aé٣', max_size=6), st.sampled_from(["r", "s", "t"]))
def test_no_attribute_of_a_cell_breaks_the_list(value: str, name: str) -> None:
    value = value.replace('"', "&quot;")
    sheet = f'<worksheet><sheetData><row><c {name}="{value}"><v>1</v></c></row></sheetData></worksheet>'
    members = {
        "xl/workbook.xml": b'<workbook xmlns:r="x"><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": b'<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": sheet.encode(),
    }
    assert read_xlsx(Package(zip_bytes(members), QUICK), QUICK).names == ("a",)
