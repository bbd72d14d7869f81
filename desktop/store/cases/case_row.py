"""Rows <-> Case: one row in `cases`, its text in `case_bodies`, its people in `proposers`, its requests in `asks`."""

from __future__ import annotations

import sqlite3
from typing import Any

from desktop.domain.case.case import Ask, Case, HandlingRole, Level, MatterType, Proposer, ProposerKind
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import work_order
from desktop.store.file.values import from_date, from_names, from_text, to_date, to_flag, to_names

_PLAIN = (
    "region", "term", "session", "number", "serial_number", "subject", "category", "time_mark", "assigning_office",
    "lead_unit", "supervising_leader", "not_open_reason", "leader", "section", "officer", "locality", "remark",
)  # fmt: skip
_DATES = ("assigned_at", "acknowledged_at", "due_at", "replied_at")
_PROPOSER = ("name", "sector", "party", "unit", "phone", "address", "postcode", "contact_person")


def columns_of(case: Case) -> dict[str, Any]:
    """The values of the row in `cases`, without its id."""
    return {
        **{name: _storable(getattr(case, name)) for name in _PLAIN},
        **{name: from_date(getattr(case, name)) for name in _DATES},
        "matter_type": case.matter_type,
        "level": case.level,
        "handling_role": case.handling_role,
        "status": case.status,
        "co_units": from_names(case.co_units),
        "is_key": int(case.is_key),
        "proposal_open": None if case.proposal_open is None else int(case.proposal_open),
        "needs_feedback": int(case.needs_feedback),
        "merged_into": case.merged_into or None,
        "work_order": work_order(case),
        "first_proposer": from_text(case.proposers[0].name) if case.proposers else "",
    }


def case_of(row: sqlite3.Row, body: str, proposers: tuple[Proposer, ...], asks: tuple[Ask, ...]) -> Case:
    """The case of a row and of what belongs to it."""
    return Case(
        **_plain_values(row),
        id=row["id"],
        matter_type=MatterType(row["matter_type"]),
        level=Level(row["level"]),
        handling_role=HandlingRole(row["handling_role"]),
        status=Status(row["status"]),
        co_units=to_names(row["co_units"]),
        is_key=bool(row["is_key"]),
        proposal_open=to_flag(row["proposal_open"]),
        needs_feedback=bool(row["needs_feedback"]),
        merged_into=row["merged_into"] or 0,
        body=body,
        proposers=proposers,
        asks=asks,
    )


def _plain_values(row: sqlite3.Row) -> dict[str, Any]:
    return {name: row[name] for name in _PLAIN} | {name: to_date(row[name]) for name in _DATES}


def proposer_of(row: sqlite3.Row) -> Proposer:
    return Proposer(**{name: row[name] for name in _PROPOSER}, kind=ProposerKind(row["kind"]))


def ask_of(row: sqlite3.Row) -> Ask:
    return Ask(row["number"], row["text"], row["answered_in"], row["result"])


def write_belongings(connection: sqlite3.Connection, case_id: int, case: Case) -> None:
    """Replace body, proposers and asks of a stored case."""
    connection.execute(
        "INSERT INTO case_bodies VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
        (case_id, from_text(case.body)),
    )
    connection.execute("DELETE FROM proposers WHERE case_id = ?", (case_id,))
    connection.executemany(
        f"INSERT INTO proposers (case_id, position, kind, {', '.join(_PROPOSER)}) VALUES ({_marks(11)})",
        [
            (case_id, place, proposer.kind, *(from_text(getattr(proposer, name)) for name in _PROPOSER))
            for place, proposer in enumerate(case.proposers, 1)
        ],
    )
    connection.execute("DELETE FROM asks WHERE case_id = ?", (case_id,))
    connection.executemany(
        "INSERT INTO asks VALUES (?, ?, ?, ?, ?)",
        [
            (case_id, ask.number, from_text(ask.text), ask.answered_in, from_text(ask.result))
            for ask in case.asks
        ],
    )


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _storable(value: str | int | None) -> str | int | None:
    return from_text(value) if isinstance(value, str) else value
