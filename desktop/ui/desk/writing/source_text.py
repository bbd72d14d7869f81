"""The proposal as it came: its facts in a few lines, then its text, to be read and copied but not changed here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QGridLayout, QTextEdit, QVBoxLayout, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import CASE_FIELDS, show_field
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.rows import empty_row
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_FACTS = (
    "proposers",
    "co_units",
    "assigning_office",
    "assigned_at",
    "due_at",
    "section",
    "officer",
    "category",
    "remark",
)


class SourceText(QWidget):
    """Facts that are known, the text, and the way to correct them."""

    edit_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(5)
        self._facts.setColumnStretch(1, 1)
        self._edit = Button(theme, "编辑办件信息", "pencil", "link")
        self._text = QTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName("提案原文")
        self._text.setPlaceholderText("还没有提案原文。点上面的“编辑办件信息”可以粘贴进来。")
        self._lay_out()
        self._edit.clicked.connect(self.edit_requested)

    def show_case(self, case: Case) -> None:
        empty_row(self._facts)
        known = [(CASE_FIELDS[key].label, show_field(case, key)) for key in _FACTS if show_field(case, key)]
        for line, (label, value) in enumerate(known):
            self._facts.addWidget(make_label(label, "small", Tone.SECONDARY), line, 0)
            self._facts.addWidget(make_label(value, wrap=True), line, 1)
        self._text.setPlainText(case.body)
        style = QTextBlockFormat()
        style.setTextIndent(2 * self._theme.size.font_base)
        style.setLineHeight(170, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self._text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(style)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 8, 8)
        column.setSpacing(8)
        column.addLayout(self._facts)
        column.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignLeft)
        line = QFrame()
        line.setProperty("kind", "hairline")
        column.addWidget(line)
        column.addWidget(self._text, 1)
