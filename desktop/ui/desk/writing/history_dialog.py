"""Earlier wordings 「历史」 of a section: read them, put one back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextEdit, QVBoxLayout, QWidget

from desktop.services.writing.drafting import SectionVersion
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class HistoryDialog(QDialog):
    """`restored` carries the wording to be put back; the editor takes it as one step that can be undone."""

    restored = Signal(str)

    def __init__(
        self, theme: Theme, title: str, versions: tuple[SectionVersion, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._versions = versions
        self.setWindowTitle(f"历史：{title}")
        self.resize(760, 480)
        self._list = QListWidget()
        self._list.setAccessibleName("保存过的版本")
        self._list.setMaximumWidth(210)
        self._text = QTextEdit()
        self._text.setReadOnly(True)
        self._restore = Button(theme, "恢复这一版", "undo-2", "primary")
        self._close = Button(theme, "关闭")
        for version in versions:
            at = version.replaced_at
            count = sum(not character.isspace() for character in version.text)
            self._list.addItem(f"{at.month}月{at.day}日 {at:%H:%M}　{count} 字")
        self._lay_out(title)
        self._list.currentRowChanged.connect(self._show)
        self._restore.clicked.connect(self._on_restore)
        self._close.clicked.connect(self.reject)
        self._restore.setEnabled(bool(versions))
        if versions:
            self._list.setCurrentRow(0)
        else:
            self._text.setPlainText("这一节还没有较早的版本。改动较大时，会自动留下改动前的文字。")

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._versions):
            self._text.setPlainText(self._versions[row].text)

    def _on_restore(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._versions):
            self.restored.emit(self._versions[row].text)
        self.accept()

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(make_label(title, "title"))
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self._list)
        body.addWidget(self._text, 1)
        column.addLayout(body, 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(make_label("恢复后仍可撤销（Ctrl+Z）。", "small", Tone.SECONDARY), 1)
        foot.addWidget(self._close)
        foot.addWidget(self._restore)
        column.addLayout(foot)
