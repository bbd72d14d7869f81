"""A column of widgets that scrolls vertically only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget


# Used by rows of widgets that are rebuilt at each change.
def empty_row(row: QLayout) -> None:
    """Remove all items of a layout; their widgets are deleted in the event loop."""
    while row.count():
        widget: QWidget | None = row.takeAt(0).widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class ScrollColumn(QScrollArea):
    """Add widgets to `column`; `clear` removes all of them."""

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
        """Remove all widgets."""
        empty_row(self.column)
