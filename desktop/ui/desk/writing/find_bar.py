"""The bar 「查找、替换」 above the editor: words, where they are looked for, how many there are, what is put in their place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.letter.text_search import Wanted
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.keys import ENTER_KEYS, tip
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme


class WordsLine(QLineEdit):
    """A line whose Enter and Shift+Enter are `entered`; while an input method composes, Esc is its own."""

    entered = Signal(int)
    """1 for Enter, -1 for Shift+Enter."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self._composed = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMinimumWidth(120)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composed = event.preeditString()
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._composed:
            return
        if event.key() in ENTER_KEYS:
            self.entered.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """Emits what is asked for; the finder carries it out. Hidden until `open_for` shows it."""

    changed = Signal()
    """Other words, or another way of looking for them."""
    step_requested = Signal(int)
    replace_requested = Signal()
    replace_all_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "background")
        self.setProperty("edge", "bottom")
        self.setAccessibleName("查找和替换")
        self.words = WordsLine("查找", "查什么")
        self.by = WordsLine("替换为", "换成什么，空着就是删去")
        self.count = make_label(tone=Tone.SECONDARY)
        self.previous = IconButton(theme, "arrow-up", tip("desk.find_previous"))
        self.next = IconButton(theme, "arrow-down", tip("desk.find_next"))
        self.scope = QComboBox()
        self.scope.setAccessibleName("查找范围")
        self.scope.addItems(["本节", "全文各节"])
        self.any_case = QCheckBox("不分大小写")
        self.any_width = QCheckBox("不分全角半角")
        self.one = Button(theme, "替换")
        self.all = Button(theme, "全部替换")
        self._close = IconButton(theme, "x", tip("window.close_open", "收起查找栏"))
        self._lower = QWidget()
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def wanted(self) -> Wanted:
        """What is looked for, and how."""
        return Wanted(self.words.text(), self.any_case.isChecked(), self.any_width.isChecked())

    @property
    def in_whole_letter(self) -> bool:
        """True for all sections, False for the open one."""
        return self.scope.currentIndex() == 1

    def open_for(self, words: str, *, replacing: bool, locked: bool) -> None:
        """Show the bar with these words ("" keeps those looked for last) and the cursor in it; a locked letter is only searched."""
        if words:
            self.words.setText(words)
        self._lower.setVisible(replacing and not locked)
        self.show()
        line = self.by if replacing and not locked and words else self.words
        line.setFocus()
        line.selectAll()

    def show_count(self, place: int, total: int) -> None:
        """Tell which hit is chosen (0: none) and how many there are."""
        nothing = bool(self.words.text()) and not total
        self.count.setText("没有找到" if nothing else f"{place}/{total}" if total else "")
        set_form(self.count, tone=str(Tone.DANGER if nothing else Tone.SECONDARY))
        for button in (self.previous, self.next, self.one, self.all):
            button.setEnabled(total > 0)

    def _connect(self) -> None:
        self.words.textChanged.connect(self.changed)
        self.scope.currentIndexChanged.connect(self.changed)
        for box in (self.any_case, self.any_width):
            box.toggled.connect(self.changed)
        self.words.entered.connect(self.step_requested)
        self.by.entered.connect(lambda _step: self.replace_requested.emit())
        self.previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self.next.clicked.connect(lambda: self.step_requested.emit(1))
        self.one.clicked.connect(self.replace_requested)
        self.all.clicked.connect(self.replace_all_requested)
        self._close.clicked.connect(self.closed)

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(6)
        upper.addWidget(self.words, 1)
        for widget in (self.count, self.previous, self.next, self.scope, self._close):
            upper.addWidget(widget)
        options = QHBoxLayout()
        options.setSpacing(16)
        for box in (self.any_case, self.any_width):
            options.addWidget(box)
        options.addStretch(1)
        lower = QHBoxLayout(self._lower)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(6)
        lower.addWidget(self.by, 1)
        lower.addWidget(self.one)
        lower.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(upper)
        column.addWidget(self._lower)
        column.addLayout(options)
