"""The tail of a reply: signature, date, notes, contacts, copies and imprint, found from the bottom (DOMAIN 4, 3.8)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.intake import marks
from desktop.domain.intake.signature import (
    ISSUED,
    date_place,
    is_dated,
    organ_place,
    signing_units,
    split_units,
)
from desktop.domain.intake.text.characters import ends_sentence
from desktop.domain.intake.text.labels import read_labels
from desktop.domain.intake.text.line_kinds import is_date_line, is_label_line, is_note_line
from desktop.domain.intake.text.source import MappedText
from desktop.domain.letter.outline import outline_number

_ATTACHMENT_PAGE = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?")
_ATTACHMENT_LIST = re.compile(r"附\s*件?\s*[:：]\s*\S")
_PHONE_LINE = re.compile(r"(?:(?:电话|手机|传真|邮编|Tel|TEL)?[:：]?\s*[\d\-—() ]{7,24})")
_END_MARK = re.compile(
    r"(?:此页无正文|[（(]此页无正文[）)]|[-—=＝*]{3,}|[（(]?完[）)]?|共印\d+份|[（(]共印\d+份[）)])"
)


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands below the body. `body_end` is the index behind the last body paragraph."""

    body_end: int
    units: tuple[MappedText, ...]
    date: MappedText | None
    lines: tuple[MappedText, ...]
    """All other lines of the tail, in order."""
    attachments: tuple[MappedText, ...]


def read_tail(paragraphs: Sequence[MappedText], start: int) -> Tail:
    """Return the tail of the paragraphs; those before index `start` are head and never looked at."""
    stop = _attachment_page(paragraphs, start)
    anchor = date_place(paragraphs, start, stop)
    begin = anchor if anchor is not None else stop
    if anchor is None:
        organ = organ_place(paragraphs, start, stop, _is_tail_line)
        begin = stop if organ is None else organ
    dated = anchor is not None
    units, begin = signing_units(paragraphs, start, begin, stop, dated)
    begin = _extended_up(paragraphs, start, begin)
    rest = [paragraph for paragraph in paragraphs[begin:stop] if paragraph not in units]
    listed = [index for index in range(begin, stop) if _is_attachment(paragraphs, begin, index)]
    return Tail(
        body_end=begin,
        units=tuple(piece for unit in units for piece in split_units(unit)),
        date=paragraphs[anchor] if anchor is not None else None,
        lines=tuple(rest),
        attachments=tuple(paragraphs[index] for index in listed),
    )


def _attachment_page(paragraphs: Sequence[MappedText], start: int) -> int:
    """The index of an attachment bound behind the letter, or the end."""
    for index in range(start, len(paragraphs)):
        if _ATTACHMENT_PAGE.fullmatch(paragraphs[index].text):
            above = paragraphs[max(start, index - 8) : index]
            if any(is_dated(paragraph.text) for paragraph in above):
                return index
    return len(paragraphs)


def _extended_up(paragraphs: Sequence[MappedText], start: int, begin: int) -> int:
    """Contact lines, attachment lists and marks may stand above the signature."""
    while begin > start:
        text = paragraphs[begin - 1].text
        if _is_tail_line(text) or _is_listed_above(paragraphs, start, begin - 1):
            begin -= 1
        else:
            return begin
    return begin


def _is_tail_line(text: str) -> bool:
    if len(text) > 300:
        return False
    plain = MappedText(text, tuple(range(len(text))))
    return bool(
        is_label_line(text)
        or (is_note_line(text) and len(text) <= 120)
        or is_date_line(text)
        or ISSUED.fullmatch(text)
        or _PHONE_LINE.fullmatch(text)
        or _END_MARK.fullmatch(text)
        or marks.bare_result(plain)
        or marks.bare_disclosure(plain)
    )


def _is_listed_above(paragraphs: Sequence[MappedText], start: int, index: int) -> bool:
    """Is this an item of an attachment list: 2.××清单, with 附件：1.×× a few lines above?"""
    number = outline_number(paragraphs[index].text)
    if number is None or number.level != 3 or ends_sentence(paragraphs[index].text):
        return False
    return any(
        _ATTACHMENT_LIST.match(paragraphs[place].text) for place in range(max(start, index - 12), index)
    )


def _is_attachment(paragraphs: Sequence[MappedText], begin: int, index: int) -> bool:
    text = paragraphs[index].text
    labels = read_labels(paragraphs[index])
    return bool(_ATTACHMENT_LIST.match(text) and labels) or _is_listed_above(paragraphs, begin, index)
