"""The facts for statistics, read in a fixed number of statements for any number of cases."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.case.case import HandlingRole, Level, MatterType
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.figures.case_figures import CaseFigures, FigureScope, OutsideScope, ReturnedForm
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.promise import Promise, promise_year
from desktop.domain.rules.locality import ResultClass, ResultGrade, Satisfaction
from desktop.store.file.store import Store
from desktop.store.file.values import Columns, placeholders, to_date


@dataclass(frozen=True, slots=True)
class RuledKind:
    """What determines the result classes of a case. `digest`: of its stored rule book; "" if none is stored."""

    digest: str
    locality: str
    region: str
    matter_type: MatterType
    level: Level


ResultLookup = Callable[[RuledKind, str], ResultClass | None]
"""Returns the result class of a code for such a case; None if its rule book lacks the code."""

_JOINT = "c.merged_into IS NOT NULL AND NOT EXISTS (SELECT 1 FROM rounds n WHERE n.case_id = c.id AND n.number > 1)"
"""A merged case 「并案」 in its first round: the first letter of the lead case answers it."""
_LATER = "o.round > 1 AND o.round = (SELECT max(n.number) FROM rounds n WHERE n.case_id = c.id)"
_LETTER = f"""(SELECT max(o.round) FROM replies o
               WHERE o.case_id = c.id AND (c.replied_at IS NOT NULL OR NOT coalesce({_LATER}, 0)))"""
"""The round of the letter that counts: not the draft of a second round whose letter is not out."""
_CASES = f"""\
SELECT c.id, c.number, c.subject, c.matter_type, c.level, c.region, c.handling_role, c.status, c.term, c.session,
       c.category, c.section, c.officer, c.leader, c.is_key, c.assigned_at, c.acknowledged_at, c.due_at, c.replied_at,
       c.locality, coalesce(k.digest, '') AS digest, r.handling_result, r.disclosure,
       EXISTS (SELECT 1 FROM disclosure_reviews d WHERE d.published_at IS NOT NULL AND d.round = r.round
               AND d.case_id IN (r.case_id, c.id)) AS published
FROM cases_in_use c LEFT JOIN case_rules k ON k.case_id = c.id
     LEFT JOIN replies r ON r.case_id = CASE WHEN {_JOINT} THEN c.merged_into ELSE c.id END
     AND r.round = CASE WHEN {_JOINT} THEN 1 ELSE {_LETTER} END
WHERE """
_FACE = tuple(way for way in ContactWay if way.face_to_face)


def case_figures(store: Store, scope: FigureScope, result_of: ResultLookup) -> tuple[CaseFigures, ...]:
    """The figures of every case in scope, by id."""
    where, values = _where(scope)
    with store.reading() as connection:
        rows = connection.execute(f"{_CASES}{where} ORDER BY c.id", values).fetchall()
        related = _RelatedRecords.read(
            connection, f"case_id IN (SELECT c.id FROM cases_in_use c WHERE {where})", values
        )
    return tuple(_figures(row, related, result_of) for row in rows)


def cases_outside(store: Store, scope: FigureScope) -> tuple[OutsideScope, ...]:
    """The cases that the scope leaves out only by its session or days, by reason; () if it bounds neither.

    Those of which nobody knows whether they belong to it come first.
    """
    inside, values = _where(scope)
    around, wider = _where(scope.without_times)
    missing, reasons = ("c.assigned_at IS NULL", _BY_DAYS) if scope.first or scope.last else (
        "c.term IS NULL OR c.session IS NULL", _BY_SESSION)  # fmt: skip
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT c.id, {missing} FROM cases_in_use c WHERE {around} AND NOT coalesce({inside}, 0) ORDER BY c.id",
            (*wider, *values),
        ).fetchall()
    parts = {unknown: tuple(row[0] for row in rows if bool(row[1]) is unknown) for unknown in (True, False)}
    return tuple(OutsideScope(reasons[unknown], ids, unknown) for unknown, ids in parts.items() if ids)


_BY_DAYS = {True: "没有登记交办日期", False: "别的时间交办"}
_BY_SESSION = {True: "没有登记届次", False: "别的届次"}


def promises_with_year(store: Store, scope: FigureScope, today: date) -> tuple[tuple[Promise, int], ...]:
    """The promises of the cases in scope, whatever the days of the scope, each with the year it was made in."""
    where, values = _where(replace(scope, first=None, last=None))
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT p.*, c.replied_at, c.assigned_at FROM promises p JOIN cases_in_use c ON c.id = p.case_id"
            f" WHERE {where} ORDER BY p.id",
            values,
        ).fetchall()
    found = []
    for row in rows:
        promise = Promise(id=row["id"], **_PROMISE.read(row))
        days = to_date(row["replied_at"]), to_date(row["assigned_at"])
        found.append((promise, promise_year(promise, *days, today)))
    return tuple(found)


_PROMISE = Columns(Promise)


@dataclass(frozen=True, slots=True)
class _RelatedRecords:
    contacts: dict[int, tuple[int, int]]
    forms: dict[int, list[ReturnedForm]]
    first_rounds: dict[int, sqlite3.Row]
    rounds: dict[int, int]
    extended: set[int]
    entered_late: set[int]
    corrected_late: set[int]
    beyond_limit: set[int]
    conversions: dict[int, tuple[str, str]]

    @classmethod
    def read(cls, connection: sqlite3.Connection, of: str, values: tuple[object, ...]) -> _RelatedRecords:
        """The records of the cases that the condition `of` names."""
        faces = placeholders(_FACE)
        contacts = connection.execute(
            f"SELECT case_id, count(*), sum(way IN ({faces})) FROM contacts WHERE way <> ? AND {of} GROUP BY case_id",
            (*_FACE, ContactWay.WAIVED, *values),
        )
        rounds = connection.execute(f"SELECT * FROM rounds WHERE {of} ORDER BY number", values).fetchall()
        again = {row["case_id"]: row["number"] for row in rounds if row["number"] > 1}
        changed = connection.execute(
            f"SELECT case_id, old_result, new_result FROM conversions WHERE {of} ORDER BY id", values
        )
        extended = connection.execute(f"SELECT DISTINCT case_id FROM extensions WHERE {of}", values)
        late = connection.execute(
            f"SELECT case_id FROM extensions WHERE entered_late AND {of}"
            f" UNION SELECT case_id FROM pauses WHERE entered_late AND {of}",
            (*values, *values),
        )
        beyond = connection.execute(
            f"SELECT case_id FROM extensions WHERE beyond_limit AND {of}"
            f" UNION SELECT case_id FROM rounds WHERE beyond_limit AND {of}",
            (*values, *values),
        )
        return cls(
            contacts={row[0]: (row[1], row[2]) for row in contacts},
            forms=_forms(connection, of, values),
            first_rounds={
                row["case_id"]: row for row in rounds if row["number"] == 1 and row["case_id"] in again
            },
            rounds=again,
            extended={row[0] for row in extended},
            entered_late={row[0] for row in late},
            corrected_late={row["case_id"] for row in rounds if row["entered_late"]},
            beyond_limit={row[0] for row in beyond},
            conversions={row[0]: (row[1], row[2]) for row in changed},
        )


def _forms(
    connection: sqlite3.Connection, of: str, values: tuple[object, ...]
) -> dict[int, list[ReturnedForm]]:
    forms: dict[int, list[ReturnedForm]] = defaultdict(list)
    for row in connection.execute(
        "SELECT case_id, proposer, round, counts_as, manner FROM feedback_forms"
        f" WHERE returned_at IS NOT NULL AND counts_as IS NOT NULL AND {of} ORDER BY id",
        values,
    ):
        manner = Satisfaction(row[4]) if row[4] else None
        forms[row[0]].append(ReturnedForm(row[1], row[2], Satisfaction(row[3]), manner))
    return forms


def _figures(row: sqlite3.Row, related: _RelatedRecords, result_of: ResultLookup) -> CaseFigures:
    number = row["id"]
    matter_type, level = MatterType(row["matter_type"]), Level(row["level"])
    first = related.first_rounds.get(number)
    dates = first if first is not None else row
    first_result = first["result"] if first is not None and first["result"] else row["handling_result"] or ""
    current_result = related.conversions.get(number, ("", ""))[1] or row["handling_result"] or first_result

    kind = RuledKind(row["digest"], row["locality"], row["region"], matter_type, level)

    def found(code: str) -> ResultClass | None:
        return result_of(kind, code) if code else None

    result, sent = found(current_result), found(row["handling_result"] or first_result)
    contacts, faces = related.contacts.get(number, (0, 0))
    planned = sent is not None and sent.grade is ResultGrade.PLANNED
    return CaseFigures(
        id=number,
        number=row["number"],
        subject=row["subject"],
        matter_type=matter_type,
        level=level,
        role=HandlingRole(row["handling_role"]),
        status=Status(row["status"]),
        term=row["term"],
        session=row["session"],
        category=row["category"],
        section=row["section"],
        officer=row["officer"],
        leader=row["leader"],
        is_key=bool(row["is_key"]),
        assigned_at=to_date(row["assigned_at"]),
        acknowledged_at=to_date(row["acknowledged_at"]),
        due_at=to_date(dates["due_at"]),
        replied_at=to_date(dates["replied_at"]),
        result=result.label if result else current_result,
        grade=result.grade if result else None,
        planned=planned,
        converted=planned and result is not None and result.grade is ResultGrade.SOLVED,
        disclosure=Disclosure(row["disclosure"]) if row["disclosure"] else None,
        published=bool(row["published"]),
        contacts=contacts,
        face_to_face=faces,
        rounds=related.rounds.get(number, 1),
        extended=number in related.extended,
        entered_late=number in related.entered_late,
        corrected_late=number in related.corrected_late,
        beyond_limit=number in related.beyond_limit,
        forms=tuple(related.forms.get(number, ())),
    )


def _where(scope: FigureScope) -> tuple[str, tuple[object, ...]]:
    bounds: dict[str, object] = {
        "c.term = ?": scope.term,
        "c.session = ?": scope.session,
        "c.matter_type = ?": scope.matter_type,
        "c.section = ?": scope.section or None,
        "c.officer = ?": scope.officer or None,
        "c.assigned_at >= ?": scope.first.isoformat() if scope.first else None,
        "c.assigned_at <= ?": scope.last.isoformat() if scope.last else None,
    }
    used = {sql: value for sql, value in bounds.items() if value is not None}
    return " AND ".join(["1", *used]), tuple(used.values())
