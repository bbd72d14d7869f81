"""The line above the editor: section, length, phrases, history, layout; and the editor's context menu."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.domain.letter.reply_template import Phrase
from desktop.domain.words.lengths import characters
from desktop.domain.words.shortened import shortened
from desktop.ui.desk.writing.section_editor import SectionEditor
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.keys import menu_words, tip
from desktop.ui.parts.labels import ColumnHead, ElidedLabel, make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

# The menu of phrases 「常用语」 of the open section, with placeholders filled in.
_SHOWN = 28


class PhraseMenu(QMenu):
    """`phrase_chosen` carries the phrase with the facts of the case filled in. The menu is filled when it opens."""

    phrase_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases: tuple[Phrase, ...] = ()
        self._fill: Callable[[str], str] = str
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._make)

    def set_filling(self, fill: Callable[[str], str]) -> None:
        """Set the function that replaces placeholders by facts."""
        self._fill = fill

    def show_phrases(self, phrases: tuple[Phrase, ...]) -> None:
        """Offer these phrases from now on."""
        self._phrases = phrases

    def _make(self) -> None:
        self.clear()
        for place, phrase in enumerate(self._phrases, 1):
            self._add(place, phrase.name, self._fill(phrase.text))
        if not self._phrases:
            self.addAction("本节没有常用语").setEnabled(False)

    def _add(self, place: int, name: str, text: str) -> None:
        shown = shortened(text, _SHOWN)
        key = f"&{place} " if place <= 9 else ""
        action = self.addAction(f"{key}{name}　{shown}")
        action.setToolTip(text)
        action.triggered.connect(lambda: self.phrase_chosen.emit(text))


# The context menu of the editor: Qt's own entries, then actions on the sentence or paragraph at the cursor.
_OF_ONE_SECTION = frozenset({"edit-undo", "edit-redo"})
"""The names of Qt's own entries, which know the open section only."""
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


class EditorMenu(QObject):
    """`promise_requested` carries a sentence; `remark_requested` refers to the paragraph of the cursor."""

    promise_requested = Signal(str)
    remark_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    find_requested = Signal()
    replace_requested = Signal()

    def __init__(self, editor: SectionEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(self._open)

    def ask_promise(self) -> None:
        """Request to record the selection, or the sentence at the cursor, as a promise."""
        self.promise_requested.emit(sentence_at(self._editor))

    def make_menu(self) -> QMenu:
        """A context menu as it is opened by the right mouse button or the menu key."""
        menu = self._editor.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() in _OF_ONE_SECTION:
                menu.removeAction(action)
        first = menu.actions()[0]
        for name, act in (("desk.undo", self.undo_requested), ("desk.redo", self.redo_requested)):
            action = QAction(menu_words(name), menu)
            action.setEnabled(not self._editor.isReadOnly())
            action.triggered.connect(act)
            menu.insertAction(first, action)
        menu.addSeparator()
        menu.addAction(menu_words("desk.find"), self.find_requested.emit)
        menu.addAction(menu_words("desk.replace"), self.replace_requested.emit)
        menu.addSeparator()
        menu.addAction(menu_words("desk.promise"), self.ask_promise)
        menu.addAction(menu_words("desk.remark"), self.remark_requested.emit)
        return menu

    def _open(self, point: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._editor.viewport().mapToGlobal(point))


def sentence_at(editor: SectionEditor) -> str:
    """The selected text, else the sentence at the cursor; "" in an empty paragraph."""
    cursor = editor.textCursor()
    if cursor.hasSelection():
        return cursor.selectedText().replace("\u2029", "").strip()
    paragraph, place = editor.place
    text = editor.text.split("\n")[paragraph]
    for match in _SENTENCE.finditer(text):
        if match.start() <= place <= match.end():
            return match[0].strip()
    return ""


class EditorHead(ColumnHead):
    """Requests a phrase, the history or another layout."""

    history_requested = Signal()
    find_requested = Signal()
    layout_chosen = Signal(str)
    fold_requested = Signal(int)
    """Index of the column to fold: 0 for the left one, 2 for the right one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._title = ElidedLabel("", "heading")
        self._count = make_label(tone=Tone.SECONDARY)
        self._length = self._selected = ""
        self.phrases = PhraseMenu(self)
        self._phrase_button = IconButton(theme, "list-indent-increase", tip("desk.phrases"), "常用语")
        self._history_button = IconButton(theme, "history", tip("desk.history"), "历史")
        self._find_button = IconButton(theme, "search", f"{tip('desk.find')}，{tip('desk.replace')}")
        self._layout_button = IconButton(theme, "layout-template", "版式")
        self._source_button = IconButton(theme, "panel-left", tip("desk.fold_source"))
        self._paper_button = IconButton(theme, "panel-right", tip("desk.fold_paper"))
        self._layouts = QMenu(self)
        self._layout_button.setMenu(self._layouts)
        for button in (self._phrase_button, self._layout_button):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._phrase_button.setMenu(self.phrases)
        self._history_button.clicked.connect(self.history_requested)
        self._find_button.clicked.connect(self.find_requested)
        self._source_button.clicked.connect(lambda: self.fold_requested.emit(0))
        self._paper_button.clicked.connect(lambda: self.fold_requested.emit(2))
        self._lay_out()

    def show_section(self, title: str, *, written: bool) -> None:
        """Name the open section; a form has neither phrases nor history."""
        self._title.show_text(title)
        self._phrase_button.setVisible(written)
        self._history_button.setVisible(written)
        self._find_button.setVisible(written)
        self._count.setVisible(written)

    @property
    def lengths(self) -> str:
        """What is said of the length of the section and of what is selected in it."""
        return self._count.text()

    def show_count(self, count: int, advice: tuple[int, int]) -> None:
        """Show the length in 字, with the advised range where there is one."""
        least, most = advice
        self._length = f"本节 {count:,} 字"
        self._count.setToolTip(f"建议 {least} 到 {most} 字" if most else "")
        self._show_lengths()

    def show_selected(self, text: str) -> None:
        """Show the length of the selected text in 字 before that of the section; nothing if it is empty."""
        self._selected = f"选中 {characters(text):,} / " if text else ""
        self._show_lengths()

    def _show_lengths(self) -> None:
        self._count.setText(self._selected + self._length)

    def show_layouts(self, layouts: tuple[tuple[str, str], ...], chosen: str) -> None:
        self._layouts.clear()
        group = QActionGroup(self._layouts)
        for code, label in layouts:
            action = self._layouts.addAction(label)
            action.setCheckable(True)
            action.setChecked(code == chosen)
            action.triggered.connect(lambda _checked=False, wanted=code: self.layout_chosen.emit(wanted))
            group.addAction(action)

    def open_phrases(self) -> None:
        """Open the menu of phrases by keyboard."""
        if self._phrase_button.isVisible():
            button = self._phrase_button
            self.phrases.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self._source_button)
        row.addWidget(self._title)
        row.addSpacing(4)
        row.addWidget(self._count)
        row.addStretch(1)
        for button in (
            self._find_button,
            self._phrase_button,
            self._history_button,
            self._layout_button,
            self._paper_button,
        ):
            row.addWidget(button)
