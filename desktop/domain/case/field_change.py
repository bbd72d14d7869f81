"""Changes of facts that gates and figures rest on 「更改」: role, dates, result, signer, disclosure, place.

Each is kept with the event that made it: old and new value as text, so that the history can be read without the rule book of
that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.case.case import Case, ProposerKind
from desktop.domain.case.case_field import REPLY_FIELDS, show_field
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.reply import ReplyFields

_OF_CASE = (
    "handling_role",
    "matter_type",
    "level",
    "region",
    "locality",
    "time_mark",
    "is_key",
    "needs_feedback",
    "co_units",
    "assigned_at",
    "acknowledged_at",
    "due_at",
    "replied_at",
)
_OF_REPLY = (
    "handling_result",
    "signer",
    "issuer",
    "issue_date",
    "disclosure",
    "disclosure_reason",
    "document_number",
)
_ONCE_SIGNED = (
    "number",
    "term",
    "session",
    "subject",
    "category",
    "time_mark",
    "proposers",
    "asks",
    "lead_unit",
    "supervising_leader",
    "section",
    "officer",
    "leader",
)
"""Facts that letters, forms and figures of a signed or answered case rest on; before that they are just being filled in."""
TRACKED_IN_LETTER = frozenset(_OF_REPLY)
"""Keys of the fields of a letter whose changes are kept."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field with its old and its new value as shown; "" is "not known"."""

    field: str
    old: str
    new: str

    @property
    def label(self) -> str:
        """「办理方式 独办→会办」."""
        return f"{REGISTRY[self.field].field.label} {self.old or '空'}→{self.new or '空'}"


def case_changes(before: Case, after: Case, *, signed: bool = False) -> tuple[FieldChange, ...]:
    """The tracked fields of the case that differ, in the order of handling; more of them once it is `signed` or answered."""
    return tuple(
        _change(before, after, key)
        for key in (_OF_CASE + _ONCE_SIGNED if signed else _OF_CASE)
        if getattr(before, key) != getattr(after, key)
    )


def _change(before: Case, after: Case, key: str) -> FieldChange:
    old, new = show_field(before, key), show_field(after, key)
    if (
        key == "proposers" and old == new
    ):  # the same names, but a person is an organisation now or the other way round
        return FieldChange("group_proposers", _groups(before), _groups(after))
    return FieldChange(key, old, new)


def _groups(case: Case) -> str:
    return "、".join(one.name for one in case.proposers if one.kind is ProposerKind.GROUP)


def reply_changes(before: ReplyFields, after: ReplyFields, *, every: bool = False) -> tuple[FieldChange, ...]:
    """The tracked fields of the letter that differ, or all of them; a handling result stands as its code."""
    return tuple(
        FieldChange(key, show_field(before, key), show_field(after, key))
        for key in (REPLY_FIELDS if every else _OF_REPLY)
        if getattr(before, key) != getattr(after, key)
    )


def change_words(changes: Iterable[FieldChange]) -> str:
    """「办理方式 独办→会办；办理期限 空→2026-05-09」; "" for none."""
    return "；".join(change.label for change in changes)
