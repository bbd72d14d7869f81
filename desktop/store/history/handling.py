"""Tables of handling records, one row per record (tables of versions 2, 4 and 5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.records.co_opinion import Chase, CoOpinion
from desktop.domain.records.contact import Contact
from desktop.domain.records.examination import Examination, PointVerdict
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.followup_letter import FollowupLetter
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.issued_text import IssuedText
from desktop.domain.records.portal_tick import PortalTick
from desktop.domain.records.pre_reply import PreReply
from desktop.domain.records.promise import Conversion, Progress, Promise
from desktop.domain.records.review import DisclosureRecord, Remark, Review
from desktop.domain.records.stand_in import StandIn
from desktop.domain.records.waiver import Consent, Waiver
from desktop.store.file.store import Store
from desktop.store.file.values import NOT_IN_BIN, Columns

# Generic record tables: a frozen dataclass per row, a column per field.
# Table and column names come from dataclasses of the program, never from input.
_Record = TypeVar("_Record")


class RecordTable(Generic[_Record]):
    """The table `name` of records of `kind`. Every record has an `id`, 0 while not stored, and belongs to a `parent`."""

    def __init__(self, name: str, kind: type[_Record], parent: str = "case_id") -> None:
        self.name = name
        self.kind: Callable[..., _Record] = kind
        self._parent = parent
        self._columns = Columns(kind)

    def add(self, store: Store, record: _Record) -> _Record:
        """Store a new record and return it with its id."""
        with store.writing() as database:
            number = database.table(self.name).insert(self._columns.of(record)).last_rowid
        return replace(record, id=number or 0)  # type: ignore[type-var]

    def change(self, store: Store, record: _Record) -> None:
        """Store every field of a record that has an id."""
        with store.writing() as database:
            database.table(self.name).update(_id(record), self._columns.of(record))

    def save(self, store: Store, record: _Record) -> _Record:
        """Add the record if its id is 0, else change it; returns it with its id."""
        if not _id(record):
            return self.add(store, record)
        self.change(store, record)
        return record

    def remove(self, store: Store, record_id: int) -> None:
        """Delete a record; does nothing if there is none."""
        with store.writing() as database:
            database.table(self.name).delete_where("id = ?", [record_id])

    def of(self, store: Store, parent_id: int, **equal: object) -> tuple[_Record, ...]:
        """The records of a parent whose fields equal the given values, in order of storing."""
        unknown = equal.keys() - set(self._columns.names)
        assert not unknown, unknown
        where = " AND ".join(f"{name} = ?" for name in (self._parent, *equal))
        return self._select(store, where, (parent_id, *equal.values()), "id")

    def by_id(self, store: Store, record_id: int) -> _Record | None:
        """The record with that id, or None."""
        return next(iter(self._select(store, "id = ?", (record_id,))), None)

    def all(self, store: Store, *, with_bin: bool = False) -> tuple[_Record, ...]:
        """The records of all cases in use, by case and order of storing; `with_bin` those of cases in the bin too."""
        assert self._parent == "case_id"
        return self._select(store, None if with_bin else NOT_IN_BIN, order_by=f"{self._parent}, id")

    def _select(
        self,
        store: Store,
        where: str | None = None,
        values: Sequence[object] = (),
        order_by: str | None = None,
    ) -> tuple[_Record, ...]:
        with store.reading():
            rows = store.database.table(self.name).rows_where(where, values, order_by=order_by)
            return tuple(self.kind(id=row["id"], **self._columns.read(row)) for row in rows)


def _id(record: object) -> int:
    number: int = record.id  # type: ignore[attr-defined]
    return number


CONTACTS = RecordTable("contacts", Contact)
CO_OPINIONS = RecordTable("co_opinions", CoOpinion)
CHASES = RecordTable("chases", Chase, parent="opinion_id")
FEEDBACK = RecordTable("feedback_forms", Feedback)
PROMISES = RecordTable("promises", Promise)
PROGRESS = RecordTable("promise_progress", Progress, parent="promise_id")
CONVERSIONS = RecordTable("conversions", Conversion)
REVIEWS = RecordTable("reviews", Review)
REMARKS = RecordTable("review_remarks", Remark, parent="review_id")
DISCLOSURES = RecordTable("disclosure_reviews", DisclosureRecord)
ROUNDS = RecordTable("rounds", HandlingRound)
EXTENSIONS = RecordTable("extensions", Extension)
PAUSES = RecordTable("pauses", Pause)
WAIVERS = RecordTable("waivers", Waiver)
CONSENTS = RecordTable("consents", Consent)
FOLLOWUP_LETTERS = RecordTable("followup_letters", FollowupLetter)
PRE_REPLIES = RecordTable("pre_replies", PreReply)
PORTAL_TICKS = RecordTable("portal_ticks", PortalTick)
STAND_INS = RecordTable("stand_ins", StandIn)
ISSUED_TEXTS = RecordTable("issued_texts", IssuedText)
EXAMINATIONS = RecordTable("examinations", Examination)
EXAMINATION_POINTS = RecordTable("examination_points", PointVerdict, parent="examination_id")
