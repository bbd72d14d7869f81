"""The card 「办理规则」: how many open cases are under older rules, and a button that opens the comparison."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.services.handling.rule_changes import DueChange, count_older, rule_changes
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.notice import Notice
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.settings.rules_dialog import RulesDialog
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme


class RulesPart(QWidget):
    """Counts the cases whenever it is shown. `noticed` carries a Notice about changed cases, `failed` a DeskError."""

    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._worker = theme, worker
        self.summary = make_label("正在核对…", tone=Tone.SECONDARY, wrap=True)
        self.compare = Button(theme, "看新旧对照…", "split")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.summary, 1)
        row.addWidget(self.compare)
        self.compare.clicked.connect(self.open_sheet)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.count()

    def count(self) -> None:
        """Count the cases again."""
        task = self._worker.reader.send(count_older)
        task.done.connect(self._say)
        task.failed.connect(self.failed)

    def open_sheet(self) -> None:
        """Read the comparison and open its dialog."""
        task = self._worker.reader.send(rule_changes)
        task.done.connect(self._open)
        task.failed.connect(self.failed)

    def _say(self, count: int) -> None:
        words = f"有 {count} 件在办件仍按原来的规则办理。" if count else "在办件都按现行规则办理。"
        self.summary.setText(words)
        set_form(self.summary, tone=str(Tone.WARNING if count else Tone.SECONDARY))

    def _open(self, changes: tuple[DueChange, ...]) -> None:
        dialog = RulesDialog(self._theme, self._worker, changes, self.window())
        dialog.adopted.connect(self._show_adopted)
        dialog.open()

    def _show_adopted(self, count: int) -> None:
        self.noticed.emit(Notice(f"已改 {count} 件，现按现行规则办理。", "每件的办理过程里都有记录。"))
        self.count()
