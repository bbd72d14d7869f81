"""The controls of fields under review. All have the same interface: `text`, `show_value`, `edited`, `entered`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.domain.case.field import Field, FieldKind
from desktop.ui.intake.value_edit import AskEdit, ValueEdit
from desktop.ui.parts.field_box import DateLine
from desktop.ui.parts.tone import set_form
from desktop.ui.theme.theme import Theme

UNSEEN = "未见"
_YES_NO = ("是", "否")


class ChoiceValue(QComboBox):
    """One of a few values; none if nothing was recognised."""

    edited = Signal()
    entered = Signal()

    def __init__(self, name: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "value")
        self.setAccessibleName(name)
        self.addItems(list(words))
        self.setPlaceholderText(UNSEEN)
        self.setCurrentIndex(-1)
        self.activated.connect(self.edited)
        self.currentIndexChanged.connect(self._fade)
        self._fade(-1)

    @property
    def text(self) -> str:
        return self.currentText()

    def show_value(self, text: str) -> None:
        self.setCurrentIndex(self.findText(text))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def _fade(self, place: int) -> None:
        set_form(self, blank=place < 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel scrolls the panel and never changes a value


class DateValue(DateLine):
    """A date, typed or picked from a calendar."""

    edited = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setProperty("kind", "value")
        self.setAccessibleName(name)
        self.setPlaceholderText(UNSEEN)
        self.textEdited.connect(self.edited)

    def show_value(self, text: str) -> None:
        if text != self.text():
            self.setText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


ValueControl = ValueEdit | ChoiceValue | DateValue


def make_value_control(theme: Theme, field: Field) -> ValueControl:
    """A control for `field`, with the field's label as its accessible name."""
    match field.kind:
        case FieldKind.CHOICE:
            return ChoiceValue(field.label, [label for _, label in field.choices])
        case FieldKind.FLAG:
            return ChoiceValue(field.label, _YES_NO)
        case FieldKind.DATE:
            return DateValue(theme, field.label)
        case FieldKind.LONG_TEXT:
            return AskEdit(theme, field.label)
        case _:
            edit = ValueEdit(field.label)
            edit.setPlaceholderText(UNSEEN)
            return edit


def text_in(control: ValueControl) -> str:
    """The text of the control."""
    return control.text() if isinstance(control, DateValue) else control.text
