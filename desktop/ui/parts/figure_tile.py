"""A tile: a figure with its name and a short detail line; a click opens the cases it counts."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.parts.labels import elided
from desktop.ui.theme.theme import Theme

_HEIGHT = 92
_PAD = 16


class TileFigure(NamedTuple):
    """The content of a tile. `role` is the colour role of the figure, `opens` what a click opens (None for nothing), `tip`
    the tool tip.
    """

    label: str
    figure: str
    detail: str = ""
    of: str = ""
    role: str = "text"
    opens: object = None
    tip: str = ""


class Tile(QAbstractButton):
    """Shows one figure; a button, so that it works by keyboard."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figure = TileFigure("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def figure(self) -> TileFigure:
        return self._figure

    def show_figure(self, figure: TileFigure) -> None:
        self._figure = figure
        self.setEnabled(figure.opens is not None)
        self.setAccessibleName(f"{figure.label} {figure.figure}{figure.of} {figure.detail}")
        self.setToolTip(figure.tip or figure.detail)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, round(_HEIGHT * self._theme.size.font_base / 13))

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("accent" if self.hasFocus() or self.underMouse() else "line"))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        size, room = self._theme.size, self.rect().adjusted(_PAD, 13, -_PAD, -12)
        left = Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._theme.font(size.font_small))
        painter.setPen(self._theme.colour("text_secondary"))
        label = elided(painter.fontMetrics(), self._figure.label, room.width())
        painter.drawText(room, left | Qt.AlignmentFlag.AlignTop, label)
        detail = elided(painter.fontMetrics(), self._figure.detail, room.width())
        painter.drawText(room, left | Qt.AlignmentFlag.AlignBottom, detail)
        font = self._theme.font(size.font_figure, bold=True)
        painter.setFont(font)
        painter.setPen(self._theme.colour(self._figure.role))
        painter.drawText(room, left | Qt.AlignmentFlag.AlignVCenter, self._figure.figure)
        shift = QFontMetrics(font).horizontalAdvance(self._figure.figure) + 6
        painter.setFont(self._theme.font(size.font_base))
        painter.setPen(self._theme.colour("text_secondary"))
        rest = QRect(room.left() + shift, room.top() + 4, room.width() - shift, room.height())
        painter.drawText(rest, left | Qt.AlignmentFlag.AlignVCenter, self._figure.of)
