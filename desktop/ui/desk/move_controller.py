"""Moves of the open case: the next step, the other usual moves, and jumps with a reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.moves import allowed_moves, needs_reason, statuses_of
from desktop.domain.case.next_step import NextStep, move_label
from desktop.domain.case.status import Status
from desktop.services.handling.progress import move_case, next_step, undo_move
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.record_dialog import ReasonDialog
from desktop.ui.parts.under_way import UnderWay
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme


class MoveController(QObject):
    """Moves the case by `when_stored`, as soon as the reply is stored. `moved` carries the case after the move.

    While a move is under way, a further one is not begun.
    """

    moved = Signal(object)
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

    def advance(self) -> None:
        """Make the move of the primary button."""
        if not self._under_way.is_active:
            task = self._under_way.follow(self._worker.looker.send(next_step, self._case))
            task.done.connect(self._take_step)
            task.failed.connect(self.failed)

    def _take_step(self, step: NextStep | None) -> None:
        if step is not None:
            self.move(step.to)

    def move(self, to: Status, *, jump: bool = False) -> None:
        """Move at once, or ask for a reason first where one is needed."""
        if jump or needs_reason(self._case.handling_role, self._case.status, to):
            self._ask_reason(to, jump)
        else:
            self.carry_out(to, "", jump)

    def _ask_reason(self, to: Status, jump: bool) -> None:
        question = (
            "不按通常顺序流转，请写明原因，会记入办理经过。" if jump else "请写明原因，会记入办理经过。"
        )
        dialog = ReasonDialog(self._theme, move_label(to), question, self._window)
        dialog.submitted.connect(lambda reason: self.carry_out(to, reason, jump))
        dialog.open()

    def carry_out(self, to: Status, note: str, jump: bool = False) -> None:
        """Store the reply, then move with the given reason."""
        self._when_stored(lambda: self._send(to, note, jump))

    def _send(self, to: Status, note: str, jump: bool) -> None:
        if not self._under_way.is_active:
            task = self._under_way.follow(self._worker.send(move_case, self._case.id, to, note, jump=jump))
            task.done.connect(self.report_move)
            task.failed.connect(self.failed)

    def report_move(self, case: Case) -> None:
        """Emit `moved` for a case that has been moved here or by a service, with a notice that offers to undo it."""
        undo = NoticeAction("撤销", "undo-2", self.undo)
        self._take_moved(case, Notice(f"已流转到“{case.status.label}”", actions=(undo,)))

    def undo(self) -> None:
        """Undo the last move."""
        if not self._under_way.is_active:
            task = self._under_way.follow(self._worker.send(undo_move, self._case.id))
            task.done.connect(
                lambda case: self._take_moved(case, Notice(f"已撤销，回到“{case.status.label}”"))
            )
            task.failed.connect(self.failed)

    def _take_moved(self, case: Case, notice: Notice) -> None:
        self._case = case
        self.moved.emit(case)
        self.noticed.emit(notice)

    def _fill_menu(self) -> None:
        self.menu.clear()
        usual = allowed_moves(self._case.handling_role, self._case.status)
        for status in usual:
            self.menu.addAction(move_label(status), partial(self.move, status))
        if usual:
            self.menu.addSeparator()
        jumps = self.menu.addMenu("跳到其他环节…")
        for status in statuses_of(self._case.handling_role):
            if status not in usual and status is not self._case.status:
                jumps.addAction(status.label, partial(self.move, status, jump=True))
