"""Recognition result of a proposal 「提案」 or a deputies' suggestion 「代表建议」; missing values are None or empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop.domain.case.case import ProposerKind
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.intake.parsed_reply import BodyParagraph
from desktop.domain.intake.text.source import Recognised, Span, evidence, plain_value, span_pairs


class ProposerRole(StrEnum):
    """The first proposer or leading deputy 「第一提案人、领衔代表」, or one who signed with him 「联名人、附议人」."""

    FIRST = "first"
    CO_SIGNER = "co_signer"


class BodyPart(StrEnum):
    """The three parts of a proposal's body (DOMAIN 3.3): 背景情况, 问题及分析, 具体建议."""

    BACKGROUND = "background"
    PROBLEMS = "problems"
    SUGGESTIONS = "suggestions"


@dataclass(frozen=True, slots=True)
class ParsedProposer:
    """One proposer; empty text means "not stated"."""

    name: str
    role: ProposerRole
    kind: ProposerKind
    sector: str = ""
    party: str = ""
    unit: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ParsedAsk:
    """One request 「建议」: its number from 1, its heading or first sentence, and its full text."""

    number: int
    heading: str
    text: str
    confidence: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ParsedProposal:
    """The fields of DOMAIN 3.3 that a proposal document contains."""

    body: tuple[BodyParagraph, ...]
    parts: tuple[BodyPart | None, ...]
    """The part of each body paragraph, None before any part is named."""
    found: Mapping[str, Recognised[Any]]
    """The values found, by field key of the registry."""
    session: Recognised[str] | None = None
    """The meeting as printed: 十五届四次会议."""
    contact_phone: Recognised[str] | None = None
    secrecy: Recognised[str] | None = None
    proposers: tuple[ParsedProposer, ...] = ()
    co_units: tuple[str, ...] = ()
    asks: tuple[ParsedAsk, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(paragraph.text for paragraph in self.body)

    def part(self, wanted: BodyPart) -> tuple[str, ...]:
        """The paragraphs of one part, in order."""
        pairs = zip(self.body, self.parts, strict=True)
        return tuple(paragraph.text for paragraph, part in pairs if part is wanted)

    def recognised(self) -> Iterator[tuple[str, Recognised[Any]]]:
        """The values that were found, by their names in JSON, each with its confidence and its places in the source."""
        yield from ((name, found) for name, found in self.named_values() if found is not None)

    def named_values(self) -> Iterator[tuple[str, Recognised[Any] | None]]:
        """Every value by its JSON name; None if it was not found."""
        yield from (
            (entry.on_paper.name if entry.on_paper else "", self.found.get(entry.key))
            for entry in VALUES_ON_PAPER
        )
        yield from (
            ("session", self.session),
            ("contact_phone", self.contact_phone),
            ("secrecy", self.secrecy),
        )


VALUES_ON_PAPER = tuple(entry for entry in REGISTRY.values() if entry.on_paper and entry.on_paper.name)
"""The case fields with a single value in a proposal document, in the order of the registry."""


def proposal_to_json(proposal: ParsedProposal, *, spans: bool = False) -> dict[str, object]:
    """Return the proposal as plain JSON values; dates in ISO form, missing values as None."""
    plain: dict[str, object] = {name: plain_value(found) for name, found in proposal.named_values()}
    plain |= {
        "proposers": [_proposer(proposer) for proposer in proposal.proposers],
        "co_units": list(proposal.co_units),
        "asks": [{"number": ask.number, "heading": ask.heading, "text": ask.text} for ask in proposal.asks],
        "headings": [[paragraph.level, paragraph.text] for paragraph in proposal.body if paragraph.level],
        "paragraphs": list(proposal.paragraphs),
    }
    plain |= {part.value: list(proposal.part(part)) for part in BodyPart}
    if spans:
        plain["recognised"] = {name: evidence(found) for name, found in proposal.recognised()}
        plain["ask_spans"] = [span_pairs(ask.spans) for ask in proposal.asks]
        plain["paragraph_spans"] = [span_pairs(paragraph.spans) for paragraph in proposal.body]
    return plain


def _proposer(proposer: ParsedProposer) -> dict[str, str]:
    names = ("name", "role", "kind", "sector", "party", "unit", "phone", "address")
    return {name: str(getattr(proposer, name)) for name in names}
