"""What became of a file, or of one row of a list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.services.case_merge import FieldChange


class IntakeKind(StrEnum):
    """What a file is taken for."""

    PROPOSAL = "proposal"
    REPLY = "reply"
    LEDGER = "ledger"

    @property
    def label(self) -> str:
        return {"proposal": "提案", "reply": "答复", "ledger": "清单"}[self]


class ImportStatus(StrEnum):
    """What became of it."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"new": "新建", "updated": "更新", "unchanged": "无变化", "refused": "未收"}[self]


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """One short Chinese sentence in `message`. `case_id` is None where no case stands behind it (yet).

    `row` is the row of a list, from 1 (0 = the file as a whole); `changes` are the fields that differ from the stored case.
    """

    path: Path
    case_id: int | None
    kind: IntakeKind
    status: ImportStatus
    message: str
    row: int = 0
    changes: tuple[FieldChange, ...] = ()
