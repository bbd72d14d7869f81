"""Rows <-> Reply: one row in `replies` holds the letter's own facts, `reply_sections` its words."""

from __future__ import annotations

import sqlite3
from typing import Any

from desktop.domain.case.reply import Disclosure, Reply, ReplyFields, Section
from desktop.store.file.values import from_date, from_names, from_text, to_date, to_names

_TEXTS = (
    "handling_result", "signer", "issuer", "disclosure_reason", "document_number", "contact_person", "contact_phone",
    "salutation", "note",
)  # fmt: skip
_LISTS = ("copies_to", "attachments", "title_lines")


def columns_of(reply: Reply) -> dict[str, Any]:
    """The values of the row in `replies`, without its id and its time."""
    fields = reply.fields
    return {
        "case_id": reply.case_id,
        "round": reply.round,
        "template": reply.template,
        "template_version": reply.template_version,
        "layout": reply.layout,
        "issue_date": from_date(fields.issue_date),
        "disclosure": fields.disclosure,
        **{name: from_text(getattr(fields, name)) for name in _TEXTS},
        **{name: from_names(getattr(fields, name)) for name in _LISTS},
    }


def reply_of(row: sqlite3.Row, sections: tuple[Section, ...]) -> Reply:
    """The reply of a row and of its sections."""
    return Reply(
        id=row["id"],
        case_id=row["case_id"],
        round=row["round"],
        template=row["template"],
        template_version=row["template_version"],
        layout=row["layout"],
        fields=ReplyFields(
            issue_date=to_date(row["issue_date"]),
            disclosure=Disclosure(row["disclosure"]) if row["disclosure"] else None,
            **_letter_values(row),
        ),
        sections=sections,
    )


def _letter_values(row: sqlite3.Row) -> dict[str, Any]:
    return {name: row[name] for name in _TEXTS} | {name: to_names(row[name]) for name in _LISTS}
