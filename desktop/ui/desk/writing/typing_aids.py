"""Aids at the keys of the section editor: the size of its text, and Chinese quotation marks for straight ones."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QWheelEvent

from desktop.ui.desk.writing.section_editor import SectionEditor

ZOOMS = (70, 80, 90, 100, 110, 125, 150, 175, 200)
"""Sizes of the text in the editor, in percent. The paper does not change with them."""
_STEP_KEYS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_Underscore: -1}


class EditorZoom(QObject):
    """Ctrl with the wheel, Ctrl++ and Ctrl+- change the size of the text, Ctrl+0 takes the usual one.

    `changed` carries percents.
    """

    changed = Signal(int)

    def __init__(self, editor: SectionEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.percent = 100
        editor.key_aids.append(self._on_key)
        editor.wheel_aids.append(self._on_wheel)

    def choose(self, percent: int) -> None:
        """Show the text in the size nearest to `percent`."""
        nearest = min(ZOOMS, key=lambda one: abs(one - percent))
        if nearest != self.percent:
            self.percent = nearest
            self._editor.scale = nearest / 100
            self._editor.restyle()
            self.changed.emit(nearest)

    def step(self, steps: int) -> None:
        """Take a larger size, or a smaller one with negative `steps`."""
        place = ZOOMS.index(self.percent) + steps
        self.choose(ZOOMS[max(0, min(place, len(ZOOMS) - 1))])

    def _on_wheel(self, event: QWheelEvent) -> bool:
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        turned = event.angleDelta().y()
        if turned:
            self.step(1 if turned > 0 else -1)
        return True  # otherwise Qt changes the size of the font behind the letter's back

    def _on_key(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if control != Qt.KeyboardModifier.ControlModifier:
            return False
        steps = _STEP_KEYS.get(Qt.Key(event.key()))
        if steps is not None:
            self.step(steps)
        elif event.key() == Qt.Key.Key_0:
            self.choose(100)
        else:
            return False
        return True


_PAIRS = {'"': ("“", "”"), "'": ("‘", "’")}


class CurlyQuotes(QObject):
    """Writes “ or ” for a straight quotation mark that is typed, ‘ or ’ likewise (GB/T 15834-2011, 4.8).

    One undo step brings the typed mark back. Pasted text is not changed, nor an apostrophe or a mark of inches behind a
    Latin letter or a digit.
    """

    def __init__(self, editor: SectionEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        editor.key_aids.append(self._on_key)

    def _on_key(self, event: QKeyEvent) -> bool:
        typed = event.text()
        if typed not in _PAIRS or self._editor.isReadOnly():
            return False
        cursor = self._editor.textCursor()
        block = self._editor.document().findBlock(cursor.selectionStart())
        mark = quotation_mark(block.text()[: cursor.selectionStart() - block.position()], typed)
        cursor.insertText(typed)
        if mark != typed:
            self._put(cursor, mark)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        return True

    @staticmethod
    def _put(cursor: QTextCursor, mark: str) -> None:
        """Replace the mark before the cursor, as a step of its own."""
        cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
        cursor.beginEditBlock()
        cursor.insertText(mark)
        cursor.endEditBlock()


def quotation_mark(before: str, typed: str) -> str:
    """The mark meant by `typed` (" or ') behind the text `before` of its paragraph.

    It is `typed` itself behind a Latin letter or a digit that no quotation is open before.
    """
    opening, closing = _PAIRS[typed]
    is_open = before.count(opening) > before.count(closing)
    if not is_open and before[-1:].isascii() and before[-1:].isalnum():
        return typed
    return closing if is_open else opening
