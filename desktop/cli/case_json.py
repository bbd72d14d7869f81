"""Cases and replies as JSON, with the keys that docs/CLI.md promises."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.case import Case
from desktop.domain.case_field import CASE_FIELDS, REPLY_FIELDS
from desktop.domain.event import Event
from desktop.domain.reply import Reply
from desktop.domain.work_list import CaseRow, due_state
from desktop.services.office import channel_for
from desktop.services.progress import allowed_moves, events
from desktop.services.sections import section_states
from desktop.services.workplace import Workplace
from desktop.store.case_files import files_of
from desktop.store.replies import read_reply


def row_json(row: CaseRow) -> dict[str, object]:
    """One line of the list."""
    return {
        "id": row.id,
        "number": row.number,
        "subject": row.subject,
        "proposer": row.proposer,
        "matter_type": str(row.matter_type),
        "level": str(row.level),
        "term": row.term,
        "session": row.session,
        "role": row.role,
        "status": str(row.status),
        "status_label": row.status.label,
        "due_at": row.due.due_at.isoformat() if row.due.due_at else None,
        "due_state": str(row.due.kind),
        "days_left": row.due.days,
        "replied_at": row.replied_at.isoformat() if row.replied_at else None,
        "section": row.section,
        "is_key": row.is_key,
        "next_step": row.next_step,
    }


def case_json(work: Workplace, case: Case) -> dict[str, object]:
    """Everything of a case: its fields, its reply (None if none), its events and the names of its files."""
    reply = read_reply(work.store, case.id)
    due = due_state(case.status, case.due_at, work.today)
    return {
        "id": case.id,
        **{key: plain(getattr(case, key)) for key in CASE_FIELDS},
        "status": str(case.status),
        "status_label": case.status.label,
        "due_state": str(due.kind),
        "days_left": due.days,
        "merged_into": case.merged_into or None,
        "moves": [str(status) for status in allowed_moves(work, case)],
        "reply": _reply_json(work, case, reply) if reply else None,
        "events": [_event_json(event) for event in events(work, case.id)],
        "files": [file.name for file in files_of(work.store, case.id)],
    }


def plain(value: object) -> object:
    """A domain value as plain JSON: dates in ISO form, facts as objects, tuples as lists."""
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _reply_json(work: Workplace, case: Case, reply: Reply) -> dict[str, object]:
    result = channel_for(work, case).result(reply.fields.handling_result)
    states = section_states(reply, work.library.replies.get(reply.template))
    return {
        "id": reply.id,
        "round": reply.round,
        "template": reply.template,
        "layout": reply.layout,
        **{key: plain(getattr(reply.fields, key)) for key in REPLY_FIELDS},
        "handling_result_label": result.label if result else reply.fields.handling_result,
        "sections": [
            {"key": section.key, "label": state.label, "done": state.done, "text": section.text}
            for section, state in zip(reply.sections, states, strict=True)
        ],
    }


def _event_json(event: Event) -> dict[str, object]:
    return {
        "at": event.at.isoformat(timespec="seconds"),
        "kind": str(event.kind),
        "who": event.who,
        "from": str(event.from_status) if event.from_status else None,
        "to": str(event.to_status) if event.to_status else None,
        "note": event.note,
        "jump": event.jump,
    }
