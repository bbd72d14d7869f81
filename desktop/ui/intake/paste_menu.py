"""Ctrl+V on the inbox: what the pasted words shall be taken in as."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.importing.plan import IntakeKind
from desktop.ui.intake.pasted import Pasted, read_pasted

_PREVIEW = 24


class PasteMenu(QMenu):
    """A menu for the keyboard: arrows and Enter, or the letter. `chosen` carries the text and the kind."""

    chosen = Signal(str, object)

    def __init__(self, pasted: Pasted, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("收剪贴板里的内容")
        head = self.addAction(_preview(pasted))
        head.setEnabled(False)
        self.addSeparator()
        for place, kind in enumerate(pasted.kinds, 1):
            action = self.addAction(f"收为{kind.label}(&{place})")
            action.triggered.connect(lambda _checked, wanted=kind: self.chosen.emit(pasted.text, wanted))
        self.setActiveAction(self._first())

    def _first(self) -> QAction:
        return next(action for action in self.actions() if action.isEnabled() and not action.isSeparator())


def clipboard() -> Pasted:
    """What lies in the clipboard now."""
    return read_pasted(QGuiApplication.clipboard().mimeData())


def _preview(pasted: Pasted) -> str:
    line = " ".join(pasted.text.split())
    rows = len([row for row in pasted.text.splitlines() if row.strip()])
    amount = (
        f"{rows} 行" if pasted.kinds[0] is IntakeKind.LEDGER else f"{len(''.join(pasted.text.split()))} 字"
    )
    return f"剪贴板：{line[:_PREVIEW]}…（{amount}）".replace("&", "&&")
