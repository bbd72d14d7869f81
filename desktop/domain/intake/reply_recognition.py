"""From the text of a reply to its elements, in whatever order an office printed them (DOMAIN 4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from desktop.domain.case.reply import Disclosure
from desktop.domain.intake import marks
from desktop.domain.intake.body import body_of
from desktop.domain.intake.contacts import Contacts, read_contacts
from desktop.domain.intake.meeting import (
    read_category_number,
    said_by,
)
from desktop.domain.intake.parsed_reply import ParsedReply
from desktop.domain.intake.reply_head import Head, read_head
from desktop.domain.intake.reply_matter import kind_of, matter_of, meeting_of, numbers_of, subject_of
from desktop.domain.intake.reply_tail import Tail, read_tail
from desktop.domain.intake.text.labels import LabelledValue, read_labels
from desktop.domain.intake.text.reflow import reflow
from desktop.domain.intake.text.source import MappedText, Recognised, first_found, joined

T = TypeVar("T")


def recognise_reply(text: str) -> ParsedReply:
    """Return what `text` says as a reply; any text is accepted, and what is not there stays None."""
    paragraphs = reflow(text).paragraphs
    head = read_head(paragraphs)
    contents = [paragraph.content for paragraph in paragraphs]
    tail = read_tail(contents, head.body_start)
    body = contents[head.body_start : tail.body_end]
    if head.remainder is not None:
        body.insert(0, head.remainder)
    title = joined(head.title_lines) if head.title_lines else None
    return _assembled(head, tail, body, title)


def _assembled(head: Head, tail: Tail, body: Sequence[MappedText], title: MappedText | None) -> ParsedReply:
    pairs = [*head.labels, *(pair for line in tail.lines for pair in read_labels(line))]
    loose = [*head.loose, *tail.lines]
    meeting = meeting_of(title, head, body)
    numbers = numbers_of(title, meeting, pairs, head, body)
    disclosure = first_found(marks.disclosure_of, pairs) or first_found(
        marks.bare_disclosure, [*loose, *head.title_notes]
    )
    contacts = read_contacts(tail.lines, head.labels)
    return ParsedReply(
        kind=kind_of(title, body),
        body=body_of(body),
        title=Recognised(title.text, 0.97, title.spans()) if title else None,
        title_lines=tuple(line.text for line in head.title_lines),
        matter_type=matter_of(meeting, title, head),
        level=said_by(meeting, lambda found: found.level),
        place=said_by(meeting, lambda found: found.place),
        session=said_by(meeting, lambda found: found.text if found.session_number is not None else None),
        term=said_by(meeting, lambda found: found.term),
        session_number=said_by(meeting, lambda found: found.session_number),
        proposal_number=numbers.map("、".join) if numbers else None,
        proposal_numbers=numbers.value if numbers else (),
        category_number=read_category_number(title) if title else None,
        subject=subject_of(title, body),
        handling_result=_result(head, tail, pairs),
        signer=first_found(_signer, pairs),
        salutation=head.salutation.words if head.salutation else None,
        names=head.salutation.names if head.salutation else (),
        unit=_unit(tail),
        units=tuple(unit.text for unit in tail.units),
        date=_date(tail, head),
        disclosure=disclosure,
        disclosure_class=_disclosure_class(disclosure),
        document_number=first_found(marks.document_number, loose) or first_found(_labelled_number, pairs),
        attachments=tuple(line.text for line in tail.attachments),
        **_contact_fields(contacts),
    )


def _contact_fields(contacts: Contacts) -> dict[str, Recognised[str] | None]:
    return {
        "contact": contacts.words,
        "contact_person": contacts.person,
        "contact_phone": contacts.phone,
        "copies": contacts.copies,
        "issue_line": contacts.issue_line,
    }


def _labelled_number(pair: LabelledValue) -> Recognised[str] | None:
    return marks.document_number(pair.value) if pair.label in {"文号", "发文字号", "编号"} else None


def _signer(pair: LabelledValue) -> Recognised[str] | None:
    """The signer's name; blanks inside one name go, between names they become 、."""
    if pair.label not in marks.SIGNER_LABELS or not 0 < len(pair.value.text) <= 30:
        return None
    parts = pair.value.text.split()
    single = len(parts) > 1 and all(len(part) == 1 for part in parts)
    return Recognised("".join(parts) if single else "、".join(parts), 0.97, pair.value.spans())


def _result(head: Head, tail: Tail, pairs: Sequence[LabelledValue]) -> Recognised[str] | None:
    labelled = [found for found in map(marks.result_of, pairs) if found is not None]
    if labelled:
        return max(labelled, key=lambda found: found.confidence)
    return first_found(_title_mark, head.title_notes) or first_found(
        marks.bare_result, [*head.loose, *tail.lines]
    )


def _title_mark(line: MappedText) -> Recognised[str] | None:
    match = marks.TITLE_MARK.search(line.text)
    return (
        Recognised(marks.letter_of(match.group(1)), 0.95, line.spans(match.start(1), match.end(1)))
        if match
        else None
    )


def _unit(tail: Tail) -> Recognised[str] | None:
    if not tail.units:
        return None
    spans = tuple(span for unit in tail.units for span in unit.spans())
    return Recognised("、".join(unit.text for unit in tail.units), 0.95 if tail.date else 0.8, spans)


def _date(tail: Tail, head: Head) -> Recognised[date] | None:
    if tail.date is not None:
        return marks.read_date(tail.date)
    return next((found for found in map(marks.read_date, head.loose) if found is not None), None)


def _disclosure_class(disclosure: Recognised[str] | None) -> Disclosure | None:
    code = marks.disclosure_class(disclosure.value) if disclosure else None
    return Disclosure(code) if code else None
