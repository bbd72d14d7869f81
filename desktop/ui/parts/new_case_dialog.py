"""A new case 「新建办件」."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.case.case import Case
from desktop.domain.errors import DeskError
from desktop.services.cases.cases import create_case
from desktop.ui.clerk import Clerk
from desktop.ui.parts.case_dialogs import FormDialog
from desktop.ui.theme.theme import Theme


class NewCaseDialog(FormDialog):
    """`created` carries the id of the stored case."""

    created = Signal(int)

    def __init__(self, theme: Theme, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(theme, "新建办件", "只有案由必须填，其余可以以后再补。", "建立并撰写", parent)
        self._clerk = clerk
        self.form.fill(Case(officer=clerk.work.officer))
        self.form.boxes["matter_type"].setFocus()

    def store(self) -> None:
        if not self.form.check():
            return
        try:
            stored = self._clerk.ask(create_case, self.form.new_case())
        except DeskError as error:
            self.notice.tell_error(error)
            return
        self.accept()
        self.created.emit(stored.id)
