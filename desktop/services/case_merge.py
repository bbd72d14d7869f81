"""What an import may change in a case that is there already: blanks, and what an earlier import set. Never what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.case import Case
from desktop.domain.case_field import CASE_FIELDS
from desktop.services.cases import IMPORT
from desktop.services.intake_values import Values, is_said

_IDENTITY = frozenset({"matter_type", "level", "region", "term", "session", "number"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs, old and new as people read them. `taken` is False where the officer's own words stand."""

    key: str
    label: str
    old: str
    new: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """The case as it would be, and every difference."""

    case: Case
    changes: tuple[FieldChange, ...]

    @property
    def taken(self) -> tuple[str, ...]:
        """The keys that change."""
        return tuple(change.key for change in self.changes if change.taken)


def merge(known: Case, values: Values, origins: Mapping[str, str]) -> Merged:
    """Lay what an import says over a stored case. `origins` tells who set each field last (store.cases.origins_of)."""
    changes = []
    taken: dict[str, Any] = {}
    for key, field in CASE_FIELDS.items():
        if key not in values or key in _IDENTITY or not is_said(key, values[key]):
            continue
        old, new = getattr(known, key), values[key]
        if field.show(old) == field.show(new):
            continue
        free = not is_said(key, old) or origins.get(key, IMPORT) == IMPORT
        changes.append(FieldChange(key, field.label, field.show(old), field.show(new), free))
        if free:
            taken[key] = new
    return Merged(replace(known, **taken), tuple(changes))
