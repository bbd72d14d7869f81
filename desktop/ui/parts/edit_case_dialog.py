"""The facts of the case on the desk, to be corrected."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.case.case import Case
from desktop.domain.errors import DeskError
from desktop.services.cases.cases import set_fields
from desktop.ui.clerk import Clerk
from desktop.ui.parts.case_dialogs import FormDialog
from desktop.ui.theme.theme import Theme


class EditCaseDialog(FormDialog):
    """`corrected` carries the stored case. Only what was changed is written."""

    corrected = Signal(object)

    def __init__(self, theme: Theme, clerk: Clerk, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(theme, "办件信息", "改动的只有填过的几项，其余原样不动。", "保存", parent)
        self._clerk, self._case = clerk, case
        self.form.fill(case)
        self.form.boxes["subject"].setFocus()

    def store(self) -> None:
        if not self.form.check():
            return
        try:
            case = self._clerk.ask(set_fields, self._case.id, self.form.changed_texts(self._case))
        except DeskError as error:
            self.notice.tell_error(error)
            return
        self.accept()
        self.corrected.emit(case)
