"""The reply session: the only writer of the open reply.

Widgets pass on what was typed; the session makes a new frozen Reply, emits it, and starts a save `SAVE_MS` after the
first unsaved key. It never writes into an editor. A field whose changes are kept in the history (signer, result, date) is
stored when it has been left, not key by key, so that the history has names and no letters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import set_reply_texts
from desktop.domain.case.field_change import TRACKED_IN_LETTER
from desktop.domain.case.reply import Reply
from desktop.domain.errors import DeskError, Gone, Refused
from desktop.domain.gates.standing import is_signed_or_out
from desktop.domain.letter.heading_numbers import following
from desktop.services.writing.drafting import SavedAt, save_reply
from desktop.ui.store_worker import StoreWorker

SAVE_MS = 600
"""A save starts this long after the first unsaved key, not after the last one: further typing does not delay it."""
Act = Callable[[], object]
RETRY_MS = 3000
"""A failed save is repeated after this time, and at every flush."""


def _nothing() -> None:
    """What happens where a failed save needs no other answer than `save_failed`."""


class ReplySession(QObject):
    """The open case and its reply; a blank case of id 0 before the first."""

    reply_changed = Signal(object)
    case_changed = Signal(object)
    saved = Signal(object)
    save_failed = Signal(object)
    reason_wanted = Signal(str)
    """Carries the key of a field of a signed letter that was changed: answer by `explain` or `take_back`."""
    fields_returned = Signal(object)
    """Carries the keys of fields that are as they were stored again, for their forms to show."""

    def __init__(self, worker: StoreWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._case, self._reply = Case(), Reply()
        self._stored = self._reply
        self._saving = False
        self._failed = False
        self._saved_at: datetime | None = None
        self._typing: set[str] = set()  # tracked fields that have not been left yet
        self._unexplained: set[str] = set()  # those of a signed letter that still need a reason
        self._why = ""
        # (then, otherwise) of those who wait for the store to hold everything typed, and of those the running save is for.
        self._waiting: list[tuple[Act, Act]] = []
        self._due: list[tuple[Act, Act]] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.save_soon)

    def open(self, case: Case, reply: Reply) -> None:
        """Switch to another case; the caller has flushed the previous one. Emits nothing: the caller fills the widgets."""
        self._timer.stop()
        self._case, self._reply, self._stored = case, reply, reply
        self._typing, self._unexplained, self._why = set(), set(), ""
        self._failed, self._saved_at = False, None

    @property
    def case(self) -> Case:
        return self._case

    @property
    def reply(self) -> Reply:
        return self._reply

    @property
    def dirty(self) -> bool:
        """True while there are unsaved changes."""
        return self._reply is not self._stored and self._reply != self._stored

    @property
    def failed(self) -> bool:
        """True after a failed save, until the next successful one."""
        return self._failed

    @property
    def saved_at(self) -> datetime | None:
        """Time of the last successful save in this session; None before the first."""
        return self._saved_at

    def edit(self, reply: Reply) -> None:
        """Take the open reply as it has been changed."""
        if reply == self._reply:
            return
        self._reply = reply
        if not self._timer.isActive() and not self._saving:
            self._timer.start(SAVE_MS)
        self.reply_changed.emit(reply)

    def edit_section(self, key: str, text: str) -> None:
        """Take the text of a section after typing; the headings of the sections below follow its own."""
        self.edit(following(self._reply, self._reply.with_section(key, text)))

    def edit_field(self, key: str, text: str) -> None:
        """Take the text of a field after typing. Text that cannot be read (half a date) changes nothing until it can."""
        try:
            fields = set_reply_texts(self._reply.fields, {key: text})
        except Refused:
            return
        if key in TRACKED_IN_LETTER and fields != self._reply.fields:
            self._typing.add(key)
        self.edit(replace(self._reply, fields=fields))

    def leave_field(self, key: str) -> None:
        """Store a tracked field that has been typed, or ask for the reason if it overwrites a fact of a signed letter."""
        if key not in self._typing:
            return
        self._typing.discard(key)
        if self._overwrites(key):
            self._unexplained.add(key)
            self.reason_wanted.emit(key)
        elif not self._saving:
            self._timer.start(SAVE_MS)

    def explain(self, key: str, why: str) -> None:
        """Store the changed field with this reason."""
        self._unexplained.discard(key)
        self._why = why
        self.save_soon()

    def take_back(self, key: str) -> None:
        """Give up the change of a field."""
        self._return_fields({key})

    def adopt_field(self, key: str, text: str) -> None:
        """Take a field that a service has stored in the letter."""
        self._typing.discard(key)
        self._stored = replace(self._stored, fields=set_reply_texts(self._stored.fields, {key: text}))
        self.edit(replace(self._reply, fields=set_reply_texts(self._reply.fields, {key: text})))

    def leave_fields(self) -> None:
        """Store the tracked fields that have been typed, as when the cursor leaves them."""
        for key in tuple(self._typing):
            self.leave_field(key)

    def _return_fields(self, keys: set[str]) -> None:
        """Show these fields as they are stored again."""
        self._typing -= keys
        self._unexplained -= keys
        self._reply = self._with_stored(keys)
        self.fields_returned.emit(keys)
        self.reply_changed.emit(self._reply)

    def _overwrites(self, key: str) -> bool:
        old, new = getattr(self._stored.fields, key), getattr(self._reply.fields, key)
        return bool(old) and old != new and is_signed_or_out(self._case.status)

    def _with_stored(self, keys: set[str]) -> Reply:
        """The open reply with these fields as they are stored."""
        old = {key: getattr(self._stored.fields, key) for key in keys}
        restored = replace(self._reply, fields=replace(self._reply.fields, **old))
        return self._reply if restored == self._reply else restored

    def edit_layout(self, layout: str) -> None:
        """Take another layout."""
        self.edit(replace(self._reply, layout=layout))

    def adopt_case(self, case: Case) -> None:
        """Take a case that a service has stored."""
        self._case = case
        self.case_changed.emit(case)

    def save_soon(self) -> None:
        """Start saving unsaved changes without waiting."""
        self._timer.stop()
        if not self.dirty or self._saving:
            return
        sent = self._with_stored(self._typing | self._unexplained)
        if sent == self._stored:
            return
        self._saving = True
        task = self._worker.send(save_reply, sent, why=self._why)
        task.settled.connect(self._on_settled)
        task.done.connect(lambda saved: self._on_saved(sent, saved))
        task.failed.connect(self._take_failure)

    def when_stored(self, then: Act, otherwise: Act = _nothing) -> None:
        """Call `then` as soon as the store holds everything typed; `otherwise` (and `save_failed`) if saving fails.

        At once if nothing is unsaved. What is typed meanwhile is stored first, too.
        """
        self.leave_fields()
        if not self.dirty:
            then()
        elif self._unexplained:
            otherwise()  # the reason is being asked for
        else:
            self._waiting.append((then, otherwise))
            self.save_soon()

    def flush(self) -> bool:
        """Save unsaved changes and wait for it: at the end of the program. False (and `save_failed`) if that failed."""
        self._timer.stop()
        if not self.dirty:
            return True
        self._typing = {key for key in self._typing if self._overwrites(key)}
        sent = self._with_stored(self._typing | self._unexplained)
        try:
            saved = self._worker.wait_for(save_reply, sent, why=self._why)
        except DeskError as error:
            self._take_failure(error)
            return False
        self._take_saved(sent, saved)
        return True

    def _on_settled(self) -> None:
        """The save has ended; one that ended with an unexpected exception is repeated like a refused one."""
        self._saving = False
        self._due, self._waiting = self._waiting, []
        self._timer.start(RETRY_MS)

    def _on_saved(self, sent: Reply, saved: SavedAt) -> None:
        self._timer.stop()
        self._take_saved(sent, saved)
        due, self._due = self._due, []
        if not self.dirty:
            for then, _otherwise in due:
                then()
        elif due:
            self._waiting = [*due, *self._waiting]
            self.save_soon()
        else:
            self._timer.start(SAVE_MS)

    def _take_failure(self, error: DeskError) -> None:
        self._failed = True
        if isinstance(error, Gone):
            self._timer.stop()
            # Reported once: the case no longer exists, and the officer must be able to leave it.
            self._stored = self._reply
        elif isinstance(error, Refused):
            self._return_fields(set(TRACKED_IN_LETTER))  # the text is stored without what was refused
            self._timer.start(SAVE_MS)
        else:
            self._timer.start(RETRY_MS)
        self.save_failed.emit(error)
        due, self._due = self._due, []
        for _then, otherwise in due:
            otherwise()

    def _take_saved(self, sent: Reply, saved: SavedAt) -> None:
        self._stored, self._why = sent, ""
        self._failed, self._saved_at = False, saved.at
        self.saved.emit(saved.at)
