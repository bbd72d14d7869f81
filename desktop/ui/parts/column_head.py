"""The line on top of a column: one height for all columns, so that their hairlines meet."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.theme.theme import Theme


class ColumnHead(QFrame):
    """An empty head; the column fills it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        theme.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.size.column_head_height)
