"""Papers that prove what happened 「佐证」: photos, scans, letters received, kept with the case by their hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

from desktop.documents.reading.candidate import explain_os_error
from desktop.documents.reading.guarded import GuardedReader
from desktop.domain.errors import FileProblem, Refused
from desktop.services.office.workplace import Workplace
from desktop.store.cases.case_files import Purpose, content_of, files_of, keep_file

LARGEST_MIB = 100
"""A scan of many pages fits; a film does not belong into a case."""


def keep_evidence(work: Workplace, case_id: int, path: Path) -> str:
    """Keep a file with the case and return its SHA-256. Raises FileProblem, and Refused for one beyond the limit."""
    try:
        if path.stat().st_size > LARGEST_MIB * 1024 * 1024:
            raise Refused(f"“{path.name}”超过 {LARGEST_MIB} MB", "请压缩后再附，或只记下存放的地方")
        content = path.read_bytes()
    except OSError as error:
        raise explain_os_error(error) from error
    keep_file(work.store, case_id, path.name, content, Purpose.ATTACHMENT, work.now())
    return hashlib.sha256(content).hexdigest()


def read_words(_work: Workplace, path: Path) -> str:
    """The words of a Word, PDF or text file, read in the guarded child process. Raises FileProblem. Touches no store."""
    with GuardedReader() as reader:
        return reader.read_document(path).text.strip()


def evidence_name(work: Workplace, case_id: int, digest: str) -> str:
    """The name under which that file came; "" if the case holds none of that hash."""
    return next((file.name for file in files_of(work.store, case_id) if file.hash == digest), "")


def copy_evidence(work: Workplace, case_id: int, digest: str, folder: Path) -> Path:
    """Put a copy of a kept file into `folder`, for its own program to open. Raises FileProblem."""
    name = evidence_name(work, case_id, digest)
    if not name:
        raise FileProblem("这份材料不在库里", "请核对附件")
    out = folder / Path(name).name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        out.write_bytes(content_of(work.store, digest))
    except OSError as error:
        raise explain_os_error(error) from error
    return out
