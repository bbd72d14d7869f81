"""Full-text search: every Chinese character and digit is a token, words are found as phrases (TRAPS 13).

The index stores no text, so a row is removed with the same text it was inserted with; `reindexed` reads it
before and after a change.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.store.file.values import placeholders

_COLUMNS = ("number", "subject", "proposers", "body", "reply")
_TOKENS = re.compile(r"[a-z]+|[^\W_]")
_WORDS = """
SELECT c.number || ' ' || c.serial_number AS number, c.subject,
       (SELECT group_concat(p.name || ' ' || p.sector || ' ' || p.unit, ' ') FROM proposers p WHERE p.case_id = c.id)
           AS proposers,
       (SELECT b.body FROM case_bodies b WHERE b.case_id = c.id) AS body,
       (SELECT group_concat(s.text, char(10)) FROM replies r JOIN reply_sections s ON s.reply_id = r.id
        WHERE r.case_id = c.id) AS reply
FROM cases c WHERE c.id = ?
"""


def tokens(text: str) -> list[str]:
    """The tokens of a text: full-width letters and digits folded, case folded, punctuation removed."""
    folded = "".join(_fold(character) for character in text).lower()
    return [_spell(piece) for piece in _TOKENS.findall(folded)]


def match_expression(query: str) -> str:
    """The FTS5 expression for typed text: every word separated by blanks must occur; "" if there is none.

    The last Latin word may be a prefix (`U-CU` finds U-CUBE).
    """
    phrases = []
    for word in query.split():
        pieces = tokens(word)
        if pieces:
            prefix = "*" if pieces[-1].isascii() and pieces[-1].isalpha() else ""
            phrases.append('"' + " ".join(pieces) + '"' + prefix)
    return " AND ".join(phrases)


@contextmanager
def reindexed(connection: sqlite3.Connection, case_id: int) -> Iterator[None]:
    """Update the index for changes of the case's text within the block; call it in a transaction."""
    before = _words(connection, case_id)
    yield
    after = _words(connection, case_id)
    if before == after:
        return
    columns = ", ".join(("rowid", *_COLUMNS))
    marks = placeholders(("rowid", *_COLUMNS))
    if before is not None:
        connection.execute(
            f"INSERT INTO case_words(case_words, {columns}) VALUES ('delete', {marks})",
            (case_id, *before),
        )
    if after is not None:
        connection.execute(
            f"INSERT INTO case_words({columns}) VALUES ({marks})",
            (case_id, *after),
        )


def _words(connection: sqlite3.Connection, case_id: int) -> tuple[str, ...] | None:
    row = connection.execute(_WORDS, (case_id,)).fetchone()
    return tuple(" ".join(tokens(row[column] or "")) for column in _COLUMNS) if row else None


def _fold(character: str) -> str:
    return chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character


def _spell(piece: str) -> str:
    """SQLite's tokenizer knows Unicode 6.1 only: later characters are spelled by code point."""
    plain = piece.isascii() or (len(piece) == 1 and piece <= "\uffff" and unicodedata.category(piece) == "Lo")
    return piece if plain else f"u{ord(piece):x}u"
