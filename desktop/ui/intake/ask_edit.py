"""The asks 「建议」 as a numbered list that is edited like text: Enter splits one, Backspace joins two, Alt+arrow moves one."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.ui.intake.value_edit import ENTER_KEYS, ValueEdit
from desktop.ui.theme.theme import Theme

_GUTTER = 26
_MOST_LINES = 24


class AskEdit(ValueEdit):
    """One ask a line. Everything can be undone with Ctrl+Z, for it is one text."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._theme = theme
        self.setToolTip("回车拆成两条，行首退格与上一条合并，Alt+↑↓ 调整次序，Ctrl+Enter 收件")
        self._gutter = AskNumbers(self)
        self.setViewportMargins(_GUTTER, 0, 0, 0)
        self.updateRequest.connect(self._follow)

    @property
    def most_lines(self) -> int:
        return _MOST_LINES

    def append_ask(self, words: str) -> None:
        """Put one more ask at the end."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(("\n" if self.text.strip() else "") + " ".join(words.split()))

    def split(self) -> None:
        """Part the ask at the cursor."""
        self.textCursor().insertBlock()

    def join(self) -> None:
        """Put the ask under the cursor behind the one before."""
        cursor = self.textCursor()
        if cursor.block().previous().isValid():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.deletePreviousChar()

    def move(self, down: bool) -> None:  # type: ignore[override]  # an ask moves here, never the widget
        """Change places with the next ask, or the one before."""
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
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), _GUTTER, inside.height()))

    def paint_numbers(self, painter: QPainter) -> None:
        """Paint the number of every ask in view; an empty line counts for nothing."""
        painter.setPen(self._theme.colour("text_secondary"))
        painter.setFont(self._theme.font(self._theme.size.font_small))
        line = self.fontMetrics().lineSpacing()
        block, number = self.document().begin(), 0
        while block.isValid():
            if block.text().strip():
                number += 1
                painter.drawText(
                    QRect(0, self._top(block), _GUTTER - 8, line), Qt.AlignmentFlag.AlignRight, f"{number}"
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
