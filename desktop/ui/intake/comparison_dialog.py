"""Two like matters side by side 「对照」: the one coming in and the one that is there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import show_field
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class ComparisonDialog(QDialog):
    """To be read; Esc or 「关闭」 ends it."""

    def __init__(self, theme: Theme, likeness: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("对照")
        self.resize(1080, 680)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(16)
        close = Button(theme, "关闭")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(make_label(likeness, "small", Tone.SECONDARY), 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(self._columns, 1)
        column.addLayout(foot)

    def show_side(self, heading: str, subject: str, asks: str, body: str) -> None:
        """Add a column."""
        column = QVBoxLayout()
        column.addWidget(make_label(heading, "small", Tone.SECONDARY))
        column.addWidget(make_label(subject or "没有案由", "heading", wrap=True))
        text = QTextEdit()
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(heading)
        numbered = [f"{number}. {ask}" for number, ask in enumerate(asks.splitlines(), 1)]
        parts = ["建议：", *numbered, ""] if numbered else []
        text.setPlainText("\n".join([*parts, body]))
        style = QTextBlockFormat()
        style.setLineHeight(165, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(style)
        column.addWidget(text, 1)
        self._columns.addLayout(column, 1)

    def show_case(self, heading: str, case: Case) -> None:
        """Add a column with a stored case."""
        self.show_side(heading, case.subject, show_field(case, "asks"), case.body)
