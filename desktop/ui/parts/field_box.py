"""One field of a form: its label, the control for its type, and the fault of the typed text."""

from __future__ import annotations

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.case.field import Field, FieldKind, read_date
from desktop.domain.errors import Refused
from desktop.ui.access.text_boxes import PlainTextBox
from desktop.ui.fitting.choice_box import ChoiceBox
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme

Control = QLineEdit | QPlainTextEdit | QComboBox | QCheckBox


class DateLine(QLineEdit):
    """A date, typed as 2024-04-09, 2024.4.9, 20240409 or 2024年4月9日, or picked from a calendar (Alt+Down)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._calendar: QCalendarWidget | None = None
        self.setPlaceholderText("如 2024-04-09")
        self._action: QAction = self.addAction(
            theme.icon("calendar", "text_secondary", 16), QLineEdit.ActionPosition.TrailingPosition
        )
        self._action.setText("打开日历")
        self._action.setToolTip("打开日历（Alt+↓）")
        self._action.triggered.connect(self.open_calendar)
        theme.changed.connect(self._tint)

    def open_calendar(self) -> None:
        """Show a calendar below the line, at the typed date or today."""
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


_HINTS = {FieldKind.LIST: "多个用顿号隔开"}


class FieldBox(QWidget):
    """Shows one field. `edited`: a person changed it, `left`: it is finished; `text` is the input of Field.read."""

    edited = Signal()
    left = Signal()

    def __init__(self, theme: Theme, field: Field, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._theme = theme
        self._control = self._make_control()
        self._control.setAccessibleName(field.label)
        self._fault = make_label(kind="small", tone=Tone.DANGER, wrap=True)
        self._fault.hide()
        self._locked = make_label(kind="small", tone=Tone.SECONDARY, wrap=True)
        self._locked.hide()
        self.set_hint(hint or _HINTS.get(field.kind, ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label = make_label("" if field.kind is FieldKind.FLAG else field.label, "small", Tone.SECONDARY)
        label.setBuddy(self._control)
        column.addWidget(label)
        column.addWidget(self._control)
        column.addWidget(self._fault)
        column.addWidget(self._locked)
        self.setFocusProxy(self._control)

    @property
    def control(self) -> Control:
        return self._control

    @property
    def text(self) -> str:
        match self._control:
            case QComboBox():
                return str(self._control.currentData() or "")
            case QPlainTextEdit():
                return self._control.toPlainText()
            case QCheckBox():
                return "是" if self._control.isChecked() else "否"
            case _:
                return self._control.text()

    def show_text(self, text: str) -> None:
        """Show a stored value. Overwrites typed text: call it only when a form is filled."""
        match self._control:
            case QComboBox():
                labels = {label: code for code, label in self.field.choices}
                self._control.setCurrentIndex(max(self._control.findData(labels.get(text, text)), 0))
            case QPlainTextEdit():
                self._control.setPlainText(text)
            case QCheckBox():
                self._control.setChecked(text == "是")
            case _:
                self._control.setText(text)
        self.clear_fault()

    def show_choices(self, choices: tuple[tuple[str, str], ...], blank: str = "") -> None:
        """Offer these (code, label) pairs instead of the field's own; `blank` is the label for "not chosen"."""
        assert isinstance(self._control, QComboBox)
        self._control.clear()
        for code, label in ((("", blank),) if blank else ()) + choices:
            self._control.addItem(label, code)

    def lock(self, why: str) -> None:
        """Keep the value of a date or text as it is; `why` says where it is changed instead."""
        assert isinstance(self._control, QLineEdit)
        self._control.setEnabled(False)
        self._control.setToolTip(why)
        self._locked.setText(why)
        self._locked.show()

    def set_hint(self, hint: str) -> None:
        if hint and isinstance(self._control, QLineEdit | QPlainTextEdit):
            self._control.setPlaceholderText(hint)
            self._control.setToolTip(hint)

    def check(self) -> bool:
        """Show below the control what cannot be read; True if the text is valid."""
        try:
            self.field.read(self.text)
        except Refused as refusal:
            self.show_fault(str(refusal))
            return False
        self.clear_fault()
        return True

    def show_fault(self, words: str) -> None:
        self._fault.setText(words)
        self._fault.show()
        set_form(self._control, wrong=True)

    @property
    def fault(self) -> str:
        """The fault shown below the control; "" if there is none."""
        return "" if self._fault.isHidden() else self._fault.text()

    def clear_fault(self) -> None:
        if not self._fault.isHidden():
            self._fault.hide()
            set_form(self._control, wrong=False)

    def _make_control(self) -> Control:
        match self.field.kind:
            case FieldKind.CHOICE:
                return self._make_choice()
            case FieldKind.LONG_TEXT:
                return self._make_long_text()
            case FieldKind.FLAG:
                flag = QCheckBox(self.field.label)
                flag.clicked.connect(self.edited)
                return flag
            case FieldKind.DATE:
                line: QLineEdit = DateLine(self._theme)
            case _:
                line = QLineEdit()
        line.textEdited.connect(self.edited)
        line.textEdited.connect(self.clear_fault)
        line.editingFinished.connect(self.check)
        line.editingFinished.connect(self.left)
        return line

    def _make_choice(self) -> QComboBox:
        box = ChoiceBox()
        for code, label in self.field.choices:
            box.addItem(label, code)
        box.activated.connect(self.edited)
        box.activated.connect(self.left)
        return box

    def _make_long_text(self) -> QPlainTextEdit:
        text = PlainTextBox()
        text.setProperty("kind", "field")
        text.setTabChangesFocus(True)
        text.setFixedHeight(6 * self._theme.size.font_base + 10)
        text.textChanged.connect(self.edited)
        return text
