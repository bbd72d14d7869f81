"""Recognise the elements of a reply in its text, in any order an office prints them (DOMAIN 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from desktop.domain.case.case import MatterType
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.intake import marks
from desktop.domain.intake.contacts import Contacts, read_contacts
from desktop.domain.intake.meeting import (
    Meeting,
    matter_type_of,
    meeting_part,
    read_category_number,
    read_meeting,
    read_numbers,
)
from desktop.domain.intake.parsed_reply import ParsedReply, ReplyKind, body_of
from desktop.domain.intake.reply_head import Head, read_head
from desktop.domain.intake.reply_tail import Tail, read_tail
from desktop.domain.intake.text.labels import LabelledValue, read_labels
from desktop.domain.intake.text.reflow import reflow
from desktop.domain.intake.text.source import MappedText, Recognised, first_found, joined

T = TypeVar("T")

# The matter answered: meeting, number, type and subject, from the title or the opening (DOMAIN 4).
_CO_OPINION = re.compile(r"(?:会办|协办|分办|会签|协助办理)(?:的)?意见|办理意见的函|会办的?(?:函|复函|回函)")

_SUBJECT = re.compile(r"《(?P<subject>[^《》]{4,80}(?:〈[^〉]*〉[^《》]{0,40})?)》")

_SUBJECT_PLAIN = re.compile(
    r"(?:提出的|提交的)[“\"]?(?P<subject>关于[^，。；“”\"]{2,60}?的(?:提案|建议|代表建议|书面意见))"
)

_SUBJECT_QUOTED = re.compile(
    r"(?:提出|提交|所提)的?(?:《(?P<title>[^《》]{4,80})》|[^。《》“”]{0,24}[“\"](?P<topic>关于[^“”\"。]{2,60})[”\"])"
)
_OPENING = 4
_DOCUMENT_NUMBER_LABELS = (
    REGISTRY["document_number"].letter_labels | REGISTRY["document_number"].shared_letter_labels
)


def meeting_of(
    title: MappedText | None, head: Head, body: Sequence[MappedText]
) -> Recognised[Meeting] | None:
    """The meeting named in the title, else in the line below it or the opening sentence, with lower confidence."""
    found = read_meeting(title) if title else None
    if found is not None and found.value.session_number is not None:
        return found
    for line in [*head.loose, *body[:_OPENING]]:
        other = read_meeting(line.part(0, 200))
        if other is None or other.value.session_number is None:
            continue
        if found is None or found.value.term == other.value.term:
            return Recognised(other.value, 0.7, other.spans)
    return found


def numbers_of(
    title: MappedText | None,
    meeting: Recognised[Meeting] | None,
    pairs: Sequence[LabelledValue],
    head: Head,
    body: Sequence[MappedText],
) -> Recognised[tuple[str, ...]] | None:
    found = read_numbers(title, _after_meeting(title, meeting)) if title else None
    if found is None and title is not None:
        found = read_numbers(title)
    if found is not None:
        return found
    labelled = first_found(_labelled_matter_number, pairs)
    if labelled is not None:
        return labelled.map(lambda number: (number,))
    for line in head.loose:
        found = read_numbers(line)
        if found is not None and marks.document_number(line) is None:
            return found
    return _numbers_of_opening(body)


def _after_meeting(title: MappedText, meeting: Recognised[Meeting] | None) -> int:
    place = title.text.find(meeting.value.text) if meeting else -1
    return place + len(meeting.value.text) if meeting and place >= 0 else 0


def _numbers_of_opening(body: Sequence[MappedText]) -> Recognised[tuple[str, ...]] | None:
    """The numbers of 您提出的…第085号提案 at the beginning; a number further on refers to another proposal."""
    for paragraph in body[:3]:
        match = re.search(
            r"(?:您|你|贵|提出|收到)[^。]{0,80}?(?=第[^，。]{1,14}号[^。，]{0,12}(?:提案|建议|收悉))",
            paragraph.text[:200],
        )
        found = read_numbers(paragraph.part(match.end(), match.end() + 40)) if match else None
        if found is not None:
            return Recognised(found.value, 0.65, found.spans)
    return None


def _labelled_matter_number(pair: LabelledValue) -> Recognised[str] | None:
    if pair.label not in REGISTRY["number"].letter_labels or not pair.value.text:
        return None
    match = re.fullmatch(r"第?\s*([A-Za-z\d\-〔〕\[\]年]{1,16})\s*号?", pair.value.text)
    return Recognised(match.group(1), 0.93, pair.value.spans(match.start(1), match.end(1))) if match else None


def kind_of(title: MappedText | None, body: Sequence[MappedText]) -> ReplyKind:
    words = title.text if title else body[0].text[:120] if body else ""
    return ReplyKind.CO_OPINION if _CO_OPINION.search(words) else ReplyKind.REPLY


def matter_of(
    meeting: Recognised[Meeting] | None, title: MappedText | None, head: Head
) -> Recognised[MatterType] | None:
    found = meeting_part(meeting, lambda said: said.matter_type)
    if found is not None:
        return found
    words = title.text if title else ""
    kind = matter_type_of(words)
    if kind is None and "提案" in words:
        kind = MatterType.CPPCC_PROPOSAL
    if kind is None and re.search(r"代表建议|书面意见|号建议", words):
        kind = MatterType.NPC_SUGGESTION
    salutation = head.salutation.words.value if head.salutation else ""
    if kind is None:
        kind = (
            MatterType.CPPCC_PROPOSAL
            if "委员" in salutation
            else MatterType.NPC_SUGGESTION
            if "代表" in salutation
            else None
        )
    return Recognised(kind, 0.85, title.spans() if title else ()) if kind else None


def subject_of(title: MappedText | None, body: Sequence[MappedText]) -> Recognised[str] | None:
    """The proposal's subject, quoted in 《》 in the title or the opening."""
    for line in [*([title] if title else []), *body[:3]]:
        for pattern, confidence in ((_SUBJECT, 0.92), (_SUBJECT_PLAIN, 0.75)):
            for match in pattern.finditer(line.text[:300]):
                words = match["subject"]
                if words.startswith("关于") or words.endswith(("提案", "建议", "议案")):
                    return Recognised(
                        words, confidence, line.spans(match.start("subject"), match.end("subject"))
                    )
    return first_found(_quoted_subject, body[:3])


def _quoted_subject(line: MappedText) -> Recognised[str] | None:
    """A title in 《》 with 提出 or 提交, or a quoted topic starting with 关于."""
    match = _SUBJECT_QUOTED.search(line.text[:300])
    if match is None:
        return None
    group = match.lastgroup or "title"
    return Recognised(match[group], 0.7, line.spans(match.start(group), match.end(group)))


# The whole reply.
def recognise_reply(text: str) -> ParsedReply:
    """Return the values recognised in `text`; any text is accepted, missing values are None."""
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
        level=meeting_part(meeting, lambda found: found.level),
        place=meeting_part(meeting, lambda found: found.place),
        session=meeting_part(meeting, lambda found: found.text if found.session_number is not None else None),
        term=meeting_part(meeting, lambda found: found.term),
        session_number=meeting_part(meeting, lambda found: found.session_number),
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
    return marks.document_number(pair.value) if pair.label in _DOCUMENT_NUMBER_LABELS else None


def _signer(pair: LabelledValue) -> Recognised[str] | None:
    """The signer's name; blanks inside a name are removed, between names replaced by 、."""
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
