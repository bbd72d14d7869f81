"""Runs the services that record casework (contacts, opinions, reviews, ...) in the store worker, then reads everything again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.domain.case.status import Status
from desktop.domain.errors import DeskError
from desktop.services.handling.casework import Casework, casework
from desktop.services.office.workplace import Workplace
from desktop.ui.parts.notice import Notice
from desktop.ui.store_worker import Newest, StoreWorker, Task

P = ParamSpec("P")
T = TypeVar("T")


class CaseworkController(QObject):
    """`loaded` carries a Casework, `noticed` a Notice, `failed` a DeskError. `when_stored` is that of the open reply."""

    loaded = Signal(object)
    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, worker: StoreWorker, when_stored: Callable[..., None], parent: QObject) -> None:
        super().__init__(parent)
        self.worker = worker
        self.when_stored = when_stored
        self.case_id = 0
        self.found: Casework | None = None
        """What is recorded about the open case; None until it has been read."""
        self.case_number = ""
        self._gate: Status | None = None
        self._newest = Newest()

    def open_case(self, case_id: int) -> None:
        """Switch to another case, or read the same again; answers still pending for the previous one are ignored."""
        if case_id != self.case_id:
            self.found = None
        self.case_id, self._gate = case_id, None
        self.reload()

    def look_at(self, gate: Status) -> None:
        """Read again, with what is missing before that status instead of before the next gate."""
        self._gate = gate
        self.reload()

    def reload(self) -> None:
        """Read everything recorded again. Only the newest answer is used: an older one would undo a later move on the screen."""
        if self.case_id:
            task = self._newest.follow(self.worker.looker.send(casework, self.case_id, self._gate))
            task.done.connect(self._on_loaded)
            task.failed.connect(self.failed)

    def carry_out(
        self, verb: Callable[Concatenate[Workplace, int, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Task:
        """Run a services function on the open case, then reload. The caller may connect to the returned task as well."""
        return self.follow(self.worker.send(verb, self.case_id, *args, **kwargs))

    def carry_out_on(
        self, verb: Callable[Concatenate[Workplace, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Task:
        """As `carry_out`, for a function whose first argument is a record (a promise, a remark) instead of the case."""
        return self.follow(self.worker.send(verb, *args, **kwargs))

    def bound(self, verb: Callable[..., object], *args: object) -> Callable[..., Task]:
        """What carries out `verb` on the case that is open now, whatever is open by then: for a dialog, as it opens."""
        return partial(self.carry_out_on, verb, self.case_id, *args)

    def follow(self, task: Task) -> Task:
        """Reload when that task is done; a refusal is told with the case that was open when it began,
        unless a dialog tells it.
        """
        refuse = partial(self._refuse, task, self.case_id, self.case_number or f"#{self.case_id}")
        task.done.connect(self._on_done)
        task.failed.connect(refuse)
        return task

    def _refuse(self, task: Task, case_id: int, name: str, error: DeskError) -> None:
        if not task.in_dialog:
            self.noticed.emit(Notice.of_error(error).named(case_id, name))

    def _on_done(self, _result: object) -> None:
        self.reload()

    def _on_loaded(self, found: Casework) -> None:
        self.found = found
        self.case_number = found.case.number
        self.loaded.emit(found)
