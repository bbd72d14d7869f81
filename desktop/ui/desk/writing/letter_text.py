"""A text box whose places are counted in characters as Python counts them, not in Qt's UTF-16 units."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop.domain.letter.bracketed import braced, bracketed
from desktop.domain.letter.letter_steps import difference
from desktop.ui.access.text_boxes import TextBox

_MOST_MARKS = 500
"""Hits that are marked at once; the rest of them is counted."""


def utf16_length(text: str) -> int:
    """The length in UTF-16 units, as Qt counts: a character outside the BMP has two."""
    return len(text.encode("utf-16-le")) // 2


class LetterText(TextBox):
    """Text with its cursor, its selection and the hits of a search."""

    @property
    def shown(self) -> str:
        """The text as it is shown: paragraphs parted by newlines, hard blanks kept (toPlainText would lose them)."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    @property
    def text(self) -> str:
        """The text as stored: as long as it is shown, with placeholders in braces, which are shown as 【…】."""
        return braced(self.shown)

    @property
    def place(self) -> tuple[int, int]:
        """Paragraph and character of the cursor."""
        cursor = self.textCursor()
        before = cursor.block().text().encode("utf-16-le")[: 2 * cursor.positionInBlock()]
        return cursor.blockNumber(), len(before.decode("utf-16-le", "ignore"))

    @property
    def selected(self) -> tuple[int, int]:
        """Begin and end of the selection; twice the place of the cursor if nothing is selected."""
        cursor, units = self.textCursor(), self.text.encode("utf-16-le")
        ends = (cursor.selectionStart(), cursor.selectionEnd())
        start, end = (len(units[: 2 * one].decode("utf-16-le", "ignore")) for one in ends)
        return start, end

    @property
    def is_composing(self) -> bool:
        """True while an input method shows what it has not put in yet."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def go_to(self, paragraph: int, character: int) -> None:
        """Put the cursor there, or at the end of a shorter text."""
        block = self.document().findBlockByNumber(min(paragraph, self.document().blockCount() - 1))
        cursor = self.textCursor()
        cursor.setPosition(block.position() + min(utf16_length(block.text()[:character]), block.length() - 1))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus()

    def select(self, start: int, end: int) -> None:
        """Select these characters and scroll to them; the focus stays where it is."""
        self.setTextCursor(self._span(self.text, start, end))
        self.ensureCursorVisible()

    def put_in(self, words: str) -> None:
        """Put these words in place of the selection."""
        cursor = self.textCursor()
        cursor.insertText(bracketed(words))
        self.setTextCursor(cursor)

    def mark(self, spans: Iterable[tuple[int, int]], ground: QColor, line: QColor) -> None:
        """Underline these stretches and show them on a ground of their own, instead of those marked before."""
        style = QTextCharFormat()
        style.setBackground(ground)
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        style.setUnderlineColor(line)
        marks, text = [], self.text
        for start, end in islice(spans, _MOST_MARKS):
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = self._span(text, start, end), style  # type: ignore[attr-defined]
            marks.append(mark)
        self.setExtraSelections(marks)

    def rewrite(self, text: str) -> None:
        """Change the text into this one where the two differ, and put the cursor behind the change."""
        old = self.shown
        change = difference(old, bracketed(text))
        cursor = self._span(old, change.start, change.start + len(change.removed))
        cursor.insertText(change.put_in)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _span(self, text: str, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        first = utf16_length(text[:start])
        cursor.setPosition(first)
        cursor.setPosition(first + utf16_length(text[start:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor
