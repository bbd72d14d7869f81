"""A case in brief: what a line of a list of due things says of it, many at once in one statement."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.case.matter import HandlingRole
from desktop.domain.case.status import Status
from desktop.store.file.store import Store
from desktop.store.file.values import to_date


@dataclass(frozen=True, slots=True)
class CaseBrief:
    """The few facts of a case that such a line shows; `round` is the present one."""

    id: int
    number: str
    subject: str
    section: str
    officer: str
    role: HandlingRole
    due_at: date | None
    round: int


_BRIEF = (
    "SELECT c.id, c.number, c.subject, c.section, c.officer, c.handling_role, c.due_at,"
    " coalesce((SELECT max(r.number) FROM rounds r WHERE r.case_id = c.id), 1) AS round FROM cases c WHERE "
)


def due_cases(store: Store, statuses: Iterable[Status], until: date) -> tuple[CaseBrief, ...]:
    """The cases of these statuses due by `until` whose clock does not stand still, by due day."""
    wanted = tuple(statuses)
    marks = ", ".join("?" * len(wanted))
    return _briefs(
        store,
        f"c.status IN ({marks}) AND c.due_at <= ? AND c.id NOT IN (SELECT case_id FROM pauses WHERE resumed IS NULL)"
        " ORDER BY c.due_at, c.id",
        (*wanted, until.isoformat()),
    )


def briefs_of(store: Store, case_ids: Iterable[int]) -> dict[int, CaseBrief]:
    """These cases in brief, by id."""
    ids = json.dumps(list(case_ids))  # one value, however many ids
    return {brief.id: brief for brief in _briefs(store, "c.id IN (SELECT value FROM json_each(?))", (ids,))}


def _briefs(store: Store, where: str, values: tuple[object, ...]) -> tuple[CaseBrief, ...]:
    with store.reading() as connection:
        return tuple(_brief(row) for row in connection.execute(_BRIEF + where, values))


def _brief(row: sqlite3.Row) -> CaseBrief:
    return CaseBrief(
        row["id"],
        row["number"],
        row["subject"],
        row["section"],
        row["officer"],
        HandlingRole(row["handling_role"]),
        to_date(row["due_at"]),
        row["round"],
    )
