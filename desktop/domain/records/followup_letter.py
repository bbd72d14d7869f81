"""The follow-up letter 「落实情况复函」: after promises were kept, the proposer is told; the case keeps its reply (DOMAIN 3.11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.case.field import Field, date_field, text_field
from desktop.domain.records.promise import Progress, Promise
from desktop.domain.words.dates import chinese_date
from desktop.domain.words.numerals import write_numeral


@dataclass(frozen=True, slots=True)
class FollowupLetter:
    """One follow-up letter of a case: the `number`-th. A draft until `sent_at`; which promises it tells of, they say themselves."""

    case_id: int
    body: str = ""
    document_number: str = ""
    signer: str = ""
    issuer: str = ""
    issue_date: date | None = None
    contact_person: str = ""
    contact_phone: str = ""
    sent_at: date | None = None
    number: int = 1
    id: int = 0

    @property
    def label(self) -> str:
        """「第 1 份落实情况复函」."""
        return f"第 {self.number} 份落实情况复函"


FOLLOWUP_FIELDS: tuple[tuple[Field, ...], ...] = (
    (
        text_field("document_number", "发文字号"),
        text_field("signer", "签发人"),
        date_field("issue_date", "成文日期"),
    ),
    (
        text_field("issuer", "落款单位"),
        text_field("contact_person", "联系人"),
        text_field("contact_phone", "联系电话"),
    ),
    (text_field("body", "正文", long=True),),
)
"""What may be written in a draft, line by line as in the dialog."""


def kept_words(kept: Iterable[tuple[Promise, tuple[Progress, ...]]]) -> str:
    """What the letter says of kept promises with their progress notes: one paragraph, of several one under a heading each.

    Without a note ×× is left, which has to be written before the letter goes out.
    """
    told = list(kept)
    if len(told) == 1:
        promise, notes = told[0]
        return f"关于“{promise.text}”：{_done(promise, notes)}"
    lines = (
        f"{write_numeral(number)}、{promise.text}\n{_done(promise, notes)}"
        for number, (promise, notes) in enumerate(told, 1)
    )
    return "\n".join(lines)


def _done(promise: Promise, notes: Iterable[Progress]) -> str:
    course = "；".join(f"{chinese_date(note.day)}，{note.note.rstrip('。；')}" for note in notes) or "××"
    return f"{course}。该事项已于{chinese_date(promise.kept_at)}落实。"
