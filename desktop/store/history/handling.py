"""Tables of handling records, one row per record (tables of version 2)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.records.co_opinion import Chase, CoOpinion
from desktop.domain.records.contact import Contact
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.promise import Conversion, Progress, Promise
from desktop.domain.records.review import DisclosureRecord, Remark, Review
from desktop.store.file.store import Store
from desktop.store.file.values import from_names, placeholders, to_names

# Generic record tables: a frozen dataclass per row, a column per field.
# Table and column names come from dataclasses of the program, never from input.
_Record = TypeVar("_Record")


class RecordTable(Generic[_Record]):
    """The table `name` of records of `kind`. Every record has an `id`, 0 while not stored, and belongs to a `parent`."""

    def __init__(self, name: str, kind: type[_Record], parent: str = "case_id") -> None:
        hints = get_type_hints(kind)
        self.name = name
        self.kind: Callable[..., _Record] = kind
        self._parent = parent
        self._readers = {
            field.name: _reader(hints[field.name])
            for field in fields(kind)  # type: ignore[arg-type]
            if field.name != "id"
        }

    def add(self, store: Store, record: _Record) -> _Record:
        """Store a new record and return it with its id."""
        names, marks = ", ".join(self._readers), placeholders(self._readers)
        with store.writing() as connection:
            cursor = connection.execute(
                f"INSERT INTO {self.name} ({names}) VALUES ({marks})", self._values(record)
            )
        return replace(record, id=cursor.lastrowid or 0)  # type: ignore[type-var]

    def change(self, store: Store, record: _Record) -> None:
        """Store every field of a record that has an id."""
        settings = ", ".join(f"{name} = ?" for name in self._readers)
        with store.writing() as connection:
            connection.execute(
                f"UPDATE {self.name} SET {settings} WHERE id = ?", (*self._values(record), _id(record))
            )

    def save(self, store: Store, record: _Record) -> _Record:
        """Add the record if its id is 0, else change it; returns it with its id."""
        if not _id(record):
            return self.add(store, record)
        self.change(store, record)
        return record

    def remove(self, store: Store, record_id: int) -> None:
        """Delete a record; does nothing if there is none."""
        with store.writing() as connection:
            connection.execute(f"DELETE FROM {self.name} WHERE id = ?", (record_id,))

    def of(self, store: Store, parent_id: int, **equal: object) -> tuple[_Record, ...]:
        """The records of a parent whose fields equal the given values, in order of storing."""
        unknown = equal.keys() - self._readers.keys()
        assert not unknown, unknown
        where = "".join(f" AND {name} = ?" for name in equal)
        return self._select(
            store, f"WHERE {self._parent} = ?{where} ORDER BY id", (parent_id, *equal.values())
        )

    def by_id(self, store: Store, record_id: int) -> _Record | None:
        """The record with that id, or None."""
        return next(iter(self._select(store, "WHERE id = ?", (record_id,))), None)

    def all(self, store: Store) -> tuple[_Record, ...]:
        """All records, by parent and order of storing, for statistics."""
        return self._select(store, f"ORDER BY {self._parent}, id", ())

    def _select(self, store: Store, rest: str, values: tuple[object, ...]) -> tuple[_Record, ...]:
        with store.reading() as connection:
            rows = connection.execute(f"SELECT * FROM {self.name} {rest}", values).fetchall()
        return tuple(self._record(row) for row in rows)

    def _record(self, row: sqlite3.Row) -> _Record:
        found: Mapping[str, object] = {name: read(row[name]) for name, read in self._readers.items()}
        return self.kind(id=row["id"], **found)

    def _values(self, record: _Record) -> tuple[object, ...]:
        return tuple(_written(getattr(record, name)) for name in self._readers)


def _reader(hint: Any) -> Callable[[Any], object]:  # noqa: ANN401 - a type hint
    if get_origin(hint) is UnionType:
        inner = _reader(next(part for part in get_args(hint) if part is not NoneType))
        return lambda value: None if value is None else inner(value)
    if hint is date:
        return date.fromisoformat
    if hint is bool:
        return bool
    if get_origin(hint) is tuple:
        return to_names
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    assert hint in {int, str}, hint
    return lambda value: value


def _written(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return from_names(value)
    return int(value) if isinstance(value, bool) else value


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
