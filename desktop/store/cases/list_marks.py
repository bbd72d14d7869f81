"""What the work list shows of cases besides their own rows; it reads no record, so that a start does without those modules."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.store.file.store import Store
from desktop.store.file.values import to_date

_IN = "case_id IN (SELECT value FROM json_each(?))"
_NOW = "x.round = coalesce((SELECT max(number) FROM rounds r WHERE r.case_id = x.case_id), 1)"
_MISSING = (
    f"SELECT case_id, count(*) FROM co_opinions WHERE {_IN} AND asked_at IS NOT NULL AND received_at IS NULL"
    " GROUP BY case_id"
)
_CONTACTS = (
    f"SELECT case_id, count(*) FROM contacts x WHERE {_IN} AND way <> 'waived' AND {_NOW} GROUP BY case_id"
)


@dataclass(frozen=True, slots=True)
class ListMarks:
    """What the work list shows of a case besides its own row."""

    extended: bool = False
    paused_since: date | None = None
    missing_opinions: int = 0
    contacts: int = 0


def list_marks(store: Store, case_ids: Iterable[int]) -> dict[int, ListMarks]:
    """The marks of these cases; one without any is left out. Only the current round counts."""
    ids = (json.dumps(list(case_ids)),)  # one value, however many ids
    with store.reading() as connection:
        extended = {
            row[0]
            for row in connection.execute(f"SELECT case_id FROM extensions x WHERE {_IN} AND {_NOW}", ids)
        }
        paused = dict(
            connection.execute(
                f"SELECT case_id, first FROM pauses WHERE {_IN} AND resumed IS NULL", ids
            ).fetchall()
        )
        missing = dict(connection.execute(_MISSING, ids).fetchall())
        contacts = dict(connection.execute(_CONTACTS, ids).fetchall())
    touched = extended | paused.keys() | missing.keys() | contacts.keys()
    return {
        case_id: ListMarks(
            case_id in extended,
            to_date(paused.get(case_id)),
            missing.get(case_id, 0),
            contacts.get(case_id, 0),
        )
        for case_id in touched
    }
