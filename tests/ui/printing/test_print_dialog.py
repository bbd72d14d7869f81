"""The print dialog: it prints the pages of the exported PDF, and findings must be acknowledged first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from desktop.domain.case.case import Case
from desktop.domain.errors import Refused
from desktop.domain.forms.form_template import FormKind
from desktop.services.cases.cases import create_case
from desktop.services.handling.progress import events
from desktop.services.paper.exporting import export_reply
from desktop.services.paper.printables import PrintRequest, preview_cases
from desktop.typesetting.pages.sheet_sides import Run, Sides
from desktop.ui.printing.findings_panel import all_findings
from desktop.ui.printing.print_run import PrintOrder, PrintRun
from tests.ui.officer import Officer
from tests.ui.print_page_object import PrintDialogDriver, answered, pictures, texts


@pytest.fixture
def case(officer: Officer) -> Case:
    """A case of two proposers on the desk, its reply of several pages."""
    made = officer.program.worker.wait_for(answered("085", 14, "林晓舟", "沈亦澄"))
    officer.open_case(made.id)
    return made


def at_printer(officer: Officer) -> PrintDialogDriver:
    officer.ctrl(Qt.Key.Key_P)
    return PrintDialogDriver(officer)


def file_printer(out: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setFullPage(True)
    printer.setOutputFileName(str(out))
    return printer


def test_what_is_printed_is_the_exported_pdf_page_by_page(
    officer: Officer, case: Case, tmp_path: Path
) -> None:
    officer.program.worker.wait_for(export_reply, case.id, tmp_path / "exported.pdf")
    driver = at_printer(officer)
    driver.acknowledge_findings()
    driver.save_as(tmp_path / "printed.pdf")
    assert len(texts(tmp_path / "printed.pdf")) >= 3
    assert texts(tmp_path / "printed.pdf") == texts(tmp_path / "exported.pdf")
    assert pictures(tmp_path / "printed.pdf") == pictures(tmp_path / "exported.pdf")


@pytest.mark.usefixtures("case")
def test_what_must_be_changed_is_printed_only_after_a_tick(officer: Officer) -> None:
    driver = at_printer(officer)
    assert any(finding.startswith("必须改") and "签发人" in finding for finding in driver.findings)
    assert not driver.dialog.view.foot.may_print
    driver.acknowledge_findings()
    assert driver.dialog.view.foot.may_print


@pytest.mark.usefixtures("case")
def test_the_acknowledgement_does_not_apply_to_other_findings(officer: Officer) -> None:
    driver = at_printer(officer)
    driver.acknowledge_findings()
    driver.tick("信封")
    assert not driver.dialog.view.foot.may_print


def test_chosen_pages_only(officer: Officer, case: Case, tmp_path: Path) -> None:
    driver = at_printer(officer)
    driver.acknowledge_findings()
    officer.fill_field("页码范围", "1,3")
    driver.save_as(tmp_path / "printed.pdf")
    officer.program.worker.wait_for(export_reply, case.id, tmp_path / "exported.pdf")
    whole = texts(tmp_path / "exported.pdf")
    assert texts(tmp_path / "printed.pdf") == [whole[0], whole[2]]


@pytest.mark.usefixtures("case")
def test_a_wrong_range_is_shown_beside_the_field(officer: Officer) -> None:
    driver = at_printer(officer)
    driver.acknowledge_findings()
    officer.fill_field("页码范围", "后面几页")
    officer.ctrl(Qt.Key.Key_Return)
    assert officer.focus.accessibleName() == "页码范围"
    assert "不是页码" in driver.dialog.view.paper.fault


@pytest.mark.usefixtures("case")
def test_the_whole_set_is_printed_by_addressee(officer: Officer, tmp_path: Path) -> None:
    driver = at_printer(officer)
    driver.tick("整套")
    driver.acknowledge_findings()
    driver.save_as(tmp_path / "printed.pdf")
    pages = texts(tmp_path / "printed.pdf")
    forms = [at for at, words in enumerate(pages) if "征询意见表" in words.replace("\r\n", "")]
    assert len(forms) == 2
    assert ["沈亦澄" in pages[at] for at in forms] == [False, True]


def test_printing_is_noted_in_the_history_of_the_case(officer: Officer, case: Case, tmp_path: Path) -> None:
    driver = at_printer(officer)
    driver.acknowledge_findings()
    driver.save_as(tmp_path / "printed.pdf")
    assert "打印" in officer.program.worker.wait_for(events, case.id)[-1].note


@pytest.mark.usefixtures("case")
def test_esc_leaves_without_printing(officer: Officer) -> None:
    driver = at_printer(officer)
    officer.press(Qt.Key.Key_Escape)
    officer.until(lambda: not driver.dialog.isVisible())
    assert officer.at_desk


def test_manual_duplex_prints_fronts_and_backs_in_two_runs(
    officer: Officer, case: Case, tmp_path: Path
) -> None:
    """The first run prints pages 1, 3, …; the second 2, 4, …, with an empty side where there is no page."""
    whole, found = tmp_path / "whole.pdf", {}
    officer.program.worker.wait_for(export_reply, case.id, whole)
    for run in (Run.FRONTS, Run.BACKS):
        order = PrintOrder((case.id,), PrintRequest(), Sides.BY_HAND, run)
        out = tmp_path / f"{run}.pdf"
        told: list[int] = []
        officer.program.worker.wait_for(PrintRun(order, file_printer(out), told.append).to_file, out)
        found[run] = texts(out)
        assert told == list(range(1, len(found[run]) + 1))
    pages = texts(whole)
    assert found[Run.FRONTS] == pages[0::2]
    assert found[Run.BACKS] == [*pages[1::2], ""][: len(pages[0::2])]


def test_a_run_that_is_stopped_leaves_no_file(officer: Officer, case: Case, tmp_path: Path) -> None:
    out = tmp_path / "printed.pdf"
    run = PrintRun(PrintOrder((case.id,), PrintRequest()), file_printer(out), lambda _painted: run.stop.set())
    with pytest.raises(Refused, match="没有写文件"):
        officer.program.worker.wait_for(run.to_file, out)
    assert list(tmp_path.glob("*.pdf")) == []


def test_several_cases_are_one_job_and_cases_left_out_are_named(officer: Officer, tmp_path: Path) -> None:
    worker = officer.program.worker
    made = [worker.wait_for(answered(number, 2)) for number in ("001", "002")]
    made.append(
        worker.wait_for(create_case, Case(number="003", term=15, session=4, subject="关于没有答复的提案"))
    )
    officer.inbox.refresh()
    officer.settle()
    officer.inbox.table.selectAll()
    officer.inbox.bar.print_requested.emit()
    driver = PrintDialogDriver(officer)
    assert any("第003号还没有答复，这一件不印" in finding for finding in driver.findings)
    assert any("等2件" in finding for finding in driver.findings)
    driver.acknowledge_findings()
    driver.save_as(tmp_path / "printed.pdf")
    words = "".join(texts(tmp_path / "printed.pdf"))
    assert all(number in words for number in ("001", "002"))
    assert "003" not in words


def test_a_printer_that_does_not_reach_the_page_number_is_a_red_finding(officer: Officer, case: Case) -> None:
    previews = officer.program.worker.wait_for(preview_cases, (case.id,), PrintRequest(), mono=False)
    assert not any(f.rule_id == "printer.out_of_reach" for f in all_findings(previews, (4.2, 4.2, 4.2, 4.2)))
    (cut,) = (f for f in all_findings(previews, (4.2, 4.2, 4.2, 60.0)) if f.rule_id == "printer.out_of_reach")
    assert "第1页下边" in cut.reason


def test_other_paper_is_announced(officer: Officer, case: Case) -> None:
    previews = officer.program.worker.wait_for(
        preview_cases, (case.id,), PrintRequest(kinds=(FormKind.ENVELOPE,)), mono=False
    )
    (papers,) = (f for f in all_findings(previews, (0, 0, 0, 0)) if f.rule_id == "print.papers")
    assert "220 × 110 毫米" in papers.reason
