"""Earlier versions of a section 「历史」, kept often enough to go back, but not at every save."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from desktop.domain.case.reply import Section, SectionVersion
from desktop.store.file.store import Store
from desktop.store.file.values import from_time, to_time

_INTERVAL = timedelta(minutes=3)
_BIG_CUT = 40
"""A save that removes this many characters (or the section) keeps the former version at once."""


def store_version(
    connection: sqlite3.Connection, reply_id: int, old: Section, new_text: str | None, at: datetime
) -> None:
    """Keep `old` if it is the first version, if enough was removed, or if the last version kept is old enough."""
    if not old.text.strip():
        return
    row = connection.execute(
        "SELECT text, replaced_at FROM section_versions WHERE reply_id = ? AND key = ? ORDER BY id DESC LIMIT 1",
        (reply_id, old.key),
    ).fetchone()
    if row is not None and row["text"] == old.text:
        return
    cut = new_text is None or len(old.text) - len(new_text) >= _BIG_CUT
    if row is None or cut or at - to_time(row["replaced_at"]) >= _INTERVAL:
        connection.execute(
            "INSERT INTO section_versions (reply_id, key, text, replaced_at) VALUES (?, ?, ?, ?)",
            (reply_id, old.key, old.text, from_time(at)),
        )


def versions_of(store: Store, reply_id: int, key: str) -> tuple[SectionVersion, ...]:
    """The earlier versions of a section, newest first."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT * FROM section_versions WHERE reply_id = ? AND key = ? ORDER BY id DESC", (reply_id, key)
        ).fetchall()
    return tuple(map(_version_of, rows))


def _version_of(row: sqlite3.Row) -> SectionVersion:
    return SectionVersion(row["id"], row["key"], row["text"], to_time(row["replaced_at"]))
