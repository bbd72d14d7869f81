"""Mutants that nobody can notice, because they behave like the original: the reviewed list beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from tools.mutants.mutant import Mutant

FILE = Path(__file__).with_name("equal.toml")


class EqualMutants:
    """Entries name path, removed and added lines; `nth` only where a module has the same change twice."""

    def __init__(self, text: str) -> None:
        self.entries = tomllib.loads(text).get("mutant", [])
        self._identities = {
            (entry["path"], entry["removed"].strip(), entry["added"].strip(), entry.get("nth", 0))
            for entry in self.entries
        }

    def __contains__(self, mutant: Mutant) -> bool:
        return mutant.identity in self._identities

    def stale(self, mutants: Iterable[Mutant]) -> list[str]:
        """Entries of which no mutant is left: the line has changed, so somebody has to look again."""
        left = {mutant.identity for mutant in mutants}
        return [
            f"{path}: {removed} -> {added}" for path, removed, added, nth in sorted(self._identities - left)
        ]
