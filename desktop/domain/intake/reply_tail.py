"""Recognise the tail of a reply: signature, date, notes, contacts, copies, imprint, read from the bottom (DOMAIN 4, 3.8)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.domain.intake import marks
from desktop.domain.intake.text.labels import read_labels
from desktop.domain.intake.text.line_kinds import (
    BLANK_DATE,
    DATE,
    ISSUED,
    is_date_line,
    is_greeting,
    is_label_line,
    is_note_line,
    is_organ_line,
)
from desktop.domain.intake.text.source import MappedText, ends_sentence
from desktop.domain.letter.outline import outline_number

# Signature: the signing units 「署名」 around the date 「成文日期」 (GB/T 9704-2012 clause 7.3.5, DOMAIN 4).
_SEAL = re.compile(r"[（(](?:盖章|公章|章|印章|加盖公章|此处盖章)[）)]")
_FAREWELL = re.compile(r"此复|函复|此致|敬礼|答复$|感谢|复函|为盼|如下|参考$")


def is_dated(text: str) -> bool:
    """True for a line of the signature with the date, alone or after the organ."""
    if is_date_line(text):
        return True
    if len(text) > 90 or ends_sentence(text) or ISSUED.fullmatch(text):
        return False
    match = DATE.search(text) or BLANK_DATE.search(text)
    if match is None or match.end() != len(text):
        return False
    return is_organ_line(_without_seal(text[: match.start()]))


def _without_seal(text: str) -> str:
    return _SEAL.sub("", text).strip()


def date_place(paragraphs: Sequence[MappedText], start: int, stop: int) -> int | None:
    places = [index for index in range(start, stop) if is_dated(paragraphs[index].text)]
    for index in places:
        text = paragraphs[index].text
        beside = [
            paragraphs[place].text for place in (index - 1, index + 1, index - 2) if start <= place < stop
        ]
        if not is_date_line(text) or any(is_organ_line(_without_seal(words)) for words in beside):
            return index
    return places[-1] if places else None


def organ_place(
    paragraphs: Sequence[MappedText], start: int, stop: int, is_tail: Callable[[str], bool]
) -> int | None:
    """The index of the lowest organ line after which every line belongs to a tail, for replies without a date."""
    index = stop - 1
    while index >= start and (is_tail(paragraphs[index].text) or _is_unit(paragraphs[index].text)):
        if _is_unit(paragraphs[index].text):
            return index
        index -= 1
    return None


def _is_unit(text: str) -> bool:
    bare = _without_seal(text)
    return is_organ_line(bare) and outline_number(bare) is None and _FAREWELL.search(bare) is None


def signing_units(
    paragraphs: Sequence[MappedText], start: int, begin: int, stop: int, dated: bool
) -> tuple[list[MappedText], int]:
    """The signing units around the date, and the index where the signature begins."""
    if not dated:
        return ([paragraphs[begin]], begin) if begin < stop else ([], begin)
    match = DATE.search(paragraphs[begin].text) or BLANK_DATE.search(paragraphs[begin].text)
    own = paragraphs[begin].part(0, match.start() if match else 0).strip()
    units = [own] if own.text else []
    index = begin - 1
    while index >= start and begin - index <= 12 and _signs(paragraphs, index, units):
        units.insert(0, paragraphs[index])
        index -= 1
    if units:
        return units, index + 1
    below = [place for place in (begin + 1,) if place < stop and _is_unit(paragraphs[place].text)]
    return [paragraphs[place] for place in below], begin


def _signs(paragraphs: Sequence[MappedText], index: int, units: Sequence[MappedText]) -> bool:
    """True if this line above the date is a unit; one without an organ's ending must be directly above the date."""
    text = paragraphs[index].text
    if _is_unit(text):
        return True
    odd = (
        ends_sentence(text)
        or is_label_line(text)
        or is_note_line(text)
        or is_greeting(text)
        or outline_number(text)
    )
    return (
        not units
        and not odd
        and 2 < len(text) <= 30
        and not re.search(r"[，。；]", text)
        and not _FAREWELL.search(text)
    )


def split_units(line: MappedText) -> list[MappedText]:
    """The units of a line, separated by blanks or 、; a name with blanks between all its characters is one unit."""
    bare = line.keep(
        lambda index: not any(m.start() <= index < m.end() for m in _SEAL.finditer(line.text))
    ).strip()
    cuts = list(re.finditer(r"\s*、\s*|\s+", bare.text))
    bounds = [0, *(edge for cut in cuts for edge in cut.span()), len(bare.text)]
    pieces = [bare.part(bounds[place], bounds[place + 1]) for place in range(0, len(bounds), 2)]
    if len(pieces) > 1 and all(len(piece) >= 3 for piece in pieces):
        return pieces
    return [bare.without_blanks()]


# The whole tail.
_ATTACHMENT_PAGE = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?")
_ATTACHMENT_LIST = re.compile(r"附\s*件?\s*[:：]\s*\S")
_PHONE_LINE = re.compile(r"(?:(?:电话|手机|传真|邮编|Tel|TEL)?[:：]?\s*[\d\-—() ]{7,24})")
_END_MARK = re.compile(
    r"(?:此页无正文|[（(]此页无正文[）)]|[-—=＝*]{3,}|[（(]?完[）)]?|共印\d+份|[（(]共印\d+份[）)])"
)


@dataclass(frozen=True, slots=True)
class Tail:
    """The elements below the body. `body_end` is the index after the last body paragraph."""

    body_end: int
    units: tuple[MappedText, ...]
    date: MappedText | None
    lines: tuple[MappedText, ...]
    """All other lines of the tail, in order."""
    attachments: tuple[MappedText, ...]


def read_tail(paragraphs: Sequence[MappedText], start: int) -> Tail:
    """Return the tail of the paragraphs from index `start`; those before it are the head."""
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
    """The index of the first attachment page, or the number of paragraphs."""
    for index in range(start, len(paragraphs)):
        if _ATTACHMENT_PAGE.fullmatch(paragraphs[index].text):
            above = paragraphs[max(start, index - 8) : index]
            if any(is_dated(paragraph.text) for paragraph in above):
                return index
    return len(paragraphs)


def _extended_up(paragraphs: Sequence[MappedText], start: int, begin: int) -> int:
    """The start of the tail including contact lines, attachment lists and marks above the signature."""
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
    """True for an item of an attachment list: 2.××清单, with 附件：1.×× a few lines above."""
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
