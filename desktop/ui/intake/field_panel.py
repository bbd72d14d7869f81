"""The panel of recognised fields 「识别结果」 beside the original, in which they are corrected."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.case.case_field import CASE_FIELDS, REPLY_FIELDS
from desktop.domain.case.field import Field, FieldKind
from desktop.domain.case.field_entry import Holder
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.importing.plan import PlannedItem
from desktop.domain.intake.text.source import Span
from desktop.services.importing.read_fields import REPLY_PREFIX
from desktop.services.importing.reading import Reading
from desktop.ui.intake.field_row import Certainty, FieldRow, ReviewValue
from desktop.ui.intake.shown_text import TextMark
from desktop.ui.intake.value_edit import AskEdit
from desktop.ui.parts.labels import ColumnHead, Pill, make_label
from desktop.ui.parts.scroll_column import empty_row
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

# The order of the fields in a review, and the conversion of selected text to a field's value.
KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys that take over selected text into the first field, the second, and so on."""

_ALWAYS_SHORT = {FieldKind.NUMBER, FieldKind.DATE, FieldKind.FLAG, FieldKind.CHOICE}
HALF_WIDE = frozenset(
    (REPLY_PREFIX if entry.holder is Holder.REPLY else "") + entry.key
    for entry in REGISTRY.values()
    if entry.short or entry.field.kind in _ALWAYS_SHORT
)
"""Short fields; two of them share a line."""
_FIRST = ["matter_type", "level", "term", "session", "number", "serial_number", "region", "category"]
"""The identifying fields come first, in an order in which two fit on a line."""
NOT_SHOWN = frozenset({"body"})


def field_of(key: str) -> Field:
    """The field of CASE_FIELDS, or of REPLY_FIELDS after `reply.`."""
    return REPLY_FIELDS[key.removeprefix(REPLY_PREFIX)] if key.startswith(REPLY_PREFIX) else CASE_FIELDS[key]


def place_of(key: str) -> int:
    """Sort key of a field: identifying fields first, the rest in their order."""
    return _FIRST.index(key) if key in _FIRST else len(_FIRST)


def fitting(key: str, words: str) -> str:
    """Selected text as a value of the field: 第085号 becomes the number 085, 十五届 the term 十五."""
    kind, line = field_of(key).kind, " ".join(words.split())
    if kind is FieldKind.NUMBER or key == "number":
        return re.sub(r"^第\s*|\s*[届次号]$", "", line)
    return line


class FieldPanel(QWidget):
    """All fields of one reading. `edited` carries the key of a changed field, `entered` that of the focused one."""

    edited = Signal(str)
    entered = Signal(str)
    take_requested = Signal(str)
    decision_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: dict[str, FieldRow] = {}
        self._doubts = Pill()
        self._grid = QGridLayout()
        self._scroll = QScrollArea()
        self._lay_out()

    def show_reading(self, reading: Reading) -> None:
        """Show the fields of another reading."""
        values = sorted(
            (ReviewValue(read) for read in reading.fields if read.key not in NOT_SHOWN),
            key=lambda value: place_of(value.key),
        )
        if tuple(self.rows) != tuple(value.key for value in values):
            self._build(values)
        for value in values:
            self.rows[value.key].show_value(value)
            self.rows[value.key].show_change(None)
        self._count_doubts()
        self._scroll.verticalScrollBar().setValue(0)

    def show_plan(self, item: PlannedItem) -> None:
        """Show what the plan adds: the due date computed from the rules, and the differing values of a known case."""
        due = self.rows.get("due_at")
        if due is not None:
            derived = item.due_at.isoformat() if item.due_derived and item.due_at else ""
            due.show_value(ReviewValue(due.value.read, due.value.own, due.value.own_spans, derived))
        changes = {change.key: change for change in item.changes}
        for key, row in self.rows.items():
            row.show_change(changes.get(key))

    @property
    def corrections(self) -> Mapping[str, str]:
        """The values that the officer has changed, by key."""
        return {key: row.value.text for key, row in self.rows.items() if row.value.corrected}

    @property
    def overwritten(self) -> frozenset[str]:
        """The fields whose new value may replace what the officer typed before."""
        return frozenset(key for key, row in self.rows.items() if row.overwrites)

    def marks(self) -> list[TextMark]:
        """The places of the values in the original."""
        return [
            TextMark(key, row.value.spans, Tone.WARNING if _doubtful(row) else Tone.ACCENT)
            for key, row in self.rows.items()
            if row.value.spans
        ]

    def focus_field(self, key: str) -> None:
        """Focus that field and scroll to it."""
        if key in self.rows:
            self.rows[key].control.setFocus(Qt.FocusReason.OtherFocusReason)
            self.bring_into_view(key)

    def bring_into_view(self, key: str) -> None:
        """Scroll to that field."""
        self._scroll.ensureWidgetVisible(self.rows[key])

    def is_list(self, key: str) -> bool:
        """Whether it is a field of several lines, which uses the Enter key itself."""
        return isinstance(self.rows[key].control, AskEdit)

    @property
    def first_doubt(self) -> str:
        """The key of the first doubtful field; "" if there is none."""
        return next((key for key, row in self.rows.items() if _doubtful(row)), "")

    def offer_selection(self, words: str) -> None:
        """Let every field offer to take over the text selected in the original; "" ends that."""
        for row in self.rows.values():
            row.offer_selection(offered=bool(words.strip()))

    def key_for(self, typed: str) -> str:
        """The key of the field that belongs to the pressed keyboard key; "" for none."""
        place = KEYS.find(typed)
        return list(self.rows)[place] if 0 <= place < len(self.rows) else ""

    def take(self, key: str, words: str, span: Span | None) -> None:
        """Take over text of the original into a field: an ask is appended, other values are replaced."""
        row = self.rows[key]
        if isinstance(row.control, AskEdit):
            row.control.append_ask(words)
        else:
            row.show_value(row.value.typed(fitting(key, words), (span,) if span else ()))
            self.edited.emit(key)
        self._count_doubts()

    def check(self) -> str:
        """The key of the first field whose value cannot be read; "" if all can."""
        return next((key for key, row in self.rows.items() if not row.check()), "")

    def _build(self, values: list[ReviewValue]) -> None:
        empty_row(self._grid)
        self.rows = {}
        line, half_used = 0, False
        for place, value in enumerate(values):
            row = self._make_row(value, KEYS[place] if place < len(KEYS) else "")
            self.rows[value.key] = row
            following = values[place + 1].key if place + 1 < len(values) else ""
            half = half_used or (value.key in HALF_WIDE and following in HALF_WIDE)
            self._grid.addWidget(row, line, int(half_used), 1, 1 if half else 2)
            half_used = half and not half_used
            line += not half_used
        self._grid.setRowStretch(line + 1, 1)

    def _make_row(self, value: ReviewValue, hint: str) -> FieldRow:
        row = FieldRow(self._theme, field_of(value.key), value, hint.upper())
        row.edited.connect(self._on_edited)
        row.entered.connect(self.entered)
        row.take_requested.connect(self.take_requested)
        row.decision_changed.connect(self.decision_changed)
        return row

    def _on_edited(self, key: str, text: str) -> None:
        self.rows[key].show_value(self.rows[key].value.typed(text))
        self._count_doubts()
        self.edited.emit(key)

    def _count_doubts(self) -> None:
        doubts = sum(map(_doubtful, self.rows.values()))
        self._doubts.show_text(f"{doubts} 处请核对" if doubts else "", Tone.WARNING)

    def _lay_out(self) -> None:
        head = ColumnHead(self._theme)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(make_label("识别结果", "heading"))
        row.addWidget(self._doubts)
        row.addStretch(1)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        inside.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._scroll, 1)


def _doubtful(row: FieldRow) -> bool:
    return row.value.certainty is Certainty.DOUBTFUL
