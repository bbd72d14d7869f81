"""Earlier versions of a section 「历史」, kept often enough to go back, but not at every save."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desktop.domain.case.reply import Section, SectionVersion
from desktop.store.file.store import Store
from desktop.store.file.values import Columns, to_time

if TYPE_CHECKING:
    from desktop.store.file.database import StoreDatabase

_VERSION = Columns(SectionVersion)
_OF_SECTION = "reply_id = ? AND key = ?"
_INTERVAL = timedelta(minutes=3)
_BIG_CUT = 40
"""A save that removes this many characters (or the section) keeps the former version at once."""


def store_version(
    database: StoreDatabase, reply_id: int, old: Section, new_text: str | None, at: datetime
) -> None:
    """Keep `old` if it is the first version, if enough was removed, or if the last version kept is old enough."""
    if not old.text.strip():
        return
    versions = database.table("section_versions")
    row = next(versions.rows_where(_OF_SECTION, [reply_id, old.key], order_by="id DESC", limit=1), None)
    if row is not None and row["text"] == old.text:
        return
    cut = new_text is None or len(old.text) - len(new_text) >= _BIG_CUT
    if row is None or cut or at - to_time(row["replaced_at"]) >= _INTERVAL:
        versions.insert({"reply_id": reply_id, "key": old.key, "text": old.text, "replaced_at": at})


def versions_since(store: Store, reply_id: int, at: datetime | None) -> tuple[SectionVersion, ...]:
    """The earlier versions of all sections that were replaced later than `at` (None: all), newest first."""
    with store.reading():
        versions = store.database.table("section_versions")
        rows = versions.rows_where("reply_id = ?", [reply_id], order_by="id DESC")
        found = tuple(SectionVersion(id=row["id"], **_VERSION.read(row)) for row in rows)
    return tuple(one for one in found if at is None or one.replaced_at > at)


def versions_of(store: Store, reply_id: int, key: str) -> tuple[SectionVersion, ...]:
    """The earlier versions of a section, newest first."""
    with store.reading():
        versions = store.database.table("section_versions")
        rows = versions.rows_where(_OF_SECTION, [reply_id, key], order_by="id DESC")
        return tuple(SectionVersion(id=row["id"], **_VERSION.read(row)) for row in rows)
