"""Files stored with a case: the original it was read from 「原件」 and attachments 「附件」."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.store.file.store import Store
from desktop.store.file.values import Columns, storable


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


_FILE = Columns(CaseFile)


def store_file(store: Store, case_id: int, name: str, content: bytes, purpose: Purpose, at: datetime) -> None:
    """Store a file with a case; equal bytes are stored once for all cases."""
    digest = hashlib.sha256(content).hexdigest()
    kept = {"case_id": case_id, "hash": digest, "name": name, "purpose": purpose, "added_at": at}
    with store.writing() as database:
        files = database.table("files")
        if not files.count_where("hash = ?", [digest]):
            files.insert({"hash": digest, "size": len(content), "content": content})
        database.table("case_files").insert(storable(kept), ignore=True)


def files_of(store: Store, case_id: int) -> tuple[CaseFile, ...]:
    """The files of a case, oldest first, without their bytes."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT c.*, f.size FROM case_files c JOIN files f USING (hash) WHERE c.case_id = ? ORDER BY c.id",
            (case_id,),
        ).fetchall()
    return tuple(CaseFile(id=row["id"], **_FILE.read(row)) for row in rows)


def content_of(store: Store, digest: str) -> bytes:
    """The bytes of a stored file; KeyError if the store has none with that hash."""
    with store.reading():
        row = next(store.database.table("files").rows_where("hash = ?", [digest]), None)
    if row is None:
        raise KeyError(digest)
    return bytes(row["content"])
