"""What a letter still lacks before it can leave: facts its template asks for, and sections not yet written."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.case.case_field import REPLY_FIELDS
from desktop.domain.case.reply import Reply
from desktop.domain.letter.reply_template import ReplyTemplate
from desktop.ui.desk.writing.desk_item import DeskItem

_FIELD_OF_FACT = {"disclosure_mark": "disclosure", "copies": "copies_to", "result_mark": "handling_result"}


@dataclass(frozen=True, slots=True)
class MissingFact:
    """One empty field: its key and its Chinese name."""

    key: str
    label: str


def missing_facts(reply: Reply, template: ReplyTemplate | None) -> tuple[MissingFact, ...]:
    """The fields of the letter that its template requires and that are empty, in the template's order."""
    names = template.required_fields if template else ()
    keys = dict.fromkeys(_FIELD_OF_FACT.get(name, name) for name in names)
    return tuple(
        MissingFact(key, REPLY_FIELDS[key].label)
        for key in keys
        if key in REPLY_FIELDS and not getattr(reply.fields, key)
    )


def missing_sections(items: tuple[DeskItem, ...]) -> tuple[DeskItem, ...]:
    """The sections that are required and not done."""
    return tuple(item for item in items if item.missing and not item.is_form)
