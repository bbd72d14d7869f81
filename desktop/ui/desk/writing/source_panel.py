"""The left column of the desk: the proposal as it came, its asks, and the tabs of the work around the reply."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.case.case import Case
from desktop.ui.desk.writing.ask_list import AskList
from desktop.ui.desk.writing.source_text import SourceText
from desktop.ui.desk.writing.tab_strip import TabStrip
from desktop.ui.parts.column_head import ColumnHead
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

SOURCE, ASKS = range(2)


class SourcePanel(QFrame):
    """The text and the asks; other pages join by `add_page`. The asks are in front when there are any."""

    edit_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("ground", "surface")
        self.tabs = TabStrip(theme)
        self.tabs.setAccessibleName("原件")
        for label in ("原文", "建议"):
            self.tabs.addTab(label)
        self.text = SourceText(theme)
        self.asks = AskList(theme)
        self._stack = QStackedWidget()
        for page in (self.text, self.asks):
            self._stack.addWidget(page)
        self._lay_out()
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.text.edit_requested.connect(self.edit_requested)

    def show_case(self, case: Case, labels: Mapping[str, str]) -> None:
        """Show the case; `labels` name the sections that asks are tied to."""
        self.text.show_case(case)
        self.asks.show_asks(case.asks, labels)
        done = sum(bool(ask.answered_in) for ask in case.asks)
        tone = Tone.GOOD if done == len(case.asks) else Tone.WARNING
        self.tabs.set_badge(ASKS, f"{done}/{len(case.asks)}" if case.asks else "", tone)

    def add_page(self, label: str, page: QWidget) -> int:
        """Put a page behind a tab of that name; returns the place of the tab."""
        self._stack.addWidget(page)
        return self.tabs.addTab(label)

    def count(self, tab: int, words: str, tone: Tone = Tone.SECONDARY) -> None:
        """Say behind the tab's name how much there is."""
        self.tabs.set_badge(tab, words, tone)

    def bring(self, tab: int) -> None:
        """Bring a tab to the front, and the column with it if it is folded away."""
        self.show()
        self.tabs.setCurrentIndex(tab)

    def open_first(self, case: Case) -> None:
        """Bring the tab to the front that helps most with this case."""
        self.tabs.setCurrentIndex(ASKS if case.asks else SOURCE)

    def _lay_out(self) -> None:
        head = ColumnHead(self._theme)
        row = QHBoxLayout(head)
        row.setContentsMargins(6, 0, 2, 0)
        row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._stack, 1)
