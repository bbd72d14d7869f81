"""Recognition result of a reply, its JSON form, and the heading levels of a body. Missing values are None or empty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.case.case import Level, MatterType
from desktop.domain.case.case_field import CASE_FIELDS, REPLY_FIELDS
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.intake.text.source import MappedText, Recognised, Span, evidence, plain_value, span_pairs
from desktop.domain.letter.outline import outline_number


class ReplyKind(StrEnum):
    """An answer to the proposer, or the opinion of a co-handling unit 「会办意见」 to the lead unit."""

    REPLY = "reply"
    CO_OPINION = "co_opinion"


@dataclass(frozen=True, slots=True)
class BodyParagraph:
    """A paragraph of the body; `level` is 1 to 4 for a heading in its own paragraph, else 0."""

    text: str
    level: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ParsedReply:
    """The elements of a reply (DOMAIN 4). `unit` names all signing units, joined by 、; `units` are they one by one."""

    kind: ReplyKind
    body: tuple[BodyParagraph, ...]
    title: Recognised[str] | None = None
    title_lines: tuple[str, ...] = ()
    matter_type: Recognised[MatterType] | None = None
    level: Recognised[Level] | None = None
    place: Recognised[str] | None = None
    session: Recognised[str] | None = None
    term: Recognised[int] | None = None
    session_number: Recognised[int] | None = None
    proposal_number: Recognised[str] | None = None
    proposal_numbers: tuple[str, ...] = ()
    category_number: Recognised[str] | None = None
    subject: Recognised[str] | None = None
    handling_result: Recognised[str] | None = None
    signer: Recognised[str] | None = None
    salutation: Recognised[str] | None = None
    names: tuple[str, ...] = ()
    unit: Recognised[str] | None = None
    units: tuple[str, ...] = ()
    date: Recognised[date] | None = None
    disclosure: Recognised[str] | None = None
    disclosure_class: Disclosure | None = None
    document_number: Recognised[str] | None = None
    contact: Recognised[str] | None = None
    contact_person: Recognised[str] | None = None
    contact_phone: Recognised[str] | None = None
    copies: Recognised[str] | None = None
    issue_line: Recognised[str] | None = None
    attachments: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(paragraph.text for paragraph in self.body)

    @property
    def headings(self) -> tuple[tuple[int, str], ...]:
        return tuple((paragraph.level, paragraph.text) for paragraph in self.body if paragraph.level)

    def recognised(self) -> Iterator[tuple[str, Recognised[object]]]:
        """The fields found, by name, each with its confidence and its source spans."""
        for name in RECOGNISED_FIELDS:
            found = getattr(self, name)
            if found is not None:
                yield name, found


RECOGNISED_FIELDS = (
    "title", "session", "term", "session_number", "proposal_number", "category_number", "handling_result", "signer",
    "salutation", "unit", "date", "disclosure", "matter_type", "level", "place", "subject", "document_number",
    "contact", "contact_person", "contact_phone", "copies", "issue_line",
)  # fmt: skip

NAMES_IN_LETTER: Mapping[str, str] = {
    key: letter.name for key in (*CASE_FIELDS, *REPLY_FIELDS) if (letter := REGISTRY[key].in_letter)
}
"""Key of a case or reply field -> name of the ParsedReply attribute with its value."""


def reply_to_json(reply: ParsedReply, *, spans: bool = False) -> dict[str, object]:
    """Return the reply as plain JSON values; dates in ISO form, missing values as None.

    With `spans`, the key `recognised` holds confidence and [start, end] pairs of every field found.
    """
    plain: dict[str, object] = {name: plain_value(getattr(reply, name)) for name in RECOGNISED_FIELDS}
    plain |= {
        "kind": reply.kind.value,
        "title_lines": list(reply.title_lines),
        "proposal_numbers": list(reply.proposal_numbers),
        "names": list(reply.names),
        "units": list(reply.units),
        "disclosure_class": reply.disclosure_class.value if reply.disclosure_class else None,
        "attachments": list(reply.attachments),
        "headings": [[level, text] for level, text in reply.headings],
        "paragraphs": list(reply.paragraphs),
    }
    if spans:
        plain["recognised"] = {name: evidence(found) for name, found in reply.recognised()}
        plain["paragraph_spans"] = [span_pairs(paragraph.spans) for paragraph in reply.body]
    return plain


# Body paragraphs and heading levels.
_LONGEST_HEADING = 60


def body_of(paragraphs: Sequence[MappedText]) -> tuple[BodyParagraph, ...]:
    """Return the paragraphs with the level of each heading."""
    texts = [paragraph.text for paragraph in paragraphs]
    return tuple(
        BodyParagraph(paragraph.text, heading_level(texts, index), paragraph.spans())
        for index, paragraph in enumerate(paragraphs)
    )


def heading_level(texts: Sequence[str], index: int) -> int:
    """Return 1 to 4 if the paragraph at `index` is a heading in its own paragraph, else 0.

    一、 and （一） are headings even with a colon or a full stop at the end if they are short and text of a lower
    level follows; 1. and （1） that end as a sentence are paragraphs.
    """
    text = texts[index]
    number = outline_number(text)
    if number is None or number.inline or len(text) > _LONGEST_HEADING:
        return 0
    words = text[number.length :]
    if not words or re.search(r"[。；;！!？?]", words[:-1]):
        return 0
    if words[-1] not in "。；;：:，,！!、":
        return number.level
    if (
        number.level > 2
        or words[-1] in "；;，,、"
        or "，" in words
        or len(text) > 36
        or index + 1 >= len(texts)
    ):
        return 0
    below = outline_number(texts[index + 1])
    deeper = below is None or below.inline or below.level > number.level
    return number.level if deeper else 0
