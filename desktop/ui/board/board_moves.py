"""Moves on the board, by the same services and gates as on the desk. A refused move may be repeated as a jump with a reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.field import date_field
from desktop.domain.case.moves import MoveKind, allowed_moves, kind_of, statuses_of
from desktop.domain.case.next_step import move_label
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseRow
from desktop.domain.errors import DeskError
from desktop.domain.gates.readiness import NotReady
from desktop.services.case_steps import StepForm, asks_by_form, step_form, take_step
from desktop.services.cases.cases import get_case
from desktop.services.handling.progress import move_again, move_case, undo_move
from desktop.ui.dialogs.record_dialog import ReasonDialog, RecordDialog
from desktop.ui.dialogs.step_dialog import StepDialog
from desktop.ui.dialogs.storing_dialog import StoringDialog
from desktop.ui.parts.notice import Notice, NoticeAction, case_name
from desktop.ui.parts.tone import Tone
from desktop.ui.parts.under_way import UnderWay
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme


class BoardMoves(QObject):
    """`moved` carries the case after the move, `case_requested` the id of one that should be opened to mend what is missing."""

    moved = Signal(object)
    noticed = Signal(object)
    failed = Signal(object)
    case_requested = Signal(int)

    def __init__(self, theme: Theme, worker: StoreWorker, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._worker, self._window = theme, worker, window
        self._under_way = UnderWay(self)

    def advance(self, case_id: int) -> None:
        """Make the usual next move."""
        self._ask(self._take_form, step_form, case_id)

    def move(self, case_id: int, to: Status) -> None:
        """Move at once, or by the form of the step or a reason where one is needed. A refusal is shown, or offered as a jump."""
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
        elif asks_by_form(case, to):
            self._ask(self._take_form, step_form, case.id, to)
        else:
            self._ask_reason(case, to, jump=False)

    def _take_form(self, form: StepForm | None) -> None:
        if form is None:
            return
        if form.is_barred:
            error = NotReady(f"不能流转到“{form.to.label}”", form.lacking)
            mend = NoticeAction(
                "打开这一件去补", "arrow-right", partial(self.case_requested.emit, form.case.id)
            )
            self.noticed.emit(Notice.of_error(error, form.case)._replace(actions=(mend,)))
        elif form.asks:
            dialog = StepDialog(self._theme, form, self._window)
            dialog.submitted.connect(lambda values: self._send(dialog, form.case, take_step, form.to, values))
            dialog.mend_requested.connect(partial(self.case_requested.emit, form.case.id))
            dialog.open()
        else:
            self._send(None, form.case, take_step, form.to, {})

    def _ask(
        self, then: Callable[..., object], verb: Callable[..., object], case_id: int, *args: object
    ) -> None:
        """Ask about a case, unless a move of it is under way."""
        if not self._under_way.is_active(case_id):
            task = self._under_way.follow(self._worker.looker.ask_to_write(verb, case_id, *args), case_id)
            task.done.connect(then)
            task.failed.connect(self.failed)

    def _offer_jump(self, case: Case, to: Status) -> None:
        """Try the move without a reason: the refusal explains why it would be a jump."""

        def offer(error: DeskError) -> None:
            ask = NoticeAction("写明原因跳转", "pencil", partial(self._ask_reason, case, to, jump=True))
            actions = (ask,) if to in statuses_of(case.handling_role) else ()
            self.noticed.emit(Notice(error.what, error.remedy, Tone.WARNING, actions).about(case))

        self._under_way.follow(self._worker.send(move_case, case.id, to), case.id).failed.connect(offer)

    def _ask_reason(self, case: Case, to: Status, *, jump: bool) -> None:
        question = (
            "不按通常顺序流转，请写明原因，会记入办理经过。" if jump else "请写明原因，会记入办理经过。"
        )
        today = self._worker.work.today
        dialog = ReasonDialog(self._theme, move_label(to), question, self._window, today=today, about=case.id)
        dialog.submitted.connect(
            lambda why: self._send(dialog, case, move_case, to, why, jump=jump, day=dialog.day)
        )
        dialog.open()

    def _send(
        self,
        dialog: StoringDialog | None,
        case: Case,
        verb: Callable[..., Case],
        *args: object,
        **kwargs: object,
    ) -> None:
        task = self._under_way.follow(self._worker.send(verb, case.id, *args, **kwargs), case.id)
        task.done.connect(self._on_moved)
        if dialog is not None:
            dialog.follow(task)
        else:
            task.failed.connect(partial(self._refuse, case))

    def _refuse(self, case: Case, error: DeskError) -> None:
        self.noticed.emit(Notice.of_error(error, case))

    def _on_moved(self, case: Case) -> None:
        undo = NoticeAction("撤销", "undo-2", partial(self._undo, case))
        words = f"{case_name(case)} 已流转到“{case.status.label}”"
        self.moved.emit(case)
        other_day = NoticeAction("改日期…", "calendar-days", partial(self._ask_day, case.id))
        self.noticed.emit(Notice(words, actions=(undo, other_day), case_id=case.id))

    def _ask_day(self, case_id: int) -> None:
        """Ask for the day on which a move that was just made really happened."""
        rows = ((date_field("day", "实际日期"),),)
        sentence = "不是今天办的，按实际日期登记；不能早于上一步，也不能晚于今天。"
        dialog = RecordDialog(self._theme, "改日期", sentence, "登记", rows, self._window, about=case_id)
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

    def _undo(self, case: Case) -> None:
        task = self._under_way.follow(self._worker.send(undo_move, case.id), case.id)
        task.done.connect(self._on_undone)
        task.failed.connect(partial(self._refuse, case))

    def _on_undone(self, case: Case) -> None:
        self.moved.emit(case)
        words = f"{case_name(case)} 已撤销，回到“{case.status.label}”"
        self.noticed.emit(Notice(words, case_id=case.id))
