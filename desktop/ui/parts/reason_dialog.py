"""The small dialog that asks why a case goes back or jumps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui.parts.buttons import Button
from desktop.ui.parts.dialog_foot import dialog_foot
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class ReasonDialog(QDialog):
    """`given` carries the reason; it is never empty."""

    given = Signal(str)

    def __init__(self, theme: Theme, title: str, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(460, 240)
        self._reason = QPlainTextEdit()
        self._reason.setProperty("kind", "field")
        self._reason.setTabChangesFocus(True)
        self._reason.setAccessibleName(question)
        self._ok = Button(theme, "确定", kind="primary")
        self._ok.setEnabled(False)
        self._cancel = Button(theme, "取消")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(make_label(title, "title"))
        column.addWidget(make_label(question, tone=Tone.SECONDARY, wrap=True))
        column.addWidget(self._reason, 1)
        column.addLayout(dialog_foot(self._cancel, self._ok))
        self._reason.textChanged.connect(self._on_text)
        self._ok.clicked.connect(self._give)
        self._cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._give)

    def _on_text(self) -> None:
        self._ok.setEnabled(bool(self._reason.toPlainText().strip()))

    def _give(self) -> None:
        reason = self._reason.toPlainText().strip()
        if reason:
            self.accept()
            self.given.emit(reason)
