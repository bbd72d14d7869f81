"""How the fields of a review are laid out, and how selected words are fitted to one."""

from __future__ import annotations

import re

from desktop.domain.case.case_field import CASE_FIELDS, REPLY_FIELDS
from desktop.domain.case.field import Field, FieldKind

KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""The key that takes selected words over into the first field, the second, and so on."""

HALF_WIDE = frozenset(
    [
        "matter_type",
        "level",
        "region",
        "term",
        "session",
        "number",
        "serial_number",
        "category",
        "handling_role",
        "is_key",
        "assigned_at",
        "due_at",
        "reply.issue_date",
        "reply.disclosure",
        "reply.contact_person",
        "reply.contact_phone",
        "reply.handling_result",
        "reply.signer",
    ]
)
"""Short fields, two of which share a line."""
_FIRST = ["matter_type", "level", "term", "session", "number", "serial_number", "region", "category"]
"""What tells the matter comes first; these pair well."""
NOT_SHOWN = frozenset({"body"})


def field_of(key: str) -> Field:
    """The field of CASE_FIELDS, or of REPLY_FIELDS after `reply.`."""
    return REPLY_FIELDS[key.removeprefix("reply.")] if key.startswith("reply.") else CASE_FIELDS[key]


def place_of(key: str) -> int:
    """For sorting fields: what tells the matter first, the rest as it comes."""
    return _FIRST.index(key) if key in _FIRST else len(_FIRST)


def fitting(key: str, words: str) -> str:
    """Selected words as the field reads them: 第085号 is the number 085, 十五届 the term 十五."""
    kind, line = field_of(key).kind, " ".join(words.split())
    if kind is FieldKind.NUMBER or key == "number":
        return re.sub(r"^第\s*|\s*[届次号]$", "", line)
    return line
