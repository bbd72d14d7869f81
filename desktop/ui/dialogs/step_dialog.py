"""The dialog of one step: what is still missing, what the step asks for, and in one line what it records."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.gates.standing import gate_step
from desktop.domain.words.shortened import shortened
from desktop.services.case_steps import StepForm
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.notice import case_name
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_SUBJECT = 60
_NAMED = 6
"""Most missing things that are named here; the tab 「办理」 lists all."""


class StepDialog(RecordDialog):
    """`submitted` carries the values; `mend_requested` says that the officer goes to what is missing instead."""

    mend_requested = Signal()

    def __init__(self, theme: Theme, form: StepForm, parent: QWidget | None = None) -> None:
        action = f"仍{form.label}" if form.lacking else form.label
        super().__init__(theme, form.label, form.records, action, form.rows, parent, about=form.case.id)
        self.form = form
        self.content.insertWidget(1, _case_line(form))
        self._mend_button = Button(theme, "先去补", "arrow-left", parent=self)
        self._mend_button.setVisible(bool(form.lacking))
        self.content.addLayout(self._open_points())
        self.fill(form.texts)
        blank = next((box for key, box in self.boxes.items() if not form.texts.get(key)), None)
        usual = (
            self._mend_button if form.lacking else self.save
        )  # Enter alone does not pass over what is missing
        (blank or next(iter(self.boxes.values()), usual)).setFocus()

    def _open_points(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        form = self.form
        if form.lacking:
            words = f"{gate_step(form.gate).label}前还差 {len(form.lacking)} 项"
            column.addWidget(make_label(words, "heading", Tone.WARNING))
            for finding in form.lacking[:_NAMED]:
                column.addWidget(make_label(f"□ {finding.words}", wrap=True))
            if len(form.lacking) > _NAMED:
                more = f"另有 {len(form.lacking) - _NAMED} 项"
                column.addWidget(make_label(more, tone=Tone.SECONDARY))
            self._mend_button.clicked.connect(self._mend)
            column.addWidget(self._mend_button, 0, Qt.AlignmentFlag.AlignLeft)
        for words in form.reminders:
            column.addWidget(make_label(f"· {words}", tone=Tone.WARNING, wrap=True))
        return column

    @property
    def takes_key(self) -> bool:
        """What lacks something passes only by the button."""
        return not self.form.lacking or self.save.hasFocus()

    def _mend(self) -> None:
        self.reject()
        self.mend_requested.emit()


def _case_line(form: StepForm) -> QWidget:
    return make_label(
        f"{case_name(form.case)}　{shortened(form.case.subject, _SUBJECT)}", tone=Tone.SECONDARY, wrap=True
    )
