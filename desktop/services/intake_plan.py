"""Planning an import 「收件方案」: every reading laid against the store, nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.import_plan import ImportStatus, ItemKey, PlannedItem
from desktop.services.intake_reading import Reading
from desktop.services.workplace import Workplace

Corrections = Mapping[ItemKey, Mapping[str, str]]
"""Per item: field key -> text, as the officer corrected what was recognised ("" = not that either)."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The readings, what the officer corrected in them, and what would become of every file and row, in their order."""

    readings: tuple[Reading, ...] = field(repr=False)
    items: tuple[PlannedItem, ...]
    corrections: Corrections = field(default_factory=dict)

    def count(self, status: ImportStatus) -> int:
        """How many items would end so."""
        return sum(item.status is status for item in self.items)

    def item(self, key: ItemKey) -> PlannedItem:
        """The item of that key; KeyError if there is none."""
        found = next((item for item in self.items if item.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


def plan_import(
    work: Workplace, readings: Sequence[Reading], corrections: Corrections | None = None
) -> ImportPlan:
    """Say for every reading whether it is new, changes a case, changes nothing, or is refused. Writes nothing.

    A correction counts as typed by the officer. After one, plan again: it may be another matter now.
    """
    raise NotImplementedError
