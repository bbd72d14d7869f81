"""The office 「本单位」: what every reply that leaves this house has in common, typed once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.case.field import Field, FieldKind, text_field
from desktop.domain.errors import DeskError
from desktop.services.office.office import Office, read_office, save_office
from desktop.ui.clerk import Clerk
from desktop.ui.parts.field_box import FieldBox
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_SAVE_MS = 600
_FIELDS = (
    (text_field("unit", "单位全称（落款）"), "如 长宁区科学技术委员会"),
    (text_field("region", "行政区"), "如 长宁区"),
    (Field("locality", "办理规则", FieldKind.CHOICE, str.strip, str), ""),
    (text_field("officer", "经办人"), "记在办理经过里的名字"),
    (text_field("contact_person", "联系人"), "印在答复里"),
    (text_field("contact_phone", "联系电话"), ""),
)


class OfficeForm(QWidget):
    """Stored a moment after the last key and when the page is left; there is nothing to confirm."""

    failed = Signal(object)

    def __init__(self, theme: Theme, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clerk = clerk
        self._stored = clerk.ask(read_office)
        self.boxes = {field.key: FieldBox(theme, field, hint) for field, hint in _FIELDS}
        self._said = make_label("改动自动保存，用于以后新写的答复。", "small", Tone.SECONDARY)
        self._delay = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._delay.timeout.connect(self.save)
        self._fill()
        self._lay_out()
        for box in self.boxes.values():
            box.edited.connect(self._delay.start)

    def save(self) -> bool:
        """Store what was typed; False (and `failed`) if that did not work."""
        self._delay.stop()
        typed = Office(**{key: box.text.strip() for key, box in self.boxes.items()})
        if typed == self._stored:
            return True
        try:
            self._clerk.ask(save_office, typed)
        except DeskError as error:
            self.failed.emit(error)
            return False
        self._stored = replace(typed)
        self._said.setText("已保存，用于以后新写的答复。")
        return True

    def _fill(self) -> None:
        books = self._clerk.work.library.localities.values()
        self.boxes["locality"].show_choices(
            tuple((book.id, book.name) for book in books), "按办件所在地自动选择"
        )
        for key, box in self.boxes.items():
            box.show_text(getattr(self._stored, key))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // 3, place % 3, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._said, 2, 0, 1, 3)
        for column in range(3):
            grid.setColumnStretch(column, 1)
