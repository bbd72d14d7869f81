"""Fields of the open letter whose changes are kept in the history: signer, result, date, number, disclosure.

Such a field is stored when it has been left, not key by key, so that the history has names and no letters; one that overwrites
a fact of a signed letter is stored with a reason.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import REPLY_FIELDS, set_reply_texts
from desktop.domain.case.field_change import TRACKED_IN_LETTER
from desktop.domain.case.reply import Reply
from desktop.domain.errors import Refused
from desktop.domain.gates.standing import is_signed_or_out


class OpenLetter(Protocol):
    """What the reply session is to its fields: the open letter, as typed and as stored, and its saving."""

    stored: Reply

    @property
    def case(self) -> Case: ...
    @property
    def reply(self) -> Reply: ...
    def edit(self, reply: Reply) -> None: ...
    def begin_saving(self) -> None: ...
    def save_soon(self) -> None: ...


class TrackedFields(QObject):
    """`reason_wanted` carries the key of a field that needs a reason: answer by `explain` or `take_back`.

    `returned` carries the keys of fields that are as they were stored again, for their forms to show.
    """

    reason_wanted = Signal(str)
    returned = Signal(object)

    def __init__(self, session: OpenLetter, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._typing: set[str] = set()
        self._unexplained: set[str] = set()
        self.why = ""
        self.correcting = ""
        """Why a letter that is out is being corrected; "" = it is not."""

    @property
    def reason(self) -> str:
        """The reason of what is stored next."""
        return self.why or self.correcting

    @property
    def is_waiting(self) -> bool:
        """True while a reason is being asked for."""
        return bool(self._unexplained)

    def forget(self) -> None:
        """Begin with another letter."""
        self._typing, self._unexplained, self.why, self.correcting = set(), set(), "", ""

    def edit(self, key: str, text: str) -> None:
        """Take the text of a field after typing. Text that cannot be read (half a date) changes nothing until it can."""
        reply = self._session.reply
        try:
            fields = set_reply_texts(reply.fields, {key: text})
        except Refused:
            return
        kept = key in TRACKED_IN_LETTER or is_signed_or_out(self._session.case.status)
        if kept and fields != reply.fields:
            self._typing.add(key)
        self._session.edit(replace(reply, fields=fields))

    def leave(self, key: str) -> None:
        """Store a field that has been typed, or ask for the reason."""
        if key not in self._typing:
            return
        self._typing.discard(key)
        if self._overwrites(key):
            self._unexplained.add(key)
            self.reason_wanted.emit(key)
        else:
            self._session.begin_saving()

    def leave_all(self) -> None:
        """Store what has been typed, as when the cursor leaves the field."""
        for key in tuple(self._typing):
            self.leave(key)

    def explain(self, key: str, why: str) -> None:
        """Store the changed field with this reason."""
        self._unexplained.discard(key)
        self._typing.discard(key)
        self.why = why
        self._session.save_soon()

    def take_back(self, key: str) -> None:
        """Give up the change of a field."""
        self.give_back({key})

    def give_back(self, keys: frozenset[str] | set[str] = frozenset(REPLY_FIELDS)) -> None:
        """Show these fields as they are stored again."""
        self._typing -= keys
        self._unexplained -= keys
        self._session.edit(self._with_stored(keys))
        self.returned.emit(keys)

    def adopt(self, key: str, text: str) -> None:
        """Take a field that a service has stored in the letter."""
        self._typing.discard(key)
        stored, reply = (
            replace(one, fields=set_reply_texts(one.fields, {key: text}))
            for one in (self._session.stored, self._session.reply)
        )
        self._session.stored = stored
        self._session.edit(reply)

    def storable(self, *, at_the_end: bool = False) -> Reply:
        """The open letter without fields that are still being typed or need a reason; `at_the_end` only without the latter."""
        held = self._unexplained | {key for key in self._typing if not at_the_end or self._overwrites(key)}
        return self._with_stored(held)

    def _overwrites(self, key: str) -> bool:
        old = getattr(self._session.stored.fields, key)
        changed = old != getattr(self._session.reply.fields, key)
        explained = bool(self.correcting) or not is_signed_or_out(self._session.case.status)
        return bool(old) and changed and not explained

    def _with_stored(self, keys: frozenset[str] | set[str]) -> Reply:
        reply = self._session.reply
        old = {key: getattr(self._session.stored.fields, key) for key in keys}
        restored = replace(reply, fields=replace(reply.fields, **old))
        return reply if restored == reply else restored
