"""Cases and replies as JSON; the keys are listed in docs/CLI.md."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.case.case import ProposerKind
from desktop.domain.case.case_field import CASE_FIELDS, REPLY_FIELDS
from desktop.domain.case.event import Event
from desktop.domain.case.work_list import CaseRow
from desktop.domain.records.examination import Examined
from desktop.domain.records.pre_reply import PreReply
from desktop.services.handling.case_view import CaseView, ReplyView
from desktop.services.handling.rounds import RoundView


def row_json(row: CaseRow) -> dict[str, object]:
    """One row of the work list."""
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
        "officer": row.officer,
        "stands_in_for": row.absent,
        "is_key": row.is_key,
        "next_step": row.next_step,
        "waits_for": row.waiting.words,
        "found_in": row.hit.words,
    }


def case_json(view: CaseView) -> dict[str, object]:
    """A complete case: its fields, its reply (None if none), its events and the names of its files."""
    case = view.case
    return {
        "id": case.id,
        **{key: plain(getattr(case, key)) for key in CASE_FIELDS},
        "status": str(case.status),
        "status_label": case.status.label,
        "due_state": str(view.due.kind),
        "days_left": view.due.days,
        "waits_for": view.waits_for.words,
        "stands_in_for": view.stand_in.officer if view.stand_in else "",
        "merged_into": case.merged_into or None,
        "rules": {"id": view.rules.id, "name": view.rules.name, "version": view.rules.version},
        "group_proposers": [one.name for one in case.proposers if one.kind is ProposerKind.GROUP],
        "moves": [str(status) for status in view.moves],
        "merged": view.merger,
        "rounds": [_round_json(found) for found in view.rounds],
        "pre_replies": [_pre_reply_json(one) for one in view.pre_replies],
        "followup_letters": [plain(one) for one in view.followup_letters],
        "examinations": [examined_json(one) for one in view.examinations],
        "conversions": [
            {"day": plain(one.day), "from": one.old_result, "to": one.new_result, "proof": one.proof}
            for one in view.conversions
        ],
        "reply": _reply_json(view.reply) if view.reply else None,
        "events": [_event_json(event) for event in view.events],
        "files": list(view.files),
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


def examined_json(one: Examined) -> dict[str, object]:
    """An examination with its points."""
    points = [
        {"key": p.key, "label": p.label, "passed": not p.is_returned, "reason": p.reason} for p in one.points
    ]
    return {
        **{key: plain(getattr(one.examination, key)) for key in ("id", "day", "examiner", "remark", "round")},
        "points": points,
        "returned": bool(one.returned),
    }


def _pre_reply_json(one: PreReply) -> dict[str, object]:
    keys = ("proposer", "shown_at", "way", "answer", "answered_at", "words", "settled", "draft", "round")
    return {key: plain(getattr(one, key)) for key in keys}


def _reply_json(view: ReplyView) -> dict[str, object]:
    reply = view.reply
    return {
        "id": reply.id,
        "round": reply.round,
        "template": reply.template,
        "layout": reply.layout,
        **{key: plain(getattr(reply.fields, key)) for key in REPLY_FIELDS},
        "handling_result_label": view.result,
        "sections": [
            {"key": section.key, "label": state.label, "done": state.done, "text": section.text}
            for section, state in zip(reply.sections, view.sections, strict=True)
        ],
    }


def _round_json(view: RoundView) -> dict[str, object]:
    found, letter = view.round, view.letter
    return {
        **{
            key: plain(getattr(found, key))
            for key in ("number", "started_at", "because", "first_due_at", "due_at", *_CORRECTION)
        },
        "replied_at": plain(found.replied_at),
        "on_time": found.on_time,
        "extended": view.extended,
        "extensions": [_facts_json(one, _EXTENSION) for one in view.extensions],
        "pauses": [_facts_json(one, _PAUSE) for one in view.pauses],
        "result": view.result,
        "result_label": view.result_words,
        **{
            key: plain(getattr(letter, key))
            for key in ("signer", "document_number", "issue_date", "disclosure")
        },
        "published_at": plain(view.published_at),
        "satisfaction": plain(view.satisfaction),
        "ratings": [
            {
                key: plain(getattr(form, key))
                for key in ("proposer", "rating", "counts_as", "manner", "returned_at")
            }
            for form in view.forms
        ],
        "issued": [
            {key: plain(getattr(one, key)) for key in ("day", "label", "signer", "why", "text")}
            for one in view.issued
        ],
    }


_CORRECTION = ("given", "source", "approved_by", "recorded_at", "entered_late", "beyond_limit")
_EXTENSION = (
    "old_due", "new_due", "reason", "approved_by", "approved_at", "told_at", "recorded_at", "entered_late", "beyond_limit",
)  # fmt: skip
_PAUSE = ("first", "resumed", "reason", "approved_by", "recorded_at", "entered_late")


def _facts_json(record: object, keys: tuple[str, ...]) -> dict[str, object]:
    return {key: plain(getattr(record, key)) for key in keys}


def _event_json(event: Event) -> dict[str, object]:
    return {
        "at": event.at.isoformat(timespec="seconds"),
        "kind": str(event.kind),
        "who": event.who,
        "from": str(event.from_status) if event.from_status else None,
        "to": str(event.to_status) if event.to_status else None,
        "note": event.note,
        "jump": event.jump,
        "changes": [plain(change) for change in event.changes],
        "day": event.happened_on.isoformat(),
    }
