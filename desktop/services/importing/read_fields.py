"""Recognised values as fields for the review page: text readable by the field registry, with certainty and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.case.case_field import CASE_FIELDS, REPLY_FIELDS
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.intake.parsed_proposal import VALUES_ON_PAPER, ParsedProposal
from desktop.domain.intake.parsed_reply import NAMES_IN_LETTER, ParsedReply
from desktop.domain.intake.text.source import Recognised, Span

REPLY_PREFIX = "reply."
SURE = 0.9
"""Values recognised with less certainty than this are marked for checking."""

_NAMED = 0.9  # certainty of values for which the recogniser gives none


@dataclass(frozen=True, slots=True)
class ReadField:
    """One recognised value for the review page, as text for CASE_FIELDS, or REPLY_FIELDS after `reply.`.

    `spans` are places in Reading.text, in code points. A value not found: empty `text`, confidence 0.
    """

    key: str
    label: str
    text: str
    confidence: float = 0.0
    spans: tuple[Span, ...] = ()

    @property
    def needs_check(self) -> bool:
        """True for a value that was found with a certainty below SURE."""
        return bool(self.text) and self.confidence < SURE


def proposal_fields(parsed: ParsedProposal, text: str) -> tuple[ReadField, ...]:
    """The fields of a proposal in the order of the registry; names are searched in the text for their places."""
    people = [proposer.name for proposer in parsed.proposers]
    found = {entry.key: _field(entry.key, parsed.found.get(entry.key)) for entry in VALUES_ON_PAPER}
    found["proposers"] = _names("proposers", people, text)
    found["co_units"] = _names("co_units", parsed.co_units, text)
    asks = "\n".join(ask.heading or ask.text for ask in parsed.asks)
    sure = min((ask.confidence for ask in parsed.asks), default=0.0)
    found["asks"] = _read("asks", asks, sure, tuple(span for ask in parsed.asks for span in ask.spans))
    return tuple(found[key] for key in REGISTRY if key in found)


def reply_fields(parsed: ParsedReply, text: str) -> tuple[ReadField, ...]:
    """The fields of the case and of the letter that a reply gives."""
    recognised = [(key, _recognised_value(parsed, name)) for key, name in NAMES_IN_LETTER.items()]
    of_case = [_field(key, found) for key, found in recognised if key in CASE_FIELDS]
    of_letter = [_field(REPLY_PREFIX + key, found) for key, found in recognised if key in REPLY_FIELDS]
    return (*of_case, _names("proposers", parsed.names, text), *of_letter)


def _recognised_value(parsed: ParsedReply, name: str) -> Recognised[object] | None:
    """The recognised value of that name; the disclosure class has the place of its text."""
    if name != "disclosure_class":
        found: Recognised[object] | None = getattr(parsed, name)
        return found
    mark = parsed.disclosure
    return Recognised(parsed.disclosure_class, mark.confidence, mark.spans) if mark is not None else None


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
