"""Runs actions on many cases in the store worker, with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCompleter, QFileDialog, QLineEdit, QWidget

from desktop.domain.case.case_field import CASE_FIELDS
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.next_step import move_label
from desktop.domain.case.status import Status
from desktop.domain.errors import DeskError
from desktop.services.many_cases import (
    ManyOutcome,
    OnProgress,
    assign_cases,
    assignees,
    export_cases,
    move_cases,
    undo_moves,
)
from desktop.services.office.workplace import Workplace
from desktop.services.paper.printables import WHOLE_SET
from desktop.ui.inbox.many_bar import ManyBar
from desktop.ui.parts.notice import Notice, NoticeAction, documents_folder, open_file, show_in_folder
from desktop.ui.parts.record_dialog import RecordDialog
from desktop.ui.parts.tone import Tone
from desktop.ui.printing.print_dialog import open_print_dialog
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

Job = Callable[[Workplace, OnProgress], ManyOutcome]
_ASSIGN = (
    tuple(replace(CASE_FIELDS[key], label=REGISTRY[key].window_label) for key in ("section", "officer")),
)


class ManyCasesController(QObject):
    """`ids` returns the chosen cases when a job begins. `done` is emitted when cases have changed."""

    done = Signal()
    failed = Signal(object)
    noticed = Signal(object)
    _through = Signal(int)

    def __init__(
        self,
        theme: Theme,
        worker: StoreWorker,
        bar: ManyBar,
        ids: Callable[[], tuple[int, ...]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._theme, self._worker, self._bar, self._ids, self._window = theme, worker, bar, ids, window
        self._stop = Event()
        self._total = 0
        self._through.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        bar.stop_requested.connect(self._stop.set)

    def ask_section(self) -> None:
        """Ask for the section that the chosen cases are assigned to."""
        known = self._worker.ask(assignees)
        sentence = "经办人不填就不改。还没有分办的，同时转到“已分办”。"
        dialog = RecordDialog(self._theme, "分办到科室", sentence, "分办", _ASSIGN, self._window)
        for key, names in (("section", known.sections), ("officer", known.officers)):
            control = dialog.boxes[key].control
            if isinstance(control, QLineEdit):
                control.setCompleter(QCompleter(list(names), control))
        dialog.submitted.connect(partial(self._assign, dialog))
        dialog.open()

    def fill_moves(self, moves: tuple[Status, ...]) -> None:
        """Fill the menu with these moves."""
        self._bar.moves.clear()
        for status in moves:
            self._bar.moves.addAction(move_label(status), partial(self.move, status))

    def move(self, to: Status) -> None:
        """Move those of the chosen cases for which the move is allowed."""
        ids = self._ids()
        self._begin(
            f"已流转到“{to.label}”",
            len(ids),
            lambda work, on_progress: move_cases(work, ids, to, on_progress=on_progress),
            undoable=True,
        )

    def ask_folder(self) -> None:
        """Ask for the folder to write the letters to, one file each."""
        dialog = QFileDialog(self._window, "导出答复到文件夹", documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.export(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self, folder: Path) -> None:
        """Write the letter of each chosen case into `folder`."""
        ids = self._ids()
        self._begin(
            "已导出",
            len(ids),
            lambda work, on_progress: export_cases(work, ids, folder, on_progress=on_progress),
        )

    def ask_printer(self) -> None:
        """Open the print dialog for the sets of all chosen cases."""
        ids = self._ids()
        try:
            dialog = open_print_dialog(
                self._theme, self._worker, ids, f"选中的 {len(ids)} 件", WHOLE_SET, self._window
            )
        except DeskError as error:
            self.failed.emit(error)
            return
        dialog.noticed.connect(self.noticed)

    def _assign(self, dialog: RecordDialog, values: dict[str, Any]) -> None:
        ids = self._ids()
        if not str(values["section"]).strip():
            dialog.boxes["section"].show_fault("请填写科室名称。")
            return
        dialog.accept()
        said = f"已分办到{values['section']}"
        self._begin(
            said,
            len(ids),
            lambda work, on_progress: assign_cases(work, ids, **values, on_progress=on_progress),
        )

    def _begin(self, said: str, total: int, job: Job, *, undoable: bool = False) -> None:
        self._stop.clear()
        self._total = total
        self._bar.show_progress(0, total)
        task = self._worker.send(job, self._report_progress)
        task.done.connect(lambda outcome: self._finish(said, outcome, undoable))
        task.failed.connect(self._give_up)

    def _report_progress(self, through: int) -> bool:
        """Called in the worker's thread: report progress; False stops the job."""
        self._through.emit(through)
        return not self._stop.is_set()

    def _show_progress(self, through: int) -> None:
        if self._bar.is_busy:
            self._bar.show_progress(through, self._total)

    def _finish(self, said: str, outcome: ManyOutcome, undoable: bool) -> None:
        self._bar.show_progress(0, 0)
        stopped = "已停止。" if self._stop.is_set() else ""
        tone = Tone.WARNING if outcome.refused else Tone.GOOD
        actions = _file_actions(outcome.out) if outcome.out and outcome.done else ()
        if undoable and outcome.done:
            actions = (NoticeAction("撤销", "undo-2", partial(self._undo, outcome.done)),)
        self.noticed.emit(Notice(f"{len(outcome.done)} 件{said}", stopped + outcome.words, tone, actions))
        self.done.emit()

    def _undo(self, ids: tuple[int, ...]) -> None:
        task = self._worker.send(undo_moves, ids)
        task.done.connect(lambda outcome: self._finish("已撤销流转", outcome, undoable=False))
        task.failed.connect(self.failed)

    def _give_up(self, error: object) -> None:
        self._bar.show_progress(0, 0)
        self.failed.emit(error)


def _file_actions(out: Path) -> tuple[NoticeAction, ...]:
    folder = NoticeAction("打开所在文件夹", "folder-open", partial(show_in_folder, out))
    if out.is_dir():
        return (NoticeAction("打开文件夹", "folder-open", partial(open_file, out)),)
    return (NoticeAction("打开", "external-link", partial(open_file, out)), folder)
