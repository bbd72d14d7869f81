"""The tables that version 5 of the store adds. Released: never edit, add a migration instead."""

TABLES = """\
CREATE TABLE pre_replies (              -- drafts shown to a proposer before the reply is sent
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    proposer TEXT NOT NULL,
    shown_at TEXT NOT NULL,
    way TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_at TEXT,
    words TEXT NOT NULL,
    settled TEXT NOT NULL,
    draft INTEGER NOT NULL,
    round INTEGER NOT NULL
) STRICT;
CREATE INDEX pre_replies_by_case ON pre_replies(case_id, round);
CREATE TABLE portal_ticks (             -- what was copied into an online system, with a digest of the copied text
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    round INTEGER NOT NULL,
    portal TEXT NOT NULL,
    item TEXT NOT NULL,
    piece INTEGER NOT NULL,
    digest TEXT NOT NULL,
    copied_at TEXT NOT NULL,
    UNIQUE (case_id, round, portal, item, piece)
) STRICT;
-- what was registered long after the fact, or past the limit
ALTER TABLE pauses ADD COLUMN recorded_at TEXT;
ALTER TABLE pauses ADD COLUMN approved_by TEXT NOT NULL DEFAULT '';
ALTER TABLE pauses ADD COLUMN entered_late INTEGER NOT NULL DEFAULT 0;
ALTER TABLE extensions ADD COLUMN recorded_at TEXT;
ALTER TABLE extensions ADD COLUMN entered_late INTEGER NOT NULL DEFAULT 0;
ALTER TABLE extensions ADD COLUMN beyond_limit INTEGER NOT NULL DEFAULT 0;
ALTER TABLE promises ADD COLUMN made_at TEXT;                        -- NULL = before version 5
ALTER TABLE promises ADD COLUMN told_in INTEGER NOT NULL DEFAULT 0;  -- the follow-up letter that tells of it
CREATE TABLE followup_letters (         -- letters after promises were kept; a draft until it is sent
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    document_number TEXT NOT NULL,
    signer TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issue_date TEXT,
    contact_person TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    sent_at TEXT,
    number INTEGER NOT NULL,
    UNIQUE (case_id, number)
) STRICT;
CREATE TABLE stand_ins (                -- cases in the hands of a deputy while their officer is away
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    officer TEXT NOT NULL,
    deputy TEXT NOT NULL,
    handed_at TEXT NOT NULL,
    first TEXT,
    last TEXT,
    turn INTEGER NOT NULL,
    back_at TEXT,
    back_turn INTEGER NOT NULL,
    went_back INTEGER NOT NULL
) STRICT;
CREATE INDEX stand_ins_by_case ON stand_ins(case_id, back_turn);
CREATE TABLE issued_texts (             -- letters as they were signed, and as they were corrected after they went out
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    round INTEGER NOT NULL,
    day TEXT NOT NULL,
    text TEXT NOT NULL,
    signer TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;
CREATE INDEX issued_texts_by_case ON issued_texts(case_id, round);
ALTER TABLE cases ADD COLUMN return_reason TEXT NOT NULL DEFAULT '';  -- why the unit asks to be relieved of the case
ALTER TABLE cases ADD COLUMN return_unit TEXT NOT NULL DEFAULT '';    -- the unit that it proposes instead
CREATE TABLE examinations (             -- the assigning office's examinations of our letters
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    examiner TEXT NOT NULL,
    remark TEXT NOT NULL,
    round INTEGER NOT NULL
) STRICT;
CREATE INDEX examinations_by_case ON examinations(case_id, round);
CREATE TABLE examination_points (
    id INTEGER PRIMARY KEY,
    examination_id INTEGER NOT NULL REFERENCES examinations(id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (examination_id, key)
) STRICT;
-- the correction of a named due day: who agreed to a later one, and its marks
ALTER TABLE rounds ADD COLUMN approved_by TEXT NOT NULL DEFAULT '';
ALTER TABLE rounds ADD COLUMN recorded_at TEXT;
ALTER TABLE rounds ADD COLUMN entered_late INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rounds ADD COLUMN beyond_limit INTEGER NOT NULL DEFAULT 0;
"""
