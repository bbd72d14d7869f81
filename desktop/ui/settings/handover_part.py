"""The card 「外出代管」: which officers' cases are with a deputy, handing them over in one step, and back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.case.field import date_field, text_field
from desktop.services.cases.handovers import (
    Handover,
    HandoverOutcome,
    hand_back,
    hand_over,
    handovers,
    undo_handover,
)
from desktop.services.many_cases import assignees
from desktop.services.office.workplace import Workplace
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.scroll_column import empty_row
from desktop.ui.parts.tone import Tone
from desktop.ui.parts.under_way import UnderWay
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

_SENTENCE = "外出的人名下的在办件，现在就全部交给代管人；回来时一步交还，代管期间另给了别人的不动。"
_FIELDS = (
    (text_field("officer", "外出的人"), text_field("deputy", "代管的人")),
    (date_field("first", "外出从哪天起"), date_field("last", "到哪天为止")),
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is with deputies, the officers that cases name, and the officer of the settings."""

    handovers: tuple[Handover, ...]
    officers: tuple[str, ...]
    officer: str


def _read(work: Workplace) -> _Known:
    return _Known(handovers(work), assignees(work).officers, work.officer)


class HandoverPart(QWidget):
    """Reads what is with deputies whenever it is shown. `noticed` carries a Notice that offers to undo, `failed` a DeskError."""

    noticed = Signal(object)
    changed = Signal()
    """Cases have changed hands."""
    failed = Signal(object)

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._worker = theme, worker
        self._known = _Known((), (), "")
        self.back_links: list[Button] = []
        self._rows_box = QWidget(self)  # of its own, so that the rows are read before the button
        self._rows = QVBoxLayout(self._rows_box)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self.hand = Button(theme, "交给他人代管…", "users")
        self._under_way = UnderWay(self, self.hand)
        foot = QHBoxLayout()
        foot.addWidget(self.hand)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._rows_box)
        column.addLayout(foot)
        self.hand.clicked.connect(self.ask)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()

    def read(self) -> None:
        """Read again what is with deputies."""
        task = self._worker.looker.send(_read)
        task.done.connect(self._show)
        task.failed.connect(self.failed)

    def ask(self) -> None:
        """Ask who is away, who stands in and for how long."""
        dialog = RecordDialog(self._theme, "交给他人代管", _SENTENCE, "移交", _FIELDS, self.window())
        for key in ("officer", "deputy"):
            control = dialog.boxes[key].control
            if isinstance(control, QLineEdit):
                control.setCompleter(QCompleter(list(self._known.officers), control))
        named = self._known.officer if self._known.officer in self._known.officers else ""
        dialog.fill({"officer": named, "first": self._worker.work.today.isoformat()})
        dialog.submitted.connect(partial(self._hand_over, dialog))
        dialog.open()

    def _hand_over(self, dialog: RecordDialog, values: dict[str, Any]) -> None:
        task = self._worker.send(
            hand_over, values["officer"], values["deputy"], first=values["first"], last=values["last"]
        )
        task.done.connect(self._report)
        dialog.follow(task)

    def _hand_back(self, found: Handover) -> None:
        if not self._under_way.is_active():
            task = self._under_way.follow(self._worker.send(hand_back, found.officer, found.deputy))
            task.done.connect(self._report)
            task.failed.connect(self.failed)

    def _undo(self, step: int) -> None:
        if not self._under_way.is_active():
            task = self._under_way.follow(self._worker.send(undo_handover, step))
            task.done.connect(self._say)
            task.failed.connect(self.failed)

    def _report(self, outcome: HandoverOutcome) -> None:
        self._say(outcome, NoticeAction("撤销", "undo-2", partial(self._undo, outcome.turn)))

    def _say(self, outcome: HandoverOutcome, *actions: NoticeAction) -> None:
        tone = Tone.WARNING if outcome.left else Tone.GOOD
        self.noticed.emit(Notice(outcome.words, outcome.left_words, tone, actions))
        self.changed.emit()
        self.read()

    def _show(self, known: _Known) -> None:
        self._known = known
        empty_row(self._rows)
        self.back_links = []
        if not known.handovers:
            words = "现在没有代管的办件。有人外出，可以把名下的在办件一步交给别人，回来再一步交还。"
            self._rows.addWidget(make_label(words, tone=Tone.SECONDARY, wrap=True))
        for found in known.handovers:
            self._rows.addWidget(self._row(found))

    def _row(self, found: Handover) -> QFrame:
        over = found.is_over(self._worker.work.today)
        row = QFrame()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        words = found.words + ("，代管期已满" if over else "")
        line.addWidget(make_label(words, tone=Tone.WARNING if over else None, wrap=True), 1)
        back = Button(self._theme, "交还", kind="link")
        back.setAccessibleName(f"交还：{found.words}")
        back.clicked.connect(partial(self._hand_back, found))
        line.addWidget(back)
        self.back_links.append(back)
        return row
