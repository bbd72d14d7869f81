"""Print sets: documents of a reply collated by addressee."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.errors import Refused
from desktop.domain.forms.form_template import FormKind
from desktop.services.handling.progress import events
from desktop.services.office.workplace import Workplace
from desktop.services.paper.print_sets import EVERYTHING, file_stem, set_items, write_one_pdf, write_sets
from desktop.services.writing.drafting import open_reply, write_section
from desktop.store.cases import cases


@pytest.fixture
def answered(work: Workplace, case: Case) -> Case:
    """The case with two proposers and a reply."""
    changed = replace(case, proposers=(Proposer("林知遥"), Proposer("何云岫")))
    cases.update_case(work.store, changed)
    open_reply(work, case.id)
    return changed


def order(work: Workplace, case: Case, *kinds: FormKind) -> list[tuple[str, str]]:
    return [(item.what, item.addressee) for item in set_items(work, case.id, *([kinds] if kinds else []))]


def sizes(pdf: Path) -> list[int]:
    """Width of each page in mm."""
    document = pypdfium2.PdfDocument(str(pdf))
    try:
        return [round(page.get_width() / 72 * 25.4) for page in document]
    finally:
        document.close()


def test_each_proposer_has_letter_form_and_envelope_in_this_order(work: Workplace, answered: Case) -> None:
    assert order(work, answered) == [
        ("答复", "林知遥"), ("征询意见表", "林知遥"), ("信封", "林知遥"),
        ("答复", "何云岫"), ("征询意见表", "何云岫"), ("信封", "何云岫"),
    ]  # fmt: skip


def test_two_proposers_with_the_same_name_get_one_set_each(work: Workplace, answered: Case) -> None:
    cases.update_case(work.store, replace(answered, proposers=(Proposer("王芳"), Proposer("王芳"))))
    assert [what for what, _ in order(work, answered)] == ["答复", "征询意见表", "信封"] * 2


def test_internal_sheets_come_first_and_requests_to_units_last(work: Workplace, answered: Case) -> None:
    assert order(work, answered, *EVERYTHING) == [
        ("发文稿纸", ""), ("公开同步审查表", ""), ("办理过程表", ""), ("归档封面", ""), ("卷内目录", ""),
        ("答复", "林知遥"), ("征询意见表", "林知遥"), ("信封", "林知遥"),
        ("答复", "何云岫"), ("征询意见表", "何云岫"), ("信封", "何云岫"),
        ("会办意见征求函", "区投资促进办公室"),
    ]  # fmt: skip


def test_a_case_without_feedback_gets_no_form(work: Workplace, answered: Case) -> None:
    cases.update_case(work.store, replace(answered, needs_feedback=False))
    assert "征询意见表" not in {what for what, _ in order(work, answered)}


def test_a_co_handled_case_has_its_opinion_for_the_lead_unit_alone(work: Workplace, answered: Case) -> None:
    changed = replace(answered, handling_role=HandlingRole.CO_HANDLING, lead_unit="区发展改革委")
    cases.update_case(work.store, changed)
    assert order(work, changed, *EVERYTHING)[-1] == ("答复", "区发展改革委")


def test_a_case_without_a_reply_is_refused(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match="还没有答复"):
        set_items(work, case.id)


@pytest.mark.usefixtures("qapp")
def test_a_set_is_one_pdf_and_a_docx_of_each_kind(work: Workplace, answered: Case, tmp_path: Path) -> None:
    (report,) = write_sets(work, [answered.id], tmp_path / "打印")
    assert {file.name for file in report.files} == {
        "085-林知遥.pdf", "085-林知遥-答复.docx", "085-林知遥-征询意见表.docx", "085-林知遥-信封.docx",
    }  # fmt: skip
    widths = sizes(report.files[0])
    assert len(widths) == report.pages
    assert widths.count(220) == 2  # envelopes have their own paper size
    assert widths[-1] == 220
    assert events(work, answered.id)[-1].note == "整套打印 6 份"


@pytest.mark.usefixtures("qapp")
def test_a_case_that_cannot_be_printed_does_not_stop_the_others(
    work: Workplace, answered: Case, tmp_path: Path
) -> None:
    bare, whole = write_sets(work, [999, answered.id], tmp_path, docx=False)
    assert "没有编号为 #999 的办件" in bare.left_out
    assert whole.pages > 4


@pytest.mark.usefixtures("qapp")
def test_many_cases_make_one_pdf_and_stopping_writes_none(
    work: Workplace, answered: Case, tmp_path: Path
) -> None:
    pages = write_one_pdf(work, [answered.id, answered.id], tmp_path / "全部.pdf")
    assert len(sizes(tmp_path / "全部.pdf")) == pages
    with pytest.raises(Refused, match="已停止"):
        write_one_pdf(work, [answered.id], tmp_path / "停.pdf", on_progress=lambda _: False)
    with pytest.raises(Refused, match="没有可以打印的办件"):
        write_one_pdf(work, [999], tmp_path / "停.pdf")
    assert not (tmp_path / "停.pdf").exists()


def test_file_names_are_valid_on_every_system(case: Case) -> None:
    assert file_stem(replace(case, number="0/8:5", proposers=(Proposer("甲\\乙"),))) == "085-甲乙"


@pytest.mark.usefixtures("qapp")
def test_the_letters_of_a_set_match_the_stored_reply(work: Workplace, answered: Case, tmp_path: Path) -> None:
    write_section(work, answered.id, "opening", "收悉，现答复如下。")
    (report,) = write_sets(work, [answered.id], tmp_path, docx=False)
    document = pypdfium2.PdfDocument(str(report.files[0]))
    try:
        assert "收悉，现答复如下" in document[0].get_textpage().get_text_bounded()
    finally:
        document.close()
