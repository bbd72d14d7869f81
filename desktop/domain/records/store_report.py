"""Results of verifying a store or a backup, and of comparing the two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StoreReport:
    """Result of a verification. `faults` are SQLite's messages, empty for an intact store; `size` in bytes."""

    path: Path
    version: int
    cases: int
    replies: int
    size: int
    faults: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class StoreComparison:
    """What a store would lose and get back if a backup took its place. `report` is that of the backup.

    `newest_…`: when the newest event was recorded, None without any. `same_kind` is False if one of them is of the practice and
    the other is not.
    """

    report: StoreReport
    newest_there: datetime | None
    newest_here: datetime | None
    cases_here: int
    cases_only_here: int
    cases_only_there: int
    events_only_here: int
    same_kind: bool
