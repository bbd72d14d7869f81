"""Full-text search: every Chinese character and digit is a token, words are found as phrases (TRAPS 13).

The index of texts stores none, so a row is removed with the same text it was inserted with; `reindexed` reads it
before and after a change. A second index has the facts of a case and its pinyin; status, type, session and number are
looked up in `cases` itself.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, Protocol

from desktop.domain.case.case import HandlingRole, MatterType
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import Hit, session_label
from desktop.domain.words.characters import ways_to_spell
from desktop.domain.words.finding import excerpt, meant_number, meant_session, span_of, spoken_letters, tokens
from desktop.store.file.values import placeholders
from desktop.store.schema.version_6 import FACTS, indexed_row

if TYPE_CHECKING:
    from desktop.store.file.database import StoreDatabase

_COLUMNS = ("number", "subject", "proposers", "body", "reply")
_WORDS = """
SELECT c.number || ' ' || c.serial_number AS number, c.subject,
       (SELECT group_concat(p.name || ' ' || p.sector || ' ' || p.unit, ' ') FROM proposers p WHERE p.case_id = c.id)
           AS proposers,
       (SELECT b.body FROM case_bodies b WHERE b.case_id = c.id) AS body,
       (SELECT group_concat(s.text, char(10)) FROM replies r JOIN reply_sections s ON s.reply_id = r.id
        WHERE r.case_id = c.id) AS reply
FROM cases c WHERE c.id = ?
"""


class _Labelled(Protocol):
    @property
    def label(self) -> str: ...


class Found(NamedTuple):
    """A condition on `cases` for what was typed, with its values."""

    sql: str
    values: tuple[object, ...]


def found_by(query: str) -> Found:
    """The cases in which every word of the query, as parted by blanks, is found: in texts, units, section, people, status, type,
    session or number, or by pinyin. A query of punctuation alone finds nothing.
    """
    found = [_found_by_word(word) for word in query.split() if tokens(word)]
    if not found:
        return Found("0", ())
    return Found(
        " AND ".join(one.sql for one in found), tuple(value for one in found for value in one.values)
    )


_INDEXED = (
    "id IN (SELECT rowid FROM case_words WHERE case_words MATCH ? UNION ALL"
    " SELECT rowid FROM case_facts WHERE case_facts MATCH ?)"
)
_LEAST_LABEL = 2
"""Characters of a status, role or type from which a typed word means it: one is in too many of them."""


def _found_by_word(word: str) -> Found:
    phrase = _phrase(tokens(word))
    parts = [Found(_INDEXED, (phrase, " OR ".join((f"facts : {phrase}", *_spoken(word)))))]
    parts += [_labelled(column, kinds, word) for column, kinds in _LABELLED if len(word) >= _LEAST_LABEL]
    if meeting := meant_session(word):
        parts.append(Found("term = ? AND (session = ? OR ?)", (*meeting, meeting.session is None)))
    if number := meant_number(word):
        parts.append(Found("ltrim(number, '0') = ?", (number,)))
    used = [part for part in parts if part.sql]
    sql = " OR ".join(f"({part.sql})" for part in used)
    return Found(f"({sql})", tuple(value for part in used for value in part.values))


_LABELLED: tuple[tuple[str, tuple[_Labelled, ...]], ...] = (
    ("status", tuple(Status)),
    ("handling_role", tuple(HandlingRole)),
    ("matter_type", tuple(MatterType)),
)


def _labelled(column: str, kinds: tuple[_Labelled, ...], word: str) -> Found:
    fitting = tuple(str(kind) for kind in kinds if word in kind.label)
    return Found(f"{column} IN ({placeholders(fitting)})" if fitting else "", fitting)


def _phrase(pieces: list[str]) -> str:
    """The tokens as a phrase of FTS5; a Latin word at its end may be begun only (`U-CU` finds U-CUBE)."""
    prefix = "*" if pieces[-1].isascii() and pieces[-1].isalpha() else ""
    return '"' + " ".join(pieces) + '"' + prefix


def _spoken(word: str) -> Iterator[str]:
    """The expressions for letters that may be pinyin: initials (gfjs), or syllables whose last may be begun only (gaish)."""
    letters = spoken_letters(word)
    if not letters:
        return
    yield f'initials : "{" ".join(letters)}"'
    for way in ways_to_spell(letters):
        yield f'syllables : "{" ".join(way)}"*'


@contextmanager
def reindexed(database: StoreDatabase, case_id: int) -> Iterator[None]:
    """Update the index for changes of the case's text within the block; call it in a transaction."""
    before, facts = _texts(database, case_id), _facts(database, case_id)
    yield
    after = _texts(database, case_id)
    if before != after:
        _index_words(database, case_id, before, after)
    if facts != (now := _facts(database, case_id)):
        index = database.table("case_facts")
        index.delete_where("rowid = ?", [case_id])
        if now:
            index.insert(indexed_row(now))


def _index_words(
    database: StoreDatabase, case_id: int, before: dict[str, str], after: dict[str, str]
) -> None:
    words = {text: " ".join(tokens(text)) for texts in (before, after) for text in texts.values()}
    index = database.table("case_words")
    if before:  # a command of FTS5
        index.insert(
            {"case_words": "delete", "rowid": case_id, **{key: words[text] for key, text in before.items()}}
        )
    if after:
        index.insert({"rowid": case_id, **{key: words[text] for key, text in after.items()}})


def _facts(database: StoreDatabase, case_id: int) -> tuple[object, ...]:
    """By which facts the case is found; () if there is no such case."""
    row = database.execute(FACTS + "WHERE c.id = ?", (case_id,)).fetchone()
    return tuple(row) if row else ()


def _texts(database: StoreDatabase, case_id: int) -> dict[str, str]:
    """What of the case is searched, by column; {} if there is no such case."""
    row = database.execute(_WORDS, (case_id,)).fetchone()
    return {column: row[column] or "" for column in _COLUMNS} if row else {}


# Where it was found, for the rows that are shown.
_SHOWN = """
SELECT c.id, c.subject, c.lead_unit, c.co_units, c.section, c.officer, c.leader, c.assigning_office, c.supervising_leader,
       c.category, c.serial_number, c.term, c.session, c.matter_type,
       (SELECT group_concat(p.name, '、') FROM proposers p WHERE p.case_id = c.id) AS names,
       (SELECT group_concat(p.sector || p.party || p.unit, ' ') FROM proposers p WHERE p.case_id = c.id) AS origins,
       (SELECT b.body FROM case_bodies b WHERE b.case_id = c.id) AS body,
       (SELECT group_concat(s.text, char(10)) FROM replies r JOIN reply_sections s ON s.reply_id = r.id
        WHERE r.case_id = c.id) AS reply
FROM cases c WHERE c.id IN (SELECT value FROM json_each(?))
"""
_FIELDS = {
    "names": "提案者",
    "lead_unit": "主办单位",
    "co_units": "会办单位",
    "section": "科室",
    "officer": "经办人",
    "leader": "分管领导",
    "assigning_office": "交办单位",
    "supervising_leader": "督办领导",
    "body": "正文",
    "reply": "答复",
    "origins": "界别单位",
    "category": "分类",
    "serial_number": "流水号",
}
"""The fields that are looked through, by column, in the order in which they are named."""
_SPOKEN = frozenset({"names", "lead_unit", "co_units", "section", "officer", "leader"})


def hits(connection: sqlite3.Connection, ids: list[int], query: str) -> dict[int, Hit]:
    """Where the words of the query stand in these cases, by id."""
    words = [word for word in query.split() if tokens(word)]
    rows = connection.execute(_SHOWN, (json.dumps(ids),)).fetchall()
    return {row["id"]: _hit(row, words) for row in rows}


def _hit(row: sqlite3.Row, words: list[str]) -> Hit:
    in_subject = [span_of(row["subject"], word, spoken=True) for word in words]
    spans = tuple(sorted(span for span in in_subject if span))
    for word in (word for word, span in zip(words, in_subject, strict=True) if span is None):
        for column, label in _FIELDS.items():
            text = "、".join(json.loads(row[column])) if column == "co_units" else row[column] or ""
            span = span_of(text, word, spoken=column in _SPOKEN)
            if span:
                piece = excerpt(text, span)
                place = span_of(piece, word, spoken=column in _SPOKEN)
                return Hit(spans, label, piece, (place,) if place else ())
        if meant_session(word):
            return Hit(spans, "届次", session_label(row["term"], row["session"]))
    return Hit(spans)
