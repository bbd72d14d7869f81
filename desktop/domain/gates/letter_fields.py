"""The fields that the rules ask of the letter, each with the clause that asks for it."""

from __future__ import annotations

from desktop.domain.case.case_field import REPLY_FIELDS
from desktop.domain.gates.gate_facts import GateFacts

SIGNING_BASIS = "党政机关公文处理工作条例第二十二条"
_ALWAYS = ("signer", "issuer", "issue_date")
_JUDGED_APART = frozenset({"disclosure"})


def wanted_fields(facts: GateFacts) -> tuple[str, ...]:
    """The keys of the fields that the letter must have, in the order of ReplyFields."""
    keys = set(_ALWAYS)
    if facts.answers:
        keys |= set(facts.rules.required.fields) - _JUDGED_APART
        keys |= {"document_number"} if facts.channel.number_series else set()
    return tuple(key for key in REPLY_FIELDS if key in keys)


def basis_of_field(facts: GateFacts, key: str) -> str:
    """The clause that asks for that field."""
    if key == "signer":
        return facts.rules.signing.basis or SIGNING_BASIS
    if key == "document_number":
        return facts.channel.basis
    return facts.rules.required.basis if facts.answers else facts.rules.basis
