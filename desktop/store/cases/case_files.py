"""Files kept with a case, byte for byte: the original it came as 「原件」 and attachments 「附件」."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.store.file.store import Store
from desktop.store.file.values import from_text, from_time, to_time


class Purpose(StrEnum):
    """What the file is to the case."""

    SOURCE = "source"  # 原件
    ATTACHMENT = "attachment"  # 附件


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A kept file; `size` in bytes, `hash` its SHA-256. The bytes come by `content_of`."""

    id: int
    name: str
    purpose: Purpose
    size: int
    hash: str
    added_at: datetime


def keep_file(store: Store, case_id: int, name: str, content: bytes, purpose: Purpose, at: datetime) -> None:
    """Keep a file with a case; the same bytes are stored once, however many cases hold them."""
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
    """The bytes of a kept file; KeyError if the store has none of that hash."""
    with store.reading() as connection:
        row = connection.execute("SELECT content FROM files WHERE hash = ?", (digest,)).fetchone()
    if row is None:
        raise KeyError(digest)
    return bytes(row["content"])
