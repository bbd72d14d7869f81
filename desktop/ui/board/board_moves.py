"""Moves on the board, by the same services and gates as on the desk. A refused move may be repeated as a jump with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.field import date_field
from desktop.domain.case.moves import MoveKind, allowed_moves, kind_of, needs_reason, statuses_of
from desktop.domain.case.next_step import NextStep, move_label
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseRow
from desktop.domain.errors import DeskError
from desktop.services.cases.cases import get_case
from desktop.services.handling.progress import move_again, move_case, next_step, undo_move
from desktop.services.office.workplace import Workplace
from desktop.ui.dialogs.record_dialog import ReasonDialog, RecordDialog
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.tone import Tone
from desktop.ui.parts.under_way import UnderWay
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme


class BoardMoves(QObject):
    """`moved` carries the case after the move."""

    moved = Signal(object)
    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, theme: Theme, worker: StoreWorker, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._worker, self._window = theme, worker, window
        self._under_way = UnderWay(self)

    def advance(self, case_id: int) -> None:
        """Make the usual next move."""
        self._ask(lambda step: self.move(case_id, step.to) if step else None, _usual_step, case_id)

    def move(self, case_id: int, to: Status) -> None:
        """Move at once, or ask for the reason first where one is needed. A refusal is shown by `failed` or offered as a jump."""
        self._ask(lambda case: self._begin(case, to), get_case, case_id)

    def menu(self, card: CaseRow) -> QMenu:
        """A menu of the moves that need no jump, the usual one first."""
        menu = QMenu(self._window)
        for status in allowed_moves(card.handling_role, card.status):
            menu.addAction(move_label(status), partial(self.move, card.id, status))
        return menu

    def _begin(self, case: Case, to: Status) -> None:
        if case.status is to:
            return
        kind = kind_of(case.handling_role, case.status, to)
        if kind is MoveKind.JUMP or to not in statuses_of(case.handling_role):
            self._offer_jump(case, to)
        elif needs_reason(case.handling_role, case.status, to):
            self._ask_reason(case.id, to, jump=False)
        else:
            self._carry_out(case.id, to)

    def _ask(self, then: Callable[..., object], verb: Callable[..., object], case_id: int) -> None:
        """Ask about a case, unless a move of it is under way."""
        if not self._under_way.is_active(case_id):
            task = self._under_way.follow(self._worker.looker.ask_to_write(verb, case_id), case_id)
            task.done.connect(then)
            task.failed.connect(self.failed)

    def _offer_jump(self, case: Case, to: Status) -> None:
        """Try the move without a reason: the refusal explains why it would be a jump."""

        def offer(error: DeskError) -> None:
            ask = NoticeAction("写明原因跳转", "pencil", partial(self._ask_reason, case.id, to, jump=True))
            actions = (ask,) if to in statuses_of(case.handling_role) else ()
            self.noticed.emit(Notice(error.what, error.remedy, Tone.WARNING, actions))

        self._under_way.follow(self._worker.send(move_case, case.id, to), case.id).failed.connect(offer)

    def _ask_reason(self, case_id: int, to: Status, *, jump: bool) -> None:
        question = (
            "不按通常顺序流转，请写明原因，会记入办理经过。" if jump else "请写明原因，会记入办理经过。"
        )
        today = self._worker.work.today
        dialog = ReasonDialog(self._theme, move_label(to), question, self._window, today=today)
        dialog.submitted.connect(
            lambda reason: self._carry_out(case_id, to, reason, jump=jump, day=dialog.day)
        )
        dialog.open()

    def _carry_out(
        self, case_id: int, to: Status, note: str = "", *, jump: bool = False, day: date | None = None
    ) -> None:
        task = self._worker.send(move_case, case_id, to, note, jump=jump, day=day)
        self._under_way.follow(task, case_id)
        task.done.connect(self._on_moved)
        task.failed.connect(self.failed)

    def _on_moved(self, case: Case) -> None:
        undo = NoticeAction("撤销", "undo-2", partial(self._undo, case.id))
        words = f"{_name(case)} 已流转到“{case.status.label}”"
        self.moved.emit(case)
        other_day = NoticeAction("改日期…", "calendar-days", partial(self._ask_day, case.id))
        self.noticed.emit(Notice(words, actions=(undo, other_day)))

    def _ask_day(self, case_id: int) -> None:
        """Ask for the day on which a move that was just made really happened."""
        rows = ((date_field("day", "实际日期"),),)
        sentence = "不是今天办的，按实际日期登记；不能早于上一步，也不能晚于今天。"
        dialog = RecordDialog(self._theme, "改日期", sentence, "登记", rows, self._window)
        dialog.fill({"day": self._worker.work.today.isoformat()})
        dialog.submitted.connect(partial(self._move_again, dialog, case_id))
        dialog.open()

    def _move_again(self, dialog: RecordDialog, case_id: int, values: dict[str, Any]) -> None:
        if values["day"] is None:
            dialog.boxes["day"].show_fault("请填写实际办理的日期。")
            return
        task = self._under_way.follow(self._worker.send(move_again, case_id, values["day"]), case_id)
        task.done.connect(self._on_moved)
        dialog.follow(task)

    def _undo(self, case_id: int) -> None:
        task = self._under_way.follow(self._worker.send(undo_move, case_id), case_id)
        task.done.connect(self._on_undone)
        task.failed.connect(self.failed)

    def _on_undone(self, case: Case) -> None:
        self.moved.emit(case)
        self.noticed.emit(Notice(f"{_name(case)} 已撤销，回到“{case.status.label}”"))


def _name(case: Case) -> str:
    return case.number or f"#{case.id}"


def _usual_step(work: Workplace, case_id: int) -> NextStep | None:
    return next_step(work, get_case(work, case_id))
