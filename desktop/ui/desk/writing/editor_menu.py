"""The menu of the editor: Qt's own entries, then what can be made of the sentence or paragraph at the cursor."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction

from desktop.ui.desk.writing.section_editor import SectionEditor

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


class EditorMenu(QObject):
    """`promise_requested` carries a sentence; `remark_requested` means the paragraph of the cursor."""

    promise_requested = Signal(str)
    remark_requested = Signal()

    def __init__(self, editor: SectionEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.actions = (
            self._make("记为承诺…", "Ctrl+Shift+P", self.ask_promise),
            self._make("本段修改意见…", "Ctrl+Shift+M", self.remark_requested.emit),
        )
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(self._open)

    def ask_promise(self) -> None:
        """Ask to record what is selected, or the sentence at the cursor, as a promise."""
        self.promise_requested.emit(sentence_at(self._editor))

    def _make(self, words: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(words, self._editor)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(act)
        self._editor.addAction(action)
        return action

    def _open(self, point: QPoint) -> None:
        menu = self._editor.createStandardContextMenu()
        menu.addSeparator()
        menu.addActions(self._editor.actions())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._editor.viewport().mapToGlobal(point))


def sentence_at(editor: SectionEditor) -> str:
    """The selected words, else the sentence in which the cursor stands; "" in an empty paragraph."""
    cursor = editor.textCursor()
    if cursor.hasSelection():
        return cursor.selectedText().replace("\u2029", "").strip()
    paragraph, place = editor.place
    text = editor.text.split("\n")[paragraph]
    for match in _SENTENCE.finditer(text):
        if match.start() <= place <= match.end():
            return match[0].strip()
    return ""
