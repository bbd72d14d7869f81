"""What was entered last, offered where the same is asked for again: who signed, the document number, the way of sending."""

from __future__ import annotations

from desktop.store.file.store import Store
from desktop.store.file.values import NOT_IN_BIN


def last_signer(store: Store, level: str) -> str:
    """Who signed off last as a leader of that level; "" if nobody has."""
    return _only(
        store,
        "SELECT reviewer FROM reviews WHERE stage = 'leader' AND verdict = 'passed' AND signer_level = ?"
        f" AND {NOT_IN_BIN} ORDER BY id DESC LIMIT 1",
        level,
    )


def last_number(store: Store, matter_type: str) -> str:
    """The document number of the letter that was numbered last, for matters of that type; "" if none was."""
    return _only(
        store,
        "SELECT r.document_number FROM replies r JOIN cases_in_use c ON c.id = r.case_id"
        " WHERE r.document_number <> '' AND c.matter_type = ? ORDER BY r.saved_at DESC, r.id DESC LIMIT 1",
        matter_type,
    )


def last_note(store: Store, beginning: str) -> str:
    """The rest of the event note that began with these words last; "" if none did."""
    whole = _only(
        store,
        f"SELECT note FROM events WHERE instr(note, ?) = 1 AND {NOT_IN_BIN} ORDER BY id DESC LIMIT 1",
        beginning,
    )
    return whole.removeprefix(beginning)


def _only(store: Store, query: str, value: str) -> str:
    with store.reading() as connection:
        row = connection.execute(query, (value,)).fetchone()
    return row[0] if row else ""
