"""The reply session: the only writer of the open reply.

Widgets pass on what was typed; the session makes a new frozen Reply, emits it, and starts a save `SAVE_MS` after the
first unsaved key. It never writes into an editor. Fields of the letter: tracked_fields.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.domain.errors import DeskError, Gone, Refused
from desktop.domain.letter.heading_numbers import following
from desktop.services.writing.drafting import SavedAt, save_reply
from desktop.ui.desk.writing.tracked_fields import TrackedFields
from desktop.ui.store_worker import StoreWorker

SAVE_MS = 600
"""A save starts this long after the first unsaved key, not after the last one: further typing does not delay it."""
RETRY_MS = 3000
"""A failed save is repeated after this time, and at every flush."""


def _nothing() -> None:
    """What happens where a failed save needs no other answer than `save_failed`."""


# What waits until the store holds everything typed: moves, outputs, the opening of another case.
Act = Callable[[], object]


class WaitingActs:
    """Each act comes with what is done in its place if the text could not be stored. A save under way is for those that
    waited when it began to end; who comes later waits for the next.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[Act, Act]] = []
        self._due: list[tuple[Act, Act]] = []

    def __bool__(self) -> bool:
        return bool(self._waiting or self._due)

    def add(self, then: Act, otherwise: Act) -> None:
        """Let these wait for the next save that ends."""
        self._waiting.append((then, otherwise))

    def fall_due(self) -> None:
        """A save has ended: those that wait are due with its result, which follows."""
        self._due, self._waiting = [*self._due, *self._waiting], []

    def carry_out(self) -> None:
        """The store holds everything typed: do what is due, in the order in which it was asked for."""
        due, self._due = self._due, []
        for then, _otherwise in due:
            then()

    def wait_again(self) -> bool:
        """More has been typed meanwhile: what is due waits for the next save. False if nothing is due."""
        due, self._due = self._due, []
        self._waiting = [*due, *self._waiting]
        return bool(due)

    def give_up(self) -> None:
        """Nothing could be stored: what is due is not done."""
        due, self._due = self._due, []
        for _then, otherwise in due:
            otherwise()


class RefusedText:
    """What the store refused to take just as it stands, and why; it is not sent again before something has changed."""

    def __init__(self, session: ReplySession) -> None:
        self._session = session
        self._noted: tuple[Reply, str, Refused] | None = None

    def note(self, sent: Reply, why: str, error: Refused) -> None:
        """This was refused with that reason given."""
        self._noted = (sent, why, error)

    def forget(self) -> None:
        """Let what was refused be tried again."""
        self._noted = None

    @property
    def error(self) -> Refused | None:
        """Why what is typed cannot be stored as it stands; None if that has not been tried, or was not refused."""
        if self._noted is None or not self._session.dirty:
            return None
        sent, why, error = self._noted
        fields = self._session.fields
        return error if (sent, why) == (fields.storable(), fields.reason) else None

    def say(self) -> None:
        """Emit `save_failed` again if what is typed was refused: the officer is told each time it keeps him."""
        if (error := self.error) is not None:
            self._session.save_failed.emit(error)


class ReplySession(QObject):
    """The open case and its reply; a blank case of id 0 before the first."""

    reply_changed = Signal(object)
    case_changed = Signal(object)
    saved = Signal(object)
    save_failed = Signal(object)

    def __init__(self, worker: StoreWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._case, self._reply = Case(), Reply()
        self.stored = self._reply
        self._saving = False
        self._failed = False
        self._saved_at: datetime | None = None
        self._sent = self._reply
        self.refused = RefusedText(self)
        self.fields = TrackedFields(self, self)
        self._waiting = WaitingActs()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.save_soon)

    def open(self, case: Case, reply: Reply) -> None:
        """Switch to another case; the caller has flushed the previous one. Emits nothing: the caller fills the widgets."""
        self._timer.stop()
        self._case, self._reply, self.stored = case, reply, reply
        self.fields.forget()
        self._failed, self._saved_at = False, None
        self.refused.forget()

    @property
    def case(self) -> Case:
        return self._case

    @property
    def reply(self) -> Reply:
        return self._reply

    @property
    def dirty(self) -> bool:
        """True while there are unsaved changes."""
        return self._reply is not self.stored and self._reply != self.stored

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
        self.begin_saving()
        self.reply_changed.emit(reply)

    def edit_section(self, key: str, text: str) -> None:
        """Take the text of a section after typing; the headings of the sections below follow its own."""
        self.edit(following(self._reply, self._reply.with_section(key, text)))

    def begin_saving(self) -> None:
        """Start a save soon, unless one runs or is about to."""
        if not self._timer.isActive() and not self._saving:
            self._timer.start(SAVE_MS)

    def edit_layout(self, layout: str) -> None:
        """Take another layout."""
        self.edit(replace(self._reply, layout=layout))

    def adopt_case(self, case: Case) -> None:
        """Take the open case as a service has stored it. A late answer about a case that was open before is ignored.

        What was refused before is tried again: the letter may be open now.
        """
        if case.id == self._case.id:
            self._case = case
            self.refused.forget()
            if self.dirty:
                self.begin_saving()
            self.case_changed.emit(case)

    def save_soon(self) -> None:
        """Start saving unsaved changes without waiting."""
        self._timer.stop()
        if not self.dirty or self._saving:
            return
        sent = self.fields.storable()
        if sent == self.stored or self.refused.error is not None:
            return
        self._sent = sent
        self._saving = True
        task = self._worker.send(save_reply, sent, why=self.fields.reason)
        task.settled.connect(self._on_settled)
        task.done.connect(lambda saved: self._on_saved(sent, saved))
        task.failed.connect(self._take_failure)
        task.broken.connect(self._waiting.give_up)

    def when_stored(self, then: Act, otherwise: Act = _nothing) -> None:
        """Call `then` as soon as the store holds everything typed; `otherwise` (and `save_failed`) if saving fails.

        At once if nothing is unsaved. What is typed meanwhile is stored first, too.
        """
        self.fields.leave_all()
        if not self.dirty:
            then()
        elif self.fields.is_waiting or self.refused.error is not None:
            self.refused.say()
            otherwise()  # the reason is being asked for, or what was typed was refused just so
        else:
            self._waiting.add(then, otherwise)
            self.save_soon()

    def flush(self) -> bool:
        """Save unsaved changes and wait for it: at the end of the program. False (and `save_failed`) if that failed."""
        self._timer.stop()
        if not self.dirty:
            return True
        sent = self._sent = self.fields.storable(at_the_end=True)
        try:
            saved = self._worker.wait_for(save_reply, sent, why=self.fields.reason)
        except DeskError as error:
            self._take_failure(error)
            return False
        self._take_saved(sent, saved)
        return True

    def _on_settled(self) -> None:
        """The save has ended. It counts as failed, and is repeated, unless it is said next that the text is stored."""
        self._saving, self._failed = False, True
        self._waiting.fall_due()
        self._timer.start(RETRY_MS)

    def _on_saved(self, sent: Reply, saved: SavedAt) -> None:
        self._timer.stop()
        if sent.id == self._reply.id:
            self._take_saved(sent, saved)
        if not self.dirty:
            self._waiting.carry_out()
        elif self._waiting.wait_again():
            self.save_soon()
        else:
            self._timer.start(SAVE_MS)

    def _take_failure(self, error: DeskError) -> None:
        self._failed = True
        if isinstance(error, Gone):
            self._timer.stop()
            # Reported once: the case no longer exists, and the officer must be able to leave it.
            self.stored = self._reply
        elif isinstance(error, Refused):
            self.refused.note(self._sent, self.fields.reason, error)  # the same is not asked again
            self.fields.give_back()  # the text is stored without what was refused
            self._timer.start(SAVE_MS)
        else:
            self._timer.start(RETRY_MS)
        self.save_failed.emit(error)
        self._waiting.give_up()

    def _take_saved(self, sent: Reply, saved: SavedAt) -> None:
        self.stored, self.fields.why = sent, ""
        self.refused.forget()
        self._failed, self._saved_at = False, saved.at
        self.saved.emit(saved.at)


def unsaved_text(session: ReplySession) -> str:
    """The text of the sections with unsaved changes."""
    typed, stored = session.reply, session.stored
    return "\n".join(one.text for one in typed.sections if stored.section(one.key) != one)
