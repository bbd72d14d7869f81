"""The tables that version 2 of the store adds: what happens around a reply. Released: never edit, add a migration instead."""

TABLES = """\
CREATE TABLE rule_books (               -- rule books as they were when a case was assigned under them
    digest TEXT PRIMARY KEY,
    locality TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE case_rules (
    case_id INTEGER PRIMARY KEY REFERENCES cases(id) ON DELETE CASCADE,
    digest TEXT NOT NULL REFERENCES rule_books(digest),
    adopted_at TEXT NOT NULL
) STRICT;
CREATE TABLE rounds (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    started_at TEXT,
    because TEXT NOT NULL,
    given INTEGER NOT NULL,
    first_due_at TEXT,
    due_at TEXT,
    replied_at TEXT,
    result TEXT NOT NULL,
    UNIQUE (case_id, number)
) STRICT;
CREATE TABLE extensions (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    round INTEGER NOT NULL,
    old_due TEXT NOT NULL,
    new_due TEXT NOT NULL,
    reason TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    approved_at TEXT NOT NULL,
    told_at TEXT
) STRICT;
CREATE INDEX extensions_by_case ON extensions(case_id, round);
CREATE TABLE pauses (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    round INTEGER NOT NULL,
    first TEXT NOT NULL,
    resumed TEXT,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX pauses_by_case ON pauses(case_id, round);
CREATE TABLE contacts (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    way TEXT NOT NULL,
    phase TEXT NOT NULL,
    round INTEGER NOT NULL,
    our_people TEXT NOT NULL,
    their_people TEXT NOT NULL,
    leader_joined INTEGER NOT NULL,
    place TEXT NOT NULL,
    points TEXT NOT NULL,
    promises TEXT NOT NULL,
    attitude TEXT NOT NULL,
    evidence TEXT NOT NULL
) STRICT;
CREATE INDEX contacts_by_case ON contacts(case_id, round, way);
CREATE INDEX contacts_by_day ON contacts(day);
CREATE TABLE co_opinions (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    unit TEXT NOT NULL,
    asked_at TEXT,
    due_at TEXT,
    received_at TEXT,
    text TEXT NOT NULL,
    position TEXT NOT NULL,
    merged_into TEXT NOT NULL,
    file TEXT NOT NULL,
    UNIQUE (case_id, unit)
) STRICT;
CREATE INDEX co_opinions_awaited ON co_opinions(received_at, due_at, case_id);
CREATE TABLE chases (
    id INTEGER PRIMARY KEY,
    opinion_id INTEGER NOT NULL REFERENCES co_opinions(id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    way TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX chases_by_opinion ON chases(opinion_id);
CREATE TABLE feedback_forms (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    proposer TEXT NOT NULL,
    round INTEGER NOT NULL,
    sent_at TEXT,
    returned_at TEXT,
    rating TEXT NOT NULL,
    counts_as TEXT,
    manner TEXT,
    remark TEXT NOT NULL,
    file TEXT NOT NULL,
    UNIQUE (case_id, round, proposer)
) STRICT;
CREATE TABLE promises (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    due_at TEXT,
    kept_at TEXT,
    ask_number INTEGER NOT NULL
) STRICT;
CREATE INDEX promises_by_case ON promises(case_id);
CREATE INDEX promises_by_due ON promises(kept_at, due_at, case_id);
CREATE TABLE promise_progress (
    id INTEGER PRIMARY KEY,
    promise_id INTEGER NOT NULL REFERENCES promises(id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX promise_progress_by_promise ON promise_progress(promise_id);
CREATE TABLE conversions (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    old_result TEXT NOT NULL,
    new_result TEXT NOT NULL,
    proof TEXT NOT NULL
) STRICT;
CREATE INDEX conversions_by_case ON conversions(case_id);
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    stage TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    day TEXT NOT NULL,
    verdict TEXT NOT NULL,
    remark TEXT NOT NULL,
    round INTEGER NOT NULL,
    draft INTEGER NOT NULL,
    signer_level TEXT
) STRICT;
CREATE INDEX reviews_by_case ON reviews(case_id, round);
CREATE TABLE review_remarks (
    id INTEGER PRIMARY KEY,
    review_id INTEGER NOT NULL REFERENCES reviews(id) ON DELETE CASCADE,
    section_key TEXT NOT NULL,
    text TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    answer TEXT NOT NULL,
    settled_at TEXT
) STRICT;
CREATE INDEX review_remarks_by_review ON review_remarks(review_id);
CREATE TABLE disclosure_reviews (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    decision TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    secrecy_reviewer TEXT NOT NULL,
    reason TEXT NOT NULL,
    round INTEGER NOT NULL,
    form TEXT NOT NULL,
    published_at TEXT,
    place TEXT NOT NULL,
    UNIQUE (case_id, round)
) STRICT;
"""
