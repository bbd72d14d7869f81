"""Moves on the board, by the same services and gates as on the desk. A refused move may be repeated as a jump with a reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.moves import MoveKind, allowed_moves, kind_of, needs_reason, statuses_of
from desktop.domain.case.next_step import move_label
from desktop.domain.case.status import Status
from desktop.domain.errors import DeskError
from desktop.services.cases.cases import get_case
from desktop.services.handling.progress import move_case, next_step, undo_move
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.record_dialog import ReasonDialog
from desktop.ui.parts.tone import Tone
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

    def allowed_moves(self, case_id: int) -> tuple[Status, ...]:
        """The statuses that the case may move to without a jump; () if the case cannot be read."""
        case = self._read(case_id)
        return allowed_moves(case.handling_role, case.status) if case else ()

    def advance(self, case_id: int) -> None:
        """Make the usual next move."""
        case = self._read(case_id)
        step = next_step(self._worker.work, case) if case else None
        if step is not None:
            self.move(case_id, step.to)

    def move(self, case_id: int, to: Status) -> None:
        """Move at once, or ask for the reason first where one is needed. A refusal is shown by `failed` or offered as a jump."""
        case = self._read(case_id)
        if case is None or case.status is to:
            return
        kind = kind_of(case.handling_role, case.status, to)
        if kind is MoveKind.JUMP or to not in statuses_of(case.handling_role):
            self._offer_jump(case, to)
        elif needs_reason(case.handling_role, case.status, to):
            self._ask_reason(case_id, to, jump=False)
        else:
            self._carry_out(case_id, to)

    def menu(self, case_id: int) -> QMenu:
        """A menu of the moves that need no jump, the usual one first."""
        menu = QMenu(self._window)
        for status in self.allowed_moves(case_id):
            menu.addAction(move_label(status), partial(self.move, case_id, status))
        return menu

    def _read(self, case_id: int) -> Case | None:
        try:
            return self._worker.ask(get_case, case_id)
        except DeskError as error:
            self.failed.emit(error)
            return None

    def _offer_jump(self, case: Case, to: Status) -> None:
        """Try the move without a reason: the refusal explains why it would be a jump."""
        try:
            self._worker.ask(move_case, case.id, to)
        except DeskError as error:
            ask = NoticeAction("写明原因跳转", "pencil", partial(self._ask_reason, case.id, to, jump=True))
            actions = (ask,) if to in statuses_of(case.handling_role) else ()
            self.noticed.emit(Notice(error.what, error.remedy, Tone.WARNING, actions))

    def _ask_reason(self, case_id: int, to: Status, *, jump: bool) -> None:
        question = (
            "不按通常顺序流转，请写明原因，会记入办理经过。" if jump else "请写明原因，会记入办理经过。"
        )
        dialog = ReasonDialog(self._theme, move_label(to), question, self._window)
        dialog.submitted.connect(lambda reason: self._carry_out(case_id, to, reason, jump=jump))
        dialog.open()

    def _carry_out(self, case_id: int, to: Status, note: str = "", *, jump: bool = False) -> None:
        try:
            case = self._worker.ask(move_case, case_id, to, note, jump=jump)
        except DeskError as error:
            self.failed.emit(error)
            return
        undo = NoticeAction("撤销", "undo-2", partial(self._undo, case_id))
        words = f"{case.number or f'#{case.id}'} 已流转到“{case.status.label}”"
        self.moved.emit(case)
        self.noticed.emit(Notice(words, actions=(undo,)))

    def _undo(self, case_id: int) -> None:
        try:
            case = self._worker.ask(undo_move, case_id)
        except DeskError as error:
            self.failed.emit(error)
            return
        self.moved.emit(case)
        self.noticed.emit(Notice(f"已撤销，回到“{case.status.label}”"))
