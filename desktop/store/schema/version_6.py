"""The tables that version 6 of the store adds. Version 6 is not released yet: what is added today is appended here.

A case in the bin 「回收站」 has `deleted_at` and keeps all its rows. `cases_in_use` is the one place that leaves it out: whatever
lists, counts or finds cases asks there, whatever lists records asks for those of no case in `cases_in_bin`. The indexes of lists
and figures hold the cases in use, with `deleted_at` at their end so that a count by index stays one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from desktop.domain.words.finding import indexed_facts

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

TABLES = """\
ALTER TABLE cases ADD COLUMN deleted_at TEXT;  -- when it went to the bin; NULL = in use
CREATE VIEW cases_in_use AS SELECT * FROM cases WHERE deleted_at IS NULL;
CREATE VIEW cases_in_bin AS SELECT * FROM cases WHERE deleted_at IS NOT NULL;
DROP INDEX cases_by_work_order;
DROP INDEX cases_by_subject;
DROP INDEX cases_by_proposer;
DROP INDEX cases_by_section;
DROP INDEX cases_by_status;
DROP INDEX cases_by_session;
CREATE INDEX cases_by_work_order ON cases(work_order, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX cases_by_subject ON cases(subject, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX cases_by_proposer ON cases(first_proposer, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX cases_by_section ON cases(section, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX cases_by_status ON cases(status, due_at, is_key, term, session, replied_at, assigned_at, deleted_at)
    WHERE deleted_at IS NULL;
CREATE INDEX cases_by_session ON cases(term, session, work_order, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX cases_binned ON cases(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE TABLE half_typed (               -- what stands in an input and is not stored yet
    id INTEGER PRIMARY KEY,
    case_id INTEGER REFERENCES cases(id) ON DELETE CASCADE,  -- NULL: the input belongs to no case
    place TEXT NOT NULL,
    texts TEXT NOT NULL,                -- JSON: the text of each input of that place by name
    typed_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX half_typed_once ON half_typed(coalesce(case_id, 0), place);
CREATE VIRTUAL TABLE case_facts USING fts5(  -- by what a case is found besides its texts; initials and syllables of pinyin
    facts, initials, syllables, tokenize="unicode61 remove_diacritics 0"
);
"""

FACTS = """
SELECT c.id, c.subject, c.section, c.officer, c.leader, c.lead_unit, c.assigning_office, c.supervising_leader, c.category,
       c.co_units,
       (SELECT json_group_array(p.name) FROM proposers p WHERE p.case_id = c.id) AS names,
       (SELECT json_group_array(p.party) FROM proposers p WHERE p.case_id = c.id) AS parties
FROM cases c
"""
"""What `indexed_row` takes."""


def indexed_row(row: sqlite3.Row | tuple[Any, ...]) -> dict[str, Any]:
    """The row of `case_facts` for one of FACTS."""
    (
        number,
        subject,
        section,
        officer,
        leader,
        lead_unit,
        office,
        chief,
        category,
        co_units,
        names,
        parties,
    ) = row
    units, people = json.loads(co_units), json.loads(names)
    spoken = (subject, *people, section, officer, leader, lead_unit, *units)
    facts = (section, officer, leader, lead_unit, *units, office, chief, category, *json.loads(parties))
    return {"rowid": number, **indexed_facts(facts, spoken)}


def fill(database: Database) -> None:
    """Index the cases that an older program stored."""
    index = database.table("case_facts")
    for row in database.execute(FACTS).fetchall():
        index.insert(indexed_row(tuple(row)))
