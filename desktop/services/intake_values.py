"""What a proposal's paper or a list's row says, as values by the keys of domain.case_field; what is not said is absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop.domain.case import Case
from desktop.domain.field import read_names
from desktop.domain.intake.ledger_row import LedgerRow
from desktop.domain.intake.parsed_proposal import ParsedProposal, ParsedProposer
from desktop.domain.matter import Ask, HandlingRole, Level, MatterType, Proposer, ProposerKind

Values = Mapping[str, Any]
_SAME_NAME = (
    "matter_type", "level", "term", "session", "number", "category", "lead_unit", "co_units", "handling_role", "is_key",
    "supervising_leader", "assigned_at", "due_at", "leader", "section", "officer", "replied_at", "remark",
)  # fmt: skip
_OF_PAPER = {
    "kind": "matter_type",
    "level": "level",
    "place": "region",
    "term": "term",
    "session_number": "session",
    "number": "number",
    "serial_number": "serial_number",
    "subject": "subject",
    "category": "category",
    "lead_unit": "lead_unit",
    "handling_role": "handling_role",
    "assigned_on": "assigned_at",
    "due_on": "due_at",
    "is_key": "is_key",
}


def proposal_values(parsed: ParsedProposal) -> dict[str, Any]:
    """What a proposal's own paper says of the case."""
    values: dict[str, Any] = {
        key: found.value for name, key in _OF_PAPER.items() if (found := getattr(parsed, name)) is not None
    }
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
    """What a row of an assignment list says of the case; columns about the reply itself are left to the reply."""
    said = row.values
    values: dict[str, Any] = {key: said[key] for key in _SAME_NAME if key in said}
    if "title" in said:
        values["subject"] = said["title"]
    if "place" in said:
        values["region"] = said["place"]
    people = _people(said)
    if people:
        values["proposers"] = people
    return values


def new_case(values: Values, region: str) -> Case:
    """A case of these values. A district matter without a place belongs to the office's own district."""
    case = replace(Case(), **values)
    home = region if case.level is Level.DISTRICT and not case.region else case.region
    return replace(case, region=home)


def is_said(key: str, value: object) -> bool:
    """Is the value worth comparing: not blank, and not the default of a fact that is always one way or the other?"""
    if isinstance(value, MatterType | Level | HandlingRole | bool | int):
        return True
    return bool(value) and value != getattr(Case(), key)


def _people(said: Mapping[str, Any]) -> tuple[Proposer, ...]:
    names = [*read_names(str(said.get("first_proposer", ""))), *said.get("co_signers", ())]
    kept = tuple(dict.fromkeys(names))
    first = Proposer(
        "",
        sector=str(said.get("sector", "")),
        unit=str(said.get("proposer_unit", "")),
        phone=str(said.get("proposer_phone", "")),
    )
    people = [Proposer(name, kind_of(name)) for name in kept]
    return (replace(first, name=people[0].name, kind=people[0].kind), *people[1:]) if people else ()


def kind_of(name: str) -> ProposerKind:
    """A group by the ending of its name (民盟临江区委, 区工商联); short names are persons."""
    endings = (
        "会",
        "委",
        "盟",
        "社",
        "党",
        "组",
        "界",
        "界别",
        "联",
        "局",
        "院",
        "处",
        "团",
        "部",
        "办",
        "中心",
        "公司",
        "街道",
    )
    return ProposerKind.GROUP if len(name) > 3 and name.endswith(endings) else ProposerKind.PERSON


def _proposer(found: ParsedProposer) -> Proposer:
    return Proposer(found.name, found.kind, found.sector, found.party, found.unit, found.phone, found.address)
