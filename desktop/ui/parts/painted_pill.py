"""A pill painted by a delegate: the same as the label of labels.Pill, without a widget."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_PAD = 8


def paint_pill(
    painter: QPainter, theme: Theme, place: QRect, words: str, tone: Tone, *, at_right: bool = False
) -> None:
    """Paint it in the middle of the height of `place`, at its left side or its right one."""
    font = theme.font(theme.size.font_small)
    width, height = QFontMetrics(font).horizontalAdvance(words) + 2 * _PAD, theme.size.font_small + 8
    left = place.right() - width if at_right else place.left()
    ground = QRectF(left, place.center().y() - height / 2 + 0.5, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(tone.ground))
    painter.drawRoundedRect(ground, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(theme.colour(tone.ink))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, words)
