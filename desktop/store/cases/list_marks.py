"""Marks of the work list from other tables, read for a page of cases at once; by SQL without the record modules, so that the
window opens fast.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from desktop.domain.case.status import Status
from desktop.domain.case.waiting import AwaitedOpinions, LastMove, OpenPromises
from desktop.store.file.store import Store
from desktop.store.file.values import to_date

_IN = "case_id IN (SELECT value FROM json_each(?))"
_NOW = "x.round = coalesce((SELECT max(number) FROM rounds r WHERE r.case_id = x.case_id), 1)"
_EXTENDED = f"SELECT DISTINCT case_id FROM extensions x WHERE {_IN} AND {_NOW}"
_PAUSED = f"SELECT case_id, first, reason FROM pauses WHERE {_IN} AND resumed IS NULL"
_OPINIONS = (
    "SELECT case_id, unit, asked_at, due_at, received_at IS NULL AS awaited, CASE WHEN received_at IS NULL THEN"
    " (SELECT count(*) FROM chases c WHERE c.opinion_id = o.id) ELSE 0 END AS chases"
    f" FROM co_opinions o WHERE {_IN} AND asked_at IS NOT NULL ORDER BY asked_at, id"
)
_LEADS = (
    "SELECT c.id AS case_id, l.number FROM cases c JOIN cases_in_use l ON l.id = c.merged_into"
    " WHERE c.id IN (SELECT value FROM json_each(?))"
    " AND NOT EXISTS (SELECT 1 FROM rounds r WHERE r.case_id = c.id AND r.number > 1)"
)
_CONTACTS = (
    "SELECT case_id, sum(way <> 'waived') AS contacts, max(way = 'waived' AND points <> '') AS excused"
    f" FROM contacts x WHERE {_IN} AND {_NOW} GROUP BY case_id"
)
_FORMS = (
    "SELECT case_id, proposer, sent_at, returned_at IS NOT NULL AND counts_as IS NOT NULL AS back,"
    " counts_as = 'dissatisfied' AND returned_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM consents c"
    "   WHERE c.case_id = x.case_id AND c.round = x.round AND c.proposer = x.proposer) AS dissatisfied"
    f" FROM feedback_forms x WHERE {_IN} AND {_NOW}"
)
_MOVES = (
    "SELECT e.case_id, e.kind, e.from_status, coalesce(e.day, substr(e.at, 1, 10)) AS day FROM json_each(?) j JOIN events e"
    " ON e.id = (SELECT m.id FROM events m WHERE m.case_id = j.value AND m.to_status IS NOT NULL ORDER BY m.id DESC LIMIT 1)"
)
_SHOWN = (
    f"SELECT case_id, min(shown_at) AS shown_at FROM pre_replies x WHERE {_IN} AND {_NOW} AND answer = ''"
    " AND NOT EXISTS (SELECT 1 FROM pre_replies l WHERE l.case_id = x.case_id AND l.round = x.round"
    "   AND l.proposer = x.proposer AND (l.shown_at, l.id) > (x.shown_at, x.id)) GROUP BY case_id"
)
_STAND_INS = (
    f"SELECT case_id, officer FROM stand_ins s WHERE {_IN} AND back_turn = 0"
    " AND deputy = (SELECT c.officer FROM cases c WHERE c.id = s.case_id) ORDER BY id"
)
_SIGNERS = f"SELECT case_id, signer FROM replies x WHERE {_IN} AND {_NOW} AND signer <> ''"  # of the present round's letter
_PROMISES = (
    "SELECT case_id, count(*) AS count, min(due_at) AS due_at FROM promises"
    f" WHERE {_IN} AND kept_at IS NULL GROUP BY case_id"
)
_REVIEWING = frozenset(
    {Status.SECTION_REVIEW, Status.OFFICE_REVIEW, Status.COUNTERSIGN, Status.LEADER_REVIEW, Status.SIGNED_OFF, Status.NUMBERED}
)  # fmt: skip
_DAY_COUNTS = _REVIEWING | {Status.DISTRIBUTED, Status.DRAFTING, Status.RETURN_REQUESTED}
"""Statuses of which the list says since when."""
_PROMISED = frozenset({Status.CLOSED, Status.FOLLOWUP})


class ListMarks(NamedTuple):
    """Marks of one case from other tables: open items and the state of its clock. Only the current round counts.

    `asked`: co-handling units that were asked, answered or not. `back`: signers whose form is returned; `sent_at`: the day on
    which the first form that is still out was sent; `shown_at`: the same of the drafts shown 「预答复」. `absent`: for whom the
    officer stands in 「代管」. `move`, `signer` and `promises` are read for the statuses that show them.
    """

    extended: bool = False
    paused_since: date | None = None
    pause_reason: str = ""
    opinions: AwaitedOpinions | None = None
    asked: frozenset[str] = frozenset()
    contacts: int = 0
    excused: bool = False
    back: frozenset[str] = frozenset()
    sent_at: date | None = None
    dissatisfied: bool = False
    shown_at: date | None = None
    lead: str = ""  # number of the lead case whose letter answers this one 「并案」
    absent: str = ""
    move: LastMove | None = None
    signer: str = ""
    promises: OpenPromises | None = None


def list_marks(store: Store, cases: Mapping[int, Status]) -> dict[int, ListMarks]:
    """The marks of these cases, which have these statuses, by id; without cases that have none."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    with store.reading() as connection:
        read = _Reader(connection, cases)
        for sql, marks_of_row, statuses in _BY_ROW:
            for row in read(sql, statuses):
                found[row["case_id"]] |= marks_of_row(row)
        for sql, marks_of_rows in _BY_CASE:
            for case_id, rows in read.by_case(sql):
                found[case_id] |= marks_of_rows(rows)
    return {case_id: ListMarks(**marks) for case_id, marks in found.items()}


class _Reader:
    """Asks about the cases, or those of some statuses; nothing is asked about none."""

    def __init__(self, connection: sqlite3.Connection, cases: Mapping[int, Status]) -> None:
        self._connection, self._cases = connection, cases
        self._all = json.dumps(list(cases))  # one bound value for any number of ids

    def __call__(self, sql: str, statuses: Iterable[Status] = ()) -> Iterable[sqlite3.Row]:
        ids = self._all
        if statuses:
            ids = json.dumps([case_id for case_id, status in self._cases.items() if status in statuses])
        return () if ids == "[]" else self._connection.execute(sql, (ids,))

    def by_case(self, sql: str) -> Iterable[tuple[int, list[sqlite3.Row]]]:
        grouped: dict[int, list[sqlite3.Row]] = defaultdict(list)
        for row in self(sql):
            grouped[row["case_id"]].append(row)
        return grouped.items()


def _opinion_marks(rows: list[sqlite3.Row]) -> dict[str, Any]:
    awaited = [row for row in rows if row["awaited"]]
    marks: dict[str, Any] = {"asked": frozenset(row["unit"] for row in rows)}
    if awaited:
        first = awaited[0]
        marks["opinions"] = AwaitedOpinions(
            tuple(row["unit"] for row in awaited),
            date.fromisoformat(first["asked_at"]),
            to_date(first["due_at"]),
            sum(row["chases"] for row in awaited),
        )
    return marks


def _last_move(row: sqlite3.Row) -> LastMove:
    return LastMove(
        date.fromisoformat(row["day"]), row["kind"] == "moved" and row["from_status"] in _REVIEWING
    )


def _form_marks(rows: list[sqlite3.Row]) -> dict[str, Any]:
    out = [row["sent_at"] for row in rows if row["sent_at"] and not row["back"]]
    return {
        "back": frozenset(row["proposer"] for row in rows if row["back"]),
        "sent_at": to_date(min(out, default=None)),
        "dissatisfied": any(row["dissatisfied"] for row in rows),
    }


_BY_ROW: tuple[tuple[str, Callable[[sqlite3.Row], dict[str, Any]], frozenset[Status]], ...] = (
    (_EXTENDED, lambda _row: {"extended": True}, frozenset()),
    (
        _PAUSED,
        lambda row: {"paused_since": to_date(row["first"]), "pause_reason": row["reason"]},
        frozenset(),
    ),
    (_CONTACTS, lambda row: {"contacts": row["contacts"], "excused": bool(row["excused"])}, frozenset()),
    (_LEADS, lambda row: {"lead": row["number"]}, frozenset()),
    (_SHOWN, lambda row: {"shown_at": to_date(row["shown_at"])}, frozenset()),
    (_STAND_INS, lambda row: {"absent": row["officer"]}, frozenset()),
    (_MOVES, lambda row: {"move": _last_move(row)}, _DAY_COUNTS),
    (_SIGNERS, lambda row: {"signer": row["signer"]}, frozenset({Status.LEADER_REVIEW})),
    (_PROMISES, lambda row: {"promises": OpenPromises(row["count"], to_date(row["due_at"]))}, _PROMISED),
)
"""A question, the marks that a row of its answer makes, and the statuses for which it is asked (none = all)."""
_BY_CASE = ((_OPINIONS, _opinion_marks), (_FORMS, _form_marks))
