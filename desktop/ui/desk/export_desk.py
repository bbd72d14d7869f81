"""Export from the desk: ask where to, write off the window's thread, then offer to open what was written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.case import Case
from desktop.services.exporting import ExportReport, export_reply
from desktop.ui.clerk import Clerk
from desktop.ui.parts.written_file import ask_where, safe_name, written_notice

FILTERS = ("Word 文档 (*.docx)", "PDF 文件 (*.pdf)", "纯文本 (*.txt)")


class ExportDesk(QObject):
    """`noticed` carries a Notice with the ways to open the file, `failed` a DeskError.

    The caller flushes first: export prints what the store holds.
    """

    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, clerk: Clerk, window: QWidget) -> None:
        super().__init__(window)
        self._clerk, self._window = clerk, window

    def ask_place(self, case: Case) -> None:
        """Let the officer choose the file, then export."""
        ask_where(
            self._window, "导出答复", file_name(case), FILTERS, lambda chosen: self.export(case, chosen)
        )

    def export(self, case: Case, out: Path) -> None:
        """Write the letter to `out`; the ending decides the form."""
        errand = self._clerk.send(export_reply, case.id, out)
        errand.done.connect(self._on_done)
        errand.failed.connect(self.failed)

    def _on_done(self, report: ExportReport) -> None:
        missing = f"还缺：{'、'.join(report.missing)}，纸上已留空。" if report.missing else ""
        self.noticed.emit(written_notice(report.path, missing + "".join(report.warnings), "用 WPS/Word 打开"))


def file_name(case: Case) -> str:
    """A name that a file system takes: 第085号提案答复.docx."""
    number = f"第{case.number}号" if case.number else ""
    words = f"{number}{case.matter_type.short_label}答复"
    return safe_name(words) + ".docx"
