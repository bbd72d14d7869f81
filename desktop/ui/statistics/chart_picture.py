"""A chart that leaves the window: as a picture on white for a report, or printed, always in the light colours."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from desktop.ui.statistics.chart_data import Chart
from desktop.ui.statistics.chart_painting import ChartLook, paint_chart, wanted_height
from desktop.ui.theme.theme import Theme

_WIDTH = 640
_MARGIN = 24
_SCALE = 3.0
"""Pixels of the picture for one of the drawing: sharp when a report prints it 16 cm wide."""


def print_look(theme: Theme) -> ChartLook:
    """Ink for paper, whatever the window looks like."""
    colours = theme.print_colours
    return ChartLook(lambda role: QColor(getattr(colours, role)), theme.font(13))


def chart_picture(chart: Chart, theme: Theme) -> QImage:
    """The chart with its title on white."""
    size = picture_size(chart, theme)
    image = QImage(
        QSize(round(size.width() * _SCALE), round(size.height() * _SCALE)), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(_SCALE, _SCALE)
    paint_titled(painter, QRectF(0, 0, size.width(), size.height()), chart, theme)
    painter.end()
    return image


def picture_size(chart: Chart, theme: Theme) -> QSize:
    """The size of the drawing in pixels at 100 %."""
    extra = 2 * _MARGIN + 34 + (26 if chart.note else 0)
    return QSize(_WIDTH, round(wanted_height(chart, print_look(theme))) + extra)


def paint_titled(painter: QPainter, room: QRectF, chart: Chart, theme: Theme) -> None:
    """Title, chart and note, top to bottom."""
    look = print_look(theme)
    inner = room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    painter.setFont(theme.font(15, bold=True))
    painter.setPen(look.colour("text"))
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, chart.title)
    body = QRectF(inner.left(), inner.top() + 34, inner.width(), wanted_height(chart, look))
    paint_chart(painter, body, chart, look)
    if chart.note:
        painter.setFont(look.font)
        painter.setPen(look.colour("text_secondary"))
        line = QFontMetricsF(look.font).height()
        note = QRectF(inner.left(), inner.bottom() - line, inner.width(), line)
        painter.drawText(note, Qt.AlignmentFlag.AlignLeft, chart.note)
