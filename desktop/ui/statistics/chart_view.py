"""A chart on the page: mouse or arrow keys choose a bar, a click or Enter shows its cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.domain.figures.rates import percent
from desktop.ui.access.spoken_parts import SpokenPart, SpokenRole, let_speak, tell_chosen
from desktop.ui.parts.keys import OPEN_KEYS
from desktop.ui.parts.labels import elided
from desktop.ui.statistics.chart_data import Bar, Chart
from desktop.ui.theme.theme import Theme

# Painting of a chart, for the screen, for pictures and for paper.
ROW = 29.0
"""Height of one horizontal bar with its margins, in pixels at a type size of 13."""
_BAR = 9.0
_COLUMN = 34.0
_Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class ChartLook:
    """Colours by role, and the font of the labels; `scale` is its size relative to 13 pixels."""

    colour: Callable[[str], QColor]
    font: QFont
    scale: float = 1.0


def paint_chart(painter: QPainter, room: QRectF, chart: Chart, look: ChartLook, marked: int = -1) -> None:
    """Paint the chart into `room`, with a focus frame around the bar `marked`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.font)
    paint = _paint_standing if chart.upright else _paint_lying
    for place, bar in enumerate(chart.bars):
        paint(painter, bar_room(room, chart, look, place), bar, chart, look)
        if place == marked:
            _mark(painter, bar_room(room, chart, look, place), look)


def bar_room(room: QRectF, chart: Chart, look: ChartLook, place: int) -> QRectF:
    """The rectangle of one bar with its label and count, which is also its click area."""
    if chart.upright:
        width = room.width() / len(chart.bars)
        return QRectF(room.left() + place * width, room.top(), width, room.height())
    height = ROW * look.scale
    return QRectF(room.left(), room.top() + place * height, room.width(), height)


def preferred_height(chart: Chart, look: ChartLook) -> float:
    """The preferred height of the chart."""
    return 186 * look.scale if chart.upright else max(len(chart.bars), 1) * ROW * look.scale


def _paint_lying(painter: QPainter, room: QRectF, bar: Bar, chart: Chart, look: ChartLook) -> None:
    label, count = _label_width(chart, look, room.width()), 44 * look.scale
    metrics = QFontMetricsF(look.font)
    painter.setPen(look.colour("text_secondary"))
    words = elided(metrics, bar.label, label - 10)
    painter.drawText(QRectF(room.left(), room.top(), label, room.height()), _Align.AlignVCenter, words)
    track = QRectF(room.left() + label, 0, room.width() - label - count, _BAR * look.scale)
    track.moveTop(room.center().y() - track.height() / 2)
    _fill(painter, track, look.colour("neutral_ground"))
    share = bar.count / chart.full if chart.full else 0
    if bar.count:
        drawn = QRectF(track)
        drawn.setWidth(max(track.width() * share, track.height()))
        _fill(painter, drawn, look.colour(bar.role))
    painter.setPen(look.colour("text"))
    painter.drawText(room, _Align.AlignVCenter | _Align.AlignRight, str(bar.count))


def _paint_standing(painter: QPainter, room: QRectF, bar: Bar, chart: Chart, look: ChartLook) -> None:
    line = QFontMetricsF(look.font).height() + 6
    ground = QRectF(room.left(), room.top() + line, room.width(), room.height() - 2 * line)
    height = ground.height() * (bar.count / chart.full if chart.full else 0)
    width = min(_COLUMN * look.scale, room.width() * 0.7)
    column = QRectF(room.center().x() - width / 2, ground.bottom() - height, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(bar.role))
    painter.drawRoundedRect(column, 3, 3)
    painter.drawRect(column.adjusted(0, min(4.0, height), 0, 0))  # no rounded corners at the base
    painter.setPen(look.colour("text_secondary"))
    above = QRectF(room.left(), column.top() - line, room.width(), line)
    painter.drawText(above, _Align.AlignCenter, str(bar.count))
    below = QRectF(room.left(), ground.bottom() + 4, room.width(), line)
    painter.drawText(below, _Align.AlignCenter, bar.label)


def _label_width(chart: Chart, look: ChartLook, room: float) -> float:
    """The width of the labels: that of the longest, at most a third of the room."""
    metrics = QFontMetricsF(look.font)
    longest = max((metrics.horizontalAdvance(bar.label) for bar in chart.bars), default=0)
    return float(min(max(longest + 14, 80 * look.scale), room / 3))


def _fill(painter: QPainter, place: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)


def _mark(painter: QPainter, room: QRectF, look: ChartLook) -> None:
    painter.setPen(QPen(look.colour("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(room.adjusted(-5.5, 1.5, 5.5, -1.5), 5, 5)


_FORWARD = {Qt.Key.Key_Down, Qt.Key.Key_Right}
_BACK = {Qt.Key.Key_Up, Qt.Key.Key_Left}


class ChartView(QWidget):
    """`bar_opened` carries the bar whose cases shall be shown."""

    bar_opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart: Chart | None = None
        self._place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self.updateGeometry)
        let_speak(self, SpokenRole.CHART, ChartView._spoken_bars)

    def show_chart(self, chart: Chart) -> None:
        self._chart = chart
        self._place = min(self._place, max(len(chart.bars) - 1, 0))
        self._update_accessible_name()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, round(preferred_height(self._chart, self._look())) if self._chart else 120)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._chart is None:
            return
        painter = QPainter(self)
        if not self._chart.bars:
            painter.setPen(self._theme.colour("text_secondary"))
            painter.drawText(self._room, Qt.AlignmentFlag.AlignTop, "还没有可以算的数")
            return
        paint_chart(painter, self._room, self._chart, self._look(), self._place if self.hasFocus() else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bars = self._chart.bars if self._chart else ()
        if bars and event.key() in _FORWARD | _BACK:
            step = 1 if event.key() in _FORWARD else -1
            self._go(min(max(self._place + step, 0), len(bars) - 1))
        elif bars and event.key() in OPEN_KEYS:
            self.bar_opened.emit(bars[self._place])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event)
        self.setCursor(Qt.CursorShape.PointingHandCursor if bar else Qt.CursorShape.ArrowCursor)
        if bar:
            QToolTip.showText(event.globalPosition().toPoint(), _share(bar), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event)
        if bar and self._chart and event.button() == Qt.MouseButton.LeftButton:
            self._go(self._chart.bars.index(bar))
            self.bar_opened.emit(bar)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._update_accessible_name()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()
        super().leaveEvent(event)

    @property
    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(6, 0, -6, 0)

    def _look(self) -> ChartLook:
        size = self._theme.size
        return ChartLook(self._theme.colour, self._theme.font(size.font_base), size.font_base / 13)

    def _bar_at(self, event: QMouseEvent) -> Bar | None:
        chart = self._chart
        if chart is None:
            return None
        rooms = (
            (bar_room(self._room, chart, self._look(), place), bar) for place, bar in enumerate(chart.bars)
        )
        return next((bar for room, bar in rooms if room.contains(event.position())), None)

    def _go(self, place: int) -> None:
        self._place = place
        self._update_accessible_name()
        tell_chosen(self, place)
        self.update()

    def _spoken_bars(self) -> list[SpokenPart]:
        if self._chart is None:
            return []
        return [
            SpokenPart(
                _share(bar),
                bar_room(self._room, self._chart, self._look(), place).toRect(),
                place == self._place,
            )
            for place, bar in enumerate(self._chart.bars)
        ]

    def _update_accessible_name(self) -> None:
        if self._chart is None:
            return
        here = f"，{_share(self._chart.bars[self._place])}" if self._chart.bars else ""
        self.setAccessibleName(f"{self._chart.title}图{here}")


def _share(bar: Bar) -> str:
    """「科创科 9 件，占总数的39.1%」."""
    return f"{bar.words}，占总数的{percent(bar.count, bar.of)}"
