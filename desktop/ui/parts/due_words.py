"""A due date as words, tone and icon, and as a pill; late, extended, paused and done differ in more than colour."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.domain.case.work_list import DueKind, DueState
from desktop.domain.words.dates import short_date
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

URGENT_DAYS = 3
"""A due date this many days away or nearer is shown as urgent."""


class DueWords(NamedTuple):
    """`lead` is the main text (逾期 2 天), `day` the date after it; `strong` asks for bold type."""

    lead: str
    day: str = ""
    tone: Tone = Tone.SECONDARY
    strong: bool = False
    icon: str = ""

    @property
    def sentence(self) -> str:
        return f"{self.lead} · {self.day}" if self.day else self.lead


def due_words(due: DueState, replied_at: date | None = None) -> DueWords:
    """The words for a due state; for a case that was answered, the date of the reply."""
    day, label = short_date(due.due_at), due.label
    match due.kind:
        case DueKind.LATE:
            return DueWords(label, day, Tone.DANGER, strong=True, icon="circle-alert")
        case DueKind.SOON:
            tone = Tone.DANGER if (due.days or 0) <= URGENT_DAYS else Tone.WARNING
            return DueWords(label, day, tone, strong=True, icon="clock")
        case DueKind.RUNNING:
            return DueWords(label, day, icon="clock")
        case DueKind.EXTENDED:
            return DueWords(f"延期 {label}", day, icon="hourglass")
        case DueKind.PAUSED:
            return DueWords(label, tone=Tone.ACCENT, icon="circle-pause")
        case DueKind.WAITING:
            return DueWords("已答复", short_date(replied_at), icon="hourglass")
        case DueKind.DONE:
            return DueWords("完成", icon="circle-check")
        case _:
            return DueWords("未定期限")


# The due date as a pill with an icon.
_ICON = 14
_PAD = 8
_GAP = 5


class DuePill(QAbstractButton):
    """「还剩 12 天 · 4月21日」; a click asks for the explanation of the date. Hidden without a due date."""

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
            metrics.horizontalAdvance(self._words.sentence) + self._theme.px(_ICON) + _GAP + 2 * _PAD + 2,
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
        side = self._theme.px(_ICON)
        icon = QRectF(_PAD, (self.height() - side) / 2, side, side)
        self._theme.paint_icon(painter, self._words.icon or "clock", self._words.tone.ink, icon)
        painter.setPen(self._theme.colour(self._words.tone.ink))
        painter.setFont(self._theme.font(self._theme.size.font_small))
        room = self.rect().adjusted(_PAD + side + _GAP, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._words.sentence)
