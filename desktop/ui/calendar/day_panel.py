"""The entries of the chosen day; Enter opens the case, Esc returns to the grid of days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.services.reporting.calendar_sheet import CalendarDay, CalendarEntry
from desktop.ui.access.print_size import KeptWidth
from desktop.ui.calendar.day_painting import ICONS, TONES, day_words
from desktop.ui.menus.case_spot import CaseSpot
from desktop.ui.menus.place_menus import Verbs, offer_verbs
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import elided, make_label
from desktop.ui.parts.page import EmptyLine
from desktop.ui.parts.row_list import ITEM_ROLE, Index, Row, RowModel, cell_option, paint_focus
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_WIDTH = 300
_PAD = 16


class EntryDelegate(QStyledItemDelegate):
    """Paints three lines for each entry: what, which case, which state."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, 2 * self._theme.size.font_base + self._theme.size.font_small + 40)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, entry = cell_option(option, index), index.data(ITEM_ROLE)
        if not isinstance(entry, CalendarEntry):
            return
        theme, size = self._theme, self._theme.size
        if cell.selected or cell.hovered:
            painter.fillRect(cell.place, theme.colour("selection" if cell.selected else "hover"))
        painter.fillRect(
            QRectF(cell.place.left(), cell.place.bottom(), cell.place.width(), 1), theme.colour("line")
        )
        tone, side = TONES[entry.kind], float(size.font_base + 1)
        room = QRectF(cell.place).adjusted(_PAD, 9, -_PAD, -9)
        theme.paint_icon(
            painter, ICONS[entry.kind], tone.ink, QRectF(room.left(), room.top() + 2, side, side)
        )
        line = room.height() / 3
        for place, (words, role, bold, pixels, shift) in enumerate(
            (
                (entry.words, tone.ink, True, size.font_base, side + 7),
                (entry.subject, "text", False, size.font_base, 0.0),
                (entry.detail, "text_secondary", False, size.font_small, 0.0),
            )
        ):
            painter.setFont(theme.font(pixels, bold=bold))
            painter.setPen(theme.colour(role))
            own = QRectF(room.left() + shift, room.top() + place * line, room.width() - shift, line)
            shown = elided(painter.fontMetrics(), words, own.width())
            painter.drawText(own, Qt.AlignmentFlag.AlignVCenter, shown)
        paint_focus(painter, theme, cell)


class DayPanel(QFrame):
    """`case_opened` carries the id of the case to open; `leave_requested` asks to focus the grid."""

    case_opened = Signal(int)
    leave_requested = Signal()
    menu_requested = Signal(object)
    """A CaseSpot."""
    intake_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "left")
        KeptWidth(theme, self, _WIDTH)
        self._model = RowModel()
        self._name = make_label(kind="heading", wrap=True)
        self._nothing = make_label("这一天没有到期的事项，也没有沟通记录。", tone=Tone.SECONDARY, wrap=True)
        intake = Button(theme, "收件", "file-input")
        intake.clicked.connect(self.intake_requested)
        self._empty = EmptyLine("这些天都没有事项。收件以后，答复、会办、反馈等期限自动排进来。", intake)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(EntryDelegate(theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("这一天的事项")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(self._open)
        offer_verbs(self.list, self._verbs_at)
        self.list.clicked.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 14, 0, 0)
        column.setSpacing(10)
        for label in (self._name, self._nothing, self._empty):
            label.setContentsMargins(_PAD, 0, _PAD, 0)
            column.addWidget(label)
        column.addWidget(self.list, 1)

    def show_day(self, day: CalendarDay, today: date, *, is_empty: bool) -> None:
        """Show a day; `is_empty`: no day of the calendar that is shown has anything."""
        self._name.setText(day_words(day, today))
        rows = tuple(
            Row(f"{entry.words}，{entry.subject}，{entry.detail}", entry, entry.subject)
            for entry in day.entries
        )
        self._model.show_rows(rows)
        self._nothing.setVisible(not rows and not is_empty)
        self._empty.setVisible(is_empty)
        self.list.setAccessibleName(f"{self._name.text()}，{len(rows)} 项")

    def take_focus(self) -> None:
        """Focus the first entry."""
        if self._model.rowCount():
            self.list.setFocus()
            self.list.setCurrentIndex(self._model.index(0))

    def _verbs_at(self, index: QModelIndex, point: QPoint) -> Verbs | None:
        entry = index.data(ITEM_ROLE)
        if not isinstance(entry, CalendarEntry):
            return ()
        self.menu_requested.emit(CaseSpot((entry.case_id,), point, str(index.data() or "")))
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        entry = index.data(ITEM_ROLE)
        if isinstance(entry, CalendarEntry):
            self.case_opened.emit(entry.case_id)
