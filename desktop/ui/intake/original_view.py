"""The text of the original 「原件」, with every recognised value marked at its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.domain.intake.text.source import Span
from desktop.ui.intake.shown_text import MarkedPlace, ShownText, TextMark, set_original
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class QtPositions:
    """Converts positions of one text both ways: Python counts characters, QString UTF-16 units (a rare character has two)."""

    def __init__(self, text: str) -> None:
        self._wide = [index for index, character in enumerate(text) if ord(character) > 0xFFFF]
        self._wide_in_qt = [index + place for place, index in enumerate(self._wide)]

    def to_qt(self, index: int) -> int:
        """The QString position of the character at `index`."""
        return index + bisect_left(self._wide, index)

    def from_qt(self, position: int) -> int:
        """The character index at a QString position; between the halves of a surrogate pair, that of the next character."""
        return position - bisect_left(self._wide_in_qt, position)


# Underlines of two pixels, independent of the font's own underline.
_THICK = 2


def underlines(document: QTextDocument, start: int, end: int) -> Iterator[QRectF]:
    """One rectangle for each line that [start:end] of one paragraph covers, in document coordinates."""
    block = document.findBlock(start)
    corner = document.documentLayout().blockBoundingRect(block).topLeft()
    layout, first, last = block.layout(), start - block.position(), end - block.position()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        left, right = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
        if left < right:
            from_x, to_x = _x(line.cursorToX(left)), _x(line.cursorToX(right))
            foot = corner.y() + line.y() + line.ascent() + line.descent()
            yield QRectF(corner.x() + from_x, foot, to_x - from_x, _THICK)


def _x(found: object) -> float:
    """QTextLine.cursorToX returns (x, position) in PySide, but x alone in C++."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


_FLASH_MS = 900
_FLASH = 0.32  # share of the tone's ink colour: noticeable, and the text stays readable


class OriginalView(QTextEdit):
    """Read-only. `field_requested` carries the field key of a clicked mark, `key_pressed` a key typed while text is selected."""

    field_requested = Signal(str)
    selected = Signal(str)
    key_pressed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = ShownText("", (), (), 0)
        self._positions = QtPositions("")
        self._places: tuple[MarkedPlace, ...] = ()
        self._flashed = ""
        self._flash_timer = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._flash_timer.timeout.connect(lambda: self._flash(""))
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("原件文字")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.selectionChanged.connect(self._emit_selection)
        theme.changed.connect(self._set_again)

    def show_original(self, shown: ShownText) -> None:
        """Show another original, from its top."""
        self._shown, self._positions = shown, QtPositions(shown.text)
        self._places = ()
        self.setPlainText(shown.text)
        self._set_again()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_marks(self, marks: Sequence[TextMark]) -> None:
        """Mark these values instead of the earlier ones."""
        self._places = tuple(
            MarkedPlace(mark.key, self._positions.to_qt(start), self._positions.to_qt(end), mark.tone)
            for mark in marks
            for span in mark.spans
            for start, end in self._shown.places(span)
        )
        self._colour()

    def point_at(self, key: str) -> None:
        """Scroll to the mark of that field and highlight it for a moment."""
        place = next((place for place in self._places if place.key == key), None)
        if place is not None:
            self._scroll_to(place)
            self._flash(key)
            self._flash_timer.start()

    @property
    def places(self) -> tuple[MarkedPlace, ...]:
        return self._places

    @property
    def selected_words(self) -> str:
        """The selected text, with a line end between paragraphs."""
        start, end = self._selection()
        return self._shown.text[start:end]

    @property
    def selected_span(self) -> Span | None:
        """The place of the selection in the source; None without a selection."""
        return self._shown.source_of(*self._selection())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.text().isalnum() and self.textCursor().hasSelection():
            self.key_pressed.emit(event.text().lower())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()  # keys of the page: accept and skip
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            key = self._key_at(self.cursorForPosition(event.position().toPoint()).position())
            if key:
                self.field_requested.emit(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        painter.translate(-scrolled)
        visible = QRectF(event.rect()).translated(scrolled)
        for place in self._places:
            for line in underlines(self.document(), place.start, place.end):
                if line.intersects(visible):
                    self._paint_line(painter, line, place.tone)

    def _paint_line(self, painter: QPainter, line: QRectF, tone: Tone) -> None:
        """A whole line below what is sure, dashes below what wants a look: not by colour alone."""
        pen = QPen(self._theme.colour(tone.ink), _THICK)
        pen.setStyle(Qt.PenStyle.DashLine if tone is Tone.WARNING else Qt.PenStyle.SolidLine)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QLineF(line.left(), line.center().y(), line.right(), line.center().y()))

    def _selection(self) -> tuple[int, int]:
        cursor = self.textCursor()
        return (
            self._positions.from_qt(cursor.selectionStart()),
            self._positions.from_qt(cursor.selectionEnd()),
        )

    def _emit_selection(self) -> None:
        self.selected.emit(self.selected_words)

    def _key_at(self, position: int) -> str:
        return next((place.key for place in self._places if place.start <= position <= place.end), "")

    def _scroll_to(self, place: MarkedPlace) -> None:
        """Scroll so that the place is a third from the top, with some text before it; does nothing if it is visible."""
        block = self.document().findBlock(place.start)
        top = (
            self.document().documentLayout().blockBoundingRect(block).top() - self.verticalScrollBar().value()
        )
        if not 0 <= top <= self.viewport().height() - 2 * self._theme.size.line_body:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + top - self.viewport().height() / 3))

    def _flash(self, key: str) -> None:
        self._flashed = key
        self._colour()

    def _colour(self) -> None:
        self.setExtraSelections([self._ground(place) for place in self._places])
        self.viewport().update()

    def _ground(self, place: MarkedPlace) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document())
        cursor.setPosition(place.start)
        cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        colour = self._theme.colour(place.tone.ground)
        if place.key == self._flashed:
            colour = self._theme.colour(place.tone.ink)
            colour.setAlphaF(_FLASH)
        style.setBackground(colour)
        ground = QTextEdit.ExtraSelection()
        ground.cursor, ground.format = cursor, style  # type: ignore[attr-defined]  # PySide's stubs leave both out
        return ground

    def _set_again(self) -> None:
        set_original(self.document(), self._shown, self._theme)
        self._colour()
