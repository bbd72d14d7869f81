"""What can be done to the list of asks with the mouse; the keys are in AskEdit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.intake.ask_edit import AskEdit
from desktop.ui.parts.buttons import IconButton
from desktop.ui.theme.theme import Theme


class AskVerbs(QWidget):
    """Four small buttons: up, down, split at the cursor, join with the one before."""

    def __init__(self, theme: Theme, edit: AskEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for icon, name, verb in (
            ("arrow-up", "上移这一条（Alt+↑）", lambda: edit.move(False)),
            ("arrow-down", "下移这一条（Alt+↓）", lambda: edit.move(True)),
            ("split", "在光标处拆成两条（回车）", edit.split),
            ("merge", "与上一条合并（行首退格）", edit.join),
        ):
            button = IconButton(theme, icon, name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cursor stays in the list
            button.clicked.connect(verb)
            row.addWidget(button)
