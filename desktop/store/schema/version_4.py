"""The tables that version 4 of the store adds. Version 4 is not released yet: what is added today is appended here."""

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
"""
