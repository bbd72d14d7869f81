"""The tables of version 1 of the store. Released: never edit, add a migration instead."""

TABLES = """\
CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    matter_type TEXT NOT NULL,
    level TEXT NOT NULL,
    region TEXT NOT NULL,
    term INTEGER,
    session INTEGER,
    number TEXT NOT NULL,
    serial_number TEXT NOT NULL,
    subject TEXT NOT NULL,
    category TEXT NOT NULL,
    time_mark TEXT NOT NULL,
    handling_role TEXT NOT NULL,
    assigning_office TEXT NOT NULL,
    lead_unit TEXT NOT NULL,
    co_units TEXT NOT NULL,
    is_key INTEGER NOT NULL,
    supervising_leader TEXT NOT NULL,
    proposal_open INTEGER,
    not_open_reason TEXT NOT NULL,
    needs_feedback INTEGER NOT NULL,
    leader TEXT NOT NULL,
    section TEXT NOT NULL,
    officer TEXT NOT NULL,
    assigned_at TEXT,
    acknowledged_at TEXT,
    due_at TEXT,
    replied_at TEXT,
    status TEXT NOT NULL,
    locality TEXT NOT NULL,
    merged_into INTEGER REFERENCES cases(id),
    remark TEXT NOT NULL,
    work_order TEXT NOT NULL,      -- sorts the work list: running by due day, then waiting, then done
    first_proposer TEXT NOT NULL   -- copied from proposers, so that sorting needs no join
) STRICT;
CREATE INDEX cases_by_work_order ON cases(work_order, id);
CREATE INDEX cases_by_number ON cases(number, id);
CREATE INDEX cases_by_subject ON cases(subject, id);
CREATE INDEX cases_by_proposer ON cases(first_proposer, id);
CREATE INDEX cases_by_section ON cases(section, id);
CREATE INDEX cases_by_status ON cases(status, due_at, is_key, term, session, replied_at, assigned_at);
CREATE INDEX cases_by_session ON cases(term, session, work_order);
CREATE UNIQUE INDEX cases_once
    ON cases(number, session, term, matter_type, level, region) WHERE number <> '';
CREATE INDEX cases_merged ON cases(merged_into) WHERE merged_into IS NOT NULL;
CREATE TABLE case_bodies (
    case_id INTEGER PRIMARY KEY REFERENCES cases(id) ON DELETE CASCADE,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE proposers (
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    sector TEXT NOT NULL,
    party TEXT NOT NULL,
    unit TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    postcode TEXT NOT NULL,
    contact_person TEXT NOT NULL,
    PRIMARY KEY (case_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE asks (
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    answered_in TEXT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (case_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE field_origins (
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('officer', 'import')),
    at TEXT NOT NULL,
    PRIMARY KEY (case_id, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE replies (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    round INTEGER NOT NULL,
    template TEXT NOT NULL,
    template_version INTEGER NOT NULL,
    layout TEXT NOT NULL,
    handling_result TEXT NOT NULL,
    signer TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issue_date TEXT,
    disclosure TEXT,
    disclosure_reason TEXT NOT NULL,
    document_number TEXT NOT NULL,
    contact_person TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    copies_to TEXT NOT NULL,
    attachments TEXT NOT NULL,
    title_lines TEXT NOT NULL,
    salutation TEXT NOT NULL,
    note TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    UNIQUE (case_id, round)
) STRICT;
CREATE TABLE reply_sections (
    reply_id INTEGER NOT NULL REFERENCES replies(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (reply_id, key)
) STRICT;
CREATE TABLE section_versions (
    id INTEGER PRIMARY KEY,
    reply_id INTEGER NOT NULL REFERENCES replies(id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    replaced_at TEXT NOT NULL
) STRICT;
CREATE INDEX section_versions_by_section ON section_versions(reply_id, key, id);
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id),
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    from_status TEXT,
    to_status TEXT,
    note TEXT NOT NULL,
    jump INTEGER NOT NULL
) STRICT;
CREATE INDEX events_by_case ON events(case_id, id);
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append only'); END;
CREATE TRIGGER events_stand BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append only'); END;
CREATE TABLE files (
    hash TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;
CREATE TABLE case_files (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    hash TEXT NOT NULL REFERENCES files(hash),
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    added_at TEXT NOT NULL,
    UNIQUE (case_id, hash, purpose)
) STRICT;
CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE case_words USING fts5(
    number, subject, proposers, body, reply, content='', tokenize="unicode61 remove_diacritics 0"
);
"""
