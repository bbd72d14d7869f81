"""One card: number and what is left, the subject in two lines, who is in charge."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.domain.case.work_list import CaseRow
from desktop.ui.parts.cell_option import cell_option
from desktop.ui.parts.due_words import due_words
from desktop.ui.parts.row_list import ITEM_ROLE
from desktop.ui.theme.theme import Theme

_PAD = 10
_GAP = 8
_Align = Qt.AlignmentFlag


class CardDelegate(QStyledItemDelegate):
    """Cards lie on the column with a hairline around them; the one with the keyboard is framed in the accent."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = self._theme.size
        return QSize(120, 2 * size.font_base + 2 * size.font_small + 2 * _PAD + _GAP + 32)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell, case = cell_option(option), index.data(ITEM_ROLE)
        if not isinstance(case, CaseRow):
            return
        theme = self._theme
        card = QRectF(cell.place).adjusted(0.5, 0.5, -0.5, -_GAP - 0.5)
        focused = cell.selected and cell.view is not None and cell.view.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(theme.colour("accent" if focused or cell.hovered else "line"), 1.6 if focused else 1)
        )
        painter.setBrush(theme.colour("selection" if focused else "surface"))
        painter.drawRoundedRect(card, theme.size.radius, theme.size.radius)
        self._paint_words(painter, card.adjusted(_PAD, _PAD - 2, -_PAD, -_PAD + 2), case)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRectF, case: CaseRow) -> None:
        size, theme = self._theme.size, self._theme
        line = size.font_small + 7.0
        top, foot = QRectF(room), QRectF(room)
        top.setHeight(line)
        foot.setTop(room.bottom() - line)
        number = (case.number or f"#{case.id}") + ("　重点" if case.is_key else "")
        painter.setFont(theme.font(size.font_small, bold=True))
        self._say(painter, top, number, "text", _Align.AlignLeft)
        due = due_words(case.due, case.replied_at)
        painter.setFont(theme.font(size.font_small, bold=due.strong))
        self._say(painter, top, due.lead, due.tone.ink, _Align.AlignRight)
        painter.setFont(theme.font(size.font_base))
        painter.setPen(theme.colour("text"))
        subject = QRectF(room.left(), top.bottom() + 3, room.width(), foot.top() - top.bottom() - 5)
        painter.drawText(subject, int(_Align.AlignTop) | int(Qt.TextFlag.TextWrapAnywhere), case.subject)
        painter.setFont(theme.font(size.font_small))
        self._say(
            painter,
            foot,
            " · ".join(filter(None, (case.role, case.section))),
            "text_secondary",
            _Align.AlignLeft,
        )

    def _say(self, painter: QPainter, room: QRectF, words: str, role: str, side: Qt.AlignmentFlag) -> None:
        painter.setPen(self._theme.colour(role))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, side | _Align.AlignVCenter, shown)
