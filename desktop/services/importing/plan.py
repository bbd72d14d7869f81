"""Planning an import 「收件方案」: every reading laid against the store, nothing written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from desktop.domain.importing.plan import ImportStatus, ItemKey, PlannedItem
from desktop.services.importing.change import ChangePlanner, ImportChange
from desktop.services.importing.known import KnownMatters
from desktop.services.importing.reading import Reading
from desktop.services.importing.request import Corrections, requests_of
from desktop.services.office.workplace import Workplace


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
    work: Workplace,
    readings: Sequence[Reading],
    corrections: Corrections | None = None,
    *,
    similar_matters: bool = True,
) -> ImportPlan:
    """Say for every reading whether it is new, changes a case, changes nothing, or is refused. Writes nothing.

    A correction counts as typed by the officer. After one, plan again: it may be another matter now. Where nobody will look
    at them, the search for look-alikes may be left out.
    """
    said = dict(corrections or {})
    changes = import_changes(work, readings, said, similar_matters=similar_matters)
    return ImportPlan(tuple(readings), tuple(planned.item for planned in changes), said)


def import_changes(
    work: Workplace,
    readings: Sequence[Reading],
    corrections: Corrections,
    *,
    similar_matters: bool = False,
    skip: Collection[ItemKey] = (),
) -> tuple[ImportChange, ...]:
    """The plan with all that is needed to carry it out, without the items to be skipped."""
    requests = (
        request
        for place, reading in enumerate(readings)
        for request in requests_of(place, reading, corrections)
    )
    planner = ChangePlanner(work, KnownMatters(work), similar_matters=similar_matters)
    return tuple(planner.changes(request for request in requests if request.key not in skip))
