"""What was copied into an online system already 「已复制」, kept so that the officer goes on where she left off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256


class CopyState(StrEnum):
    """Whether a piece was copied, and whether it still says what was copied."""

    OPEN = "open"
    COPIED = "copied"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        return {"open": "", "copied": "已复制", "changed": "复制后又改了"}[self]


@dataclass(frozen=True, slots=True)
class PortalTick:
    """That a piece was copied: the system, the item's name there, the piece from 1, a digest of its text."""

    case_id: int
    round: int
    portal: str
    item: str
    piece: int
    digest: str
    copied_at: datetime
    id: int = 0

    def state_of(self, text: str) -> CopyState:
        """Whether `text` is what was copied."""
        return CopyState.COPIED if self.digest == digest_of(text) else CopyState.CHANGED


def digest_of(text: str) -> str:
    """A short digest by which a changed text is recognised."""
    return sha256(text.encode()).hexdigest()[:16]
