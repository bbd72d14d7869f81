"""The left column of the desk: tabs for the proposal's text, its asks, and the pages of the casework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import CASE_FIELDS, show_field
from desktop.ui.access.focus_ring import PAINTS_FOCUS
from desktop.ui.desk.writing.ask_list import AskList
from desktop.ui.fitting.scroll_when_small import ScrollWhenSmall
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import ColumnHead, make_label
from desktop.ui.parts.scroll_column import empty_row
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

# The proposal: its facts in a few lines, then its text, read-only.
_FACTS = (
    "proposers",
    "co_units",
    "assigning_office",
    "assigned_at",
    "due_at",
    "section",
    "officer",
    "category",
    "remark",
)


class SourceText(QWidget):
    """Shows the known facts and the text, and a button to correct them."""

    edit_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        facts = QWidget()
        facts.setProperty("ground", "surface")
        self._facts = QGridLayout(facts)
        self._facts.setContentsMargins(0, 0, 8, 0)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(5)
        self._facts.setColumnStretch(1, 1)
        self._facts_area = ScrollWhenSmall(facts)
        self._facts_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._edit = Button(theme, "编辑办件信息", "pencil", "link")
        self._text = QTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName("提案原文")
        self._text.setPlaceholderText("还没有提案原文。点上面的“编辑办件信息”可以粘贴进来。")
        self._lay_out()
        self._edit.clicked.connect(self.edit_requested)

    def show_case(self, case: Case) -> None:
        empty_row(self._facts)
        known = [(CASE_FIELDS[key].label, show_field(case, key)) for key in _FACTS if show_field(case, key)]
        for line, (label, value) in enumerate(known):
            top = Qt.AlignmentFlag.AlignTop
            name, words = make_label(label, "small", Tone.SECONDARY), make_label(value, wrap=True)
            self._facts.addWidget(name, line, 0, top)
            self._facts.addWidget(words, line, 1)
            name.show()  # Qt shows what is added only later, and `_share` would measure nothing
            words.show()
        self._text.setPlainText(case.body)
        style = QTextBlockFormat()
        style.setTextIndent(2 * self._theme.size.font_base)
        style.setLineHeight(170, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self._text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(style)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """The facts take what they need, at most half of the column; the rest of them is scrolled to."""
        area = self._facts_area
        area.setFixedHeight(min(area.height_for(area.width()), max(self.height() // 2, 60)))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 8, 8)
        column.setSpacing(8)
        column.addWidget(self._facts_area)
        column.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignLeft)
        line = QFrame()
        line.setProperty("kind", "hairline")
        column.addWidget(line)
        column.addWidget(self._text, 1)


# The tab bar: an underline below the current tab, and badges.
_SIDE = 6
_BADGE_PAD = 5


class TabStrip(QTabBar):
    """A QTabBar painted in the theme; keyboard and screen readers work as in QTabBar."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._badges: dict[int, tuple[str, Tone]] = {}
        self.setProperty(PAINTS_FOCUS, True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    def set_badge(self, tab: int, words: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Show a short text after the tab's name, without a pill in the tone SECONDARY; "" removes it."""
        self._badges[tab] = (words, tone)
        self.setAccessibleTabName(tab, f"{self.tabText(tab)} {words}".strip())
        self.setTabText(tab, self.tabText(tab))  # makes QTabBar compute the tab sizes again
        self.update()

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt spelling
        size = self._theme.size
        width = QFontMetrics(self._theme.font(size.font_base, bold=True)).horizontalAdvance(
            self.tabText(index)
        )
        words, tone = self._badges.get(index, ("", Tone.NEUTRAL))
        if words:
            width += self._badge_width(words, tone) + 5
        return QSize(width + 2 * _SIDE, self.preferred_height)

    @property
    def preferred_height(self) -> int:
        return self._theme.size.column_head_height - 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for tab in filter(self.isTabVisible, range(self.count())):
            self._paint_tab(painter, tab)

    def _paint_tab(self, painter: QPainter, tab: int) -> None:
        place, chosen = self.tabRect(tab), tab == self.currentIndex()
        size, colour = self._theme.size, self._theme.colour
        painter.setFont(self._theme.font(size.font_base, bold=chosen))
        painter.setPen(colour("text" if chosen else "text_secondary"))
        room = place.adjusted(_SIDE, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.tabText(tab))
        end = room.left() + painter.fontMetrics().horizontalAdvance(self.tabText(tab))
        words, tone = self._badges.get(tab, ("", Tone.NEUTRAL))
        if words:
            self._paint_badge(
                painter,
                QRect(end + 5, place.top(), self._badge_width(words, tone), place.height()),
                words,
                tone,
            )
        if chosen:
            painter.fillRect(
                QRect(place.left() + _SIDE, place.bottom() - 1, place.width() - 2 * _SIDE, 2),
                colour("accent"),
            )
            if self.hasFocus():
                painter.setPen(QPen(colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(place.adjusted(1, 5, -1, -2))

    def _paint_badge(self, painter: QPainter, place: QRect, words: str, tone: Tone) -> None:
        if tone is Tone.SECONDARY:
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
            return
        height = self._theme.size.font_small + 6
        ground = QRectF(place.left(), place.center().y() - height / 2 + 0.5, place.width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(tone.ground))
        painter.drawRoundedRect(ground, height / 2, height / 2)
        painter.setFont(self._theme.font(self._theme.size.font_small, bold=tone is not Tone.NEUTRAL))
        painter.setPen(self._theme.colour(tone.ink))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, words)

    def _badge_width(self, words: str, tone: Tone) -> int:
        if tone is Tone.SECONDARY:
            font = self._theme.font(self._theme.size.font_base, bold=True)
            return QFontMetrics(font).horizontalAdvance(words)
        font = self._theme.font(self._theme.size.font_small, bold=True)
        return QFontMetrics(font).horizontalAdvance(words) + 2 * _BADGE_PAD


SOURCE, ASKS = range(2)


class SourcePanel(QFrame):
    """Text and asks; `add_page` adds further tabs. The asks are shown first if there are any."""

    edit_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._paper = -1
        self._case_id = 0
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
        self.asks.edit_requested.connect(self.edit_requested)

    def show_case(self, case: Case, labels: Mapping[str, str], round_number: int) -> None:
        """Show the case; `labels` name the sections of that round's reply that asks are tied to."""
        if case.id != self._case_id:
            self._case_id = case.id
            self.asks.show_contacts("")  # those of the case before
        self.text.show_case(case)
        asks = tuple(replace(ask, answered_in=ask.section_in(round_number)) for ask in case.asks)
        self.asks.show_asks(asks, labels)
        done = sum(bool(ask.answered_in) for ask in asks)
        tone = Tone.GOOD if done == len(case.asks) else Tone.WARNING
        self.tabs.set_badge(ASKS, f"{done}/{len(case.asks)}" if case.asks else "", tone)

    def add_page(self, label: str, page: QWidget) -> int:
        """Add a page with a tab of that name; return the index of the tab."""
        self._stack.addWidget(page)
        return self.tabs.addTab(label)

    def show_tab(self, tab: int, *, shown: bool) -> None:
        """Offer a tab or not; who reads one that is no longer offered sees the first instead."""
        if not shown and self.tabs.currentIndex() == tab:
            self.tabs.setCurrentIndex(SOURCE)
        self.tabs.setTabVisible(tab, shown)

    def bring(self, tab: int) -> None:
        """Show a tab, and the column if it is folded."""
        self.show()
        self.tabs.setCurrentIndex(tab)

    def take_paper(self, paper: QWidget) -> None:
        """Show the paper as the last tab, where there is no room for it beside the text."""
        self._paper = self.add_page("纸面", paper)

    def release_paper(self) -> None:
        """Give up the tab of the paper; the caller puts the paper elsewhere."""
        if self.tabs.currentIndex() == self._paper:
            self.tabs.setCurrentIndex(ASKS)
        self._stack.removeWidget(self._stack.widget(self._paper))
        self.tabs.removeTab(self._paper)
        self._paper = -1

    def bring_paper(self) -> None:
        """Show the tab of the paper, if there is one."""
        if self._paper >= 0:
            self.bring(self._paper)

    def open_first(self, case: Case) -> None:
        """Show the asks of the case if it has any, else its text."""
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
