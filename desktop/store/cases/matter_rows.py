"""The few columns of every case needed to find a matter and to find similar cases."""

from __future__ import annotations

from desktop.domain.case.case import Level, MatterType
from desktop.domain.importing.matter_match import MatterKey
from desktop.store.file.store import Store
from desktop.store.file.values import NOT_IN_BIN


def matter_keys(store: Store, *, binned: bool = False) -> tuple[tuple[int, MatterKey], ...]:
    """(id, matter key) of every case in use, or of every one in the bin, oldest first."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT id, matter_type, level, region, term, session, number, subject, first_proposer"
            f" FROM {'cases_in_bin' if binned else 'cases_in_use'} ORDER BY id"
        ).fetchall()
    kinds, levels = {str(kind): kind for kind in MatterType}, {str(level): level for level in Level}
    return tuple(
        (number, MatterKey(kinds[kind], levels[level], *rest))
        for number, kind, level, *rest in map(tuple, rows)
    )


def asks_texts(store: Store) -> tuple[tuple[int, str], ...]:
    """(id, the texts of its asks joined) of every case with asks, newest first."""
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT case_id, group_concat(text, ' ') FROM asks WHERE {NOT_IN_BIN}"
            " GROUP BY case_id ORDER BY case_id DESC"
        ).fetchall()
    return tuple((row[0], row[1]) for row in rows)
