"""The facts for statistics, read in a fixed number of statements for any number of cases."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.case.case import HandlingRole, Level, MatterType
from desktop.domain.case.reply import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.figures.case_figures import CaseFigures, FigureScope, ReturnedForm
from desktop.domain.records.contact import ContactWay
from desktop.domain.rules.locality import ResultClass, ResultGrade, Satisfaction
from desktop.store.file.store import Store
from desktop.store.file.values import placeholders, to_date


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

_CASES = """\
SELECT c.id, c.number, c.subject, c.matter_type, c.level, c.region, c.handling_role, c.status, c.term, c.session,
       c.category, c.section, c.officer, c.leader, c.is_key, c.assigned_at, c.acknowledged_at, c.due_at, c.replied_at,
       c.locality, coalesce(k.digest, '') AS digest, r.handling_result, r.disclosure
FROM cases c LEFT JOIN case_rules k ON k.case_id = c.id LEFT JOIN replies r ON r.case_id = c.id
     AND r.round = (SELECT max(o.round) FROM replies o WHERE o.case_id = c.id)
WHERE """
_FACE = tuple(way for way in ContactWay if way.face_to_face)


def case_figures(store: Store, scope: FigureScope, result_of: ResultLookup) -> tuple[CaseFigures, ...]:
    """The figures of every case in scope, by id."""
    where, values = _where(scope)
    with store.reading() as connection:
        rows = connection.execute(f"{_CASES}{where} ORDER BY c.id", values).fetchall()
        related = _RelatedRecords.read(connection)
    return tuple(_figures(row, related, result_of) for row in rows)


@dataclass(frozen=True, slots=True)
class _RelatedRecords:
    contacts: dict[int, tuple[int, int]]
    forms: dict[int, list[ReturnedForm]]
    first_rounds: dict[int, sqlite3.Row]
    rounds: dict[int, int]
    extended: set[int]
    conversions: dict[int, tuple[str, str]]

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> _RelatedRecords:
        faces = placeholders(_FACE)
        contacts = connection.execute(
            f"SELECT case_id, count(*), sum(way IN ({faces})) FROM contacts WHERE way <> ? GROUP BY case_id",
            (*_FACE, ContactWay.WAIVED),
        )
        first = connection.execute(
            "SELECT * FROM rounds WHERE number = 1 AND case_id IN (SELECT case_id FROM rounds WHERE number > 1)"
        )
        rounds = connection.execute("SELECT case_id, max(number) FROM rounds GROUP BY case_id")
        changed = connection.execute(
            "SELECT case_id, old_result, new_result FROM conversions ORDER BY id DESC"
        )
        return cls(
            contacts={row[0]: (row[1], row[2]) for row in contacts},
            forms=_forms(connection),
            first_rounds={row["case_id"]: row for row in first},
            rounds={row[0]: row[1] for row in rounds},
            extended={row[0] for row in connection.execute("SELECT DISTINCT case_id FROM extensions")},
            conversions={row[0]: (row[1], row[2]) for row in changed.fetchall()[::-1]},
        )


def _forms(connection: sqlite3.Connection) -> dict[int, list[ReturnedForm]]:
    forms: dict[int, list[ReturnedForm]] = defaultdict(list)
    for row in connection.execute(
        "SELECT case_id, proposer, round, counts_as, manner FROM feedback_forms"
        " WHERE returned_at IS NOT NULL AND counts_as IS NOT NULL ORDER BY id"
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
        contacts=contacts,
        face_to_face=faces,
        rounds=related.rounds.get(number, 1),
        extended=number in related.extended,
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
