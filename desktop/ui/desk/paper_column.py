"""The right column of the desk: the paper."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.parts.column_head import ColumnHead
from desktop.ui.parts.empty_page import EmptyPage
from desktop.ui.parts.labels import make_label
from desktop.ui.theme.theme import Theme


class PaperColumn(QFrame):
    """The place of the paper."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "paper")
        head = ColumnHead(theme)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.addWidget(make_label("纸面", "heading"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(EmptyPage(theme, "file-text", "纸面", "写好的答复会照打印的样子排在这里。"), 1)
