"""The lock of the open letter at the desk: no text is typed into a letter that is being signed, and typed text that the lock
refuses has a way out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.letter_lock import LetterLock, LetterLocked, lock_at
from desktop.ui.desk.move_controller import MoveController
from desktop.ui.desk.writing.editor_pane import EditorPane
from desktop.ui.desk.writing.reply_session import ReplySession, unsaved_text
from desktop.ui.dialogs.storing_dialog import StoringDialog
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.tone import Tone

_CHANGES = {LetterLock.SIGNED: "改稿…", LetterLock.SENT: "更正…"}


class LetterGuard(QObject):
    """Does what the line above an issued letter asks for: back to the sign-off, or a correction, or the lead case.

    `failed` says that the text cannot be changed, `noticed` asks what to do with text that cannot be stored.
    """

    failed = Signal(object)
    noticed = Signal(object)

    def __init__(
        self,
        session: ReplySession,
        pane: EditorPane,
        moves: MoveController,
        open_case: Callable[[int], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._pane, self._moves, self._open_case = session, pane, moves, open_case
        moves.begun.connect(self._hold)
        moves.ended.connect(self._release)
        moves.moved.connect(lambda case: self._hold(case.id, case.status))
        pane.lock_bar.reopen_requested.connect(self._reopen)
        pane.lock_bar.correction_requested.connect(self._correct)
        pane.lock_bar.lead_requested.connect(open_case)
        pane.writing.editor.write_refused.connect(self._say_locked)

    def ask_about_typing(self, error: LetterLocked, lead: int) -> None:
        """Show the lock that refused what was typed, and ask whether it is to be stored for a reason or given up."""
        self._pane.show_lock(error.lock, lead)
        case = self._session.case
        actions = [NoticeAction("放弃这次输入", "x", partial(self._give_up, case.id))]
        remedy = "放弃的话，刚写的会放到剪贴板"
        if (label := _CHANGES.get(error.lock)) and not lead:
            actions.insert(0, NoticeAction(label, "pencil", partial(self._ask_change, case.id)))
            remedy = f"点“{label}”写明原因就存进去；{remedy}"
        words = f"{error.what}刚写的还没有保存。"
        notice = Notice(words, f"{remedy}。", Tone.DANGER, tuple(actions), stays=True)
        self.noticed.emit(notice.about(case))

    def _ask_change(self, case_id: int) -> None:
        if self._session.case.id == case_id:
            self._pane.lock_bar.ask()

    def _give_up(self, case_id: int) -> None:
        if self._session.case.id == case_id and self._session.refused.error is not None:
            QGuiApplication.clipboard().setText(unsaved_text(self._session))
            self._session.open(self._session.case, self._session.stored)
            self._open_case(case_id)
            self.noticed.emit(Notice("已放弃这次输入，刚写的在剪贴板里。").about(self._session.case))

    def _hold(self, case_id: int, to: Status) -> None:
        """What would be typed while a letter is being signed, or before its lock is read, could not be stored any more."""
        case = self._session.case
        if (
            case.id == case_id
            and lock_at(case.status) is LetterLock.OPEN
            and lock_at(to) is not LetterLock.OPEN
        ):
            self._lock_text(locked=True)

    def _release(self) -> None:
        """The letter may not be locked after all: its text is as open as the line above it says."""
        self._lock_text(locked=self._pane.lock_bar.lock is not LetterLock.OPEN)

    def _lock_text(self, *, locked: bool) -> None:
        self._pane.writing.editor.setReadOnly(locked)
        self._pane.sections.set_locked(locked=locked)

    def _reopen(self, dialog: StoringDialog, why: str) -> None:
        case = self._session.case
        if self._session.refused.error is not None:
            self._moves.send_back(case, Status.LEADER_REVIEW, why, dialog)
        else:
            self._moves.carry_out(case, Status.LEADER_REVIEW, why, jump=True, dialog=dialog)

    def _correct(self, dialog: StoringDialog, why: str) -> None:
        dialog.accept()
        self._session.fields.correcting = why
        self._pane.show_lock(LetterLock.OPEN, correcting=why)
        self._pane.focus_writing()
        self._session.save_soon()

    def _say_locked(self) -> None:
        lock = self._pane.lock_bar.lock
        if lock is LetterLock.OPEN:
            self.failed.emit(Refused("正在流转，正文暂时不能改", "流转好以后再改"))
        else:
            self.failed.emit(Refused(lock.words, lock.remedy))
