"""The foot of a dialog: its buttons at the right, the one that goes on last."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton


def dialog_foot(*buttons: QPushButton) -> QHBoxLayout:
    """A row with the buttons in the order given, pushed to the right."""
    foot = QHBoxLayout()
    foot.setSpacing(10)
    foot.addStretch(1)
    for button in buttons:
        foot.addWidget(button)
    return foot
