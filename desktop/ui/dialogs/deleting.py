"""Asks before cases are deleted into the bin 「回收站」, and before they leave it for ever."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.case.field import text_field
from desktop.services.many_cases import (
    ManySteps,
    delete_cases,
    delete_cases_for_ever,
    name_cases,
    put_back_cases,
)
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme

Job = Callable[..., ManySteps]
"""A verb of `many_cases` with all arguments but the workplace and the ids."""
Undo = tuple[str, Job]
"""What is said when a job has been undone, and the job that undoes it."""

UNDO_DELETING: Undo = ("已从回收站放回", put_back_cases)
_WHY = ((text_field("reason", "为什么删除"),),)
_BINNED = "先放进回收站，可以原样放回；清单、统计和文书里都不再有。答复过的、报过退回的不能删除。"
_GONE = "连同沟通、会办、承诺、办理经过和附件一起删去，不能恢复。"


class Deleting(QObject):
    """`chosen` carries what is said of the cases, their ids, the job, and how it is undone (None: it is not)."""

    chosen = Signal(str, object, object, object)
    failed = Signal(object)

    def __init__(self, theme: Theme, worker: StoreWorker, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._worker, self._window = theme, worker, window
        self._asked = Newest()

    def ask(self, ids: tuple[int, ...]) -> None:
        """Ask why these cases are to be deleted."""
        self._name(ids, partial(self._ask_why, ids))

    def ask_for_ever(self, ids: tuple[int, ...]) -> None:
        """Ask whether these cases of the bin are to leave the store."""
        self._name(ids, partial(self._ask_sure, ids))

    def put_back(self, ids: tuple[int, ...]) -> None:
        """Put these cases of the bin back, without a question."""
        said, job = UNDO_DELETING
        self.chosen.emit(said, ids, job, None)

    def _name(self, ids: tuple[int, ...], then: Callable[[str], None]) -> None:
        if ids:
            task = self._asked.follow(self._worker.looker.send(name_cases, ids))
            task.done.connect(then)
            task.failed.connect(self.failed)

    def _ask_why(self, ids: tuple[int, ...], names: str) -> None:
        dialog = RecordDialog(self._theme, f"删除{names}", _BINNED, "放进回收站", _WHY, self._window)

        def begin(values: dict[str, Any]) -> None:
            if not str(values["reason"]).strip():
                dialog.boxes["reason"].show_fault("请写一句原因，例如：重复录入。")
                return
            dialog.accept()
            job = partial(delete_cases, reason=values["reason"])
            self.chosen.emit("已放进回收站", ids, job, UNDO_DELETING)

        dialog.submitted.connect(begin)
        dialog.open()

    def _ask_sure(self, ids: tuple[int, ...], names: str) -> None:
        dialog = RecordDialog(self._theme, f"永久删除{names}", _GONE, "永久删除", (), self._window)

        def begin(_values: object) -> None:
            dialog.accept()
            self.chosen.emit("已永久删除", ids, delete_cases_for_ever, None)

        dialog.submitted.connect(begin)
        dialog.open()
