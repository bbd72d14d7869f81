"""Due items read from indexes: awaited opinions, open promises, forms not returned, replies to publish."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.status import Status
from desktop.domain.records.contact import Contact
from desktop.store.file.store import Store
from desktop.store.file.values import CLOCK_RUNS, NOT_IN_BIN, placeholders, to_date
from desktop.store.history.handling import CONTACTS


# Case briefs: the facts of a case for a line of a due list, read for many cases in one statement.
@dataclass(frozen=True, slots=True)
class CaseBrief:
    """The facts of a case shown with a due item; `round` is the current one."""

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
    " coalesce((SELECT max(r.number) FROM rounds r WHERE r.case_id = c.id), 1) AS round FROM cases_in_use c WHERE "
)


def due_cases(store: Store, until: date) -> tuple[CaseBrief, ...]:
    """The cases due by `until` whose clock runs, by due date: those of the smart lists 逾期, 今日到期 and 七日内到期."""
    return _briefs(store, f"{CLOCK_RUNS} <= ? ORDER BY c.due_at, c.id", (f"1{until.isoformat()}",))


def briefs_of(store: Store, case_ids: Iterable[int]) -> dict[int, CaseBrief]:
    """The briefs of these cases, by id."""
    ids = json.dumps(list(case_ids))  # one bound value for any number of ids
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


@dataclass(frozen=True, slots=True)
class DueRow:
    """A date that belongs to a case, and the unit, person or text it concerns ("" = the case itself)."""

    case_id: int
    day: date | None
    about: str = ""


_PRESENT = "coalesce((SELECT max(r.number) FROM rounds r WHERE r.case_id = {}.case_id), 1)"
"""The present round of the case of a record; what an earlier round left open is no clock any more."""


def awaited_opinions(store: Store, until: date) -> tuple[DueRow, ...]:
    """Opinions asked for, not received, and due by `until`."""
    return _rows(
        store,
        "SELECT o.case_id, o.due_at, o.unit FROM co_opinions o JOIN cases_in_use c ON c.id = o.case_id"
        " WHERE o.received_at IS NULL AND o.due_at <= ? AND o.asked_at IS NOT NULL"
        f" AND c.status NOT IN ({placeholders(_OVER)}) ORDER BY o.due_at",
        (until.isoformat(), *_OVER),
    )


def open_promises(store: Store, until: date) -> tuple[DueRow, ...]:
    """Promises not kept yet and due by `until`."""
    return _rows(
        store,
        f"SELECT case_id, due_at, text FROM promises WHERE kept_at IS NULL AND due_at <= ? AND {NOT_IN_BIN} ORDER BY due_at",
        (until.isoformat(),),
    )


_YEAR = "substr(coalesce(p.made_at, c.replied_at, c.assigned_at), 1, 4)"
"""The year of a promise, as `domain.records.promise.promise_year` has it; NULL where nothing tells."""


def carried_promises(store: Store, today: date) -> tuple[DueRow, ...]:
    """Promises without a day that were made in an earlier year and not kept: due on the last day of that year."""
    return _rows(
        store,
        f"SELECT p.case_id, {_YEAR} || '-12-31', p.text FROM promises p JOIN cases_in_use c ON c.id = p.case_id"
        f" WHERE p.kept_at IS NULL AND p.due_at IS NULL AND {_YEAR} < ? ORDER BY 2, p.id",
        (str(today.year),),
    )


def forms_out(store: Store) -> tuple[DueRow, ...]:
    """The cases with feedback forms of their present round sent and not returned, one row a case with the names of its
    signers; the date is that of sending.
    """
    rows = _rows(
        store,
        "SELECT case_id, sent_at, proposer FROM feedback_forms f WHERE returned_at IS NULL AND sent_at IS NOT NULL"
        f" AND {NOT_IN_BIN}"
        f" AND f.round = {_PRESENT.format('f')} ORDER BY case_id, id",
        (),
    )
    by_case = {case_id: tuple(found) for case_id, found in groupby(rows, lambda row: row.case_id)}
    return tuple(replace(found[0], about="、".join(row.about for row in found)) for found in by_case.values())


def unpublished_replies(store: Store) -> tuple[DueRow, ...]:
    """Sent replies of the present round that are to be published and have no publication recorded; the date is that of the
    reply.
    """
    return _rows(
        store,
        "SELECT d.case_id, c.replied_at, '' FROM disclosure_reviews d JOIN cases_in_use c ON c.id = d.case_id"
        " WHERE d.decision = 'proactive' AND d.published_at IS NULL AND c.replied_at IS NOT NULL"
        f" AND d.round = {_PRESENT.format('d')}"
        " AND d.id = (SELECT max(o.id) FROM disclosure_reviews o WHERE o.case_id = d.case_id AND o.round = d.round)",
        (),
    )


def contacts_between(store: Store, first: date, last: date) -> tuple[Contact, ...]:
    """The contacts from `first` to `last` inclusive, without waivers."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM contacts WHERE day BETWEEN ? AND ? AND way <> 'waived'"
            f" AND {NOT_IN_BIN} ORDER BY day, id",
            (first.isoformat(), last.isoformat()),
        ).fetchall()
    found = (CONTACTS.by_id(store, row[0]) for row in rows)
    return tuple(contact for contact in found if contact)


def running_cases(
    store: Store, statuses: Iterable[Status], *, assigned_since: date | None = None
) -> tuple[int, ...]:
    """The ids of cases with these statuses, by due date; with `assigned_since` only those assigned on or after it."""
    wanted = tuple(statuses)
    since = " AND assigned_at >= ?" if assigned_since else ""
    values = (*wanted, assigned_since.isoformat()) if assigned_since else wanted
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT id FROM cases_in_use WHERE status IN ({placeholders(wanted)}){since} ORDER BY due_at, id",
            values,
        )
        return tuple(row[0] for row in rows)


_OVER = tuple(status for status in Status if status.is_done or status.is_replied)


def _rows(store: Store, sql: str, values: tuple[object, ...]) -> tuple[DueRow, ...]:
    with store.reading() as connection:
        return tuple(DueRow(row[0], to_date(row[1]), row[2]) for row in connection.execute(sql, values))
