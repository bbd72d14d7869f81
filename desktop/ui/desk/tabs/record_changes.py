"""Correct a record of the casework and take it back 「更正、撤回」: the dialogs, and the links that open them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeAlias

from PySide6.QtWidgets import QWidget

from desktop.domain.case.field import Field, FieldKind, flag_field, text_field
from desktop.domain.records.correctable import CORRECTABLE, RecordKind, Rows
from desktop.domain.rules.locality import Rating
from desktop.services.handling.record_corrections import correct, take_back
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.tabs.work_part import Act
from desktop.ui.dialogs.record_dialog import ReasonDialog, RecordDialog, pick_field
from desktop.ui.store_worker import Task
from desktop.ui.theme.theme import Theme

_Record: TypeAlias = Any
"""A record of the kind at hand."""
UNKNOWN_POSITION = "没有写明"
"""The position of an opinion that does not say."""
NO_ANSWER = "还没有答复"
"""What a proposer who has not answered yet says to a draft."""
_BLANKS = {"position": UNKNOWN_POSITION, "answer": NO_ANSWER}
_WHY = text_field("why", "为什么更正")
_ANYWAY = {
    RecordKind.EXTENSION: flag_field("anyway", "超过最长期限，已经特批"),
    RecordKind.PAUSE: flag_field("anyway", "日期已经核对，确实如此"),
}


class RecordChanges:
    """Opens the dialogs for one kind of record over `window`."""

    def __init__(self, theme: Theme, casework: CaseworkController, kind: RecordKind, window: QWidget) -> None:
        self._theme, self._casework, self.kind, self._window = theme, casework, kind, window

    def links(
        self,
        record: _Record,
        name: str,
        scale: Sequence[Rating] = (),
    ) -> tuple[tuple[str, str, Act], ...]:
        """Two links for a row of the record: (label, accessible name, action)."""
        return (
            ("更正…", f"更正：{name}", partial(self.ask_correction, record, scale)),
            ("撤回…", f"撤回：{name}", partial(self.ask_withdrawal, record.id, name)),
        )

    def ask_correction(self, record: _Record, scale: Sequence[Rating] = ()) -> None:
        """Let the officer correct the facts of a record; the history keeps what was there."""
        sentence = "原来的内容和更正的原因会留在办理过程里。"
        rows = self._rows(scale)
        dialog = RecordDialog(
            self._theme,
            f"更正{self.kind.label}登记",
            sentence,
            "保存更正",
            rows,
            self._window,
            subject=str(record.id),
        )
        for key, blank in _BLANKS.items():
            if key in dialog.boxes:
                named = tuple(pair for pair in dialog.boxes[key].field.choices if pair[0])
                dialog.boxes[key].show_choices(named, blank)
        known = {field.key: field for row in rows for field in row if hasattr(record, field.key)}
        dialog.fill({key: _text(field, getattr(record, key)) for key, field in known.items()})
        send = self._casework.bound(correct, self.kind, record.id)
        dialog.submitted.connect(partial(_correct, dialog, send))
        dialog.open()

    def ask_withdrawal(self, record_id: int, name: str) -> None:
        """Ask why a record is taken back, then take it back."""
        question = f"撤回“{name}”。请写明原因，会记入办理过程。"
        dialog = ReasonDialog(self._theme, f"撤回{self.kind.label}登记", question, self._window)
        send = self._casework.bound(take_back, self.kind, record_id)
        dialog.submitted.connect(lambda why: dialog.follow(send(why)))
        dialog.open()

    def _rows(self, scale: Sequence[Rating]) -> Rows:
        pairs = tuple((rating.code, rating.label) for rating in scale)
        rows = tuple(
            tuple(
                pick_field("rating", field.label, pairs) if field.key == "rating" else field for field in row
            )
            for row in CORRECTABLE[self.kind]
        )
        extra = ((_ANYWAY[self.kind],),) if self.kind in _ANYWAY else ()
        return (*rows, (_WHY,), *extra)


def _correct(dialog: RecordDialog, send: Callable[..., Task], values: dict[str, Any]) -> None:
    why, anyway = str(values.pop("why")), bool(values.pop("anyway", False))
    if not why:
        dialog.boxes["why"].show_fault("请写一句原因。")
        return
    dialog.follow(send(values, why, anyway=anyway))


def _text(field: Field, value: object) -> str:
    """The value as the dialog shows it; a choice by its code."""
    return str(value) if field.kind is FieldKind.CHOICE else field.show(value)
