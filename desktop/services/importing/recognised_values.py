"""Values given by a proposal, a reply or a list row, by the keys of domain.case.case_field; keys not given are absent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop.domain.case.case import Ask, Case, HandlingRole, Level, Proposer
from desktop.domain.case.case_field import CASE_FIELDS, REPLY_FIELDS
from desktop.domain.case.field import read_names
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.proposer_kind import proposer_named
from desktop.domain.importing.diff import Values
from desktop.domain.intake.lists.ledger_reading import LedgerRow
from desktop.domain.intake.parsed_proposal import ParsedProposal, ParsedProposer
from desktop.domain.intake.parsed_reply import NAMES_IN_LETTER, ParsedReply, ReplyKind

_AND_OTHERS = re.compile(r"\s*等\s*[\d一二三四五六七八九十]+\s*[人位名]?(?:委员|代表)?\s*$")
_IN_LISTS = {key: listed.name if (listed := REGISTRY[key].in_list) else key for key in CASE_FIELDS} | {
    "region": "place"  # comes with the meeting
}
"""Case field -> its name in a list row."""


def proposal_values(parsed: ParsedProposal) -> dict[str, Any]:
    """The case values that a proposal gives."""
    values: dict[str, Any] = {key: found.value for key, found in parsed.found.items()}
    if parsed.paragraphs:
        values["body"] = "\n".join(parsed.paragraphs)
    if parsed.proposers:
        values["proposers"] = tuple(map(_proposer, parsed.proposers))
    if parsed.asks:
        values["asks"] = tuple(
            Ask(place, ask.heading or ask.text) for place, ask in enumerate(parsed.asks, 1)
        )
    if parsed.co_units:
        values["co_units"] = parsed.co_units
    return values


def row_values(row: LedgerRow) -> dict[str, Any]:
    """The case values that a row of an assignment list gives, without columns about the reply."""
    given = row.values
    values: dict[str, Any] = {key: given[name] for key, name in _IN_LISTS.items() if name in given}
    people = _people(given)
    if people:
        values["proposers"] = people
    return values


def new_case(values: Values, region: str) -> Case:
    """A case with these values. A district matter without a region gets the region of the office."""
    case = replace(Case(), **values)
    home = region if case.level is Level.DISTRICT and not case.region else case.region
    return replace(case, region=home)


def reply_values(parsed: ParsedReply) -> dict[str, Any]:
    """The case values that a reply gives. A co-handling opinion is addressed to the lead unit, not to a proposer."""
    values: dict[str, Any] = {
        key: found.value
        for key in CASE_FIELDS
        if key in NAMES_IN_LETTER
        and key != "number"
        and (found := getattr(parsed, NAMES_IN_LETTER[key])) is not None
    }
    co_handling = parsed.kind is ReplyKind.CO_OPINION
    lead_unit = "、".join(parsed.names) if co_handling else parsed.unit.value if parsed.unit else ""
    given = {
        "number": parsed.proposal_numbers[0] if parsed.proposal_numbers else "",
        "handling_role": HandlingRole.CO_HANDLING if co_handling else HandlingRole.LEAD,
        "lead_unit": lead_unit,
        "proposers": () if co_handling else tuple(map(proposer_named, parsed.names)),
        "replied_at": parsed.date.value if parsed.date else None,
    }
    if len(parsed.proposal_numbers) > 1:
        given["remark"] = f"并案办理：{'、'.join(parsed.proposal_numbers)}"
    return values | {key: value for key, value in given.items() if value}


def letter_values(row: LedgerRow) -> dict[str, Any]:
    """The reply values that a row gives, by the keys of REPLY_FIELDS; the handling result as worded in the list."""
    return {
        key: row.values[listed.name]
        for key in REPLY_FIELDS
        if (listed := REGISTRY[key].in_list) and listed.name in row.values
    }


def _people(given: Mapping[str, Any]) -> tuple[Proposer, ...]:
    first_words = _AND_OTHERS.sub("", str(given.get("first_proposer", "")))
    names = [*read_names(first_words), *given.get("co_signers", ())]
    kept = tuple(dict.fromkeys(names))
    first = Proposer(
        "",
        sector=str(given.get("sector", "")),
        unit=str(given.get("proposer_unit", "")),
        phone=str(given.get("proposer_phone", "")),
    )
    people = [proposer_named(name) for name in kept]
    return (replace(first, name=people[0].name, kind=people[0].kind), *people[1:]) if people else ()


def _proposer(found: ParsedProposer) -> Proposer:
    return Proposer(found.name, found.kind, found.sector, found.party, found.unit, found.phone, found.address)
