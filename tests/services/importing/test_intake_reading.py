"""Reading files and pasted text: kind, recognised values with places, or a refusal."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from desktop.documents.reading.document import FileFormat, ReadDocument, ReadParagraph, build_document
from desktop.domain.errors import FileProblem, Refused
from desktop.domain.importing.plan import IntakeKind
from desktop.services.importing.lists_in_documents import is_ambiguous_list, list_in
from desktop.services.importing.reading import (
    PASTED,
    Reading,
    SourceReader,
    as_other_kind,
    read_sources,
    recognise_text,
)

PROPOSAL = """临江区政协十五届四次会议提案
提案编号：158
案由：关于在中小学增设人工智能课程实验室的提案
提案人：段清嘉
联名人：祝余
主办单位：临江区科学技术委员会
具体建议
一、分批建设人工智能课程实验室。
二、组织科技企业的工程师进校园。
"""
LETTER = """对临江区政协十五届三次会议
第042号提案的答复
办理结果：列入计划拟解决　　签发人：周砚
沈亦澄委员：
您提出的《关于增设社区图书角的提案》收悉。现答复如下：
一、关于布点
全区共有图书角41处。
临江区文化和旅游局
2023年5月18日
"""
LIST = [
    ("提案号", "案由", "提案人", "主办单位"),
    ("085", "关于推动孵化器建设的提案", "沈亦澄", "区科委"),
    ("096", "关于优化社区养老布局的提案", "民盟临江区委", "区民政局"),
]


def read(source: Path | str, as_kind: IntakeKind | None = None) -> Reading:
    with SourceReader() as reader:
        return reader.read(source, as_kind)


def in_word(path: Path, *, above: str = "", header: str = "") -> Path:
    document = Document()
    document.add_paragraph(above)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    table = document.add_table(rows=0, cols=4)
    for row in LIST:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("以上提案请按期办理，如有问题请与提案委员会办公室联系。")
    document.save(str(path))
    return path


def test_every_value_of_pasted_text_has_certainty_and_place() -> None:
    reading = recognise_text(PASTED, PROPOSAL)
    found = {field.key: field for field in reading.fields}
    assert (reading.kind, reading.name) == (IntakeKind.PROPOSAL, "粘贴的文字")
    assert found["number"].text == "158"
    (span,) = found["number"].spans
    assert PROPOSAL[span.start : span.end] == "158"
    assert found["proposers"].text == "段清嘉、祝余"
    assert [PROPOSAL[span.start : span.end] for span in found["proposers"].spans] == ["段清嘉", "祝余"]
    assert found["asks"].text.count("\n") == 1
    assert (found["due_at"].text, found["due_at"].confidence, found["due_at"].needs_check) == (
        "",
        0.0,
        False,
    )


def test_the_fields_of_a_letter_are_those_of_case_and_reply() -> None:
    reading = recognise_text(PASTED, LETTER)
    found = {field.key: field.text for field in reading.fields}
    assert reading.kind is IntakeKind.REPLY
    assert (found["number"], found["session"], found["reply.signer"]) == ("042", "3", "周砚")
    assert (found["reply.issue_date"], found["reply.handling_result"]) == ("2023-05-18", "列入计划拟解决")


def test_a_paste_is_kept_as_its_own_original() -> None:
    reading = recognise_text(PASTED, PROPOSAL)
    assert reading.original is not None
    assert reading.original.read_bytes().decode() == PROPOSAL


def test_a_word_file_with_a_list_is_a_list_and_may_be_read_as_one_matter(tmp_path: Path) -> None:
    reading = read(in_word(tmp_path / "清单.docx", above="临江区政协十五届四次会议提案交办清单"))
    assert reading.kinds[0] is IntakeKind.LEDGER
    assert reading.ledger is not None
    assert [row.values["number"] for row in reading.ledger.rows] == ["085", "096"]
    assert {(row.values["term"], row.values["session"]) for row in reading.ledger.rows} == {(15, 4)}
    other = as_other_kind(reading, IntakeKind.PROPOSAL)
    assert other.proposal is not None
    assert as_other_kind(other, IntakeKind.LEDGER).kind is IntakeKind.LEDGER


def test_a_proposal_in_a_form_is_no_list(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=0, cols=2)
    for label, text in (
        ("案由", "关于修缮河堤的提案"),
        ("提案人", "白露"),
        ("提案编号", "101"),
        ("内容", "河堤多处破损，请修缮。"),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, text
    document.save(str(tmp_path / "表.docx"))
    reading = read(tmp_path / "表.docx")
    assert reading.kind is IntakeKind.PROPOSAL
    assert IntakeKind.LEDGER not in reading.kinds


def test_a_word_file_without_a_table_cannot_be_taken_for_a_list(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(PROPOSAL)
    document.save(str(tmp_path / "提案.docx"))
    with pytest.raises(FileProblem, match="没有找到清单"):
        read(tmp_path / "提案.docx", IntakeKind.LEDGER)


def test_the_sheet_that_holds_the_list_is_found_behind_a_cover(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["封面"])
    sheet = book.create_sheet("清单")
    for row in LIST:
        sheet.append(row)
    book.save(tmp_path / "清单.xlsx")
    reading = read(tmp_path / "清单.xlsx")
    assert reading.ledger is not None
    assert len(reading.ledger.rows) == 2


@pytest.mark.parametrize("mark", ["机密★1年", "秘密", "绝 密", "内部★2年"])
def test_a_secrecy_mark_in_header_cell_or_text_is_refused(tmp_path: Path, mark: str) -> None:
    book = Workbook()
    assert book.active is not None
    for row in LIST:
        book.active.append(row)
    book.active.append(["", mark])
    book.save(tmp_path / "清单.xlsx")
    for source in (
        tmp_path / "清单.xlsx",
        in_word(tmp_path / "清单.docx", above=mark),
        in_word(tmp_path / "页眉.docx", header=mark),
        f"{mark}\n{PROPOSAL}",
    ):
        with pytest.raises(Refused, match="不处理涉密文件"):
            read(source)


def test_a_title_about_secrecy_is_no_secrecy_mark() -> None:
    assert recognise_text(PASTED, PROPOSAL.replace("人工智能课程", "商业秘密保护")).proposal is not None


def test_bad_files_are_reported_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "空.docx").write_bytes(b"")
    (tmp_path / "图.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    seen: list[str] = []
    readings = read_sources(
        [tmp_path / "空.docx", tmp_path / "图.docx", tmp_path / "没有.pdf", PROPOSAL],
        on_reading=lambda reading: seen.append(reading.name),
    )
    assert seen == ["空.docx", "图.docx", "没有.pdf", PASTED]
    assert [bool(reading.refusal) for reading in readings] == [True, True, True, False]


def test_nothing_is_read_after_a_stop(tmp_path: Path) -> None:
    assert read_sources([PROPOSAL, tmp_path / "a.docx"], should_stop=lambda: True) == ()


def test_a_text_too_long_for_one_matter_is_refused() -> None:
    with pytest.raises(FileProblem, match="不像是一件提案或答复"):
        recognise_text(PASTED, PROPOSAL * (150_000 // len(PROPOSAL) + 1))


def printed(*lines: str) -> ReadDocument:
    """Lines of a PDF with columns separated by wide gaps."""
    return build_document([ReadParagraph(line, page=1) for line in lines], FileFormat.PDF)


def test_a_list_in_a_pdf_is_read_only_if_its_columns_are_unambiguous() -> None:
    head, *rows = ["　　　".join(row) for row in LIST]
    clear = list_in(printed("交办清单", head, *rows))
    assert clear is not None
    assert [row.values["title"] for row in clear.rows] == [row[1] for row in LIST[1:]]
    wrapped = printed("交办清单", head, rows[0], "　　　　设的补充说明", rows[1])
    with_gap = printed("交办清单", head, rows[0], "096　　　关于优化社区养老布局的提案　　　区民政局")
    for blurred in (wrapped, with_gap):
        assert list_in(blurred) is None
        assert is_ambiguous_list(blurred)
