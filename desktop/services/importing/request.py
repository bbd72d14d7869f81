"""Import requests: the values read from one file or one list row, with the officer's corrections applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import CASE_FIELDS, REPLY_FIELDS, known_field, set_case_fields
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.status import Status
from desktop.domain.errors import DeskError
from desktop.domain.importing.matter_match import MatterKey
from desktop.domain.importing.plan import IntakeKind, ItemKey
from desktop.domain.intake.lists.ledger_reading import LedgerRow
from desktop.domain.intake.parsed_reply import ParsedReply
from desktop.services.importing.read_fields import REPLY_PREFIX
from desktop.services.importing.reading import Reading
from desktop.services.importing.recognised_values import (
    letter_values,
    proposal_values,
    reply_values,
    row_values,
)

Corrections = Mapping[ItemKey, Mapping[str, str]]
"""Per item: field key -> text as corrected by the officer ("" = the recognised value is wrong and there is none)."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """The values that one file or list row gives.

    `values`: case fields by CASE_FIELDS. `letter`: reply fields by REPLY_FIELDS. `typed`: the keys (reply
    fields with prefix `reply.`) that the officer corrected. With a `refusal` all others are empty.
    """

    key: ItemKey
    kind: IntakeKind
    source: str
    values: Mapping[str, Any] = field(default_factory=dict)
    letter: Mapping[str, Any] = field(default_factory=dict)
    typed: frozenset[str] = frozenset()
    reply: ParsedReply | None = None
    status_words: str = ""  # column 办理进度 of a list
    not_taken: Mapping[str, str] = field(
        default_factory=dict
    )  # label -> text of columns that are records of their own
    refusal: str = ""

    @property
    def matter(self) -> MatterKey:
        """The matter key of the values given."""
        names = ("matter_type", "level", "region", "term", "session", "number", "subject")
        people = self.values.get("proposers") or ()
        given = {name: self.values[name] for name in names if self.values.get(name) is not None}
        return MatterKey(**given, proposer=people[0].name if people else "")

    def first_status(self, case: Case) -> Status:
        """The status of a new case: the list's own, else REPLIED or SENT_TO_LEAD with a reply date,
        DRAFTING with a letter, ASSIGNED.
        """
        listed_status = next((status for status in Status if self.status_words == status.label), None)
        if listed_status is not None:
            return listed_status
        if case.replied_at is not None:
            return Status.REPLIED if case.handling_role.answers_proposer else Status.SENT_TO_LEAD
        return Status.DRAFTING if self.reply is not None else Status.ASSIGNED


def requests_of(place: int, reading: Reading, corrections: Corrections) -> Iterator[ImportRequest]:
    """The requests of one reading in the order of its rows, unreadable rows included as refusals."""
    if reading.refusal:
        yield ImportRequest((place, 0), reading.kind, reading.name, refusal=reading.refusal)
        return
    for request in _as_read(place, reading):
        given = corrections.get(request.key, {})
        try:
            yield _corrected(request, given) if given and not request.refusal else request
        except DeskError as problem:
            yield replace(request, refusal=str(problem))


def _as_read(place: int, reading: Reading) -> Iterator[ImportRequest]:
    whole = ImportRequest((place, 0), reading.kind, reading.name)
    if reading.kind is IntakeKind.LEDGER and reading.ledger is not None:
        rows = [_row_request(whole, row) for row in reading.ledger.rows]
        bad = [
            replace(whole, key=(place, row.row_number), refusal=row.reason) for row in reading.ledger.bad_rows
        ]
        yield from sorted([*rows, *bad], key=lambda request: request.key)
    elif reading.reply is not None:
        yield replace(whole, values=reply_values(reading.reply), reply=reading.reply)
    elif reading.proposal is not None:
        yield replace(whole, values=proposal_values(reading.proposal))


def _row_request(whole: ImportRequest, row: LedgerRow) -> ImportRequest:
    status = row.values.get("status", "")
    return replace(
        whole,
        key=(whole.key[0], row.row_number),
        values=row_values(row),
        letter=letter_values(row),
        status_words=str(status),
        not_taken=_records_of_row(row),
    )


def _records_of_row(row: LedgerRow) -> dict[str, str]:
    """The cells that say what is recorded with a day and a person of its own, and that a list alone cannot give."""
    return {
        entry.field.label: str(row.values[entry.in_list.name])
        for entry in REGISTRY.values()
        if entry.key in _RECORDS and entry.in_list and row.values.get(entry.in_list.name)
    }


_RECORDS = ("satisfaction", "contacts", "co_opinion_at", "disclosed_at", "followup")


def _corrected(request: ImportRequest, texts: Mapping[str, str]) -> ImportRequest:
    """The request with the corrected values. Raises Refused for an unknown key or an unreadable text."""
    values, letter = dict(request.values), dict(request.letter)
    ours = {key: text for key, text in texts.items() if not key.startswith(REPLY_PREFIX)}
    case = set_case_fields(replace(Case(), **values), ours)
    for key in (known_field(key, CASE_FIELDS).key for key in ours):
        values[key] = getattr(case, key)
    for key in texts.keys() - ours.keys():
        found = known_field(key.removeprefix(REPLY_PREFIX), REPLY_FIELDS)
        letter[found.key] = found.read(texts[key])
    return replace(request, values=values, letter=letter, typed=frozenset(texts))
