"""A dialog keeps what is half typed in it: closed by Esc or 取消 it shows the same at its next opening, also after a restart."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.drafts.draft_keeper import DraftKeeper
from desktop.ui.drafts.half_typed import DraftLine, HalfTyped, TypedInputs
from desktop.ui.theme.theme import Theme


class DialogDraft(QObject):
    """The draft of one dialog, asked for when it is shown: what has been filled in by then is not typed.

    Its place is the dialog's name and what it says of its subject, with the case of the page that it belongs to. It is gone when
    the dialog is accepted. `line` is to be put into the dialog. A dialog of no window of the program keeps nothing.
    """

    def __init__(
        self, theme: Theme, dialog: QDialog, controls: Mapping[str, QWidget], place: str, about: int = 0
    ) -> None:
        """`about`: the case that the dialog is about, where it does not stand on the page of that case."""
        super().__init__(dialog)
        self.line = DraftLine(theme)
        self.inputs = TypedInputs(controls)
        self._dialog, self._place, self._about = dialog, f"dialog {place}", about
        self._draft: HalfTyped | None = None
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and self._draft is None:
            self._begin()
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        keeper = DraftKeeper.of(self._dialog)
        if keeper is None or not self.inputs.controls:
            return
        inputs = self.inputs
        inputs.settle()
        draft = self._draft = HalfTyped(
            keeper.worker, self.line, inputs.typed, inputs.show, inputs.reset, self._dialog
        )
        inputs.on_typed(draft.note)
        draft.turn_to(self._place, self._about or _case_around(self._dialog))
        self._dialog.accepted.connect(draft.end)
        self._dialog.rejected.connect(draft.keep_now)


def _case_around(widget: QWidget | None) -> int:
    """The case of the page that the widget belongs to; 0 if that is about none."""
    while widget is not None:
        case_id = getattr(widget, "case_id", 0)
        if isinstance(case_id, int) and case_id:
            return case_id
        widget = widget.parentWidget()
    return 0
