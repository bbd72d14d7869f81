"""What became of a file, or of one row of a list, where nobody reviews it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.importing.plan import ImportStatus, IntakeKind, PlannedChange


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """One short Chinese sentence in `message`. `case_id` is None where no case stands behind it (yet).

    `row` is the row of a list, from 1 (0 = the file as a whole); `changes` are the fields that differ from the stored case,
    `taken` the keys of those that changed. `batch` takes it back by undo_import; 0 where nothing was written.
    """

    path: Path
    case_id: int | None
    kind: IntakeKind
    status: ImportStatus
    message: str
    row: int = 0
    changes: tuple[PlannedChange, ...] = ()
    taken: frozenset[str] = frozenset()
    batch: int = 0
