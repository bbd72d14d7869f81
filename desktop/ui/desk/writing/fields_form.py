"""The fields of the letter as forms: title and result in the head form, signature, date and note in the foot form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.case.case_field import REPLY_FIELDS, show_field
from desktop.domain.case.field import Field, FieldKind
from desktop.domain.case.reply import ReplyFields
from desktop.ui.parts.field_box import FieldBox
from desktop.ui.parts.keys import is_undo_or_redo
from desktop.ui.theme.theme import Theme

_WIDE = {"title_lines", "salutation", "issuer", "note", "copies_to", "attachments", "disclosure_reason"}
_CODED = {"handling_result"}
"""Fields stored as a code whose label comes from the locality's rules: chosen from a list, not typed."""


class FieldsForm(QScrollArea):
    """Some fields of ReplyFields. `field_edited` carries key and text; unreadable input is marked below its field.

    `field_left` carries the key of a field that is finished.
    """

    field_edited = Signal(str, str)
    field_left = Signal(str)

    def __init__(self, theme: Theme, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.boxes = {key: FieldBox(theme, _form_field(key)) for key in keys}
        for key, box in self.boxes.items():
            box.edited.connect(lambda one=key: self.field_edited.emit(one, self.boxes[one].text))
            box.left.connect(lambda one=key: self.field_left.emit(one))
            box.control.installEventFilter(self)
        self._lay_out()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Undo reaches across the fields: its keys are the desk's."""
        if event.type() == QEvent.Type.ShortcutOverride and is_undo_or_redo(cast("QKeyEvent", event)):
            event.ignore()
            return True
        return False

    def fill(
        self,
        fields: ReplyFields,
        hints: Mapping[str, str],
        choices: Mapping[str, tuple[tuple[str, str], ...]],
    ) -> None:
        """Show these fields; `hints` are printed while a field is empty, `choices` are the lists to choose from."""
        for key, box in self.boxes.items():
            if key in choices:
                box.show_choices(choices[key], "请选择")
            if key in hints:
                box.set_hint(hints[key])
            self.show_field(fields, key)

    def show_field(self, fields: ReplyFields, key: str) -> None:
        """Show one of these fields."""
        value = getattr(fields, key)
        self.boxes[key].show_text(str(value) if key in _CODED and value else show_field(fields, key))

    def focus_field(self, key: str) -> None:
        """Focus one field."""
        if key in self.boxes:
            self.boxes[key].setFocus()

    def _lay_out(self) -> None:
        form = QWidget()
        form.setProperty("ground", "surface")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        line = place = 0
        for key, box in self.boxes.items():
            wide = key in _WIDE
            if wide and place:
                line, place = line + 1, 0
            grid.addWidget(box, line, place, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            place = 0 if wide or place else 1
            line += 0 if place else 1
        for column in range(2):
            grid.setColumnStretch(column, 1)
        outer = QVBoxLayout(form)
        outer.setContentsMargins(24, 18, 24, 18)
        outer.addLayout(grid)
        outer.addStretch(1)
        form.setMaximumWidth(760)
        self.setWidget(form)


def _form_field(key: str) -> Field:
    field = REPLY_FIELDS[key]
    if key not in _CODED:
        return field
    return Field(key, field.label, FieldKind.CHOICE, field.read, field.show)
