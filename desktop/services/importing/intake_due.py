"""The due day of a case that comes in: read from its paper, or worked out from the clock of its place 「推算」."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.importing.diff import Difference
from desktop.services.cases.clocks import clock_of, due_by_rule
from desktop.services.office.workplace import Workplace


class DueDays:
    """Works due days out for many new cases; those of a list share their rule and their day, so each is worked out once."""

    def __init__(self, work: Workplace) -> None:
        self._work = work
        self._known: dict[tuple[object, ...], date | None] = {}

    def suggested(self, case: Case) -> date | None:
        """The due day by the rules of the place; None without an assignment day or a rule."""
        if case.assigned_at is None:
            return None
        first = case.first_proposer
        traits = (case.locality, case.region, case.level, case.matter_type, case.handling_role, case.is_key)
        key = (*traits, first.kind if first else None, case.assigned_at)
        if key not in self._known:
            found = due_by_rule(self._work, replace(case, id=0))
            self._known[key] = found.due if found else None
        return self._known[key]

    def with_suggestion(self, case: Case) -> tuple[Case, bool]:
        """The case with a due day where it has none, and whether it was worked out."""
        if case.due_at is not None:
            return case, False
        due = self.suggested(case)
        return replace(case, due_at=due), due is not None


def with_moved_clock(work: Workplace, case: Case, found: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """The differences as a clock sees them that was extended or paused: the first due day is no news, another needs a word."""
    told = next((difference for difference in found if difference.key == "due_at"), None)
    if told is None or not case.id:
        return found
    clock = clock_of(work, case)
    if not (clock.extensions or clock.pauses):
        return found
    others = tuple(difference for difference in found if difference is not told)
    return others if told.new == clock.first_due else (*others, replace(told, needs_decision=True))
