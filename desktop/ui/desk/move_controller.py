"""Moves of the open case: the next step, the other usual moves, and jumps with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.field import date_field, text_field
from desktop.domain.case.moves import allowed_moves, needs_reason, statuses_of
from desktop.domain.case.next_step import NextStep, move_label
from desktop.domain.case.status import Status
from desktop.domain.errors import DeskError
from desktop.domain.gates.readiness import NotReady
from desktop.services.handling.progress import check_move, move_case, next_step, undo_move
from desktop.ui.dialogs.record_dialog import ReasonDialog, RecordDialog, pick_field
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.under_way import UnderWay
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme


class MoveController(QObject):
    """Moves the case by `when_stored`, as soon as the reply is stored. `moved` carries the case after the move.

    While a move of a case is under way, a further one of it is not begun. `begun` carries id and status of a move that is sent,
    `ended` is emitted before its answer is told. `barred` carries the status that was refused
    because something is missing for it; `failed` says so. What is asked, answered or undone later is bound to the case that
    was open at the click.
    """

    moved = Signal(object)
    begun = Signal(int, object)
    ended = Signal()
    barred = Signal(object)
    noticed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        worker: StoreWorker,
        when_stored: Callable[..., object],
        buttons: tuple[QWidget, ...],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._theme, self._worker, self._window = theme, worker, window
        self._when_stored = when_stored
        self._under_way = UnderWay(self, *buttons)
        self._case = Case()
        self.menu = QMenu(window)
        self.menu.aboutToShow.connect(self._fill_menu)

    def set_case(self, case: Case) -> None:
        """Set the case to be moved."""
        self._case = case
        self._under_way.turn_to(case.id)

    def advance(self) -> None:
        """Make the move of the primary button."""
        case = self._case
        if not self._under_way.is_active(case.id):
            task = self._under_way.follow(self._worker.looker.ask_to_write(next_step, case), case.id)
            task.done.connect(partial(self._take_step, case))
            task.failed.connect(self.failed)

    def _take_step(self, case: Case, step: NextStep | None) -> None:
        if step is not None:
            self._begin(case, step.to, False)

    def move(self, to: Status, *, jump: bool = False) -> None:
        """Move at once, or ask for a reason first where one is needed and nothing else is missing."""
        self._begin(self._case, to, jump)

    def _begin(self, case: Case, to: Status, jump: bool) -> None:
        if not (jump or needs_reason(case.handling_role, case.status, to)):
            self.carry_out(case.id, to, "")
        elif not self._under_way.is_active(case.id):
            task = self._under_way.follow(self._worker.looker.ask_to_write(check_move, case.id, to), case.id)
            task.done.connect(lambda _nothing: self._ask_reason(case, to, jump))
            task.failed.connect(partial(self._refuse, case.id, to))

    def _refuse(self, case_id: int, to: Status, error: DeskError) -> None:
        self.failed.emit(error)
        if isinstance(error, NotReady) and case_id == self._case.id:
            self.barred.emit(to)

    def _ask_reason(self, case: Case, to: Status, jump: bool) -> None:
        if case.id != self._case.id:
            return  # the officer has gone on to another case
        question = (
            "不按通常顺序流转，请写明原因，会记入办理经过。" if jump else "请写明原因，会记入办理经过。"
        )
        today = self._worker.work.today
        dialog = ReasonDialog(self._theme, move_label(to), question, self._window, today=today)
        dialog.submitted.connect(lambda reason: self.carry_out(case.id, to, reason, jump, dialog.day))
        dialog.open()

    def ask_day(self) -> None:
        """Ask for a usual move that happened on another day, for the step that was not recorded at once."""
        case = self._case
        usual = allowed_moves(case.handling_role, case.status)
        rows = (
            (pick_field("to", "流转到", [(str(status), move_label(status)) for status in usual]),),
            (date_field("day", "实际日期"),),
            (text_field("note", "备注或原因", long=True),),
        )
        sentence = "按实际办理的日期登记，不能早于上一步，也不能晚于今天。"
        dialog = RecordDialog(self._theme, "补记流转", sentence, "登记", rows, self._window)
        dialog.fill({"day": self._worker.work.today.isoformat()})
        dialog.submitted.connect(partial(self._take_day, dialog, case))
        dialog.open()

    def _take_day(self, dialog: RecordDialog, case: Case, values: dict[str, Any]) -> None:
        to = Status(values["to"])
        if needs_reason(case.handling_role, case.status, to) and not values["note"]:
            dialog.boxes["note"].show_fault("这一步要写明原因。")
            return
        dialog.accept()
        self.carry_out(case.id, to, values["note"], day=values["day"])

    def carry_out(
        self, case_id: int, to: Status, note: str, jump: bool = False, day: date | None = None
    ) -> None:
        """Store the reply, then move with the given reason, as of that day (default today)."""
        self._when_stored(lambda: self._send(case_id, to, note, jump, day))

    def send_back(self, case_id: int, to: Status, why: str) -> None:
        """Move a case whose typed text cannot be stored before it is back there."""
        self._send(case_id, to, why, True, None)

    def _send(self, case_id: int, to: Status, note: str, jump: bool, day: date | None) -> None:
        if not self._under_way.is_active(case_id):
            task = self._worker.send(move_case, case_id, to, note, jump=jump, day=day)
            self._under_way.follow(task, case_id)
            task.settled.connect(self.ended)
            task.done.connect(self.report_move)
            task.failed.connect(partial(self._refuse, case_id, to))
            self.begun.emit(case_id, to)

    def report_move(self, case: Case) -> None:
        """Emit `moved` for a case that has been moved here or by a service, with a notice that offers to undo it."""
        undo = NoticeAction("撤销", "undo-2", partial(self._undo, case.id))
        self._take_moved(case, f"已流转到“{case.status.label}”", undo)

    def _undo(self, case_id: int) -> None:
        if not self._under_way.is_active(case_id):
            task = self._under_way.follow(self._worker.send(undo_move, case_id), case_id)
            task.done.connect(lambda case: self._take_moved(case, f"已撤销，回到“{case.status.label}”"))
            task.failed.connect(self.failed)

    def _take_moved(self, case: Case, words: str, *actions: NoticeAction) -> None:
        if case.id == self._case.id:
            self._case = case
        self.moved.emit(case)
        self.noticed.emit(Notice(f"{case.number or f'#{case.id}'} {words}", actions=actions, case_id=case.id))

    def _fill_menu(self) -> None:
        case = self._case
        self.menu.clear()
        usual = allowed_moves(case.handling_role, case.status)
        for status in usual:
            self.menu.addAction(move_label(status), partial(self._begin, case, status, False))
        if usual:
            self.menu.addSeparator()
            self.menu.addAction("补记流转（填实际日期）…", self.ask_day)
        jumps = self.menu.addMenu("跳到其他环节…")
        for status in statuses_of(case.handling_role):
            if status not in usual and status is not case.status:
                jumps.addAction(status.label, partial(self._begin, case, status, True))
