"""Files stored with a case: the original it was read from 「原件」 and attachments 「附件」."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.store.file.store import Store
from desktop.store.file.values import from_text, from_time, to_time


class Purpose(StrEnum):
    """The role of the file for the case."""

    SOURCE = "source"  # 原件
    ATTACHMENT = "attachment"  # 附件


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A stored file without its bytes; `size` in bytes, `hash` its SHA-256. `content_of` returns the bytes."""

    id: int
    name: str
    purpose: Purpose
    size: int
    hash: str
    added_at: datetime


def store_file(store: Store, case_id: int, name: str, content: bytes, purpose: Purpose, at: datetime) -> None:
    """Store a file with a case; equal bytes are stored once for all cases."""
    digest = hashlib.sha256(content).hexdigest()
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO files VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (digest, len(content), content)
        )
        connection.execute(
            "INSERT INTO case_files (case_id, hash, name, purpose, added_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (case_id, digest, from_text(name), purpose, from_time(at)),
        )


def files_of(store: Store, case_id: int) -> tuple[CaseFile, ...]:
    """The files of a case, oldest first, without their bytes."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT c.*, f.size FROM case_files c JOIN files f USING (hash) WHERE c.case_id = ? ORDER BY c.id",
            (case_id,),
        ).fetchall()
    return tuple(
        CaseFile(
            row["id"],
            row["name"],
            Purpose(row["purpose"]),
            row["size"],
            row["hash"],
            to_time(row["added_at"]),
        )
        for row in rows
    )


def content_of(store: Store, digest: str) -> bytes:
    """The bytes of a stored file; KeyError if the store has none with that hash."""
    with store.reading() as connection:
        row = connection.execute("SELECT content FROM files WHERE hash = ?", (digest,)).fetchone()
    if row is None:
        raise KeyError(digest)
    return bytes(row["content"])
