"""Labels by kind and tone, pills, labels that elide their text, and the head lines of pages and columns."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.domain.words.shortened import shortened
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme

_LONGEST_PILL = 14
"""Most characters of a pill; a longer text would push its neighbours out of the window."""


def make_label(text: str = "", kind: str = "", tone: Tone | None = None, wrap: bool = False) -> QLabel:
    """A plain-text label; its text is never interpreted as HTML."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setProperty("kind", kind)
    label.setProperty("tone", str(tone or ""))
    return label


def elided(metrics: QFontMetrics | QFontMetricsF, text: str, width: float) -> str:
    """The text elided with … to that width in pixels; for text painted on one line."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(int(width), 0))


class Pill(QLabel):
    """A short text on a rounded background. An empty text hides it."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("kind", "pill")
        self.show_text(text, tone)

    def show_text(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        self.setText(shortened(text, _LONGEST_PILL))
        self.setToolTip(text if len(text) > _LONGEST_PILL else "")
        self.setAccessibleName(text)
        if not text or self.parentWidget() is not None:  # without a parent it would be shown as a window
            self.setVisible(bool(text))
        set_form(self, tone=str(tone))


class ElidedLabel(QLabel):
    """A one-line label that elides its text with …; the tool tip holds the whole text."""

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        line = " ".join(text.split())
        self.setText(line)
        self.setToolTip(line)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("汉字…"), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = self.line_of(self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)

    def line_of(self, width: int) -> str:
        """What is painted on a width in pixels."""
        return elided(self.fontMetrics(), self.text(), width)


class PageHead(QFrame):
    """The head line of a page: its name at the left, actions at the right; the same height on all pages.

    `put` adds widgets after the title, `put_right` at the right end.
    """

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


class ColumnHead(QFrame):
    """The empty head line of a column: the same height in all columns, so that their hairlines are level."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        theme.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.size.column_head_height)
