"""Preflight before printing, and layout proof of pages and files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.documents.docx.docx_file import docx_bytes
from desktop.domain.case.case import Case
from desktop.domain.errors import FileProblem, Refused
from desktop.services.office.workplace import Workplace
from desktop.services.paper.preflight import PreflightReport, preflight, preflight_document
from desktop.services.paper.proof import proof_case, proof_document, proof_file, proof_sheet
from desktop.services.writing.drafting import open_reply, save_reply, set_reply_fields, write_section
from desktop.typesetting.model.block import PrintedDocument, TableBlock
from desktop.typesetting.proof.print_findings import FindingWeight
from desktop.typesetting.words.paragraphs import styled_block
from tests.letters import LAYOUTS, SECTIONS, letter, library

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def answered(work: Workplace, case: Case) -> Case:
    reply = open_reply(work, case.id, "district-cppcc")
    save_reply(work, replace(reply, sections=SECTIONS))
    set_reply_fields(
        work, case.id,
        {"signer": "周明澜", "issue_date": "2024-04-09", "handling_result": "adopted", "issuer": "临江区科学技术委员会",
         "disclosure": "proactive"},
    )  # fmt: skip
    return case


def rules(report: PreflightReport) -> list[str]:
    return [finding.rule_id for finding in report.findings if finding.rule_id != "font.stand_in"]


def test_a_finished_reply_is_clear(work: Workplace, answered: Case) -> None:
    report = preflight(work, answered.id)
    assert rules(report) == []
    assert report.is_clear
    assert report.sheets_duplex == (report.pages + 1) // 2


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("计划于××月底前完成。", "words.crosses"),
        ("【待补充数据】", "words.to_do"),
        ("共____户。", "words.underline"),
        ("见{chapter}。", "words.placeholder"),
        ("由{待补充}承担。", "words.placeholder"),
    ],
)
def test_gaps_left_in_the_words_are_named_with_their_place(
    work: Workplace, answered: Case, text: str, rule: str
) -> None:
    write_section(work, answered.id, "greeting", text)
    report = preflight(work, answered.id)
    (found,) = [finding for finding in report.findings if finding.rule_id == rule]
    assert (found.weight, found.place) == (FindingWeight.MUST, "正文第1段")
    assert not report.is_clear


def test_a_fact_still_in_braces_is_named_and_never_printed_so(work: Workplace, answered: Case) -> None:
    write_section(work, answered.id, "greeting", "由{领衔督办领导}牵头。")
    said = [finding.reason for finding in preflight(work, answered.id).findings]
    assert said[0] == "还没有填写领衔督办领导"
    assert "{" not in "".join(said)


def test_missing_facts_and_empty_sections_come_first(work: Workplace, answered: Case) -> None:
    set_reply_fields(work, answered.id, {"signer": ""})
    write_section(work, answered.id, "answer", "")
    report = preflight(work, answered.id)
    assert set(rules(report)) == {"words.missing_fact", "words.empty_section"}
    weights = [finding.weight for finding in report.findings]
    assert weights == sorted(weights, key=list(FindingWeight).index)


def test_red_is_reported_on_a_monochrome_printer(work: Workplace, answered: Case) -> None:
    assert "colour.red_on_mono" in rules(preflight(work, answered.id, "gbt9704-letter", mono=True))
    assert "colour.red" in rules(preflight(work, answered.id, "gbt9704-letter"))


def test_missing_fonts_are_reported_with_their_substitutes(work: Workplace, answered: Case) -> None:
    stand_ins = [f for f in preflight(work, answered.id).findings if f.rule_id == "font.stand_in"]
    assert all(found.weight is FindingWeight.HOUSE and found.clause for found in stand_ins)


def test_lone_signatures_and_missing_glyphs_are_reported() -> None:
    layout = library().layouts["gbt9704"]
    body = styled_block("body", "天\U000e0fff", layout)
    issuer, date = (
        styled_block("issuer", "云溪区民政局", layout),
        styled_block("issue_date", "2025年4月9日", layout),
    )
    found = rules(preflight_document(PrintedDocument("gbt9704", "题", (*[body] * 22, issuer, date)), layout))
    assert found == ["page.lone_signature", "font.no_glyph"]


@pytest.mark.parametrize("name", LAYOUTS)
def test_own_pages_and_files_pass_the_proof_except_fonts(name: str, work: Workplace, tmp_path: Path) -> None:
    layout = library().layouts[name]
    proof = proof_document(letter(name), layout)
    assert [line.what for line in proof.wrong if not line.what.startswith("字体")] == []
    file = tmp_path / "答复.docx"
    file.write_bytes(docx_bytes(letter(name), layout))
    assert proof_file(work, file, name).wrong == ()


def test_a_foreign_file_is_measured_by_its_own_values(work: Workplace, tmp_path: Path) -> None:
    file = tmp_path / "旧稿.docx"
    file.write_bytes(docx_bytes(letter("district-plain"), library().layouts["district-plain"]))
    proof = proof_file(work, file)
    found = {line.what: line for line in proof.lines}
    assert (found["每行字数"].found, found["每行字数"].ok) == ("25字", False)
    assert found["每行字数"].clause == "GB/T 9704-2012 5.2.3"
    assert "天头" in proof.summary


def test_a_file_of_word_itself_is_measured(work: Workplace, tmp_path: Path) -> None:
    import docx

    file = tmp_path / "word.docx"
    document = docx.Document()
    document.add_paragraph("正文" * 100)
    document.save(str(file))
    found = {line.what: line for line in proof_file(work, file).lines}
    assert found["纸张"].found == "216 × 279 mm"
    assert found["页码"].found == "没有页码"
    assert found["每页行数"].ok is False


def test_only_intact_docx_files_are_proofed(work: Workplace, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"只能自检 \.docx"):
        proof_file(work, tmp_path / "a.pdf")
    with pytest.raises(FileProblem, match="打不开"):
        proof_file(work, tmp_path / "没有.docx")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    with pytest.raises(FileProblem):
        proof_file(work, tmp_path / "坏.docx")


def test_the_proof_is_printed_on_a_separate_sheet(work: Workplace, answered: Case) -> None:
    proof = proof_case(work, answered.id, "gbt9704")
    sheet = proof_sheet(work, proof, work.today)
    table = next(block for block in sheet.document.blocks if isinstance(block, TableBlock))
    assert len(table.rows) == len(proof.lines) + 1
    cells = [cell[0].text for cell in table.rows[1]]
    assert cells == ["1", "纸张", "210 × 297 mm", "210 × 297 mm", "GB/T 9704-2012 5.1、5.2.1", "符合"]
    assert sheet.document.missing == ()
