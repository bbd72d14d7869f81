"""What can be printed of cases, in which order, and the look at it before printing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.case.event import EventKind
from desktop.domain.errors import FileProblem, Refused
from desktop.domain.forms.form_template import FormKind
from desktop.services.cases.cases import create_case
from desktop.services.handling.progress import events
from desktop.services.office.workplace import Workplace
from desktop.services.paper.printables import (
    PRINTABLE,
    WHOLE_SET,
    CasePreview,
    PrintRequest,
    log_printed,
    preview_cases,
    print_items,
    printable_kinds,
)
from desktop.services.paper.sheet_files import Printout, docx_of, joined, save_printed_pdf, write_printouts
from desktop.services.reporting.office_papers import OFFICE_KINDS
from desktop.services.writing.drafting import open_reply, write_section
from desktop.store.cases import cases
from desktop.typesetting.model.block import Block, PrintedDocument, TableBlock
from desktop.typesetting.proof.print_findings import FindingWeight
from desktop.typesetting.words.paragraphs import styled_block
from tests.letters import library

pytestmark = pytest.mark.usefixtures("qapp")

LETTER_ONLY = PrintRequest()
TWO_FORMS = (FormKind.FEEDBACK, FormKind.ENVELOPE)


@pytest.fixture
def answered(work: Workplace, case: Case) -> Case:
    """The case with two proposers and a reply."""
    changed = replace(case, proposers=(Proposer("林知遥"), Proposer("何云岫")))
    cases.update_case(work.store, changed)
    open_reply(work, case.id)
    return changed


def printed(work: Workplace, case: Case, request: PrintRequest) -> list[tuple[str, str]]:
    return [(item.what, item.addressee) for item in print_items(work, case.id, request)]


# Which kinds are offered.
def test_of_several_cases_every_kind_of_a_case_is_offered_but_the_proof(
    work: Workplace, answered: Case
) -> None:
    assert FormKind.PROOF not in PRINTABLE
    assert len(PRINTABLE) + len(OFFICE_KINDS) + 1 == len(FormKind)
    assert not set(PRINTABLE) & set(OFFICE_KINDS)
    assert printable_kinds(work, (answered.id, 99)) == printable_kinds(work, ()) == PRINTABLE


def test_of_one_case_those_with_an_addressee_are_offered(work: Workplace, answered: Case) -> None:
    offered = printable_kinds(work, (answered.id,))
    assert {FormKind.FEEDBACK, FormKind.ENVELOPE, FormKind.OPINION_REQUEST, FormKind.APPROVAL} <= set(offered)
    # Nobody has been asked yet, so nobody can be chased.
    assert FormKind.CHASE not in offered
    alone = create_case(work, Case(number="009", subject="甲", handling_role=HandlingRole.SOLE))
    offered = printable_kinds(work, (alone.id,))
    assert FormKind.APPROVAL in offered
    assert not {FormKind.FEEDBACK, FormKind.ENVELOPE, FormKind.OPINION_REQUEST} & set(offered)


# What is printed.
@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (LETTER_ONLY, [("答复", "")]),
        (PrintRequest(kinds=(FormKind.APPROVAL,)), [("答复", ""), ("发文稿纸", "")]),
        (PrintRequest(letter=False, kinds=(FormKind.FEEDBACK,)), [("征询意见表", "林知遥"), ("征询意见表", "何云岫")]),
        (
            WHOLE_SET,
            [
                ("答复", "林知遥"), ("征询意见表", "林知遥"), ("信封", "林知遥"),
                ("答复", "何云岫"), ("征询意见表", "何云岫"), ("信封", "何云岫"),
            ],
        ),
        (
            replace(WHOLE_SET, letter=False),
            [("征询意见表", "林知遥"), ("信封", "林知遥"), ("征询意见表", "何云岫"), ("信封", "何云岫")],
        ),
    ],
)  # fmt: skip
def test_letter_and_forms_come_in_order_or_collated(
    work: Workplace, answered: Case, request_: PrintRequest, expected: list[tuple[str, str]]
) -> None:
    assert printed(work, answered, request_) == expected


def test_nothing_to_print_is_refused_by_number(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match="第085号还没有答复"):
        print_items(work, case.id, LETTER_ONLY)
    with pytest.raises(Refused, match="第085号没有要打印的内容"):
        print_items(work, case.id, PrintRequest(letter=False))


# The look before printing.
def test_each_case_is_shown_with_its_pages_or_why_it_is_left_out(work: Workplace, answered: Case) -> None:
    empty = create_case(work, Case(number="009", subject="甲"))
    seen: list[int] = []

    def on_progress(preview: CasePreview) -> bool:
        seen.append(preview.case_id)
        return True

    first, second = preview_cases(
        work,
        (answered.id, empty.id),
        PrintRequest(kinds=(FormKind.FEEDBACK,)),
        mono=False,
        on_progress=on_progress,
    )
    assert (first.number, [item.what for item in first.items], first.left_out) == (
        "085",
        ["答复", "征询意见表", "征询意见表"],
        "",
    )
    assert len(first.inks) == 3
    assert first.pages == sum(len(ink) for ink in first.inks) >= 3
    assert (second.number, second.items, second.pages) == ("009", (), 0)
    assert "第009号还没有答复" in second.left_out
    assert seen == [answered.id, empty.id]


def test_a_look_can_be_stopped_after_any_case(work: Workplace, answered: Case) -> None:
    found = preview_cases(
        work, (answered.id, answered.id), LETTER_ONLY, mono=False, on_progress=lambda _preview: False
    )
    assert len(found) == 1


def test_findings_are_ordered_by_weight_and_those_of_a_form_name_it(work: Workplace, answered: Case) -> None:
    write_section(work, answered.id, "answer", "计划于××月底前完成。")
    (preview,) = preview_cases(work, (answered.id,), PrintRequest(kinds=(FormKind.APPROVAL,)), mono=False)
    weights = [finding.weight for finding in preview.findings]
    assert weights == sorted(weights, key=list(FindingWeight).index)
    places = {finding.rule_id: finding.place for finding in preview.findings}
    assert places["words.crosses"].startswith("正文第")
    named = [finding.place for finding in preview.findings if finding.place.startswith("发文稿纸")]
    assert all(place == place.strip() for place in named)


def test_a_finding_that_documents_share_is_told_once(work: Workplace, answered: Case) -> None:
    (once,) = preview_cases(work, (answered.id,), LETTER_ONLY, mono=False)
    (twice,) = preview_cases(work, (answered.id,), PrintRequest(by_addressee=True), mono=False)
    assert [item.what for item in twice.items] == ["答复", "答复"]
    assert once.findings
    assert twice.findings == once.findings


def test_red_is_a_finding_on_a_printer_without_colour(work: Workplace, case: Case) -> None:
    open_reply(work, case.id, "higher-level-letter")  # with a red head

    def rules(*, mono: bool) -> set[str]:
        (preview,) = preview_cases(work, (case.id,), LETTER_ONLY, mono=mono)
        return {finding.rule_id for finding in preview.findings}

    assert rules(mono=True) - rules(mono=False) == {"colour.red_on_mono"}


def test_printing_is_recorded_in_the_history_of_each_case(work: Workplace, answered: Case) -> None:
    other = create_case(work, Case(number="009", subject="甲"))
    log_printed(work, (answered.id, other.id), "打印答复 2 份")
    for case_id in (answered.id, other.id):
        last = events(work, case_id)[-1]
        assert (last.kind, last.note, last.who) == (EventKind.EXPORTED, "打印答复 2 份", "林越")


# Several documents in one file.
def test_each_further_document_begins_a_page(work: Workplace) -> None:
    layout = library().layouts["gbt9704"]
    letter = PrintedDocument(
        "gbt9704", "甲", (styled_block("body", "一", layout), styled_block("body", "二", layout))
    )
    table = TableBlock(rows=(((styled_block("table", "三", layout),),),), widths_mm=(50.0,))
    sheet = PrintedDocument("gbt9704", "乙", (table,))
    whole = joined([Printout(letter, layout), Printout(letter, layout), Printout(sheet, layout)])
    outline = [
        ("table", False) if isinstance(block, TableBlock) else (block.text, block.page_break_before)
        for block in whole.blocks
    ]
    assert outline == [
        ("一", False),
        ("二", False),
        ("一", True),
        ("二", False),
        ("", True),
        ("table", False),
    ]
    hair = whole.blocks[4]
    assert isinstance(hair, Block)
    assert (hair.pitch_pt, whole.title) == (1.0, "甲")
    assert joined([Printout(letter, layout)]) == letter
    assert docx_of([Printout(letter, layout)], work.now())[:2] == b"PK"


@pytest.mark.parametrize(("name", "start"), [("全部.docx", b"PK"), ("全部.PDF", b"%PDF")])
def test_documents_are_written_by_the_ending_of_the_file(
    work: Workplace, answered: Case, tmp_path: Path, name: str, start: bytes
) -> None:
    items = print_items(work, answered.id, LETTER_ONLY)
    write_printouts([item.printout for item in items], tmp_path / name, work.now())
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["全部.txt", "全部"])
def test_another_ending_is_refused_by_name(
    work: Workplace, answered: Case, tmp_path: Path, name: str
) -> None:
    items = print_items(work, answered.id, LETTER_ONLY)
    with pytest.raises(Refused) as refusal:
        write_printouts([item.printout for item in items], tmp_path / name, work.now())
    assert (Path(name).suffix or name) in refusal.value.what
    assert not list(tmp_path.glob("全部*"))


def test_a_pdf_that_could_not_be_painted_leaves_the_old_file(work: Workplace, tmp_path: Path) -> None:
    out = tmp_path / "letter.pdf"
    out.write_bytes(b"old")

    def paint(_part: Path) -> tuple[tuple[()], tuple[()]]:
        raise FileProblem("打印机没有应答", "请检查打印机")

    with pytest.raises(FileProblem):
        save_printed_pdf(out, paint, work.now())
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".pdf"] == ["letter.pdf"]
