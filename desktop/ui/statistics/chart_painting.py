"""How a chart is drawn, on the screen in the theme's colours, as a picture and on paper in dark ink on white."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from desktop.ui.statistics.chart_data import Bar, Chart

ROW = 29.0
"""Height of one lying bar with its room, in pixels at a type size of 13."""
_BAR = 9.0
_COLUMN = 34.0
_Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class ChartLook:
    """Colours by role, and the font of labels; `scale` is its size against 13 pixels."""

    colour: Callable[[str], QColor]
    font: QFont
    scale: float = 1.0


def paint_chart(painter: QPainter, room: QRectF, chart: Chart, look: ChartLook, marked: int = -1) -> None:
    """Paint the chart into `room`; the bar `marked` is shown as the one that has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.font)
    paint = _paint_standing if chart.upright else _paint_lying
    for place, bar in enumerate(chart.bars):
        paint(painter, bar_room(room, chart, look, place), bar, chart, look)
        if place == marked:
            _mark(painter, bar_room(room, chart, look, place), look)


def bar_room(room: QRectF, chart: Chart, look: ChartLook, place: int) -> QRectF:
    """Where one bar stands with its label and count; also where it is clicked."""
    if chart.upright:
        width = room.width() / len(chart.bars)
        return QRectF(room.left() + place * width, room.top(), width, room.height())
    height = ROW * look.scale
    return QRectF(room.left(), room.top() + place * height, room.width(), height)


def wanted_height(chart: Chart, look: ChartLook) -> float:
    """How high the chart wants to be."""
    return 186 * look.scale if chart.upright else max(len(chart.bars), 1) * ROW * look.scale


def _paint_lying(painter: QPainter, room: QRectF, bar: Bar, chart: Chart, look: ChartLook) -> None:
    label, count = _label_width(chart, look, room.width()), 44 * look.scale
    metrics = QFontMetricsF(look.font)
    painter.setPen(look.colour("text_secondary"))
    words = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, label - 10)
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
    painter.drawRect(column.adjusted(0, min(4.0, height), 0, 0))  # square feet
    painter.setPen(look.colour("text_secondary"))
    above = QRectF(room.left(), column.top() - line, room.width(), line)
    painter.drawText(above, _Align.AlignCenter, str(bar.count))
    below = QRectF(room.left(), ground.bottom() + 4, room.width(), line)
    painter.drawText(below, _Align.AlignCenter, bar.label)


def _label_width(chart: Chart, look: ChartLook, room: float) -> float:
    """All bars of a chart begin at one place: behind the longest label, which may take a third of the room."""
    metrics = QFontMetricsF(look.font)
    longest = max((metrics.horizontalAdvance(bar.label) for bar in chart.bars), default=0)
    return float(min(max(longest + 14, 80 * look.scale), room / 3))


def _fill(painter: QPainter, place: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)


def _mark(painter: QPainter, room: QRectF, look: ChartLook) -> None:
    painter.setPen(QPen(look.colour("accent"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(room.adjusted(-5.5, 1.5, 5.5, -1.5), 5, 5)
