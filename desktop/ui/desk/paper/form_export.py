"""Export of the forms of a case 「随文表单」 as files, for all parts of the desk."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.forms.form_template import FormKind
from desktop.services.paper.exporting import ExportReport
from desktop.services.paper.forms import export_form
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.parts.file_dialogs import ask_save_path
from desktop.ui.parts.notice import written_notice

DOCX_OR_PDF = ("Word 文档 (*.docx)", "PDF 文件 (*.pdf)")


class FormExport(QObject):
    """Asks for the file, writes it in the store worker, then shows a notice with actions to open it."""

    def __init__(self, casework: CaseworkController, window: QWidget) -> None:
        super().__init__(window)
        self._casework, self._window = casework, window

    def ask(self, kind: FormKind) -> None:
        """Ask for the file of that form of the open case."""
        number = self._casework.case_number
        name = f"第{number}号{kind.label}" if number else kind.label
        take = partial(self.export, self._casework.case_id, kind)
        ask_save_path(self._window, f"导出{kind.label}", name, DOCX_OR_PDF, take)

    def export(self, case_id: int, kind: FormKind, out: Path) -> None:
        """Store the open reply, then write every sheet of the form of that case to `out`."""

        def write() -> None:
            task = self._casework.carry_out_on(export_form, case_id, str(kind), out)
            task.done.connect(self._on_done)

        self._casework.when_stored(write)

    def _on_done(self, report: ExportReport) -> None:
        missing = f"还缺：{'、'.join(report.missing)}，纸上已留空。" if report.missing else ""
        self._casework.noticed.emit(written_notice(report.path, missing + "".join(report.warnings)))
