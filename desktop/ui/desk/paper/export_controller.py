"""Export of the open letter and its proof: asks for the file, writes it in the store worker, then offers to open it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.domain.case.case import Case
from desktop.domain.errors import DeskError
from desktop.domain.words.lengths import characters
from desktop.services.office.workplace import Workplace
from desktop.services.paper.exporting import (
    ExportReport,
    export_public,
    export_reply,
    letter_name,
    plain_body,
)
from desktop.services.paper.print_sets import SetReport, write_sets
from desktop.services.paper.proof import Proof, proof_case, proof_file, proof_sheet
from desktop.services.paper.public_copy import PublicCopy, RedactionRequest, public_copy, reviewed_copy
from desktop.services.writing.composing import layout_of
from desktop.services.writing.drafting import open_reply
from desktop.typesetting.forms.compose_form import FormSheet
from desktop.ui.desk.paper.form_export import DOCX_OR_PDF
from desktop.ui.parts.file_dialogs import Purpose, ask_folder, ask_save_path, safe_name
from desktop.ui.parts.notice import Notice, NoticeAction, open_file, written_notice
from desktop.ui.parts.printing import print_document
from desktop.ui.parts.tone import Tone
from desktop.ui.printing.proof_dialog import ProofDialog
from desktop.ui.printing.public_copy_dialog import PublicCopyDialog
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme


class ProofController(QObject):
    """The proof 「版面检验」: measure the open letter, show the result, print its sheet.

    `failed` carries a DeskError, `noticed` a Notice with the case that cannot be measured.
    """

    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, theme: Theme, worker: StoreWorker, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._worker, self._window = theme, worker, window
        self._asked = Newest()

    def prove(self, case: Case) -> None:
        """Measure the stored letter, then show the proof."""
        task = self._asked.follow(self._worker.reader.send(proof_case, case.id))
        task.done.connect(self.show)
        task.failed.connect(partial(self._refuse, case))

    def show(self, proof: Proof) -> None:
        """Show a proof in its dialog."""
        dialog = ProofDialog(self._theme, proof, self._window)
        dialog.print_requested.connect(partial(self._print, proof))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _refuse(self, case: Case, error: DeskError) -> None:
        self.noticed.emit(Notice.of_error(error, case))

    def _print(self, proof: Proof) -> None:
        task = self._worker.reader.send(proof_sheet, proof, self._worker.work.today)
        task.done.connect(self._print_sheet)
        task.failed.connect(self.failed)

    def _print_sheet(self, sheet: FormSheet) -> None:
        print_document(self._window, sheet.document, sheet.layout, self.failed.emit)


FILTERS = (*DOCX_OR_PDF, "纯文本 (*.txt)")


class ExportController(QObject):
    """`noticed` carries a Notice about the case: that the file is written, with actions to open it, or a refusal.

    The caller flushes first: export prints what the store holds.
    """

    noticed = Signal(object)
    review_requested = Signal(object)
    """Carries the case whose disclosure review should be recorded first."""

    def __init__(self, theme: Theme, worker: StoreWorker, proofs: ProofController, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._worker, self._proofs, self._window = theme, worker, proofs, window
        self._asked = Newest()

    def ask_place(self, case: Case, kind: str = "") -> None:
        """Ask for the file, then export; `kind` is a suffix, "" offers all."""
        filters = tuple(one for one in FILTERS if kind in one)
        ask_save_path(self._window, "导出答复", file_name(case, kind), filters, partial(self.export, case))

    def export(self, case: Case, out: Path) -> None:
        """Write the letter to `out`; the suffix decides the format."""
        task = self._worker.send(export_reply, case.id, out)
        task.done.connect(partial(self._prove, case))
        task.failed.connect(partial(self._refuse, case))

    def ask_public(self, case: Case) -> None:
        """Show what must not be published, let the officer decide, then ask for the file."""
        task = self._asked.follow(self._worker.reader.send(reviewed_copy, case.id))
        task.done.connect(partial(self._ask_removals, case))
        task.failed.connect(partial(self._refuse_public, case))

    def ask_folder(self, case: Case) -> None:
        """Ask for the folder of the print set."""
        ask_folder(self._window, "打印成套到文件夹", Purpose.OUTPUT, partial(self.write_set, case))

    def write_set(self, case: Case, folder: Path) -> None:
        """Write a PDF of the whole set and a .docx of each kind into `folder`."""
        task = self._worker.send(_set_of, case.id, folder)
        task.done.connect(partial(self._notify_set, case, folder))
        task.failed.connect(partial(self._refuse, case))

    def copy_body(self, case: Case) -> None:
        """Copy the plain text of the body to the clipboard."""
        task = self._worker.looker.send(plain_body, case.id)
        task.done.connect(partial(self._copied, case))
        task.failed.connect(partial(self._refuse, case))

    def _prove(self, case: Case, report: ExportReport) -> None:
        """Measure the written file, then show the notice; a text file has no pages and is not measured."""
        if report.path.suffix.lower() == ".txt":
            self._notify(report, None)
            return
        task = self._worker.reader.send(_proof_of, case.id, report.path)
        task.done.connect(partial(self._notify, report))
        for unproved in (task.failed, task.broken):
            unproved.connect(lambda *_error: self._notify(report, None))

    def _notify(self, report: ExportReport, proof: Proof | None) -> None:
        missing = f"还缺：{'、'.join(report.missing)}，纸上已留空。" if report.missing else ""
        words = missing + "".join(report.warnings)
        notice = written_notice(report.path, words + (proof.summary if proof else ""), "用 WPS/Word 打开")
        if proof is not None:
            show = NoticeAction("查看版面检验", "circle-check", partial(self._proofs.show, proof))
            notice = Notice(
                notice.what,
                notice.remedy,
                Tone.WARNING if proof.wrong else notice.tone,
                (*notice.actions, show),
            )
        self.noticed.emit(notice)

    def _ask_removals(self, case: Case, copy: PublicCopy) -> None:
        dialog = PublicCopyDialog(self._theme, copy, self._window)
        dialog.submitted.connect(partial(self._ask_public_place, case))
        dialog.mask_names_toggled.connect(partial(self._find_again, case, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _refuse_public(self, case: Case, error: DeskError) -> None:
        review = NoticeAction("登记公开审查…", "shield-check", partial(self.review_requested.emit, case))
        self.noticed.emit(Notice.of_error(error, case)._replace(actions=(review,)))

    def _find_again(self, case: Case, dialog: PublicCopyDialog, _names: bool) -> None:
        task = self._worker.reader.send(public_copy, case.id, None, dialog.request)
        task.done.connect(dialog.show_copy)
        task.failed.connect(partial(self._refuse, case))

    def _ask_public_place(self, case: Case, request: RedactionRequest) -> None:
        name = file_name(case).replace(".docx", "（公开版）.docx")
        ask_save_path(
            self._window, "导出公开版", name, DOCX_OR_PDF, partial(self.export_public, case, request)
        )

    def export_public(self, case: Case, request: RedactionRequest, out: Path) -> None:
        """Write the public copy with the officer's decisions."""
        task = self._worker.send(export_public, case.id, out, None, request)
        task.done.connect(partial(self._prove, case))
        task.failed.connect(partial(self._refuse, case))

    def _notify_set(self, case: Case, folder: Path, report: SetReport) -> None:
        if report.left_out:
            self.noticed.emit(Notice(report.left_out, "成套没有写出。", Tone.WARNING).about(case))
            return
        words = f"{report.items} 份，{report.pages} 页。" + "".join(report.warnings)
        action = NoticeAction("打开文件夹", "folder-open", partial(open_file, folder))
        self.noticed.emit(Notice(f"已写出 {len(report.files)} 个文件", words, actions=(action,)).about(case))

    def _copied(self, case: Case, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        count = characters(text)
        self.noticed.emit(Notice("正文已复制", f"{count:,} 字，可以粘贴到网上系统。").about(case))

    def _refuse(self, case: Case, error: DeskError) -> None:
        self.noticed.emit(Notice.of_error(error, case))


def file_name(case: Case, suffix: str = "") -> str:
    """A valid file name: 第085号提案答复.docx."""
    return safe_name(letter_name(case)) + (suffix or ".docx")


def _set_of(work: Workplace, case_id: int, folder: Path) -> SetReport:
    (report,) = write_sets(work, (case_id,), folder)
    return report


def _proof_of(work: Workplace, case_id: int, out: Path) -> Proof:
    """Measure the file itself where its format has a page setup, else the pages it was painted from."""
    if out.suffix.lower() != ".docx":
        return proof_case(work, case_id)
    return proof_file(work, out, layout_of(work, open_reply(work, case_id)).id)
