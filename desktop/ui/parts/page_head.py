"""The line on top of a page: its name at the left, what can be done at the right; one height for all pages."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.ui.parts.labels import make_label
from desktop.ui.theme.theme import Theme


class PageHead(QFrame):
    """Widgets given to `put` stand behind the title, those given to `put_right` at the other end."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        self.title = make_label(title, "title")
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(10)
        for part in (self._left, self._right):
            part.setSpacing(10)
        row.addWidget(self.title)
        row.addLayout(self._left)
        row.addStretch(1)
        row.addLayout(self._right)
        theme.changed.connect(self._resize)
        self._resize()

    def put(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._left.addWidget(widget)

    def put_right(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._right.addWidget(widget)

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.size.list_header_height)
