"""Result of verifying a store or a backup."""

from __future__ import annotations

from dataclasses import dataclass
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
