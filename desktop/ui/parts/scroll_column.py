"""A column of widgets that scrolls up and down and never sideways."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget


# Rows of widgets that are rebuilt when what they show changes.
def empty_row(row: QLayout) -> None:
    """Take everything out of a row or column and let its widgets go once Qt is done with them."""
    while row.count():
        widget: QWidget | None = row.takeAt(0).widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class ScrollColumn(QScrollArea):
    """`column` takes the widgets; `clear` lets go of all of them."""

    def __init__(self, margins: tuple[int, int, int, int] = (8, 10, 8, 10), spacing: int = 4) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(*margins)
        self.column.setSpacing(spacing)
        self.setWidget(inside)

    def clear(self) -> None:
        """Take everything out."""
        empty_row(self.column)
