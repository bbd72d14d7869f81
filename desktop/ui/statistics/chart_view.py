"""A chart on the page: the mouse or the arrow keys choose a bar, Enter shows the cases behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.domain.figures.rates import percent
from desktop.ui.statistics.chart_data import Bar, Chart
from desktop.ui.statistics.chart_painting import ChartLook, bar_room, paint_chart, wanted_height
from desktop.ui.theme.theme import Theme

_FORWARD = {Qt.Key.Key_Down, Qt.Key.Key_Right}
_BACK = {Qt.Key.Key_Up, Qt.Key.Key_Left}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class ChartView(QWidget):
    """`bar_opened` carries the bar whose cases are asked for."""

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

    def show_chart(self, chart: Chart) -> None:
        self._chart = chart
        self._place = min(self._place, max(len(chart.bars) - 1, 0))
        self._tell()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, round(wanted_height(self._chart, self._look())) if self._chart else 120)

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
        elif bars and event.key() in _ENTER:
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
        self._tell()
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
        self._tell()
        self.update()

    def _tell(self) -> None:
        if self._chart is None:
            return
        here = f"，{_share(self._chart.bars[self._place])}" if self._chart.bars else ""
        self.setAccessibleName(f"{self._chart.title}图{here}")


def _share(bar: Bar) -> str:
    """「科创科 9 件，占总数的39.1%」."""
    return f"{bar.words}，占总数的{percent(bar.count, bar.of)}"
