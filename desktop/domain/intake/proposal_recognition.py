"""Recognise the fields and asks of a proposal 「提案」 or suggestion 「代表建议」 in its text (DOMAIN 3.3)."""

from __future__ import annotations

import re
from typing import Any

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.field import Field, FieldKind
from desktop.domain.errors import Refused
from desktop.domain.intake.asks import parts_of, read_asks
from desktop.domain.intake.contacts import PHONE
from desktop.domain.intake.document_kind import secrecy_mark
from desktop.domain.intake.marks import read_date
from desktop.domain.intake.meeting import Meeting, meeting_part
from desktop.domain.intake.parsed_proposal import VALUES_ON_PAPER, ParsedProposal
from desktop.domain.intake.parsed_reply import body_of
from desktop.domain.intake.proposal_head import (
    Fields,
    kind_of,
    meeting_of,
    number_of,
    read_proposers,
    subject_of,
    unlabelled_proposers,
)
from desktop.domain.intake.proposal_layout import ProposalLayout, classify_paragraphs
from desktop.domain.intake.text.reflow import reflow
from desktop.domain.intake.text.source import Recognised
from desktop.domain.rules.clock import sitting_of

_ROLES = {"独办": HandlingRole.SOLE, "单独": HandlingRole.SOLE, "主办": HandlingRole.LEAD, "会办": HandlingRole.CO_HANDLING,
          "协办": HandlingRole.CO_HANDLING, "分办": HandlingRole.SEPARATE}  # fmt: skip
_UNIT_SEPARATOR = re.compile(r"\s*[、，,；;/／]\s*|\s+")


def recognise_proposal(text: str) -> ParsedProposal:
    """Return the values recognised in `text`; any text is accepted, missing values are absent."""
    layout = classify_paragraphs([paragraph.content for paragraph in reflow(text).paragraphs])
    fields = dict(layout.fields)
    subject, used = subject_of(layout, fields)
    if "first_proposer" not in fields:
        fields |= unlabelled_proposers(layout, used)
    meeting = meeting_of(layout, fields)
    parts = parts_of(layout.body)
    return ParsedProposal(
        body=body_of(layout.body),
        parts=parts,
        found=_found(layout, fields, subject, meeting),
        session=meeting_part(meeting, lambda found: found.text if found.session_number else None),
        contact_phone=_phone(fields),
        secrecy=secrecy_mark(text),
        proposers=read_proposers(fields),
        co_units=tuple(unit for value in fields.get("co_units", ()) for unit in split_units(value.text)),
        asks=read_asks(layout.body, parts),
    )


def _found(
    layout: ProposalLayout,
    fields: Fields,
    subject: Recognised[str] | None,
    meeting: Recognised[Meeting] | None,
) -> dict[str, Recognised[Any]]:
    """The values by field key: some fields have their own recogniser, the others are read by the kind of the field."""
    found: dict[str, Recognised[Any] | None] = {
        "matter_type": kind_of(meeting, layout, fields),
        "level": meeting_part(meeting, lambda found: found.level),
        "region": meeting_part(meeting, lambda found: found.place),
        "term": meeting_part(meeting, lambda found: found.term),
        "session": meeting_part(meeting, lambda found: found.session_number),
        "number": number_of(layout, fields),
        "subject": subject,
        "category": _category(fields),
        "time_mark": _time_mark(layout, fields),
        "lead_unit": _lead_unit(fields),
        "handling_role": _role(fields),
        "is_key": _key(layout, fields),
    }
    found |= {entry.key: _by_kind(entry.field, fields) for entry in VALUES_ON_PAPER if entry.key not in found}
    return {key: value for key, value in found.items() if value is not None}


def _by_kind(field: Field, fields: Fields) -> Recognised[Any] | None:
    """The first labelled value of the field that its kind can read."""
    if field.kind is FieldKind.DATE:
        return next((day for day in map(read_date, fields.get(field.key, ())) if day is not None), None)
    words = _plain(fields, field.key)
    if words is None:
        return None
    try:
        return words.map(field.read)
    except Refused:
        return None


def split_units(words: str) -> tuple[str, ...]:
    """Return the units of a list separated by 、 ， ; or blanks; 无 and / are ignored."""
    return tuple(
        unit
        for unit in _UNIT_SEPARATOR.split(words.strip(" 。"))
        if unit and unit not in {"无", "/", "-", "—"}
    )


def _plain(fields: Fields, name: str) -> Recognised[str] | None:
    value = next(
        (found for found in fields.get(name, ()) if found.text and found.text not in {"无", "/"}), None
    )
    return Recognised(value.text, 0.93, value.spans()) if value else None


def _category(fields: Fields) -> Recognised[str] | None:
    found = _plain(fields, "category")
    plain = (
        found and found.value not in {"提案", "建议", "政协提案", "代表建议"} and not sitting_of(found.value)
    )
    return found if plain else None


_MARKED = re.compile(
    r"(?P<mark>闭会期间|休会期间|平时|会后|会外|会议期间|大会期间|会间|大会|全会)(?:提出)?的?"
    r"(?:委员|代表|集体)?(?:提案|建议|书面意见)|[（(【\[〔](?P<alone>闭会期间|平时|会后|会外|会议期间|会间)[）)】\]〕]"
)
_LONGEST_HEAD = 40


def _time_mark(layout: ProposalLayout, fields: Fields) -> Recognised[str] | None:
    """When the matter was put forward, in the words of the paper: beside its label or that of the category, else in the head.

    A title 关于…的提案 says what the matter is about and is not asked.
    """
    for found in (_plain(fields, "time_mark"), _plain(fields, "category")):
        if found is not None and sitting_of(found.value):
            return found
    for line in layout.head:
        match = _MARKED.search(line.text) if len(line) <= _LONGEST_HEAD and "关于" not in line.text else None
        if match:
            group = "mark" if match["mark"] else "alone"
            start, end = match.span(group)
            return Recognised(match[group], 0.85, line.spans(start, end))
    return None


def _lead_unit(fields: Fields) -> Recognised[str] | None:
    value = next((found for found in fields.get("lead_unit", ()) if found.text), None)
    units = split_units(value.text) if value else ()
    return Recognised(units[0], 0.93, value.spans()) if value and units else None


def _role(fields: Fields) -> Recognised[HandlingRole] | None:
    found = _plain(fields, "handling_role")
    role = next((role for word, role in _ROLES.items() if found and word in found.value), None)
    return Recognised(role, 0.9, found.spans) if found and role else None


def _key(layout: ProposalLayout, fields: Fields) -> Recognised[bool] | None:
    found = _plain(fields, "is_key")
    if found is not None:
        return found.map(lambda words: not re.match(r"否|不是|非|无", words))
    for line in layout.head:
        if re.search(r"重点(?:督办)?提案|[（(]★?重点[）)]|重点建议", line.text) and len(line) <= 40:
            return Recognised(True, 0.85, line.spans())
    return None


def _phone(fields: Fields) -> Recognised[str] | None:
    for value in [
        *fields.get("proposer_phone", ()),
        *fields.get("proposer_contact", ()),
        *fields.get("first_proposer", ()),
    ]:
        match = PHONE.search(value.text)
        if match:
            return Recognised(match.group(0), 0.93, value.spans(match.start(), match.end()))
    return None
