"""Rule books stored with the cases assigned under them, each text once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from desktop.domain.case.case import Level, MatterType
from desktop.domain.case.status import Status
from desktop.store.file.store import Store
from desktop.store.file.values import placeholders


def store_rules(store: Store, case_id: int, locality: str, version: int, text: str, at: datetime) -> None:
    """Store this rule book with a case, replacing an earlier one."""
    digest = digest_of(text)
    book = {"digest": digest, "locality": locality, "version": version, "text": text}
    with store.writing() as database:
        books = database.table("rule_books")
        if not books.count_where("digest = ?", [digest]):
            books.insert(book)
        database.table("case_rules").upsert({"case_id": case_id, "digest": digest, "adopted_at": at})


def stored_rules(store: Store, case_id: int) -> str | None:
    """The text of the rule book the case was assigned under; None if none is stored."""
    with store.reading() as connection:
        row = connection.execute(
            "SELECT b.text FROM case_rules c JOIN rule_books b USING (digest) WHERE c.case_id = ?", (case_id,)
        ).fetchone()
    return str(row["text"]) if row else None


def stored_text(store: Store, digest: str) -> str:
    """The text of a stored rule book by its digest. KeyError if there is none."""
    with store.reading():
        row = next(store.database.table("rule_books").rows_where("digest = ?", [digest]), None)
    if row is None:
        raise KeyError(digest)
    return str(row["text"])


def stored_texts(store: Store) -> tuple[str, ...]:
    """The text of every stored rule book, each once."""
    with store.reading() as connection:  # by hand: the start page needs it, and does not import sqlite-utils
        return tuple(str(row["text"]) for row in connection.execute("SELECT text FROM rule_books"))


@dataclass(frozen=True, slots=True)
class RuledCase:
    """A case's stored rule text, and the fields of the case that select a rule book."""

    case_id: int
    digest: str
    locality: str
    region: str
    level: Level
    matter_type: MatterType


def ruled_cases(store: Store, statuses: Iterable[Status]) -> tuple[RuledCase, ...]:
    """The cases of these statuses with a stored rule book, by due date, those without one last."""
    wanted = tuple(statuses)
    marks = placeholders(wanted)
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT c.id, k.digest, c.locality, c.region, c.level, c.matter_type"
            " FROM cases_in_use c JOIN case_rules k ON k.case_id = c.id"
            f" WHERE c.status IN ({marks}) ORDER BY c.due_at IS NULL, c.due_at, c.id",
            wanted,
        )
        return tuple(
            RuledCase(row[0], row[1], row[2], row[3], Level(row[4]), MatterType(row[5])) for row in rows
        )


@lru_cache(maxsize=64)
def digest_of(text: str) -> str:
    """The digest that identifies this text."""
    return hashlib.sha256(text.encode()).hexdigest()
