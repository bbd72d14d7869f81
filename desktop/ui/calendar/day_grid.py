"""The days as a grid of weeks: arrow keys move the chosen day, Enter goes to its entries."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.domain.words.dates import weekday
from desktop.services.reporting.calendar_sheet import CalendarDay, CalendarEntry, CalendarSheet
from desktop.ui.access.focus_ring import PAINTS_FOCUS
from desktop.ui.access.spoken_parts import SpokenPart, SpokenRole, let_speak, tell_chosen
from desktop.ui.calendar.day_painting import DayLook, day_words, entry_rooms, paint_day
from desktop.ui.menus.case_spot import CaseSpot
from desktop.ui.parts.keys import OPEN_KEYS
from desktop.ui.theme.theme import Theme

_MONDAY = date(2024, 1, 1)
_NAMES = tuple(weekday(_MONDAY + timedelta(days=place)) for place in range(7))
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class DayGrid(QWidget):
    """Shows a CalendarSheet that begins on a Monday. `day_chosen` may carry a day outside of it."""

    day_chosen = Signal(object)
    day_opened = Signal()
    entry_opened = Signal(object)
    menu_requested = Signal(object)
    """A CaseSpot."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet: CalendarSheet | None = None
        self._chosen = date.min
        self.month = 0  # days of another month are faded; 0 fades none
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(PAINTS_FOCUS, True)
        self.setMouseTracking(True)
        self.setMinimumSize(420, 320)
        theme.changed.connect(self.update)
        let_speak(self, SpokenRole.LIST, DayGrid._spoken_days)

    def show_sheet(self, sheet: CalendarSheet, chosen: date, month: int) -> None:
        self._sheet, self._chosen, self.month = sheet, chosen, month
        self._update_accessible_name()
        tell_chosen(self, next((place for place, day in enumerate(sheet.days) if day.day == chosen), -1))
        self.update()

    @property
    def chosen(self) -> CalendarDay:
        """The chosen day with its entries; an empty one while nothing is shown."""
        days = self._sheet.days if self._sheet else ()
        return next((day for day in days if day.day == self._chosen), CalendarDay(self._chosen))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        for place, day in enumerate(self._sheet.days):
            room = self._room(place)
            paint_day(painter, room, day, self._look(day), self._theme)
            painter.setPen(QPen(self._theme.colour("line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.translated(0.5, 0.5))
        self._paint_chosen(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.day_chosen.emit(self._chosen + timedelta(days=_STEPS[key]))
        elif key in OPEN_KEYS:
            self.day_opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day, entry = self._at(event.position())
        if day is not None:
            self.day_chosen.emit(day.day)
        if entry is not None and event.button() == Qt.MouseButton.LeftButton:
            self.entry_opened.emit(entry)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the case of an entry; by the keyboard that of the first entry of the chosen day."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        entry = next(iter(self.chosen.entries), None) if by_key else self._at(QPointF(event.pos()))[1]
        if entry is None:
            event.ignore()
        else:
            self.menu_requested.emit(CaseSpot((entry.case_id,), event.globalPos(), entry.words))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        entry = self._at(event.position())[1]
        self.setCursor(Qt.CursorShape.PointingHandCursor if entry else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            entry = self._at(QPointF(event.pos()))[1]
            QToolTip.showText(
                event.globalPos(), f"{entry.words}\n{entry.subject}\n{entry.detail}" if entry else "", self
            )
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _paint_head(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font(self._theme.size.font_small))
        painter.setPen(self._theme.colour("text_secondary"))
        for place, name in enumerate(_NAMES):
            room = self._room(place)
            painter.drawText(
                QRectF(room.left() + 8, 0, room.width(), self._head), Qt.AlignmentFlag.AlignVCenter, name
            )

    def _paint_chosen(self, painter: QPainter) -> None:
        for place, day in enumerate(self._sheet.days if self._sheet else ()):
            if day.day == self._chosen:
                focused = self.hasFocus()
                painter.setPen(QPen(self._theme.colour("accent" if focused else "edge"), 3 if focused else 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self._room(place).adjusted(1, 1, -1, -1))

    def _look(self, day: CalendarDay) -> DayLook:
        assert self._sheet is not None
        return DayLook(
            today=day.day == self._sheet.today,
            chosen=day.day == self._chosen,
            faded=bool(self.month) and day.day.month != self.month,
            detailed=len(self._sheet.days) == len(_NAMES),
        )

    @property
    def _head(self) -> float:
        return self._theme.size.font_small + 16.0

    def _room(self, place: int) -> QRectF:
        weeks = max(len(self._sheet.days) // 7, 1) if self._sheet else 1
        row, column, head = place // 7, place % 7, round(self._head)
        left, right = round(self.width() * column / 7), round(self.width() * (column + 1) / 7)
        top, bottom = (head + round((self.height() - head - 1) * one / weeks) for one in (row, row + 1))
        return QRectF(left, top, min(right, self.width() - 1) - left, bottom - top)

    def _at(self, point: QPointF) -> tuple[CalendarDay | None, CalendarEntry | None]:
        for place, day in enumerate(self._sheet.days if self._sheet else ()):
            room = self._room(place)
            if room.contains(point):
                rooms, _ = entry_rooms(room, day, self._look(day), self._theme)
                hit = (entry for entry, own in zip(day.entries, rooms, strict=False) if own.contains(point))
                return day, next(hit, None)
        return None, None

    def _spoken_days(self) -> list[SpokenPart]:
        """Each day with its entries, in the words of the panel beside."""
        sheet = self._sheet
        return (
            [
                SpokenPart(
                    "；".join(
                        (
                            day_words(day, sheet.today),
                            *(f"{entry.words}，{entry.subject}" for entry in day.entries),
                        )
                    ),
                    self._room(place).toRect(),
                    day.day == self._chosen,
                )
                for place, day in enumerate(sheet.days)
            ]
            if sheet
            else []
        )

    def _update_accessible_name(self) -> None:
        if self._sheet is not None:
            day = self.chosen
            self.setAccessibleName(f"{day_words(day, self._sheet.today)}，{len(day.entries)} 项")
