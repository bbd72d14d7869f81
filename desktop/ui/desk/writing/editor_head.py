"""The line over the editor: which section, how long it is, phrases, history, layout."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.ui.desk.writing.phrase_menu import PhraseMenu
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.column_head import ColumnHead
from desktop.ui.parts.labels import ElidedLabel, make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class EditorHead(ColumnHead):
    """Says wishes: a phrase, the history, another layout."""

    history_requested = Signal()
    layout_chosen = Signal(str)
    fold_requested = Signal(int)
    """0: the column at the left, 2: the one at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._title = ElidedLabel("", "heading")
        self._count = make_label(tone=Tone.SECONDARY)
        self.phrases = PhraseMenu(self)
        self._phrase_button = IconButton(theme, "list-indent-increase", "常用语（Ctrl+J）", "常用语")
        self._history_button = IconButton(theme, "history", "本节较早的版本（Ctrl+H）", "历史")
        self._layout_button = IconButton(theme, "layout-template", "版式")
        self._source_button = IconButton(theme, "panel-left", "收起或打开原件（Ctrl+Shift+1）")
        self._paper_button = IconButton(theme, "panel-right", "收起或打开纸面（Ctrl+Shift+3）")
        self._layouts = QMenu(self)
        self._layout_button.setMenu(self._layouts)
        for button in (self._phrase_button, self._layout_button):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._phrase_button.setMenu(self.phrases)
        self._history_button.clicked.connect(self.history_requested)
        self._source_button.clicked.connect(lambda: self.fold_requested.emit(0))
        self._paper_button.clicked.connect(lambda: self.fold_requested.emit(2))
        self._lay_out()

    def show_section(self, title: str, *, written: bool) -> None:
        """Name the open section; a form has neither phrases nor history."""
        self._title.say(title)
        self._phrase_button.setVisible(written)
        self._history_button.setVisible(written)
        self._count.setVisible(written)

    def show_count(self, count: int, advice: tuple[int, int]) -> None:
        """The length in 字, with the advice where there is one."""
        least, most = advice
        self._count.setText(f"本节 {count:,} 字")
        self._count.setToolTip(f"建议 {least} 到 {most} 字" if most else "")

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
        for button in (self._phrase_button, self._history_button, self._layout_button, self._paper_button):
            row.addWidget(button)
