"""A list view that is as high as its lines, so that what follows stands right under it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListView, QSizePolicy


class FullHeightList(QListView):
    """It scrolls where there is no room for all lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        rows = self.model().rowCount()
        return QSize(100, sum(self.sizeHintForRow(row) for row in range(rows)) + 2)
