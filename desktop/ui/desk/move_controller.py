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
from desktop.domain.case.next_step import move_label
from desktop.domain.case.status import Status
from desktop.domain.errors import DeskError
from desktop.domain.gates.readiness import NotReady
from desktop.services.case_steps import StepForm, asks_by_form, step_form, take_step
from desktop.services.handling.progress import check_move, move_case, undo_move
from desktop.ui.dialogs.record_dialog import ReasonDialog, RecordDialog, pick_field
from desktop.ui.dialogs.step_dialog import StepDialog
from desktop.ui.dialogs.storing_dialog import StoringDialog
from desktop.ui.parts.notice import Notice, NoticeAction, case_name
from desktop.ui.parts.under_way import UnderWay
from desktop.ui.store_worker import StoreWorker, Task
from desktop.ui.theme.theme import Theme


class MoveController(QObject):
    """Moves the case by `when_stored`, as soon as the reply is stored. `moved` carries the case after the move.

    While a move of a case is under way, a further one of it is not begun. `begun` carries id and status of a move that is sent,
    `ended` is emitted before its answer is told. `barred` carries the status for which something is
    missing; `noticed` says so, and what has been done. What is asked, answered or undone later is bound to the case that
    was open at the click.
    """

    moved = Signal(object)
    begun = Signal(int, object)
    ended = Signal()
    barred = Signal(object)
    taken = Signal(int, object, object)
    """Id of the case, status and values of a step whose form has been stored; before `moved`."""
    noticed = Signal(object)

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
        self.ask(self._case, None)

    def move(self, to: Status, *, jump: bool = False) -> None:
        """Make this move, with the form of its step, or with a reason where one is needed and nothing else is missing."""
        self._begin(self._case, to, jump)

    def _begin(self, case: Case, to: Status, jump: bool) -> None:
        if not jump and asks_by_form(case, to):
            self.ask(case, to)
        elif not self._under_way.is_active(case.id):
            task = self._under_way.follow(self._worker.looker.ask_to_write(check_move, case.id, to), case.id)
            task.done.connect(lambda _nothing: self._ask_reason(case, to, jump))
            task.failed.connect(partial(self._refuse, None, case, to))

    def ask(self, case: Case, to: Status | None) -> None:
        """Look at what the step of that case asks for and lacks, as soon as the store holds what is typed, then open its form."""

        def look() -> None:
            if not self._under_way.is_active(case.id):
                task = self._worker.looker.ask_to_write(step_form, case.id, to)
                self._under_way.follow(task, case.id)
                task.done.connect(partial(self._take_form, case))
                task.failed.connect(partial(self._refuse, None, case, to))

        self._when_stored(look)

    def _take_form(self, case: Case, form: StepForm | None) -> None:
        if form is None or (form.asks and case.id != self._case.id):
            return  # there is no next step, or the officer has gone on to another case
        if form.is_barred:
            self._refuse(None, case, form.to, NotReady(f"不能流转到“{form.to.label}”", form.lacking))
        elif form.asks:
            self._open(form)
        else:
            self._send(None, case, form.to, take_step, {})

    def _open(self, form: StepForm) -> None:
        dialog = StepDialog(self._theme, form, self._window)
        dialog.submitted.connect(lambda values: self._send(dialog, form.case, form.to, take_step, values))
        dialog.mend_requested.connect(lambda: self.barred.emit(form.gate))
        dialog.open()

    def _refuse(self, task: Task | None, case: Case, to: Status | None, error: DeskError) -> None:
        """Tell why the case is not moved, unless the dialog does that submitted `task`."""
        if task is None or not task.in_dialog:
            self.noticed.emit(Notice.of_error(error, case))
        if isinstance(error, NotReady) and to is not None and case.id == self._case.id:
            self.barred.emit(to)

    def _ask_reason(self, case: Case, to: Status, jump: bool) -> None:
        if case.id != self._case.id:
            return  # the officer has gone on to another case
        question = (
            "不按通常顺序流转，请写明原因，会记入办理经过。" if jump else "请写明原因，会记入办理经过。"
        )
        today = self._worker.work.today
        dialog = ReasonDialog(self._theme, move_label(to), question, self._window, today=today)
        dialog.submitted.connect(
            lambda why: self.carry_out(case, to, why, jump=jump, day=dialog.day, dialog=dialog)
        )
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
        self.carry_out(case, to, values["note"], day=values["day"], dialog=dialog)

    def carry_out(
        self,
        case: Case,
        to: Status,
        note: str,
        *,
        jump: bool = False,
        day: date | None = None,
        dialog: StoringDialog | None = None,
    ) -> None:
        """Store the reply, then move with the given reason, as of that day (default today). `dialog` stays until that is done."""
        if dialog is None:
            self._when_stored(lambda: self._send(None, case, to, move_case, note, jump=jump, day=day))
            return
        dialog.hold()
        self._when_stored(
            lambda: self._send(dialog, case, to, move_case, note, jump=jump, day=day), dialog.release
        )

    def send_back(self, case: Case, to: Status, why: str, dialog: StoringDialog) -> None:
        """Move a case whose typed text cannot be stored before it is back there."""
        self._send(dialog, case, to, move_case, why, jump=True)

    def _send(
        self,
        dialog: StoringDialog | None,
        case: Case,
        to: Status,
        verb: Callable[..., Case],
        *args: object,
        **kwargs: object,
    ) -> None:
        if self._under_way.is_active(case.id):
            if dialog is not None:
                dialog.release()
            return
        task = self._worker.send(verb, case.id, to, *args, **kwargs)
        self._under_way.follow(task, case.id)
        task.settled.connect(self.ended)
        if verb is take_step:
            task.done.connect(lambda _case: self.taken.emit(case.id, to, *args))
        task.done.connect(self.report_move)
        task.failed.connect(partial(self._refuse, task, case, to))
        if dialog is not None:
            dialog.follow(task)
        self.begun.emit(case.id, to)

    def report_move(self, case: Case) -> None:
        """Emit `moved` for a case that has been moved here or by a service, with a notice that offers to undo it."""
        undo = NoticeAction("撤销", "undo-2", partial(self._undo, case))
        self._take_moved(case, f"已流转到“{case.status.label}”", undo)

    def _undo(self, case: Case) -> None:
        if not self._under_way.is_active(case.id):
            task = self._under_way.follow(self._worker.send(undo_move, case.id), case.id)
            task.done.connect(lambda back: self._take_moved(back, f"已撤销，回到“{back.status.label}”"))
            task.failed.connect(partial(self._refuse, task, case, None))

    def _take_moved(self, case: Case, words: str, *actions: NoticeAction) -> None:
        if case.id == self._case.id:
            self._case = case
        self.moved.emit(case)
        self.noticed.emit(Notice(f"{case_name(case)} {words}", actions=actions, case_id=case.id))

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
