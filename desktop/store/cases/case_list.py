"""The work list: cases filtered, sorted and paged by SQLite, fast up to 100,000 cases."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from desktop.domain.case.case import HandlingRole, Level, MatterType, Proposer, ProposerKind
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import (
    PROMISE_SOON_DAYS,
    WEEK_DAYS,
    CaseQuery,
    CaseRow,
    GroupCount,
    GroupKey,
    SmartList,
    SortKey,
    TextOrder,
    due_state,
    proposer_label,
    session_label,
)
from desktop.store.file.store import Store
from desktop.store.file.values import CLOCK_RUNS, placeholders, to_date, to_names
from desktop.store.search import found_by, hits

# Sort order and groups 「排序、分组」 as SQL.
_PROCEDURE = (
    "CASE status " + " ".join(f"WHEN '{one}' THEN {place}" for place, one in enumerate(Status)) + " END"
)
_SORT: dict[SortKey, tuple[str, ...]] = {
    SortKey.DUE: ("work_order",),
    SortKey.NUMBER: ("number",),
    SortKey.SUBJECT: ("subject",),
    SortKey.PROPOSER: ("first_proposer",),
    SortKey.SECTION: ("section",),
    SortKey.STATUS: (_PROCEDURE,),
    SortKey.ROLE: ("handling_role",),
    SortKey.OFFICER: ("officer",),
    SortKey.ASSIGNED: ("assigned_at",),
    SortKey.MEETING: ("term", "session"),
}
_TEXTS = {SortKey.SUBJECT, SortKey.PROPOSER, SortKey.SECTION, SortKey.OFFICER}
_KEYS = {TextOrder.PINYIN: "pinyin_key", TextOrder.STROKES: "stroke_key"}
_COLUMNS: dict[GroupKey, tuple[str, ...]] = {
    GroupKey.STATUS: ("status",),
    GroupKey.SECTION: ("section",),
    GroupKey.MEETING: ("term", "session"),
    GroupKey.ROLE: ("handling_role",),
    GroupKey.OFFICER: ("officer",),
}
_GROUP_ORDER: dict[GroupKey, str] = {
    GroupKey.STATUS: _PROCEDURE,
    GroupKey.SECTION: "section = '', section",
    GroupKey.MEETING: "term IS NULL, term DESC, session DESC",
    GroupKey.ROLE: "handling_role",
    GroupKey.OFFICER: "officer = '', officer",
}


def order_by(query: CaseQuery) -> str:
    """The terms of ORDER BY: group, then sort key, then id, so that the order is total."""
    direction = "DESC" if query.descending else "ASC"
    key = SortKey(query.sort)
    columns = _SORT[key]
    if key in _TEXTS:
        columns = tuple(f"{_KEYS[TextOrder(query.by)]}({column})" for column in columns)
    sorting = ", ".join(f"{column} {direction}" for column in (*columns, "id"))
    return f"{_GROUP_ORDER[query.group]}, {sorting}" if query.group else sorting


def count_groups(
    connection: sqlite3.Connection, group: GroupKey, where: str, values: Sequence[object]
) -> tuple[GroupCount, ...]:
    """The groups of the rows that match `where`, in the order of the list."""
    columns = ", ".join(_COLUMNS[group])
    rows = connection.execute(
        f"SELECT count(*), {columns} FROM cases_in_use WHERE {where} GROUP BY {columns} ORDER BY {_GROUP_ORDER[group]}",
        values,
    ).fetchall()
    return tuple(GroupCount(_label(group, tuple(row)[1:]), row[0]) for row in rows)


def _label(group: GroupKey, value: tuple[object, ...]) -> str:
    match group:
        case GroupKey.STATUS:
            return Status(str(value[0])).label
        case GroupKey.ROLE:
            return HandlingRole(str(value[0])).label
        case GroupKey.MEETING:
            term, session = value
            known = isinstance(term, int) and isinstance(session, int)
            return (session_label(int(str(term)), int(str(session))) if known else "") or "届次不详"
        case GroupKey.SECTION:
            return str(value[0]) or "还没有分办到科室"
        case _:
            return str(value[0]) or "还没有经办人"


# The list: conditions, rows, counts.
_IN_WORK = tuple(status for status in Status if not status.is_done)
_WAITS_FOR_UNITS = "(status = ? OR id IN (SELECT case_id FROM co_opinions WHERE asked_at IS NOT NULL AND received_at IS NULL))"
_SECOND_ROUND = "(status = ? OR id IN (SELECT case_id FROM rounds WHERE number > 1))"
_PROMISES_DUE = "id IN (SELECT case_id FROM promises WHERE kept_at IS NULL AND due_at <= ?)"


class _Condition(NamedTuple):
    sql: str
    values: tuple[object, ...] = ()


def list_rows(store: Store, query: CaseQuery, today: date) -> tuple[tuple[CaseRow, ...], int]:
    """The rows of the query's page and the number of all matching rows. `next_step` and `waiting` are left empty."""
    where = _where(query, today)
    with store.reading() as connection:
        total = connection.execute(
            f"SELECT count(*) FROM cases_in_use WHERE {where.sql}", where.values
        ).fetchone()[0]
        found = connection.execute(
            f"SELECT * FROM cases_in_use WHERE {where.sql} ORDER BY {order_by(query)} LIMIT ? OFFSET ?",
            (*where.values, query.limit, query.offset),
        ).fetchall()
        ids = [row["id"] for row in found]
        people = _proposers(connection, ids)
        where_found = (
            hits(connection, ids, query.text) if query.text.strip() and len(ids) <= _EXPLAINED else {}
        )
    rows = (_row(row, people[row["id"]], today) for row in found)
    return tuple(replace(row, hit=where_found[row.id]) if where_found else row for row in rows), total


_EXPLAINED = 500
"""Rows of one question up to which it is read where the words stand; a longer list is not looked at row by row."""


def group_counts(store: Store, query: CaseQuery, today: date) -> tuple[GroupCount, ...]:
    """The groups of the query's list, in order; () if it is not grouped."""
    if query.group is None:
        return ()
    where = _where(query, today)
    with store.reading() as connection:
        return count_groups(connection, query.group, where.sql, where.values)


def row_ids(store: Store, query: CaseQuery, today: date) -> tuple[int, ...]:
    """The ids of all rows of the list, in order; `limit` and `offset` are ignored."""
    where = _where(query, today)
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT id FROM cases_in_use WHERE {where.sql} ORDER BY {order_by(query)}", where.values
        ).fetchall()
    return tuple(row[0] for row in rows)


def first_beginning(store: Store, query: CaseQuery, today: date, typed: str) -> int:
    """The first case of the list whose number, with or without leading zeros, or subject begins so; 0 if there is none.

    关于 at the beginning of a subject need not be typed.
    """
    where, start = _where(query, today), f"{_literal(typed)}%"
    begins = " OR ".join(
        f"{words} LIKE ? ESCAPE '!'" for words in ("number", "ltrim(number, '0')", "subject", "subject")
    )
    values = (*where.values, start, start, start, f"关于{start}")
    with store.reading() as connection:
        row = connection.execute(
            f"SELECT id FROM cases_in_use WHERE ({where.sql}) AND ({begins}) ORDER BY {order_by(query)} LIMIT 1",
            values,
        ).fetchone()
    return row[0] if row else 0


def _literal(typed: str) -> str:
    """A text without the wild cards of LIKE, escaped by !."""
    return "".join(f"!{one}" if one in "!%_" else one for one in typed)


def smart_counts(store: Store, today: date) -> dict[SmartList, int]:
    """The number of cases in each smart list, counted by index."""
    conditions = {smart: _smart(smart, today) for smart in SmartList}
    counts = ", ".join(
        f"(SELECT count(*) FROM cases_in_use WHERE {found.sql})" for found in conditions.values()
    )
    values = [value for condition in conditions.values() for value in condition.values]
    with store.reading() as connection:
        row = connection.execute(f"SELECT {counts}", values).fetchone()
    return dict(zip(conditions, row, strict=True))


def session_counts(store: Store) -> tuple[tuple[int, int, int], ...]:
    """(term, session, number of cases), newest first; cases without term or session are left out."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT term, session, count(*) FROM cases_in_use WHERE term IS NOT NULL AND session IS NOT NULL"
            " GROUP BY term, session ORDER BY term DESC, session DESC"
        ).fetchall()
    return tuple((row[0], row[1], row[2]) for row in rows)


def count_binned(store: Store) -> int:
    """How many cases lie in the bin."""
    with store.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM cases_in_bin").fetchone()[0])


def status_counts(store: Store) -> dict[Status, int]:
    """The number of cases with each status."""
    with store.reading() as connection:
        rows = connection.execute("SELECT status, count(*) FROM cases_in_use GROUP BY status").fetchall()
    return {Status(row[0]): row[1] for row in rows}


def _where(query: CaseQuery, today: date) -> _Condition:
    conditions = [_Condition("1")]
    if query.smart is not None:
        conditions.append(_smart(query.smart, today))
    if query.statuses:
        conditions.append(_among(query.statuses))
    for column in ("term", "session", "matter_type"):
        value = getattr(query, column)
        if value is not None:
            conditions.append(_Condition(f"{column} = ?", (value,)))
    if query.ids is not None:
        # one bound value for any number of ids
        conditions.append(_Condition("id IN (SELECT value FROM json_each(?))", (json.dumps(query.ids),)))
    if query.section:
        conditions.append(_Condition("section = ?", (query.section,)))
    if query.text.strip():
        conditions.append(_Condition(*found_by(query.text)))
    return _all(conditions)


def _smart(smart: SmartList, today: date) -> _Condition:
    """The condition of a smart list: a range of `work_order`, which begins with 1 for running clocks, 2 for
    waiting, 3 for done. A paused clock is neither late nor due.
    """
    day, week = f"1{today.isoformat()}", f"1{(today + timedelta(days=WEEK_DAYS)).isoformat()}"
    return {
        SmartList.ALL: _Condition("work_order < '3'"),
        SmartList.TODAY: _Condition(f"{CLOCK_RUNS} = ?", (day,)),
        SmartList.WEEK: _Condition(f"{CLOCK_RUNS} BETWEEN ? AND ?", (day, week)),
        SmartList.LATE: _Condition(f"{CLOCK_RUNS} < ?", (day,)),
        SmartList.CO_OPINION: _all(
            [_Condition("work_order < '2'"), _Condition(_WAITS_FOR_UNITS, (Status.COUNTERSIGN,))]
        ),
        SmartList.TO_SIGN: _among((Status.LEADER_REVIEW,)),
        SmartList.FEEDBACK: _among((Status.FEEDBACK_WAIT,)),
        SmartList.REHANDLING: _all(
            [_Condition("work_order < '2'"), _Condition(_SECOND_ROUND, (Status.REHANDLING,))]
        ),
        SmartList.FOLLOWUP: _Condition(
            _PROMISES_DUE, ((today + timedelta(days=PROMISE_SOON_DAYS)).isoformat(),)
        ),
        SmartList.KEY: _all([_among(_IN_WORK), _Condition("is_key = 1")]),
    }[smart]


def _among(statuses: Iterable[Status]) -> _Condition:
    values = tuple(statuses)
    return _Condition(f"status IN ({placeholders(values)})", values)


def _all(conditions: list[_Condition]) -> _Condition:
    values = tuple(value for condition in conditions for value in condition.values)
    return _Condition("(" + " AND ".join(condition.sql for condition in conditions) + ")", values)


def _proposers(connection: sqlite3.Connection, ids: list[int]) -> dict[int, list[Proposer]]:
    """The proposers by case with what a row shows of them: name and kind."""
    people: dict[int, list[Proposer]] = defaultdict(list)
    marks = placeholders(ids)
    for row in connection.execute(
        f"SELECT case_id, name, kind FROM proposers WHERE case_id IN ({marks}) ORDER BY case_id, position",
        ids,
    ):
        people[row["case_id"]].append(Proposer(row["name"], ProposerKind(row["kind"])))
    return people


def _row(row: sqlite3.Row, proposers: list[Proposer], today: date) -> CaseRow:
    status, matter_type = Status(row["status"]), MatterType(row["matter_type"])
    return CaseRow(
        id=row["id"],
        number=row["number"],
        subject=row["subject"],
        proposer=proposer_label(matter_type, tuple(proposers)),
        role=HandlingRole(row["handling_role"]).label,
        status=status,
        due=due_state(status, to_date(row["due_at"]), today),
        section=row["section"],
        is_key=bool(row["is_key"]),
        next_step="",
        matter_type=matter_type,
        level=Level(row["level"]),
        term=row["term"],
        session=row["session"],
        replied_at=to_date(row["replied_at"]),
        officer=row["officer"],
        assigned_at=to_date(row["assigned_at"]),
        proposer_names=tuple(proposer.name for proposer in proposers),
        acknowledged_at=to_date(row["acknowledged_at"]),
        leader=row["leader"],
        lead_unit=row["lead_unit"],
        assigning_office=row["assigning_office"],
        co_units=to_names(row["co_units"]) if row["co_units"] != "[]" else (),
        needs_feedback=bool(row["needs_feedback"]),
    )
