"""Map cases to rows: one in `cases`, text in `case_bodies`, people in `proposers`, asks in `asks`."""

from __future__ import annotations

import sqlite3
from typing import Any

from desktop.domain.case.case import Ask, Case, Proposer, ProposerKind
from desktop.domain.case.work_list import work_order
from desktop.store.file.field_columns import case_values, field_columns
from desktop.store.file.values import from_text, placeholders

_PROPOSER = ("name", "sector", "party", "unit", "phone", "address", "postcode", "contact_person")


def columns_of(case: Case) -> dict[str, Any]:
    """The values of the row in `cases`, without its id."""
    return {
        **field_columns(case),
        "merged_into": case.merged_into or None,
        "work_order": work_order(case),
        "first_proposer": from_text(case.proposers[0].name) if case.proposers else "",
    }


def case_of(row: sqlite3.Row, body: str, proposers: tuple[Proposer, ...], asks: tuple[Ask, ...]) -> Case:
    """The case built from a row and its dependent rows."""
    return Case(
        **case_values(row),
        id=row["id"],
        merged_into=row["merged_into"] or 0,
        body=body,
        proposers=proposers,
        asks=asks,
    )


def proposer_of(row: sqlite3.Row) -> Proposer:
    return Proposer(**{name: row[name] for name in _PROPOSER}, kind=ProposerKind(row["kind"]))


def ask_of(row: sqlite3.Row) -> Ask:
    return Ask(row["number"], row["text"], row["answered_in"], row["result"])


def write_dependents(connection: sqlite3.Connection, case_id: int, case: Case) -> None:
    """Replace body, proposers and asks of a stored case."""
    connection.execute(
        "INSERT INTO case_bodies VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
        (case_id, from_text(case.body)),
    )
    columns = ("case_id", "position", "kind", *_PROPOSER)
    connection.execute("DELETE FROM proposers WHERE case_id = ?", (case_id,))
    connection.executemany(
        f"INSERT INTO proposers ({', '.join(columns)}) VALUES ({placeholders(columns)})",
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
