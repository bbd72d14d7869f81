"""A column of widgets that scrolls vertically only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.focus.kept_focus import keep_focus


# Used by rows of widgets that are rebuilt at each change.
def empty_row(row: QLayout) -> None:
    """Remove all items of a layout; their widgets are deleted in the event loop, and their focus goes to what is added then."""
    widgets = _taken(row)
    keep_focus(row.parentWidget(), widgets)
    for widget in widgets:
        widget.hide()
        widget.deleteLater()


def _taken(row: QLayout) -> list[QWidget]:
    taken: list[QWidget] = []
    while row.count():
        widget: QWidget | None = row.takeAt(0).widget()
        if widget is not None:
            taken.append(widget)
    return taken


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
