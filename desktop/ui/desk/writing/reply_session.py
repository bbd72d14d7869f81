"""The reply session: the only writer of the reply on the desk.

Widgets tell it what was typed; it makes a new frozen Reply, tells everybody who shows it, and has it stored within
`SAVE_MS` of the first unsaved key. It never writes back into an editor.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import set_reply_texts
from desktop.domain.case.reply import Reply
from desktop.domain.errors import DeskError, Gone, Refused
from desktop.services.writing.drafting import SavedAt, save_reply
from desktop.ui.store_worker import StoreWorker

SAVE_MS = 600
"""A save starts this long after the first unsaved key, not after the last one: typing on never puts it off."""
RETRY_MS = 3000
"""A failed save is tried again after this time, and at every flush."""


class ReplySession(QObject):
    """The case and the reply that are open on the desk; a blank case of id 0 before the first."""

    reply_changed = Signal(object)
    case_changed = Signal(object)
    saved = Signal(object)
    save_failed = Signal(object)

    def __init__(self, worker: StoreWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._case, self._reply = Case(), Reply()
        self._stored = self._reply
        self._saving = False
        self._failed = False
        self._saved_at: datetime | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.save_soon)

    def open(self, case: Case, reply: Reply) -> None:
        """Go on with another case; what was open before has been flushed by the caller. Nobody is told: they are filled."""
        self._timer.stop()
        self._case, self._reply, self._stored = case, reply, reply
        self._failed, self._saved_at = False, None

    @property
    def case(self) -> Case:
        return self._case

    @property
    def reply(self) -> Reply:
        return self._reply

    @property
    def dirty(self) -> bool:
        """True while the store does not yet hold what was typed."""
        return self._reply is not self._stored

    @property
    def failed(self) -> bool:
        """True after a save that the store could not take, until one that it took."""
        return self._failed

    @property
    def saved_at(self) -> datetime | None:
        """When the store last took the reply in this session; None if nothing was written yet."""
        return self._saved_at

    def edit_section(self, key: str, text: str) -> None:
        """The officer typed in a section."""
        self._edit(self._reply.with_section(key, text))

    def edit_field(self, key: str, text: str) -> None:
        """The officer typed in a fact of the letter. Half a date is no date yet: what cannot be read waits for more keys."""
        try:
            fields = set_reply_texts(self._reply.fields, {key: text})
        except Refused:
            return
        self._edit(replace(self._reply, fields=fields))

    def edit_layout(self, layout: str) -> None:
        """The officer chose another layout."""
        self._edit(replace(self._reply, layout=layout))

    def adopt_reply(self, reply: Reply) -> None:
        """A verb has already stored this reply (a section added, an old wording restored); flush before calling it."""
        self._reply = self._stored = reply
        self.reply_changed.emit(reply)

    def adopt_case(self, case: Case) -> None:
        """A verb has already stored this case."""
        self._case = case
        self.case_changed.emit(case)

    def save_soon(self) -> None:
        """Send what is unsaved to the store without waiting for it."""
        self._timer.stop()
        if not self.dirty or self._saving:
            return
        self._saving = True
        sent = self._reply
        task = self._worker.send(save_reply, sent)
        task.settled.connect(self._on_settled)
        task.done.connect(lambda saved: self._on_saved(sent, saved))
        task.failed.connect(self._take_failure)

    def flush(self) -> bool:
        """Store what is unsaved and wait for it; False (and `save_failed`) if the store could not take it."""
        self._timer.stop()
        if not self.dirty:
            return True
        sent = self._reply
        try:
            saved = self._worker.ask(save_reply, sent)
        except DeskError as error:
            self._take_failure(error)
            return False
        self._take_saved(sent, saved)
        return True

    def _edit(self, reply: Reply) -> None:
        if reply == self._reply:
            return
        self._reply = reply
        if not self._timer.isActive() and not self._saving:
            self._timer.start(SAVE_MS)
        self.reply_changed.emit(reply)

    def _on_settled(self) -> None:
        """No save is under way; one that a bug ended is tried again like a refused one."""
        self._saving = False
        self._timer.start(RETRY_MS)

    def _on_saved(self, sent: Reply, saved: SavedAt) -> None:
        self._timer.stop()
        self._take_saved(sent, saved)
        if self.dirty:
            self._timer.start(SAVE_MS)

    def _take_failure(self, error: DeskError) -> None:
        self._failed = True
        if isinstance(error, Gone):
            self._timer.stop()
            self._stored = self._reply  # told once; nobody is kept at a desk whose case is gone
        else:
            self._timer.start(RETRY_MS)
        self.save_failed.emit(error)

    def _take_saved(self, sent: Reply, saved: SavedAt) -> None:
        if sent is self._reply:
            self._stored = sent
        self._failed, self._saved_at = False, saved.at
        self.saved.emit(saved.at)
