"""The stepper 「办理进程」: the way of a case across the head of the desk."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.case.next_step import Step, StepState
from desktop.ui.theme.theme import Theme

_DOT = 14
_LINE = 12
_GAP = 4
_WORDS = {StepState.DONE: "已完成", StepState.CURRENT: "正在办", StepState.OPEN: "未到"}


class Stepper(QWidget):
    """Done steps with a tick, the current one full and bold, the rest as rings. `set_brief` names the current one alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps: tuple[Step, ...] = ()
        self._brief = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        self._steps = steps
        self.setAccessibleName("，".join(f"{step.label}{_WORDS[step.state]}" for step in steps))
        self.setToolTip(" → ".join(step.label for step in steps))
        self.updateGeometry()
        self.update()

    @property
    def full_width(self) -> int:
        """The width, in pixels, with every step named."""
        return self._width(named=True)

    def set_brief(self, *, brief: bool) -> None:
        """Name only the current step, or all of them."""
        if brief is not self._brief:
            self._brief = brief
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width(named=not self._brief), 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = 0, self.height() // 2
        for place, step in enumerate(self._steps):
            if place:
                painter.setPen(QPen(self._theme.colour("line"), 1))
                painter.drawLine(QPointF(x, middle + 0.5), QPointF(x + _LINE, middle + 0.5))
                x += _LINE + _GAP
            self._paint_dot(painter, step, QRectF(x, middle - _DOT / 2, _DOT, _DOT))
            x += _DOT + _GAP
            if not self._brief or step.state is StepState.CURRENT:
                x += self._paint_label(painter, step, x) + _GAP

    def _paint_dot(self, painter: QPainter, step: Step, place: QRectF) -> None:
        colour = self._theme.colour
        painter.setBrush(Qt.BrushStyle.NoBrush)
        match step.state:
            case StepState.DONE:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour("good"))
                painter.drawEllipse(place)
                self._theme.paint_icon(painter, "check", "on_accent", place.adjusted(3, 3, -3, -3))
            case StepState.CURRENT:
                painter.setPen(QPen(colour("accent"), 5))
                painter.setBrush(colour("surface"))
                painter.drawEllipse(place.adjusted(2.5, 2.5, -2.5, -2.5))
            case _:
                painter.setPen(QPen(colour("line"), 1.25))
                painter.drawEllipse(place.adjusted(0.6, 0.6, -0.6, -0.6))

    def _paint_label(self, painter: QPainter, step: Step, x: int) -> int:
        current = step.state is StepState.CURRENT
        painter.setFont(self._theme.font(self._theme.size.font_base, current))
        role = "accent" if current else "text" if step.state is StepState.DONE else "text_secondary"
        painter.setPen(self._theme.colour(role))
        width = painter.fontMetrics().horizontalAdvance(step.label)
        painter.drawText(QRect(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, step.label)
        return width

    def _width(self, *, named: bool) -> int:
        total = len(self._steps) * (_DOT + _GAP) + max(len(self._steps) - 1, 0) * (_LINE + _GAP)
        for step in self._steps:
            current = step.state is StepState.CURRENT
            if named or current:
                font = self._theme.font(self._theme.size.font_base, current)
                total += QFontMetrics(font).horizontalAdvance(step.label) + _GAP
        return total + 2
