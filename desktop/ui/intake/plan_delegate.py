"""Paints one cell of the dry run: old struck lightly, new beside it, a box where the officer has a say."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.importing.plan import ImportStatus, PlannedChange
from desktop.ui.intake.plan_lines import TONES, WORDS, PlanLine
from desktop.ui.intake.plan_table_model import LINE_ROLE, Column, PlanTableModel
from desktop.ui.parts.cell_option import CellOption, cell_option
from desktop.ui.parts.painted_pill import paint_pill
from desktop.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_BOX = 14
_GAP = 8
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class PlanDelegate(QStyledItemDelegate):
    """Rows in full ink, their changes indented under them."""

    def __init__(self, theme: Theme, model: PlanTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(40, self._theme.size.row_height - 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, cell = index.data(LINE_ROLE), cell_option(option)
        if not isinstance(line, PlanLine):
            return
        painter.save()
        ground = "selection" if cell.selected else "surface"
        painter.fillRect(cell.place, self._theme.colour(ground))
        if line.last:
            foot = QRect(cell.place.left(), cell.place.bottom(), cell.place.width(), 1)
            painter.fillRect(foot, self._theme.colour("line"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_cell(painter, cell, line, Column(index.column()))
        painter.restore()

    def _paint_cell(self, painter: QPainter, cell: CellOption, line: PlanLine, column: Column) -> None:
        place = cell.place.adjusted(0, 0, -_GAP, -1)
        if line.change is not None:
            self._paint_change(painter, place, line, line.change, column)
            return
        dimmed = line.item.status is ImportStatus.UNCHANGED or line.item.key in self._model.choices.left_out
        role = "text_secondary" if dimmed else "text"
        match column:
            case Column.TICK if line.can_tick:
                self._paint_box(painter, place.left() + 16, place, line)
            case Column.ROW:
                self._words(painter, place, str(line.item.row or ""), "text_secondary")
            case Column.STATUS:
                paint_pill(painter, self._theme, place, WORDS[line.item.status], TONES[line.item.status])
            case Column.NAME:
                name = "—" if line.item.name == line.item.source else line.item.name
                self._words(painter, place, name, role if name != "—" else "text_secondary")
            case Column.CONTENT:
                self._paint_content(painter, place, line, role)

    def _paint_content(self, painter: QPainter, place: QRect, line: PlanLine, role: str) -> None:
        if line.item.status is not ImportStatus.REFUSED:
            self._words(painter, place, line.item.subject, role)
            return
        left = self._words(painter, place, line.item.message, "danger")
        if line.item.subject:
            self._words(painter, place.adjusted(left + 16, 0, 0, 0), line.item.subject, "text_secondary")

    def _paint_change(
        self, painter: QPainter, place: QRect, line: PlanLine, change: PlannedChange, column: Column
    ) -> None:
        if column is Column.NAME:
            self._words(painter, place, change.label, "text_secondary")
        if column is not Column.CONTENT:
            return
        if change.needs_decision:
            self._paint_box(painter, place.left(), place, line)
            place = place.adjusted(_BOX + _GAP, 0, 0, 0)
        width = place.width()
        stays = change.needs_decision and not self._model.choices.ticked(line)
        note = ("保留您填写的" if stays else "改用清单的") if change.needs_decision else ""
        room = place.adjusted(0, 0, -self._width(note) - 16 if note else 0, 0)
        used = self._words(
            painter, room, change.old or "空白", "text" if stays else "text_secondary", width // 2
        )
        used += self._words(painter, room.adjusted(used + _GAP, 0, 0, 0), "→", "text_secondary") + 2 * _GAP
        role = "text_secondary" if stays else "text"
        used += self._words(painter, room.adjusted(used, 0, 0, 0), change.new or "空白", role)
        if note:
            rest = place.adjusted(used + 16, 0, 0, 0)
            self._words(painter, rest, note, "warning" if stays else "accent")

    def _paint_box(self, painter: QPainter, left: int, place: QRect, line: PlanLine) -> None:
        ticked = self._model.choices.ticked(line)
        box = QRectF(left + 0.5, place.center().y() - _BOX / 2 + 0.5, _BOX, _BOX)
        painter.setPen(self._theme.colour("accent" if ticked else "text_secondary"))
        painter.setBrush(self._theme.colour("accent" if ticked else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            self._theme.paint_icon(painter, "check", "on_accent", box.adjusted(1, 1, -1, -1))

    def _width(self, words: str) -> int:
        return QFontMetrics(self._theme.font(self._theme.size.font_base)).horizontalAdvance(words)

    def _words(self, painter: QPainter, place: QRect, words: str, role: str, most: int = 0) -> int:
        """Paint one line, elided; return its width."""
        font = self._theme.font(self._theme.size.font_base)
        metrics = QFontMetrics(font)
        room = max(min(place.width(), most) if most else place.width(), 0)
        shown = metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        painter.drawText(place, _LEFT, shown)
        return metrics.horizontalAdvance(shown)
