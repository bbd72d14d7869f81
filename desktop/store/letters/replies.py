"""Replies: created once per round, then updated by what changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desktop.domain.case.reply import Reply, ReplyFields, Section
from desktop.store.file.field_columns import field_columns, letter_values
from desktop.store.file.store import Store
from desktop.store.file.values import from_text, from_time, placeholders, to_time
from desktop.store.letters.section_history import store_version
from desktop.store.search import reindexed


# Rows: `replies` holds the fields of the letter, `reply_sections` its text.
def columns_of(reply: Reply) -> dict[str, Any]:
    """The values of the row in `replies`, without its id and time."""
    return {
        "case_id": reply.case_id,
        "round": reply.round,
        "template": reply.template,
        "template_version": reply.template_version,
        "layout": reply.layout,
        **field_columns(reply.fields),
    }


def reply_of(row: sqlite3.Row, sections: tuple[Section, ...]) -> Reply:
    """The reply built from a row and its sections."""
    return Reply(
        id=row["id"],
        case_id=row["case_id"],
        round=row["round"],
        template=row["template"],
        template_version=row["template_version"],
        layout=row["layout"],
        fields=ReplyFields(**letter_values(row)),
        sections=sections,
    )


@dataclass(frozen=True, slots=True)
class DraftLengths:
    """The template of a reply, and (key, characters) of its sections in order."""

    template: str
    sections: tuple[tuple[str, int], ...]


def add_reply(store: Store, reply: Reply, at: datetime) -> Reply:
    """Store a new reply and return it with its id. A case has one reply per round."""
    columns = {**columns_of(reply), "saved_at": from_time(at)}
    names, marks = ", ".join(columns), placeholders(columns)
    with store.writing() as connection, reindexed(connection, reply.case_id):
        cursor = connection.execute(
            f"INSERT INTO replies ({names}) VALUES ({marks})",
            tuple(columns.values()),
        )
        added = replace(reply, id=cursor.lastrowid or 0)
        connection.executemany("INSERT INTO reply_sections VALUES (?, ?, ?, ?)", _section_rows(added))
    return added


def update_reply(store: Store, reply: Reply, at: datetime) -> bool:
    """Store what differs from the stored reply, in one transaction; False if nothing differs.

    The former text of a changed section is kept in its history (see section_history).
    """
    with store.writing() as connection:
        stored = _by_id(connection, reply.id)
        if stored == reply:
            return False
        if columns_of(stored) != columns_of(reply):
            _write_columns(connection, reply)
        if stored.sections != reply.sections:
            with reindexed(connection, reply.case_id):
                _write_sections(connection, stored, reply, at)
        connection.execute("UPDATE replies SET saved_at = ? WHERE id = ?", (from_time(at), reply.id))
    return True


def read_reply(store: Store, case_id: int, round_number: int | None = None) -> Reply | None:
    """The reply of that round, by default of the latest; None if there is none."""
    with store.reading() as connection:
        row = connection.execute(
            "SELECT * FROM replies WHERE case_id = ? AND (?2 IS NULL OR round = ?2) ORDER BY round DESC LIMIT 1",
            (case_id, round_number),
        ).fetchone()
        return _whole(connection, row) if row else None


def reply_fields(store: Store, reply_id: int) -> ReplyFields | None:
    """The fields of a stored letter; None if it is gone."""
    with store.reading() as connection:
        row = connection.execute("SELECT * FROM replies WHERE id = ?", (reply_id,)).fetchone()
    return ReplyFields(**letter_values(row)) if row else None


def saved_at(store: Store, reply_id: int) -> datetime:
    """The time the reply was saved last."""
    with store.reading() as connection:
        row = connection.execute("SELECT saved_at FROM replies WHERE id = ?", (reply_id,)).fetchone()
    return to_time(row["saved_at"])


def section_lengths(store: Store, case_ids: Iterable[int]) -> dict[int, DraftLengths]:
    """For each case with a reply, the lengths of the sections of its latest reply, in order."""
    ids = tuple(case_ids)
    found: dict[int, tuple[str, list[tuple[str, int]]]] = {}
    with store.reading() as connection:
        for row in connection.execute(
            "SELECT r.case_id, r.template, s.key, length(s.text) AS length"
            " FROM replies r JOIN reply_sections s ON s.reply_id = r.id"
            f" WHERE r.case_id IN ({placeholders(ids)})"
            " AND r.round = (SELECT max(o.round) FROM replies o WHERE o.case_id = r.case_id)"
            " ORDER BY r.case_id, s.position",
            ids,
        ):
            _, lengths = found.setdefault(row["case_id"], (row["template"], []))
            lengths.append((row["key"], row["length"]))
    return {case_id: DraftLengths(template, tuple(lengths)) for case_id, (template, lengths) in found.items()}


def _by_id(connection: sqlite3.Connection, reply_id: int) -> Reply:
    row = connection.execute("SELECT * FROM replies WHERE id = ?", (reply_id,)).fetchone()
    if row is None:
        raise KeyError(f"no reply {reply_id}")
    return _whole(connection, row)


def _whole(connection: sqlite3.Connection, row: sqlite3.Row) -> Reply:
    rows = connection.execute(
        "SELECT key, text FROM reply_sections WHERE reply_id = ? ORDER BY position", (row["id"],)
    ).fetchall()
    return reply_of(row, tuple(Section(found["key"], found["text"]) for found in rows))


def _write_columns(connection: sqlite3.Connection, reply: Reply) -> None:
    columns = columns_of(reply)
    settings = ", ".join(f"{name} = ?" for name in columns)
    connection.execute(
        f"UPDATE replies SET {settings} WHERE id = ?",
        (*columns.values(), reply.id),
    )


def _write_sections(connection: sqlite3.Connection, stored: Reply, reply: Reply, at: datetime) -> None:
    after = {section.key: section.text for section in reply.sections}
    for section in stored.sections:
        if after.get(section.key) != section.text:
            store_version(connection, reply.id, section, after.get(section.key), at)
        if section.key not in after:
            connection.execute(
                "DELETE FROM reply_sections WHERE reply_id = ? AND key = ?", (reply.id, section.key)
            )
    connection.executemany(
        "INSERT INTO reply_sections VALUES (?, ?, ?, ?) ON CONFLICT (reply_id, key)"
        " DO UPDATE SET position = excluded.position, text = excluded.text",
        _section_rows(reply),
    )


def _section_rows(reply: Reply) -> list[tuple[int, int, str, str]]:
    return [
        (reply.id, place, section.key, from_text(section.text))
        for place, section in enumerate(reply.sections, 1)
    ]
