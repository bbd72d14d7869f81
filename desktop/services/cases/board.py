"""The board 「看板」: cases in work, one column per status, sorted by due date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CasePage, CaseQuery
from desktop.services.cases.waiting import list_whole
from desktop.services.office.workplace import Workplace
from desktop.store.cases.scope_choices import ScopeChoices, scope_choices

CARDS_AT_FIRST = 60
_NOT_SHOWN = frozenset({Status.RETURNED, Status.WITHDRAWN, Status.ARCHIVED})
"""Final statuses; the work list shows them."""
STATUSES = tuple(status for status in Status if status not in _NOT_SHOWN)


@dataclass(frozen=True, slots=True)
class BoardSheet:
    """The first cards of every column, and the choices for narrowing the board."""

    columns: dict[Status, CasePage]
    choices: ScopeChoices

    @property
    def total(self) -> int:
        return sum(page.total for page in self.columns.values())


def board_sheet(work: Workplace, scope: CaseQuery) -> BoardSheet:
    """The columns for a scope (session, section, type, search)."""
    return BoardSheet(
        {status: list_whole(work, column_query(scope, status)) for status in STATUSES},
        scope_choices(work.store, work.today.year),
    )


def column_query(scope: CaseQuery, status: Status) -> CaseQuery:
    """The query of one column."""
    return replace(scope, statuses=(status,), offset=0, limit=CARDS_AT_FIRST)
