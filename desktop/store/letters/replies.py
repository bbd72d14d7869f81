"""Replies: created once per round, then updated by what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from desktop.domain.case.reply import Reply, ReplyFields, Section
from desktop.domain.letter.unwritten import PLAIN_SIGNS
from desktop.store.file.field_columns import LETTER_COLUMNS
from desktop.store.file.store import Store
from desktop.store.file.values import Columns, placeholders, to_time
from desktop.store.letters.section_history import store_version
from desktop.store.search import reindexed

if TYPE_CHECKING:
    from desktop.store.file.database import StoreDatabase


# Rows: `replies` holds the fields of the letter, `reply_sections` its text.
_REPLY = Columns(Reply, ("case_id", "round", "template", "template_version", "layout"))
_SECTION = Columns(Section)


def columns_of(reply: Reply) -> dict[str, Any]:
    """The values of the row in `replies`, without its id and time."""
    return {**_REPLY.of(reply), **LETTER_COLUMNS.of(reply.fields)}


def reply_of(row: Mapping[str, Any], sections: tuple[Section, ...]) -> Reply:
    """The reply built from a row and its sections."""
    letter = ReplyFields(**LETTER_COLUMNS.read(row))
    return Reply(id=row["id"], **_REPLY.read(row), fields=letter, sections=sections)


@dataclass(frozen=True, slots=True)
class DraftLengths:
    """The template of a reply, and (key, characters) of its sections in order; 0 where a sign stands for what is to be written."""

    template: str
    sections: tuple[tuple[str, int], ...]


def add_reply(store: Store, reply: Reply, at: datetime) -> Reply:
    """Store a new reply and return it with its id. A case has one reply per round."""
    with store.writing() as database, reindexed(database, reply.case_id):
        stored = database.table("replies").insert({**columns_of(reply), "saved_at": at})
        added = replace(reply, id=stored.last_rowid or 0)
        database.table("reply_sections").insert_all(_section_rows(added))
    return added


def update_reply(store: Store, reply: Reply, at: datetime) -> bool:
    """Store what differs from the stored reply, in one transaction; False if nothing differs.

    The former text of a changed section is kept in its history (see section_history).
    """
    with store.writing() as database:
        stored = _whole(database, database.table("replies").get(reply.id))
        if stored == reply:
            return False
        before = columns_of(stored)
        changed = {name: value for name, value in columns_of(reply).items() if value != before[name]}
        database.table("replies").update(reply.id, {**changed, "saved_at": at})
        if stored.sections != reply.sections:
            with reindexed(database, reply.case_id):
                _write_sections(database, stored, reply, at)
    return True


def read_reply(store: Store, case_id: int, round_number: int | None = None) -> Reply | None:
    """The reply of that round, by default of the latest; None if there is none."""
    with store.reading():
        rows = store.database.table("replies").rows_where(
            "case_id = ? AND (?2 IS NULL OR round = ?2)",
            [case_id, round_number],
            order_by="round DESC",
            limit=1,
        )
        return next((_whole(store.database, row) for row in rows), None)


def reply_fields(store: Store, reply_id: int) -> ReplyFields | None:
    """The fields of a stored letter; None if it is gone."""
    with store.reading():
        rows = store.database.table("replies").rows_where("id = ?", [reply_id])
        return next((ReplyFields(**LETTER_COLUMNS.read(row)) for row in rows), None)


def saved_at(store: Store, reply_id: int) -> datetime:
    """The time the reply was saved last."""
    with store.reading():
        return to_time(store.database.table("replies").get(reply_id)["saved_at"])


_OPEN = " OR ".join(f"instr(s.text, '{sign}')" for sign in PLAIN_SIGNS)


def section_lengths(store: Store, case_ids: Iterable[int]) -> dict[int, DraftLengths]:
    """For each case with a reply, the lengths of the sections of its latest reply, in order."""
    ids = tuple(case_ids)
    found: dict[int, tuple[str, list[tuple[str, int]]]] = {}
    with store.reading() as connection:
        for row in connection.execute(
            f"SELECT r.case_id, r.template, s.key, CASE WHEN {_OPEN} THEN 0 ELSE length(s.text) END AS length"
            " FROM replies r JOIN reply_sections s ON s.reply_id = r.id"
            f" WHERE r.case_id IN ({placeholders(ids)})"
            " AND r.round = (SELECT max(o.round) FROM replies o WHERE o.case_id = r.case_id)"
            " ORDER BY r.case_id, s.position",
            ids,
        ):
            _, lengths = found.setdefault(row["case_id"], (row["template"], []))
            lengths.append((row["key"], row["length"]))
    return {case_id: DraftLengths(template, tuple(lengths)) for case_id, (template, lengths) in found.items()}


def _whole(database: StoreDatabase, row: Mapping[str, Any]) -> Reply:
    rows = database.table("reply_sections").rows_where("reply_id = ?", [row["id"]], order_by="position")
    return reply_of(row, tuple(Section(**_SECTION.read(found)) for found in rows))


def _write_sections(database: StoreDatabase, stored: Reply, reply: Reply, at: datetime) -> None:
    sections = database.table("reply_sections")
    after = {section.key: section.text for section in reply.sections}
    for section in stored.sections:
        if after.get(section.key) != section.text:
            store_version(database, reply.id, section, after.get(section.key), at)
        if section.key not in after:
            sections.delete_where("reply_id = ? AND key = ?", [reply.id, section.key])
    before = _section_rows(stored)
    sections.upsert_all(row for row in _section_rows(reply) if row not in before)


def _section_rows(reply: Reply) -> list[dict[str, Any]]:
    return [
        {"reply_id": reply.id, "position": place, **_SECTION.of(section)}
        for place, section in enumerate(reply.sections, 1)
    ]
