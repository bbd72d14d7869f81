"""The tables that version 4 of the store adds. Released: never edit, add a migration instead."""

TABLES = """\
CREATE TABLE field_changes (            -- facts that an event changed; append only like their events
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    UNIQUE (event_id, field)
) STRICT;
CREATE INDEX field_changes_by_case ON field_changes(case_id, event_id);
CREATE TRIGGER field_changes_stand BEFORE UPDATE ON field_changes
BEGIN SELECT RAISE(ABORT, 'changes of fields are append only'); END;
-- Days of events, and the due day that a notice names as a fact of the round. A due day that earlier programs let be typed over
-- an extended or a second round's day becomes an extension without approver, so that it stands and can be seen.
ALTER TABLE events ADD COLUMN day TEXT;          -- the day on which it happened; NULL = the day of `at`
ALTER TABLE rounds ADD COLUMN source TEXT NOT NULL DEFAULT '';  -- where the given due day is written
INSERT INTO rounds (case_id, number, started_at, because, given, first_due_at, due_at, replied_at, result, source)
SELECT c.id, 1, c.assigned_at, '', 1, c.due_at, c.due_at, c.replied_at, '', '登记时填写'
FROM cases c JOIN field_origins o ON o.case_id = c.id AND o.field = 'due_at'
WHERE c.due_at IS NOT NULL AND c.id NOT IN (SELECT case_id FROM rounds);
INSERT INTO extensions (case_id, round, old_due, new_due, reason, approved_by, approved_at, told_at)
SELECT c.id, r.number, r.due_at, c.due_at, '以前直接改写的期限，升级时补记', '未记录', substr(o.at, 1, 10), NULL
FROM cases c JOIN field_origins o ON o.case_id = c.id AND o.field = 'due_at'
JOIN rounds r ON r.case_id = c.id AND r.number = (SELECT max(number) FROM rounds m WHERE m.case_id = c.id)
WHERE c.due_at <> r.due_at;
CREATE TABLE waivers (                  -- findings of a gate that were passed with a reason
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    need TEXT NOT NULL,
    key TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    day TEXT NOT NULL,
    round INTEGER NOT NULL,
    answers_proposer INTEGER NOT NULL,
    approved_by TEXT NOT NULL
) STRICT;
CREATE INDEX waivers_by_case ON waivers(case_id, round);
CREATE TABLE consents (                 -- dissatisfied proposers who agreed to the closing
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    proposer TEXT NOT NULL,
    day TEXT NOT NULL,
    words TEXT NOT NULL,
    round INTEGER NOT NULL
) STRICT;
CREATE INDEX consents_by_case ON consents(case_id, round);
INSERT INTO events (case_id, at, kind, who, from_status, to_status, note, jump)
    SELECT id, strftime('%Y-%m-%dT%H:%M:%S', 'now', 'localtime'), 'imported', '', NULL, status,
           '程序升级以前的办理记录照旧', 0
    FROM cases WHERE status IN ('signed_off', 'numbered', 'replied', 'sent_to_lead', 'feedback_wait', 'closed',
                                'followup', 'archived') ORDER BY id;
"""
