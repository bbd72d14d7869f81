"""Map cases to rows: one in `cases`, text in `case_bodies`, people in `proposers`, asks in `asks`."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from desktop.domain.case.case import Ask, Case, Proposer
from desktop.domain.case.work_list import work_order
from desktop.store.file.field_columns import CASE_COLUMNS
from desktop.store.file.values import Columns, from_text

if TYPE_CHECKING:
    from desktop.store.file.database import StoreDatabase

_PROPOSER, _ASK = Columns(Proposer), Columns(Ask)


SORT_KEYS = frozenset({"work_order", "first_proposer"})
"""Columns copied from other facts, so that the work list sorts by them without a join."""


def columns_of(case: Case) -> dict[str, Any]:
    """The values of the row in `cases`, without its id."""
    return {
        **CASE_COLUMNS.of(case),
        "merged_into": case.merged_into or None,
        "work_order": work_order(case),
        "first_proposer": from_text(case.proposers[0].name) if case.proposers else "",
    }


def whole_case(database: StoreDatabase, row: Mapping[str, Any]) -> Case:
    """The case of a row in `cases`, with its dependent rows."""
    key = [row["id"]]
    body = database.table("case_bodies").get(key)["body"]
    people = database.table("proposers").rows_where("case_id = ?", key, order_by="position")
    asks = database.table("asks").rows_where("case_id = ?", key, order_by="number")
    return Case(
        **CASE_COLUMNS.read(row),
        id=row["id"],
        merged_into=row["merged_into"] or 0,
        body=body,
        proposers=tuple(map(proposer_of, people)),
        asks=tuple(Ask(**_ASK.read(ask)) for ask in asks),
    )


def proposer_of(row: Mapping[str, Any] | sqlite3.Row) -> Proposer:
    return Proposer(**_PROPOSER.read(row))


def write_dependents(database: StoreDatabase, case: Case, stored: Case | None) -> None:
    """Store body, proposers and asks of a case where they differ from the stored ones; None if nothing is stored yet."""
    if stored is None or case.body != stored.body:
        database.table("case_bodies").upsert({"case_id": case.id, "body": from_text(case.body)})
    for name, rows_of in (("proposers", _proposer_rows), ("asks", _ask_rows)):
        rows, before = rows_of(case), rows_of(stored) if stored else []
        if rows != before:
            database.table(name).delete_where("case_id = ?", [case.id])
            database.table(name).insert_all(rows)


def _proposer_rows(case: Case) -> list[dict[str, Any]]:
    return [
        {"case_id": case.id, "position": place, **_PROPOSER.of(proposer)}
        for place, proposer in enumerate(case.proposers, 1)
    ]


def _ask_rows(case: Case) -> list[dict[str, Any]]:
    return [{"case_id": case.id, **_ASK.of(ask)} for ask in case.asks]
