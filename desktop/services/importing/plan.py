"""Plan an import 「收件方案」: compare every reading with the store without writing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from desktop.domain.importing.plan import ImportStatus, ItemKey, PlannedItem
from desktop.services.importing.change_planner import ChangePlanner, ImportChange
from desktop.services.importing.known_matters import KnownMatters
from desktop.services.importing.reading import Reading
from desktop.services.importing.request import Corrections, requests_of
from desktop.services.office.workplace import Workplace


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The readings, the officer's corrections, and one planned item per file or list row, in order."""

    readings: tuple[Reading, ...] = field(repr=False)
    items: tuple[PlannedItem, ...]
    corrections: Corrections = field(default_factory=dict)

    def count(self, status: ImportStatus) -> int:
        """The number of items with that status."""
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
    """Plan for every reading whether it is new, changes a case or nothing, or is refused. Writes nothing.

    Corrected values count as typed by the officer. Plan again after a correction, because the matter may be
    another one. Without `similar_matters` the search for similar cases is skipped.
    """
    corrected = dict(corrections or {})
    changes = import_changes(work, readings, corrected, similar_matters=similar_matters)
    items = sorted((planned.item for planned in changes), key=lambda item: item.key)
    return ImportPlan(tuple(readings), tuple(items), corrected)


def import_changes(
    work: Workplace,
    readings: Sequence[Reading],
    corrections: Corrections,
    *,
    similar_matters: bool = False,
    skip: Collection[ItemKey] = (),
) -> tuple[ImportChange, ...]:
    """The planned changes in the order of applying them, without the items in `skip`.

    List rows without a number come last: they are matched by subject, so they must be compared with all cases of the
    list. Otherwise a second import of the list would match them differently.
    """
    return tuple(planned_changes(work, readings, corrections, similar_matters=similar_matters, skip=skip))


def planned_changes(
    work: Workplace,
    readings: Sequence[Reading],
    corrections: Corrections,
    *,
    similar_matters: bool = False,
    skip: Collection[ItemKey] = (),
) -> Iterator[ImportChange]:
    """The same one by one, each planned when it is asked for."""
    requests = (
        request
        for place, reading in enumerate(readings)
        for request in sorted(
            requests_of(place, reading, corrections), key=lambda each: not each.matter.number
        )
    )
    planner = ChangePlanner(work, KnownMatters(work), similar_matters=similar_matters)
    yield from planner.changes(request for request in requests if request.key not in skip)
