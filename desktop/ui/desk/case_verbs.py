"""What can be done with the open case as a whole, at the foot of the menu of moves: merge it, part it, delete it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.field import text_field
from desktop.services.cases.merging import merge_by_name, unmerge_case
from desktop.services.many_cases import ManyOutcome
from desktop.ui.dialogs.deleting import Deleting, Job, Undo
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.parts.notice import Notice, NoticeAction, case_name
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

_INTO = ((text_field("into", "并入哪一件，写它的编号"),),)
_MERGED = "拟稿、签发、编号随那一件走；沟通、答复函和征询意见仍各件各办。"


class CaseVerbs(QObject):
    """`changed` carries the case as it is now; `deleted`: it has gone to the bin, `put_back`: it has come back from there."""

    changed = Signal(object)
    deleted = Signal()
    put_back = Signal()
    noticed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, theme: Theme, worker: StoreWorker, when_stored: Callable[..., object], case: Callable[[], Case], page: QWidget
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._theme, self._worker, self._page = theme, worker, page
        self._when_stored, self._case = when_stored, case
        self._deleting = Deleting(theme, worker, page)
        self._deleting.chosen.connect(self._begin)
        self._deleting.failed.connect(self.failed)

    def add_to(self, menu: QMenu) -> None:
        """Add the verbs for the open case to a menu that is going to be shown."""
        case = self._case()
        menu.addSeparator()
        if case.merged_into:
            menu.addAction("拆出，单独办理", self.part)
        else:
            menu.addAction("并入另一件…", self.ask_merge)
        menu.addAction("删除这一件…", self.ask_deletion)

    def ask_merge(self) -> None:
        """Ask for the case whose letter is to answer this one too."""
        case = self._case()
        dialog = RecordDialog(self._theme, f"并案：{case_name(case)}", _MERGED, "并入", _INTO, self._page)

        def begin(values: dict[str, Any]) -> None:
            task = self._worker.send(merge_by_name, case.id, str(values["into"]))
            task.done.connect(self._tell_merged)
            dialog.follow(task)

        dialog.submitted.connect(begin)
        dialog.open()

    def part(self) -> None:
        """Part the open case from its lead case."""
        task = self._worker.send(unmerge_case, self._case().id)
        task.done.connect(self.changed)
        task.done.connect(lambda case: self._tell(case, "已拆出，单独办理"))
        task.failed.connect(self.failed)

    def ask_deletion(self) -> None:
        """Ask why the open case is to be deleted, when what was typed is stored."""
        self._when_stored(partial(self._deleting.ask, (self._case().id,)))

    def _tell_merged(self, case: Case) -> None:
        self.changed.emit(case)
        undo = NoticeAction("撤销", "undo-2", partial(self._part_again, case.id))
        self._tell(case, "已并案", undo)

    def _part_again(self, case_id: int) -> None:
        task = self._worker.send(unmerge_case, case_id)
        task.done.connect(self.changed)
        task.failed.connect(self.failed)

    def _tell(self, case: Case, words: str, *actions: NoticeAction) -> None:
        self.noticed.emit(Notice(f"{case_name(case)} {words}", actions=actions, case_id=case.id))

    def _begin(self, said: str, ids: tuple[int, ...], job: Job, undo: Undo | None) -> None:
        task = self._worker.send_steps(job, ids)
        task.done.connect(partial(self._finish, self._case(), said, undo))
        task.failed.connect(self.failed)

    def _finish(self, case: Case, said: str, undo: Undo | None, outcome: ManyOutcome) -> None:
        if not outcome.done:
            self.noticed.emit(Notice(f"{case_name(case)} 没有删除", outcome.words, Tone.WARNING, stays=True))
            return
        if undo is None:  # put back
            self.noticed.emit(Notice(f"{case_name(case)} {said}"))
            self.put_back.emit()
            return
        back = NoticeAction("撤销", "undo-2", partial(self._begin, undo[0], outcome.done, undo[1], None))
        self.noticed.emit(Notice(f"{case_name(case)} {said}", actions=(back,)))
        self.deleted.emit()
