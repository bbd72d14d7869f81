"""The doors of intake 「收件口」: files that the officer chooses, and what lies in the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.errors import Refused
from desktop.ui.intake.paste_menu import PasteMenu, clipboard

PATTERNS = (
    "提案、建议、答复和清单 (*.docx *.doc *.wps *.rtf *.odt *.pdf *.txt *.xlsx *.xls *.et *.ods *.csv *.html *.htm)"
    ";;所有文件 (*)"
)


class IntakeDoors(QObject):
    """`came` carries the sources and what they were said to be (None = to be found out)."""

    came = Signal(tuple, object)
    failed = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page

    def choose_files(self) -> None:
        """Let the officer choose files; nothing happens if he chooses none."""
        dialog = QFileDialog(self._page, "选择要收的文件", "", PATTERNS)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.came.emit(tuple(map(Path, names)), None))
        dialog.open()

    def paste(self) -> None:
        """Take in what lies in the clipboard: files at once, words after asking what they are."""
        pasted = clipboard()
        window = self._page.window()
        if pasted.files:
            self.came.emit(pasted.files, None)
        elif pasted:
            menu = PasteMenu(pasted, window)
            menu.chosen.connect(lambda text, kind: self.came.emit((text,), kind))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(window.mapToGlobal(window.rect().center()) - menu.rect().center())
        else:
            self.failed.emit(
                Refused("剪贴板里没有可以收的文字", "请先复制提案、答复的全文，或者表格里的几行")
            )
