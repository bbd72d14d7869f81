"""Which cases of the list are chosen, told without reading more of them than is needed."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView

from desktop.domain.case.matter import HandlingRole
from desktop.domain.case.status import Status
from desktop.ui.inbox.case_table_model import PAGE, CaseTableModel


class ChosenCases:
    """The selection of a view in terms of cases; heads of groups are never among them."""

    def __init__(self, view: QTableView, cases: CaseTableModel) -> None:
        self._view, self._cases = view, cases

    @property
    def count(self) -> int:
        """How many; asks nobody, however many they are."""
        return sum(self._cases.places.cases_between(first, last) for first, last in self._stretches())

    def ids(self) -> tuple[int, ...]:
        """The ids of the chosen cases, from top to bottom."""
        rows = {row for first, last in self._stretches() for row in range(first, last + 1)}
        return self._cases.ids_of(sorted(rows))

    def statuses(self) -> tuple[tuple[HandlingRole, Status], ...]:
        """Role and status of those that are at hand, for the moves they have in common."""
        rows = [row for first, last in self._stretches() for row in range(first, min(last, first + PAGE) + 1)]
        cases = [case for row in rows[:PAGE] if (case := self._cases.case_row(row)) is not None]
        roles = {role.label: role for role in HandlingRole}
        return tuple({(roles[case.role], case.status) for case in cases})

    def _stretches(self) -> list[tuple[int, int]]:
        chosen = self._view.selectionModel().selection()
        ranges = [chosen.at(place) for place in range(chosen.size())]
        return [(one.top(), one.bottom()) for one in ranges if one.left() == 0]
