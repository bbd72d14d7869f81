"""Recognise contacts, copies and imprint of a reply: 联系人, 抄送, 印发 (DOMAIN 3.8, GB/T 9704 7.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.intake.text.labels import LabelledValue, read_labels
from desktop.domain.intake.text.line_kinds import ISSUED, is_organ_line
from desktop.domain.intake.text.source import MappedText, Recognised, joined

_PERSON_LABELS = REGISTRY["contact_person"].letter_labels
_PHONE_LABELS = REGISTRY["contact_phone"].letter_labels | REGISTRY["contact_phone"].shared_letter_labels
# The last six mark a contact line, but no field takes its value from them.
_CONTACT_LABELS = (
    _PERSON_LABELS
    | _PHONE_LABELS
    | frozenset(["联系单位", "联系处室", "联系科室", "承办科室", "承办处室", "联系地址"])
)
_COPY_LABELS = REGISTRY["copies_to"].letter_labels
PHONE = re.compile(
    r"(?<![\d〔])(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|(?:[（(]?0\d{2,3}[）)]?[-— ]{0,2})?[2-9]\d{6,7}(?:[-—转]\d{1,6})?)(?!\d)"
)
_PADDED_NAME = re.compile(r"([\u3400-\u9fff])\s+([\u3400-\u9fff])(?![\u3400-\u9fff])")
_NAME = re.compile(r"[\u3400-\u9fff·\U00020000-\U0003ffff]{1,12}(?:[、 ][\u3400-\u9fff·]{2,4}){0,3}")


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contact lines as printed, the first person and phone in them, the copies and the imprint."""

    words: Recognised[str] | None
    person: Recognised[str] | None
    phone: Recognised[str] | None
    copies: Recognised[str] | None
    issue_line: Recognised[str] | None


def read_contacts(lines: Sequence[MappedText], head: Sequence[LabelledValue]) -> Contacts:
    """Return the contacts of the tail's lines, else those labelled in the head."""
    contact_lines = [line for line in lines if _is_contact(line)]
    pairs = [*(pair for line in contact_lines for pair in read_labels(line)), *head]
    return Contacts(
        words=_words(contact_lines),
        person=_person(pairs),
        phone=_phone(pairs, contact_lines),
        copies=_copies(lines),
        issue_line=_issue_line(lines),
    )


def _is_contact(line: MappedText) -> bool:
    labels = {pair.label for pair in read_labels(line)}
    return bool(labels & _CONTACT_LABELS) and not labels & _COPY_LABELS


def _words(lines: Sequence[MappedText]) -> Recognised[str] | None:
    if not lines:
        return None
    text = "；".join(line.text.strip("（()）【】[] 。") for line in lines)
    return Recognised(text, 0.93, joined(lines).spans())


def _person(pairs: Sequence[LabelledValue]) -> Recognised[str] | None:
    for pair in pairs:
        value = _person_part(pair.value)
        if pair.label not in _PERSON_LABELS:
            continue
        padded = _PADDED_NAME.match(value.text)
        match = padded or _NAME.match(value.text)
        if match:
            name = "".join(match.groups()) if padded else match.group(0).strip()
            return Recognised(name, 0.93, value.spans(match.start(), match.end()))
    return None


def _person_part(value: MappedText) -> MappedText:
    """The person's part of a value in which the unit's name comes first, separated by a blank: 教育局基教科　冯岚."""
    for gap in re.finditer(r"\s+", value.text):
        if is_organ_line(value.text[: gap.start()]) and gap.start() > 3:
            return value.part(gap.end())
    return value


def _phone(pairs: Sequence[LabelledValue], lines: Sequence[MappedText]) -> Recognised[str] | None:
    values = [pair.value for pair in pairs if pair.label in _PHONE_LABELS]
    for value in [*values, *lines]:
        match = PHONE.search(value.text)
        if match:
            return Recognised(match.group(0), 0.93, value.spans(match.start(), match.end()))
    return None


def _copies(lines: Sequence[MappedText]) -> Recognised[str] | None:
    for line in lines:
        for pair in read_labels(line):
            if pair.label in _COPY_LABELS and pair.value.text:
                return Recognised(pair.value.text, 0.95, pair.value.spans())
    return None


def _issue_line(lines: Sequence[MappedText]) -> Recognised[str] | None:
    for line in lines:
        match = ISSUED.search(line.text)
        if match:
            return Recognised(match.group(0).strip(), 0.95, line.spans())
    return None
