"""One field of the review: name, certainty, value, and the differing value of a known case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.case.field import Field
from desktop.domain.errors import Refused
from desktop.domain.importing.plan import PlannedChange
from desktop.domain.intake.text.source import Span
from desktop.services.importing.read_fields import ReadField
from desktop.ui.intake.value_controls import make_value_control, text_in
from desktop.ui.intake.value_edit import AskEdit
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.labels import ElidedLabel, Pill, make_label
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme


class AskVerbs(QWidget):
    """Four small buttons that edit the list of asks: move up, move down, split, join. AskEdit has the same actions as keys."""

    def __init__(self, theme: Theme, edit: AskEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for icon, name, verb in (
            ("arrow-up", "上移这一条（Alt+↑）", lambda: edit.move(False)),
            ("arrow-down", "下移这一条（Alt+↓）", lambda: edit.move(True)),
            ("split", "在光标处拆成两条（回车）", edit.split),
            ("merge", "与上一条合并（行首退格）", edit.join),
        ):
            button = IconButton(theme, icon, name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keeps the cursor in the list
            button.clicked.connect(verb)
            row.addWidget(button)


# One value under review: recognised value, officer's correction, certainty.
class Certainty(StrEnum):
    """The text of a field's pill."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    DERIVED = "derived"
    UNSEEN = "unseen"
    TYPED = "typed"

    @property
    def label(self) -> str:
        return {"sure": "确定", "doubtful": "请核对", "derived": "推算", "unseen": "未见", "typed": "已改"}[
            self
        ]

    @property
    def tone(self) -> Tone:
        return {
            "sure": Tone.GOOD,
            "doubtful": Tone.WARNING,
            "derived": Tone.ACCENT,
            "unseen": Tone.NEUTRAL,
            "typed": Tone.ACCENT,
        }[self]


@dataclass(frozen=True, slots=True)
class ReviewValue:
    """A recognised field with the officer's correction; `own` is None if there is none.

    `derived` is the value computed from the locality's rules where the document says nothing.
    """

    read: ReadField
    own: str | None = None
    own_spans: tuple[Span, ...] = ()
    derived: str = ""

    @property
    def key(self) -> str:
        return self.read.key

    @property
    def text(self) -> str:
        """The text of the field."""
        return self.read.text or self.derived if self.own is None else self.own

    @property
    def corrected(self) -> bool:
        """True if the officer's text differs from the recognised one."""
        return self.own is not None and self.own.strip() != (self.read.text or self.derived).strip()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The places of the value in the source; none for a typed value."""
        if self.own_spans:
            return self.own_spans
        return () if self.corrected else self.read.spans

    @property
    def certainty(self) -> Certainty:
        if self.corrected:
            return Certainty.TYPED
        if not self.read.text:
            return Certainty.DERIVED if self.derived else Certainty.UNSEEN
        return Certainty.DOUBTFUL if self.read.needs_check else Certainty.SURE

    def typed(self, text: str, spans: tuple[Span, ...] = ()) -> ReviewValue:
        """A copy with the officer's text, typed or taken from `spans` of the source."""
        return replace(self, own=text, own_spans=spans)


_HEAD = 24
"""Height in pixels of the head, for the pill or the link shown instead of it: rows do not move when text is selected."""


class FieldRow(QFrame):
    """Shows one ReviewValue. `edited` carries the new text; `take_requested` asks for the text selected in the original."""

    edited = Signal(str, str)
    entered = Signal(str)
    take_requested = Signal(str)
    decision_changed = Signal()

    def __init__(
        self, theme: Theme, field: Field, value: ReviewValue, key_hint: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._field, self._hint = theme, field, key_hint
        self.value = value
        self.setProperty("kind", "review")
        self.control = make_value_control(theme, field)
        self._label = make_label(value.read.label, "small", Tone.SECONDARY)
        self._pill = Pill()
        self._take = Button(theme, f"取用 {key_hint}".strip(), kind="link")
        self._take.setToolTip("取用在原件里选中的文字" + (f"（在原件里按 {key_hint}）" if key_hint else ""))
        self._old = ElidedLabel("", "small")
        self._overwrite = QCheckBox("改用新值")
        self._fault = make_label(kind="small", tone=Tone.DANGER, wrap=True)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.control)
        self.show_value(value)
        self.offer_selection(offered=False)
        self.show_change(None)

    def show_value(self, value: ReviewValue) -> None:
        """Show the value; a control with the same text already keeps its cursor."""
        self.value = value
        if text_in(self.control) != value.text:
            self.control.show_value(value.text)
        self._show_certainty()
        self.check()

    def show_change(self, change: PlannedChange | None) -> None:
        """Show the value of a known case; None if it is the same or empty."""
        needs = change is not None and change.needs_decision
        self._overwrite.setVisible(needs)
        self._overwrite.setChecked(needs and self._overwrite.isChecked())
        self._old.setVisible(change is not None and bool(change.old))
        if change is not None:
            set_form(self._old, tone=str(Tone.WARNING if needs else Tone.SECONDARY))
            self._old.show_text(
                f"已有：{change.old}（{change.set_by.label}）" if needs else f"原为：{change.old}"
            )

    def offer_selection(self, *, offered: bool) -> None:
        """Show or hide the link that takes over the selected text."""
        self._take.setVisible(offered)
        self._pill.setVisible(not offered)

    @property
    def overwrites(self) -> bool:
        """True if the new value may replace what the officer typed before."""
        return self._overwrite.isChecked()

    def check(self) -> bool:
        """Show below the value what cannot be read; True if it is valid."""
        words = ""
        try:
            self._field.read(self.value.text)
        except Refused as refusal:
            words = str(refusal) if self.value.text else ""
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        return not words

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.control.setFocus()
        super().mousePressEvent(event)

    def _show_certainty(self) -> None:
        certainty = self.value.certainty
        self._pill.show_text("—" if certainty is Certainty.UNSEEN else certainty.label, certainty.tone)
        self._pill.setToolTip(certainty.label)
        self._pill.setVisible(not self._take.isVisibleTo(self))
        set_form(self, doubtful=certainty is Certainty.DOUBTFUL)

    def _on_edited(self) -> None:
        self.edited.emit(self.value.key, text_in(self.control))

    def _connect(self) -> None:
        self.control.edited.connect(self._on_edited)
        self.control.entered.connect(lambda: self.entered.emit(self.value.key))
        self._take.clicked.connect(lambda: self.take_requested.emit(self.value.key))
        self._overwrite.toggled.connect(self.decision_changed)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.setContentsMargins(4, 0, 0, 0)
        head.addStrut(_HEAD)
        head.addWidget(self._label)
        if isinstance(self.control, AskEdit):
            head.addWidget(AskVerbs(self._theme, self.control))
        head.addStretch(1)
        head.addWidget(self._take)
        head.addWidget(self._pill)
        change = QHBoxLayout()
        change.setSpacing(12)
        change.setContentsMargins(4, 0, 0, 0)
        change.addWidget(self._old)
        change.addWidget(self._overwrite)
        change.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 16, 5)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.control)
        column.addLayout(change)
        column.addWidget(self._fault)
        column.addStretch(1)  # the field in the same line may be taller
