"""What was recognised, as fields for the review page: text that the registry reads back, with certainty and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.case_field import CASE_FIELDS, REPLY_FIELDS
from desktop.domain.intake.parsed_proposal import ParsedProposal
from desktop.domain.intake.parsed_reply import ParsedReply
from desktop.domain.intake.source import Recognised, Span

REPLY_PREFIX = "reply."
SURE = 0.9
"""Values recognised with less than this are marked for a look."""

_NAMED = 0.9  # certainty of what the recogniser gives without a figure of its own
_OF_PROPOSAL = (
    ("kind", "matter_type"), ("level", "level"), ("place", "region"), ("term", "term"), ("session_number", "session"),
    ("number", "number"), ("serial_number", "serial_number"), ("subject", "subject"), ("category", "category"),
    ("lead_unit", "lead_unit"), ("handling_role", "handling_role"), ("is_key", "is_key"), ("assigned_on", "assigned_at"),
    ("due_on", "due_at"),
)  # fmt: skip
_OF_REPLY = (
    ("matter_type", "matter_type"), ("level", "level"), ("place", "region"), ("term", "term"),
    ("session_number", "session"), ("proposal_number", "number"), ("subject", "subject"),
    ("handling_result", "reply.handling_result"), ("signer", "reply.signer"), ("unit", "reply.issuer"),
    ("date", "reply.issue_date"), ("document_number", "reply.document_number"),
    ("contact_person", "reply.contact_person"), ("contact_phone", "reply.contact_phone"), ("copies", "reply.copies_to"),
    ("salutation", "reply.salutation"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadField:
    """One recognised value for the review page, as text that CASE_FIELDS (or REPLY_FIELDS after `reply.`) reads back.

    `spans` point into Reading.text, in code points. What was not found has empty `text` and confidence 0.
    """

    key: str
    label: str
    text: str
    confidence: float = 0.0
    spans: tuple[Span, ...] = ()

    @property
    def wants_a_look(self) -> bool:
        """True for what was found but not for sure."""
        return bool(self.text) and self.confidence < SURE


def proposal_fields(parsed: ParsedProposal, text: str) -> tuple[ReadField, ...]:
    """The fields of a proposal in the order of a form; names are looked up in the text for their places."""
    found = [_field(key, getattr(parsed, name)) for name, key in _OF_PROPOSAL]
    people = [proposer.name for proposer in parsed.proposers]
    found.insert(8, _names("proposers", people, text))
    found.insert(11, _names("co_units", parsed.co_units, text))
    asks = "\n".join(ask.heading or ask.text for ask in parsed.asks)
    sure = min((ask.confidence for ask in parsed.asks), default=0.0)
    found.append(_read("asks", asks, sure, tuple(span for ask in parsed.asks for span in ask.spans)))
    return tuple(found)


def reply_fields(parsed: ParsedReply, text: str) -> tuple[ReadField, ...]:
    """The fields of the case and of the letter that a reply tells."""
    found = [_field(key, getattr(parsed, name)) for name, key in _OF_REPLY]
    found.insert(7, _names("proposers", parsed.names, text))
    disclosure: Recognised[object] | None = None
    if parsed.disclosure is not None:
        said = parsed.disclosure
        disclosure = Recognised(parsed.disclosure_class, said.confidence, said.spans)
    found.insert(12, _field("reply.disclosure", disclosure))
    return tuple(found)


def label_of(key: str) -> str:
    """The Chinese label of a key of either registry."""
    fields = REPLY_FIELDS if key.startswith(REPLY_PREFIX) else CASE_FIELDS
    return fields[key.removeprefix(REPLY_PREFIX)].label


def _field(key: str, found: Recognised[object] | None) -> ReadField:
    if found is None:
        return _read(key, "", 0.0, ())
    fields = REPLY_FIELDS if key.startswith(REPLY_PREFIX) else CASE_FIELDS
    value = found.value
    text = (
        value
        if isinstance(value, str) and key == "reply.copies_to"
        else fields[key.removeprefix(REPLY_PREFIX)].show(value)
    )
    return _read(key, text, found.confidence, found.spans)


def _names(key: str, names: Sequence[str], text: str) -> ReadField:
    return _read(key, "、".join(names), _NAMED if names else 0.0, tuple(_places(names, text)))


def _places(names: Sequence[str], text: str) -> Iterator[Span]:
    for name in names:
        start = text.find(name)
        if start >= 0:
            yield Span(start, start + len(name))


def _read(key: str, text: str, confidence: float, spans: tuple[Span, ...]) -> ReadField:
    return ReadField(key, label_of(key), text, confidence, spans)
