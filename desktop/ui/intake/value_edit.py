"""The value of one field, edited where it stands: one paragraph that grows with its words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_MOST_LINES = 6
_PAD = 8
"""Border, padding and the document's own margin above and below, in pixels."""

ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ValueEdit(QPlainTextEdit):
    """Looks like text until it is pointed at. Enter is left to the page; what is pasted becomes one line.

    `edited` tells that a person changed it; `show_value` is silent.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self.setProperty("kind", "value")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # files dropped here are for the window
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(1)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._tell)
        self._grow()

    @property
    def text(self) -> str:
        return self.toPlainText()

    def show_value(self, text: str) -> None:
        """Show a value that nobody typed here."""
        if text == self.text:
            return
        self._filling = True
        self.setPlainText(text)
        self._filling = False

    @property
    def most_lines(self) -> int:
        """The height it grows to, in lines; more is scrolled."""
        return _MOST_LINES

    def sizeHint(self) -> QSize:
        return QSize(60, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.textCursor().insertText("".join(source.text().split("\n")).strip())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._grow()  # large print

    def _tell(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _grow(self) -> None:
        wanted = max(1, round(self.document().size().height()))
        room = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if wanted > self.most_lines
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(room)
        height = min(wanted, self.most_lines) * self.fontMetrics().lineSpacing() + _PAD
        if height != self.height():
            self.setFixedHeight(height)
