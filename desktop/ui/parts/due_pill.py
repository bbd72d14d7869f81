"""The due day as a pill with an icon."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.domain.case.work_list import DueState
from desktop.ui.parts.due_words import DueWords, due_words
from desktop.ui.theme.theme import Theme

_ICON = 14
_PAD = 8
_GAP = 5


class DuePill(QAbstractButton):
    """「还剩 12 天 · 4月21日」; a click asks how that came about. Hidden while nothing is known."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = DueWords("")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_due(self, due: DueState, replied_at: date | None) -> None:
        self._words = due_words(due, replied_at)
        self.setAccessibleName(self._words.sentence)
        self.setVisible(bool(self._words.lead and self._words.icon))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(self._theme.size.font_small))
        return QSize(
            metrics.horizontalAdvance(self._words.sentence) + _ICON + _GAP + 2 * _PAD + 2,
            metrics.height() + 5,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self.hasFocus() or self.underMouse()
        painter.setPen(QPen(self._theme.colour(self._words.tone.ink), 1) if marked else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._words.tone.ground))
        radius = self.height() / 2 - 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        icon = QRectF(_PAD, (self.height() - _ICON) / 2, _ICON, _ICON)
        self._theme.paint_icon(painter, self._words.icon or "clock", self._words.tone.ink, icon)
        painter.setPen(self._theme.colour(self._words.tone.ink))
        painter.setFont(self._theme.font(self._theme.size.font_small))
        room = self.rect().adjusted(_PAD + _ICON + _GAP, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._words.sentence)
