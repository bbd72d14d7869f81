"""One find of a public copy: what it is, where it stands, and whether it is taken out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout

from desktop.domain.redaction.redaction import Removal, RemovalAction
from desktop.ui.parts.labels import Pill, make_label
from desktop.ui.parts.tone import Tone

_TONES = {
    RemovalAction.BLOCK: Tone.DANGER,
    RemovalAction.ASK: Tone.WARNING,
    RemovalAction.REMOVE: Tone.NEUTRAL,
}


class RemovalRow(QFrame):
    """Undecided until the officer chooses; what must go cannot be kept."""

    decided = Signal()

    def __init__(self, removal: Removal) -> None:
        super().__init__()
        self.removal = removal
        self._gone, self._kept = QRadioButton("删除"), QRadioButton("保留")
        self._kept.setEnabled(removal.action is not RemovalAction.BLOCK)
        room = self._kept.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # so that all choices stand in one column
        self._kept.setSizePolicy(room)
        self._choice = QButtonGroup(self)
        for button in (self._gone, self._kept):
            button.setAccessibleName(f"{button.text()}：{removal.label}")
            self._choice.addButton(button)
            button.toggled.connect(self.decided)
        if removal.action is RemovalAction.REMOVE:
            self._gone.setChecked(True)
        self._lay_out()

    @property
    def is_open(self) -> bool:
        """Whether the officer still has to choose."""
        return self._choice.checkedButton() is None

    @property
    def is_kept(self) -> bool:
        return self._kept.isChecked()

    @property
    def may_keep(self) -> bool:
        """Whether keeping it can be chosen at all."""
        return self._kept.isEnabled()

    def confirm(self) -> None:
        """Take it out, unless it was decided to keep it."""
        if self.is_open:
            self._gone.setChecked(True)

    def decide(self, *, kept: bool, gone: bool) -> None:
        """Take a decision over that was made before; neither leaves it as it is."""
        if kept or gone:
            (self._kept if kept else self._gone).setChecked(True)

    def _lay_out(self) -> None:
        removal = self.removal
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Pill(removal.kind.label, _TONES[removal.action]))
        head.addWidget(make_label(removal.place, "small", Tone.SECONDARY))
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(head)
        words.addWidget(make_label(f"{removal.before} → {removal.after or '（删除）'}", wrap=True))
        if removal.around.strip() != removal.before.strip():
            words.addWidget(make_label(removal.around, "small", Tone.SECONDARY, wrap=True))
        self.setProperty("edge", "bottom")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._gone)
        row.addWidget(self._kept)
        self._kept.setVisible(self._kept.isEnabled())
