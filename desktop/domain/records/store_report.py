"""What a verification of a store or of a backup found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What a verification found. `faults` are SQLite's own words, empty for a sound store; `size` in bytes."""

    path: Path
    version: int
    cases: int
    replies: int
    size: int
    faults: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.faults
