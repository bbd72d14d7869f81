"""Full-text search: every Chinese character and digit is a token, words are found as phrases (TRAPS 13).

The index stores no text, so a row is removed with the same text it was inserted with; `reindexed` reads it
before and after a change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.store.file.database import StoreDatabase

_COLUMNS = ("number", "subject", "proposers", "body", "reply")
_FULL_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")  # digits and letters
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
    # Every save of a section comes here with the whole case: the common characters need no function call each.
    folded = _FULL_WIDTH.sub(lambda found: chr(ord(found[0]) - 0xFEE0), text).lower()
    return [
        piece if piece <= "~" or "一" <= piece <= "龥" else _spell(piece) for piece in _TOKENS.findall(folded)
    ]


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
def reindexed(database: StoreDatabase, case_id: int) -> Iterator[None]:
    """Update the index for changes of the case's text within the block; call it in a transaction."""
    before = _texts(database, case_id)
    yield
    after = _texts(database, case_id)
    if before == after:
        return
    words = {text: " ".join(tokens(text)) for texts in (before, after) for text in texts.values()}
    index = database.table("case_words")
    if before:  # a command of FTS5
        index.insert(
            {"case_words": "delete", "rowid": case_id, **{key: words[text] for key, text in before.items()}}
        )
    if after:
        index.insert({"rowid": case_id, **{key: words[text] for key, text in after.items()}})


def _texts(database: StoreDatabase, case_id: int) -> dict[str, str]:
    """What of the case is searched, by column; {} if there is no such case."""
    row = database.execute(_WORDS, (case_id,)).fetchone()
    return {column: row[column] or "" for column in _COLUMNS} if row else {}


def _spell(piece: str) -> str:
    """SQLite's tokenizer knows Unicode 6.1 only: later characters are spelled by code point."""
    plain = piece.isascii() or (len(piece) == 1 and piece <= "\uffff" and unicodedata.category(piece) == "Lo")
    return piece if plain else f"u{ord(piece):x}u"
