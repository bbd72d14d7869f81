"""The handler of unexpected exceptions: it saves the draft, writes the log and shows a message."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox  # made at the first fault only

_log = logging.getLogger(__name__)


class LastResort(QObject):
    """Replaces `sys.excepthook`. `flush` stores the draft and returns whether that worked; it is called once per exception."""

    def __init__(self, log_file: Path, flush: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log_file, self._flush = log_file, flush
        self._busy = False
        self._box: QMessageBox | None = None

    def install(self) -> None:
        """Handle uncaught exceptions from now on."""
        sys.excepthook = self.on_fault

    def on_fault(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Log the exception, save the draft, show the message. Exceptions while the message is shown are only logged."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        _log.critical("a fault of the program", exc_info=(kind, fault, trace))
        if self._busy:
            return
        self._busy = True
        saved = self._rescue()
        self._show_message(saved)

    def _rescue(self) -> bool:
        try:
            return self._flush()
        except Exception:  # noqa: BLE001 - the only broad one: nothing may keep the window below from opening
            _log.critical("the draft could not be stored", exc_info=True)
            return False

    def _show_message(self, saved: bool) -> None:
        from PySide6.QtWidgets import QMessageBox

        parent = self.parent()
        box = QMessageBox(parent if isinstance(parent, QWidget) else None)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle("程序出了点问题")
        box.setText(
            "程序出了点问题，"
            + ("写好的内容已经保存。" if saved else "最后几个字可能没有保存，请先复制出来。")
        )
        box.setInformativeText(f"可以继续使用；如果再次出现，请把这个文件交给技术人员：\n{self._log_file}")
        show = box.addButton("打开所在文件夹", QMessageBox.ButtonRole.ActionRole)
        go_on = box.addButton("继续使用", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(go_on)
        box.setEscapeButton(go_on)
        show.clicked.connect(self._show_folder)
        box.finished.connect(self._on_closed)
        self._box = box
        box.open()

    def _show_folder(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_file.parent)))

    def _on_closed(self) -> None:
        self._busy = False
        self._box = None
