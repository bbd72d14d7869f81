"""The tables that version 3 of the store adds: imports, so that each can be taken back. Released: never edit, add a migration.

Events stay append only. The one exception: a case that leaves the store because the import that made it is undone takes its
history with it; `leaving_cases` is filled and emptied within that one transaction. The line in `import_items` remains.
"""

TABLES = """\
CREATE TABLE import_batches (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    sources TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT NOT NULL
) STRICT;
CREATE TABLE import_items (
    batch_id INTEGER NOT NULL REFERENCES import_batches(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    case_id INTEGER NOT NULL,      -- no foreign key: the line outlives the case
    source TEXT NOT NULL,
    row INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('new', 'updated')),
    name TEXT NOT NULL,
    before TEXT,                   -- the case as it was, for an updated one
    after TEXT NOT NULL,           -- fingerprint of the case as the import left it
    PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_items_by_case ON import_items(case_id);
CREATE TABLE leaving_cases (
    case_id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL
) STRICT;
DROP TRIGGER events_stay;
CREATE TRIGGER events_stay BEFORE DELETE ON events
    WHEN NOT EXISTS (SELECT 1 FROM leaving_cases WHERE case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'events are append only'); END;
"""
