"""The original 「原件」: a file as it came, byte for byte, known by its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from desktop.documents.reading.candidate import explain_os_error
from desktop.documents.reading.limits import MIB
from desktop.domain.errors import FileProblem

_KEPT_IN_MEMORY = 8 * MIB


@dataclass(frozen=True, slots=True)
class Original:
    """The file as it came 「原件」: its bytes by hash. `content` is None for a large one, which is read again when it is kept."""

    path: Path | None
    digest: str
    size: int
    content: bytes | None = field(default=None, repr=False)

    def bytes_again(self) -> bytes:
        """The very bytes that were read. Raises FileProblem if a large file has gone or changed since."""
        if self.content is not None or self.path is None:
            return self.content or b""
        content = _bytes_of(self.path)
        if hashlib.sha256(content).hexdigest() != self.digest:
            raise FileProblem(f"“{self.path.name}”在核对期间被改动过", "请重新收这份文件")
        return content


def original_of(path: Path) -> Original:
    """The original of a file. Raises FileProblem if it cannot be read."""
    content = _bytes_of(path)
    digest = hashlib.sha256(content).hexdigest()
    return Original(path, digest, len(content), content if len(content) <= _KEPT_IN_MEMORY else None)


def pasted_original(text: str) -> Original:
    """Pasted text as an original of its own, in UTF-8."""
    content = text.encode("utf-8", "replace")
    return Original(None, hashlib.sha256(content).hexdigest(), len(content), content)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise explain_os_error(error) from error
