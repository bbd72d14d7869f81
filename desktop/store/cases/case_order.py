"""The order of the work list 「排序、分组」 as SQL, and the groups that come out of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from desktop.domain.case.matter import HandlingRole
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery, GroupCount, GroupKey, SortKey, session_label

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
    """The columns behind ORDER BY: the group first, then the sort, then the id, so that no two rows ever change places."""
    direction = "DESC" if query.descending else "ASC"
    sorting = ", ".join(f"{column} {direction}" for column in (*_SORT[SortKey(query.sort)], "id"))
    return f"{_GROUP_ORDER[query.group]}, {sorting}" if query.group else sorting


def count_groups(
    connection: sqlite3.Connection, group: GroupKey, where: str, values: Sequence[object]
) -> tuple[GroupCount, ...]:
    """The groups of the rows that `where` leaves, in the order of the list."""
    columns = ", ".join(_COLUMNS[group])
    rows = connection.execute(
        f"SELECT count(*), {columns} FROM cases WHERE {where} GROUP BY {columns} ORDER BY {_GROUP_ORDER[group]}",
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
