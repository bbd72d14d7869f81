"""Tabs with a line under the open one and, where it matters, a badge."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_SIDE = 6
_BADGE_PAD = 5


class TabStrip(QTabBar):
    """A QTabBar painted after the theme: arrows move between tabs, screen readers know it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._badges: dict[int, tuple[str, Tone]] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    def set_badge(self, tab: int, words: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Put a few characters behind the tab's name, bare in the tone SECONDARY; "" takes them away."""
        self._badges[tab] = (words, tone)
        self.setTabText(tab, self.tabText(tab))  # makes the bar measure its tabs again
        self.update()

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt spelling
        size = self._theme.size
        width = QFontMetrics(self._theme.font(size.font_base, bold=True)).horizontalAdvance(
            self.tabText(index)
        )
        words, tone = self._badges.get(index, ("", Tone.NEUTRAL))
        if words:
            width += self._badge_width(words, tone) + 5
        return QSize(width + 2 * _SIDE, self.height_wanted)

    @property
    def height_wanted(self) -> int:
        return self._theme.size.column_head_height - 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for tab in range(self.count()):
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
            mark = "accent" if not self.hasFocus() else "text"
            painter.fillRect(
                QRect(place.left() + _SIDE, place.bottom() - 1, place.width() - 2 * _SIDE, 2), colour(mark)
            )

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
