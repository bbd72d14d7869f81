"""The bin 「回收站」: cases with a day of deletion, which keep all their rows and are in no view but `cases_in_bin`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from desktop.domain.case.event import EventKind
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import BinnedCase
from desktop.store.cases.case_snapshot import remove
from desktop.store.file.store import Store
from desktop.store.file.values import to_time

_ROWS = f"""\
SELECT c.id, c.number, c.subject, c.first_proposer, c.status, c.deleted_at, e.who, e.note
FROM cases_in_bin c LEFT JOIN events e
     ON e.id = (SELECT max(d.id) FROM events d WHERE d.case_id = c.id AND d.kind = '{EventKind.DELETED}')
ORDER BY c.deleted_at DESC, c.id DESC"""


def binned_rows(store: Store) -> tuple[BinnedCase, ...]:
    """What lies in the bin, deleted last first."""
    with store.reading() as connection:
        return tuple(
            BinnedCase(
                row[0], row[1], row[2], row[3], Status(row[4]), to_time(row[5]), row[6] or "", row[7] or ""
            )
            for row in connection.execute(_ROWS)
        )


def bin_case(store: Store, case_id: int, at: datetime) -> None:
    """Take a case out of use."""
    with store.writing() as database:
        database.table("cases").update(case_id, {"deleted_at": at})


def unbin_case(store: Store, case_id: int) -> None:
    """Take a case into use again."""
    with store.writing() as database:
        database.table("cases").update(case_id, {"deleted_at": None})


def remove_binned(store: Store, case_id: int) -> None:
    """Delete a case of the bin with everything that belongs to it; cases of the bin merged into it stand alone from then on."""
    with store.writing() as database:
        for follower in _followers(store, case_id):
            database.table("cases").update(follower, {"merged_into": None})
        remove(store, case_id)


def _followers(store: Store, case_id: int) -> Iterator[int]:
    with store.reading() as connection:
        rows = connection.execute("SELECT id FROM cases_in_bin WHERE merged_into = ?", (case_id,)).fetchall()
    return (row[0] for row in rows)
