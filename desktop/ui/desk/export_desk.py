"""Export from the desk: ask where to, write off the window's thread, then offer to open what was written."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.case import Case
from desktop.services.exporting import ExportReport, export_reply
from desktop.ui.clerk import Clerk
from desktop.ui.parts.notice import Notice, NoticeAction

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
        dialog = QFileDialog(self._window, "导出答复", self._folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(FILTERS))
        dialog.setDefaultSuffix("docx")
        dialog.selectFile(file_name(case))
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_suffix(chosen)))
        dialog.fileSelected.connect(lambda name: self.export(case, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self, case: Case, out: Path) -> None:
        """Write the letter to `out`; the ending decides the form."""
        errand = self._clerk.send(export_reply, case.id, out)
        errand.done.connect(self._on_done)
        errand.failed.connect(self.failed)

    def _on_done(self, report: ExportReport) -> None:
        actions = (
            NoticeAction("用 WPS/Word 打开", "external-link", partial(open_file, report.path)),
            NoticeAction("打开所在文件夹", "folder-open", partial(show_in_folder, report.path)),
        )
        missing = f"还缺：{'、'.join(report.missing)}，纸上已留空。" if report.missing else ""
        self.noticed.emit(
            Notice(f"已导出 {report.path.name}", missing + "".join(report.warnings), actions=actions)
        )

    @staticmethod
    def _folder() -> str:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return documents if QDir(documents).exists() else QDir.homePath()


def file_name(case: Case) -> str:
    """A name that a file system takes: 第085号提案答复.docx."""
    number = f"第{case.number}号" if case.number else ""
    words = f"{number}{case.matter_type.short_label}答复"
    return re.sub(r'[\\/:*?"<>|\s]+', "", words) + ".docx"


def open_file(path: Path) -> None:
    """Open with the program that the system has for it: WPS, Word, a PDF reader."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> None:
    """Open the folder the file lies in."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _suffix(name_filter: str) -> str:
    found = re.search(r"\*\.(\w+)", name_filter)
    return found[1] if found else "docx"
