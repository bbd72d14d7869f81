"""Paints one line of the intake list: what came, what was found in it or what is wrong, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.importing.plan import IntakeKind
from desktop.ui.intake.entry import Entry, EntryState
from desktop.ui.parts.cell_option import cell_option
from desktop.ui.parts.painted_pill import paint_pill
from desktop.ui.parts.row_list import ITEM_ROLE
from desktop.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_SIDE = 20
_ICON = 18
_ACTION = 84
_STATE = 84
_ICONS = {
    EntryState.TAKEN: ("circle-check", "good"),
    EntryState.REFUSED: ("circle-x", "danger"),
    EntryState.READING: ("hourglass", "accent"),
}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class EntryDelegate(QStyledItemDelegate):
    """Two lines of words: the name, and under it what is to be said of it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self._theme.size.row_height + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, entry = cell_option(option), index.data(ITEM_ROLE)
        painter.save()
        ground = "selection" if cell.selected else "hover" if cell.hovered else "surface"
        painter.fillRect(cell.place, self._theme.colour(ground))
        line = QRect(cell.place.left(), cell.place.bottom(), cell.place.width(), 1)
        painter.fillRect(line, self._theme.colour("line"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Entry):
            self._paint_entry(painter, cell.place.adjusted(_SIDE, 0, -_SIDE, -1), entry)
        painter.restore()

    def _paint_entry(self, painter: QPainter, place: QRect, entry: Entry) -> None:
        icon, role = _ICONS.get(entry.state, (_icon_of(entry), "text_secondary"))
        box = QRectF(place.left(), place.center().y() - _ICON / 2, _ICON, _ICON)
        self._theme.paint_icon(painter, icon, role, box)
        scale = self._theme.size.font_base / 13
        action = place.adjusted(place.width() - round(_ACTION * scale), 0, 0, 0)
        state = QRect(
            action.left() - round(_STATE * scale), place.top(), round(_STATE * scale), place.height()
        )
        words = QRect(place.left() + _ICON + 14, place.top(), 0, place.height())
        words.setRight(state.left() - 12)
        self._paint_words(painter, words, entry)
        paint_pill(painter, self._theme, state, entry.state.label, entry.state.tone, at_right=True)
        self._line(painter, action, entry.action, "accent", Qt.AlignmentFlag.AlignRight)

    def _paint_words(self, painter: QPainter, place: QRect, entry: Entry) -> None:
        half = place.height() // 2
        upper = QRect(place.left(), place.top() + 6, place.width(), half - 4)
        lower = QRect(place.left(), place.top() + half, place.width(), half - 6)
        if not entry.message:
            upper = place
        used = self._line(painter, upper, entry.name, "text")
        if entry.kind is not None:
            self._line(
                painter, upper.adjusted(used + 10, 0, 0, 0), entry.kind.label, "text_secondary", small=True
            )
        self._line(painter, lower, entry.message, "text_secondary", small=True)

    def _line(
        self,
        painter: QPainter,
        place: QRect,
        words: str,
        role: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        small: bool = False,
    ) -> int:
        """Paint one line, elided; return its width."""
        size = self._theme.size
        font = self._theme.font(size.font_small if small else size.font_base)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(place.width(), 0))
        painter.drawText(place, _MIDDLE | side, shown)
        return metrics.horizontalAdvance(shown)


def _icon_of(entry: Entry) -> str:
    return "file-spreadsheet" if entry.kind is IntakeKind.LEDGER else "file-text"


def entry_words(entry: Entry) -> str:
    """The whole line, for screen readers and the tool tip."""
    kind = entry.kind.label if entry.kind else ""
    return "，".join(part for part in (entry.name, kind, entry.state.label, entry.message) if part)
