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


def columns_of(case: Case) -> dict[str, Any]:
    """The values of the row in `cases`, without its id."""
    return {
        **CASE_COLUMNS.of(case),
        "merged_into": case.merged_into or None,
        "work_order": work_order(case),
        "first_proposer": from_text(case.proposers[0].name) if case.proposers else "",
    }


def case_of(
    row: Mapping[str, Any], body: str, proposers: tuple[Proposer, ...], asks: tuple[Ask, ...]
) -> Case:
    """The case built from a row and its dependent rows."""
    return Case(
        **CASE_COLUMNS.read(row),
        id=row["id"],
        merged_into=row["merged_into"] or 0,
        body=body,
        proposers=proposers,
        asks=asks,
    )


def proposer_of(row: Mapping[str, Any] | sqlite3.Row) -> Proposer:
    return Proposer(**_PROPOSER.read(row))


def ask_of(row: Mapping[str, Any]) -> Ask:
    return Ask(**_ASK.read(row))


def write_dependents(database: StoreDatabase, case_id: int, case: Case) -> None:
    """Replace body, proposers and asks of a stored case."""
    database.table("case_bodies").upsert({"case_id": case_id, "body": from_text(case.body)})
    proposers, asks = database.table("proposers"), database.table("asks")
    proposers.delete_where("case_id = ?", [case_id])
    proposers.insert_all(
        {"case_id": case_id, "position": place, **_PROPOSER.of(proposer)}
        for place, proposer in enumerate(case.proposers, 1)
    )
    asks.delete_where("case_id = ?", [case_id])
    asks.insert_all({"case_id": case_id, **_ASK.of(ask)} for ask in case.asks)
