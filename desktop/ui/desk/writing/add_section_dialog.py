"""The small dialog that asks for the heading of a new section."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.parts.buttons import Button
from desktop.ui.parts.dialog_foot import dialog_foot
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class AddSectionDialog(QDialog):
    """`named` carries the heading, which becomes the section's first line."""

    named = Signal(str)

    def __init__(self, theme: Theme, after: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("添加小节")
        self.setMinimumWidth(420)
        self._name = QLineEdit()
        self._name.setPlaceholderText("如 （五）有关政策说明")
        self._name.setAccessibleName("小节标题")
        self._ok = Button(theme, "添加", kind="primary")
        self._ok.setDefault(True)
        self._cancel = Button(theme, "取消")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(make_label("添加小节", "title"))
        column.addWidget(
            make_label(f"接在“{after}”之后，标题照公文写法带上序号。", tone=Tone.SECONDARY, wrap=True)
        )
        column.addWidget(self._name)
        column.addLayout(dialog_foot(self._cancel, self._ok))
        self._ok.clicked.connect(self._give)
        self._cancel.clicked.connect(self.reject)
        self._name.returnPressed.connect(self._give)

    def _give(self) -> None:
        name = self._name.text().strip()
        if name:
            self.accept()
            self.named.emit(name)
