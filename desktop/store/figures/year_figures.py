"""The figures of the year above the inbox, counted by SQLite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.status import Status
from desktop.store.file.store import Store
from desktop.store.file.values import placeholders

_OURS = tuple(role for role in HandlingRole if role.answers_proposer)
_AWAY = (Status.RETURNED, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class YearFigures:
    """Counts of the cases assigned in a year and answered by this unit: all, replied, replied in time,
    resolved or adopted.
    """

    assigned: int
    replied: int
    in_time: int
    adopted: int


def year_figures(store: Store, year: int, adopted_codes: Iterable[str]) -> YearFigures:
    """The figures of a calendar year. No due date counts as in time; co-handled and returned cases are left out."""
    codes = tuple(adopted_codes)
    sql = (
        "SELECT count(*), coalesce(sum(c.replied_at IS NOT NULL), 0),"
        " coalesce(sum(c.replied_at IS NOT NULL AND (c.due_at IS NULL OR c.replied_at <= c.due_at)), 0),"
        " coalesce(sum(c.replied_at IS NOT NULL AND (SELECT r.handling_result FROM replies r WHERE r.case_id = c.id"
        f" ORDER BY r.round DESC LIMIT 1) IN ({placeholders(codes)})), 0)"
        " FROM cases c WHERE c.assigned_at BETWEEN ? AND ?"
        f" AND c.handling_role IN ({placeholders(_OURS)}) AND c.status NOT IN ({placeholders(_AWAY)})"
    )
    values = (*codes, f"{year}-01-01", f"{year}-12-31", *_OURS, *_AWAY)
    with store.reading() as connection:
        row = connection.execute(sql, values).fetchone()
    return YearFigures(row[0], row[1], row[2], row[3])
