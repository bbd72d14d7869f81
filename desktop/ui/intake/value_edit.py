"""Editors of text values under review: one paragraph, and the numbered list of asks 「建议」.

In the list Enter splits an ask, Backspace joins two, Alt+Up and Alt+Down move one.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.access.text_boxes import PlainTextBox
from desktop.ui.parts.keys import ENTER_KEYS
from desktop.ui.theme.theme import Theme

# The editor of one value: one paragraph that grows with its text.
_MOST_LINES = 6
_PAD = 8
"""Border, padding and document margin above and below, in pixels."""


class ValueEdit(PlainTextBox):
    """Has a frame only under the mouse or with the focus. Enter is left to the page; pasted text becomes one line.

    `edited` is emitted when a person changed it, not by `show_value`.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self.setProperty("kind", "value")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # the window takes dropped files
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(1)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._emit_edited)
        self._grow()

    @property
    def text(self) -> str:
        return self.toPlainText()

    def show_value(self, text: str) -> None:
        """Show a value without emitting `edited`."""
        if text == self.text:
            return
        self._filling = True
        self.setPlainText(text)
        self._filling = False

    @property
    def most_lines(self) -> int:
        """The largest height in lines; more text is scrolled."""
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
            self._grow()  # the font size changed (large print)

    def _emit_edited(self) -> None:
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


_GUTTER = 26
_MOST_ASK_LINES = 24


class AskEdit(ValueEdit):
    """One ask per line. All edits can be undone with Ctrl+Z, because the list is one text."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._theme = theme
        self.setToolTip("回车拆成两条，行首退格与上一条合并，Alt+↑↓ 调整次序，Ctrl+Enter 收件")
        self._gutter = AskNumbers(self)
        self.setViewportMargins(theme.px(_GUTTER), 0, 0, 0)
        self.updateRequest.connect(self._follow)

    @property
    def most_lines(self) -> int:
        return _MOST_ASK_LINES

    def append_ask(self, words: str) -> None:
        """Append an ask."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(("\n" if self.text.strip() else "") + " ".join(words.split()))

    def split(self) -> None:
        """Split the ask at the cursor."""
        self.textCursor().insertBlock()

    def join(self) -> None:
        """Join the ask at the cursor to the previous one."""
        cursor = self.textCursor()
        if cursor.block().previous().isValid():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.deletePreviousChar()

    def move(self, down: bool) -> None:  # type: ignore[override]  # moves an ask; QWidget.move is not used here
        """Swap the ask at the cursor with the next one, or with the previous one."""
        here = self.textCursor().block()
        upper = here if down else here.previous()
        if not (upper.isValid() and upper.next().isValid()):
            return
        column = self.textCursor().positionInBlock()
        first, second, start = upper.text(), upper.next().text(), upper.position()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(
            start + upper.length() + upper.next().length() - 1, QTextCursor.MoveMode.KeepAnchor
        )
        cursor.insertText(f"{second}\n{first}")
        moved = self.document().findBlock(start).next() if down else self.document().findBlock(start)
        cursor.setPosition(moved.position() + min(column, moved.length() - 1))
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        moving = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() in ENTER_KEYS and plain:
            self.split()
        elif moving and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = [line.strip() for line in source.text().splitlines() if line.strip()]
        self.textCursor().insertText("\n".join(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), self._theme.px(_GUTTER), inside.height()))

    def paint_numbers(self, painter: QPainter) -> None:
        """Paint the number of every visible ask; empty lines have none."""
        painter.setPen(self._theme.colour("text_secondary"))
        painter.setFont(self._theme.font(self._theme.size.font_small))
        line = self.fontMetrics().lineSpacing()
        block, number = self.document().begin(), 0
        while block.isValid():
            if block.text().strip():
                number += 1
                painter.drawText(
                    QRect(0, self._top(block), self._theme.px(_GUTTER) - 8, line),
                    Qt.AlignmentFlag.AlignRight,
                    f"{number}",
                )
            block = block.next()

    def _top(self, block: QTextBlock) -> int:
        return round(self.blockBoundingGeometry(block).translated(self.contentOffset()).top())

    def _follow(self, _place: QRect, _scrolled: int) -> None:
        self._gutter.update()


class AskNumbers(QWidget):
    """The gutter with the numbers."""

    def __init__(self, edit: AskEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._edit.paint_numbers(QPainter(self))
