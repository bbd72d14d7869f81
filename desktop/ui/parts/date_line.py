"""A date typed as people type it, or picked from a calendar."""

from __future__ import annotations

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from desktop.domain.case.field import read_date
from desktop.domain.errors import Refused
from desktop.ui.theme.theme import Theme


class DateLine(QLineEdit):
    """2024-04-09, 2024.4.9, 20240409 and 2024年4月9日 are read alike; Alt+Down opens the calendar."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._calendar: QCalendarWidget | None = None
        self.setPlaceholderText("如 2024-04-09")
        self._action: QAction = self.addAction(
            theme.icon("calendar", "text_secondary", 16), QLineEdit.ActionPosition.TrailingPosition
        )
        self._action.setToolTip("打开日历（Alt+↓）")
        self._action.triggered.connect(self.open_calendar)
        theme.changed.connect(self._tint)

    def open_calendar(self) -> None:
        """Show a calendar under the line, at the date typed or today."""
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        day = self._typed_day()
        if day is not None:
            calendar.setSelectedDate(day)
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar = calendar
        calendar.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _take(self, day: QDate) -> None:
        self.setText(day.toString(Qt.DateFormat.ISODate))
        self.textEdited.emit(self.text())
        if self._calendar is not None:
            self._calendar.close()
            self._calendar.deleteLater()
            self._calendar = None
        self.editingFinished.emit()

    def _typed_day(self) -> QDate | None:
        try:
            day = read_date(self.text())
        except Refused:
            return None
        return QDate(day.year, day.month, day.day) if day else None

    def _tint(self) -> None:
        self._action.setIcon(self._theme.icon("calendar", "text_secondary", 16))
