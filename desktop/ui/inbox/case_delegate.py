"""Paints one cell of the work list: hairline rows, pills for states, due dates in words, the next step as a link."""

from __future__ import annotations

from PySide6.QtCore import (
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseRow, DueKind, Span
from desktop.ui.inbox.case_table_model import NEW_ROLE, ROW_ROLE, Column, GroupHead, cell_text
from desktop.ui.parts.due_words import due_words
from desktop.ui.parts.labels import elided
from desktop.ui.parts.row_list import CellOption, Index, cell_option, paint_focus
from desktop.ui.parts.tone import Tone
from desktop.ui.parts.waiting_words import waiting_line
from desktop.ui.theme.theme import Theme

_GAP = 6
_TICK = 14
_PILL_PAD = 8
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

_TONES = {
    Status.DRAFTING: Tone.ACCENT,
    Status.SECTION_REVIEW: Tone.ACCENT,
    Status.OFFICE_REVIEW: Tone.ACCENT,
    Status.COUNTERSIGN: Tone.ACCENT,
    Status.LEADER_REVIEW: Tone.ACCENT,
    Status.SIGNED_OFF: Tone.ACCENT,
    Status.NUMBERED: Tone.ACCENT,
    Status.SENT_TO_LEAD: Tone.GOOD,
    Status.REPLIED: Tone.GOOD,
    Status.CLOSED: Tone.GOOD,
    Status.REHANDLING: Tone.WARNING,
    Status.RETURN_REQUESTED: Tone.WARNING,
}


def status_tone(status: Status) -> Tone:
    """The tone of a status: handled by us, finished, or waiting for others."""
    return _TONES.get(status, Tone.NEUTRAL)


class CaseDelegate(QStyledItemDelegate):
    """Paints every column. `hovered_row` is set by the view."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.hovered_row = -1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, self._theme.size.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        cell = cell_option(option, index)
        # Before antialiasing is on, which would leave seams between cells at 150 %.
        self._paint_ground(painter, cell, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        case = index.data(ROW_ROLE)
        if isinstance(case, GroupHead):
            self._paint_head(painter, cell.place, case)
            paint_focus(painter, self._theme, cell)
        elif isinstance(case, CaseRow):
            self._paint_cell(painter, cell, case, index)
        painter.restore()

    def _paint_head(self, painter: QPainter, place: QRect, head: GroupHead) -> None:
        """Paint the head of a group across the table: chevron, name, count."""
        painter.fillRect(place.adjusted(0, 0, 0, -1), self._theme.colour("background"))
        side = self._theme.px(_TICK)
        icon = QRectF(place.left() + 12.5, place.center().y() - side / 2, side, side)
        self._theme.paint_icon(
            painter, "chevron-right" if head.folded else "chevron-down", "text_secondary", icon
        )
        room = place.adjusted(50, 0, -_GAP, -1)
        end = self._words(painter, room, head.label, "text", bold=True)
        rest = QRect(end + 10, place.top(), 120, place.height())
        self._words(painter, rest, f"{head.count} 件", "text_secondary", small=True)

    def _paint_ground(self, painter: QPainter, cell: CellOption, index: Index) -> None:
        place, colour = cell.place, self._theme.colour
        ground = "selection" if cell.selected else "hover" if index.row() == self.hovered_row else "surface"
        painter.fillRect(place, colour(ground))
        painter.fillRect(QRect(place.left(), place.bottom(), place.width(), 1), colour("line"))
        if index.column() == Column.TICK and _holds_cursor(cell.view, index.row()):
            painter.fillRect(QRect(place.left(), place.top(), 3, place.height() - 1), colour("accent"))

    def _paint_cell(self, painter: QPainter, cell: CellOption, case: CaseRow, index: Index) -> None:
        place, column = cell.place.adjusted(0, 0, -_GAP, -1), Column(index.column())
        match column:
            case Column.TICK:
                self._paint_tick(painter, place, cell.selected)
            case Column.STATUS:
                self._pill(painter, place, case.status.label, status_tone(case.status))
            case Column.DUE:
                self._paint_due(painter, place, case)
            case Column.SUBJECT:
                self._paint_subject(painter, place, case, is_new=bool(index.data(NEW_ROLE)))
            case Column.NUMBER:
                self._paint_number(painter, place, case.number)
            case Column.NEXT_STEP:
                self._words(painter, place, case.next_step, "accent")
            case _:
                self._words(painter, place, cell_text(case, column), "text_secondary")

    def _paint_number(self, painter: QPainter, place: QRect, number: str) -> None:
        self._words(painter, place, number or "未编", "text" if number else "text_secondary", bool(number))

    def _paint_tick(self, painter: QPainter, place: QRect, ticked: bool) -> None:
        side = self._theme.px(_TICK)
        box = QRectF(place.left() + 12.5, place.center().y() - side / 2 + 0.5, side, side)
        painter.setPen(self._theme.colour("accent" if ticked else "edge"))
        painter.setBrush(self._theme.colour("accent" if ticked else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            self._theme.paint_icon(painter, "check", "on_accent", box.adjusted(1, 1, -1, -1))

    def _paint_subject(self, painter: QPainter, place: QRect, case: CaseRow, *, is_new: bool) -> None:
        """Paint the subject with its marks, and below it in small type what the case waits for."""
        room = place.adjusted(0, 0, -16, 0)
        if case.hit.words or case.waiting.words:
            line = self._theme.size.font_base + 6
            top = place.top() + (place.height() - line - self._theme.size.font_small - 4) // 2
            below = QRect(place.left(), top + line, room.width(), self._theme.size.font_small + 4)
            metrics = QFontMetrics(self._theme.font(self._theme.size.font_small))
            said = case.hit.words or waiting_line(metrics, case.waiting, below.width())
            self._mark(painter, below, said, case.hit.in_words if case.hit.words else (), small=True)
            self._words(painter, below, said, "text_secondary", small=True)
            room = QRect(place.left(), top, room.width(), line)
        marks = [("新", Tone.ACCENT)] * is_new + [("重点", Tone.NEUTRAL)] * case.is_key
        for words, _tone in marks:
            room.setRight(room.right() - self._pill_width(words) - 12)
        self._mark(painter, room, case.subject, case.hit.in_subject)
        end = self._words(painter, room, case.subject, "text") + 14
        for words, tone in marks:
            self._pill(painter, QRect(end, room.top(), 60, room.height()), words, tone)
            end += self._pill_width(words) + 6

    def _mark(
        self, painter: QPainter, place: QRect, text: str, spans: tuple[Span, ...], *, small: bool = False
    ) -> None:
        """Paint the ground behind what was found in one line of text, as far as it is shown."""
        size = self._theme.size
        metrics = QFontMetrics(self._theme.font(size.font_small if small else size.font_base))
        for first, last in spans:
            left, right = (metrics.horizontalAdvance(text[:end]) for end in (first, last))
            width = min(right, place.width()) - left
            if width > 0:
                top = place.center().y() - metrics.height() // 2
                ground = QRectF(place.left() + left - 1, top, width + 2, metrics.height() + 1)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.colour("warning_ground"))
                painter.drawRoundedRect(ground, 2, 2)

    def _paint_due(self, painter: QPainter, place: QRect, case: CaseRow) -> None:
        words = due_words(case.due, case.replied_at)
        end = self._words(painter, place, words.lead, words.tone.ink, words.strong)
        rest = QRect(end + 5, place.top(), place.right() - end - 5, place.height())
        if words.day and rest.width() > 30:
            self._words(
                painter, rest, words.day, "text_secondary", small=case.due.kind is not DueKind.WAITING
            )

    def _words(
        self, painter: QPainter, place: QRect, text: str, role: str, bold: bool = False, small: bool = False
    ) -> int:
        """Paint one elided line; return its right edge."""
        size = self._theme.size
        font = self._theme.font(size.font_small if small else size.font_base, bold)
        metrics = QFontMetrics(font)
        line = elided(metrics, " ".join(text.split()), place.width())
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        painter.drawText(place, _MIDDLE, line)
        return place.left() + metrics.horizontalAdvance(line)

    def _pill_width(self, text: str) -> int:
        return (
            QFontMetrics(self._theme.font(self._theme.size.font_small)).horizontalAdvance(text)
            + 2 * _PILL_PAD
        )

    def _pill(self, painter: QPainter, place: QRect, text: str, tone: Tone) -> None:
        height = self._theme.size.font_small + 8
        ground = QRectF(place.left(), place.center().y() - height / 2 + 0.5, self._pill_width(text), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(tone.ground))
        painter.drawRoundedRect(ground, height / 2, height / 2)
        painter.setFont(self._theme.font(self._theme.size.font_small))
        painter.setPen(self._theme.colour(tone.ink))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)


def _holds_cursor(view: QWidget | None, row: int) -> bool:
    """Whether this is the current row of a focused view."""
    return view is not None and view.hasFocus() and view.property("currentRow") == row
