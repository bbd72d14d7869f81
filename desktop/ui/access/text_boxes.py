"""Text boxes that tell an input method where the cursor is.

QTextEdit and QPlainTextEdit answer in coordinates of their viewport, although asked for their own: with margins, padding or a frame
around the viewport the list of candidates would be put over the line being typed.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QPlainTextEdit, QTextEdit

_PLACES = {Qt.InputMethodQuery.ImCursorRectangle, Qt.InputMethodQuery.ImAnchorRectangle}


def _in_box(box: QAbstractScrollArea, query: Qt.InputMethodQuery, answer: object) -> object:
    """The answer of Qt's own class, a rectangle moved from the viewport into the box."""
    if query in _PLACES and isinstance(answer, QRectF):
        return answer.translated(QPointF(box.viewport().pos()))
    return answer


class TextBox(QTextEdit):
    """A QTextEdit that can be typed into."""

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: object = None) -> object:
        answer = super().inputMethodQuery(query)
        return answer if argument is not None else _in_box(self, query, answer)


class PlainTextBox(QPlainTextEdit):
    """A QPlainTextEdit that can be typed into."""

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: object = None) -> object:
        answer = super().inputMethodQuery(query)
        return answer if argument is not None else _in_box(self, query, answer)
