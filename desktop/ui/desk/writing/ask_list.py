"""The list of the proposal's asks 「建议」; an ask is ticked when a section answers it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.case.case import Ask
from desktop.ui.access.reading_order import read_as_laid_out
from desktop.ui.parts.buttons import Button, ElidedLink
from desktop.ui.parts.labels import ElidedLabel, make_label
from desktop.ui.parts.page import EmptyLine
from desktop.ui.parts.scroll_column import empty_row
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme

_MARK = 18


class AskCard(QFrame):
    """One ask: a tick or its number, its text, and the section that answers it."""

    tie_requested = Signal(int)
    untie_requested = Signal(int)
    section_requested = Signal(str)

    def __init__(self, theme: Theme, ask: Ask, section_label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.ask, self.section_label = theme, ask, section_label
        self.setProperty("kind", "ask")
        self.setProperty("open", not ask.answered_in)
        self._mark = QLabel()
        words = make_label(ask.text, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(words)
        column.addLayout(self._tied_row(section_label) if ask.answered_in else self._open_row())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 12, 9)
        row.setSpacing(10)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        theme.changed.connect(self._tint)
        self._tint()

    @property
    def words(self) -> str:
        """All texts of the card, for screen readers and tests."""
        labels = cast("list[QLabel]", self.findChildren(QLabel))
        buttons = cast("list[Button]", self.findChildren(Button))
        said = [label.text() for label in labels]
        said += [button.accessibleName() or button.text() for button in buttons]
        return " ".join(said)

    def _tied_row(self, section_label: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        where = ElidedLink(self._theme, f"答复于 {section_label}", "secondary")
        where.clicked.connect(lambda: self.section_requested.emit(self.ask.answered_in))
        loosen = Button(self._theme, "取消", kind="link", tone="secondary")
        loosen.setAccessibleName(f"取消第 {self.ask.number} 条的对应")
        loosen.clicked.connect(lambda: self.untie_requested.emit(self.ask.number))
        row.addWidget(where)
        if self.ask.result:
            result = ElidedLabel(self.ask.result, "small")
            set_form(result, tone=str(Tone.SECONDARY))
            row.addWidget(result)
        row.addStretch(1)
        row.addWidget(loosen)
        return row

    def _open_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(make_label("尚未对应", "small-heading", Tone.WARNING))
        tie = Button(self._theme, "对应到本节", kind="link")
        tie.setAccessibleName(f"第 {self.ask.number} 条对应到本节")
        tie.clicked.connect(lambda: self.tie_requested.emit(self.ask.number))
        row.addWidget(tie)
        row.addStretch(1)
        return row

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        side = max(self._theme.px(_MARK), self._theme.size.font_tiny + 9)
        self._mark.setFixedSize(side, side)
        if self.ask.answered_in:
            self._mark.setPixmap(self._theme.picture("circle-check", "good", _MARK, ratio))
        else:
            self._mark.setText(str(self.ask.number))
            self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._mark.setProperty("kind", "ring")


class AskList(QScrollArea):
    """Shows all asks of a case; tying and untying are requests that the desk carries out."""

    tie_requested = Signal(int)
    untie_requested = Signal(int)
    section_requested = Signal(str)
    edit_requested = Signal()
    """Asks are to be typed into the facts of the case."""
    contacts_requested = Signal()
    """The line about the contacts below the asks was clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._line = QFrame()
        self._line.setProperty("kind", "hairline")
        self.contacts = ElidedLink(theme, "", "secondary", icon="phone")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(8, 10, 8, 10)
        whole.setSpacing(6)
        whole.addLayout(self._column)
        whole.addWidget(self._line)
        whole.addWidget(self.contacts, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
        self.setWidget(inside)
        self.cards: list[AskCard] = []
        self.contacts.clicked.connect(self.contacts_requested)
        self.show_contacts("")

    def show_asks(self, asks: tuple[Ask, ...], labels: Mapping[str, str]) -> None:
        """Show the asks; `labels` name the sections they are tied to. The card of an ask that is as before stays."""
        before = {(card.ask, card.section_label): card for card in self.cards}
        shown = [(ask, labels.get(ask.answered_in, "已删的小节")) for ask in asks]
        if asks and list(before) == shown:
            return
        for same in before.keys() & set(shown):
            self._column.removeWidget(before[same])
        empty_row(self._column)
        self.cards = [before.get(one) or self._make(*one) for one in shown]
        for card in self.cards:
            self._column.addWidget(card)
        if not asks:
            edit = Button(self._theme, "编辑办件信息", "pencil")
            edit.clicked.connect(self.edit_requested)
            words = "还没有列出具体建议。在办件信息里每行写一条，写答复时就能逐条对应。"
            self._column.addWidget(EmptyLine(words, edit))
        read_as_laid_out(self)

    def show_contacts(self, words: str) -> None:
        """Say below the asks when the proposer was spoken to; "" hides that line."""
        self.contacts.show_text(words)
        for widget in (self._line, self.contacts):
            widget.setVisible(bool(words))

    def _make(self, ask: Ask, section_label: str) -> AskCard:
        card = AskCard(self._theme, ask, section_label)
        card.tie_requested.connect(self.tie_requested)
        card.untie_requested.connect(self.untie_requested)
        card.section_requested.connect(self.section_requested)
        return card
