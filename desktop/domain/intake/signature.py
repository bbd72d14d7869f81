"""The signature of a reply: the signing units 「署名」 around the date 「成文日期」 (GB/T 9704-2012 clauses 7.3.5, DOMAIN 4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from desktop.domain.intake.text.characters import ends_sentence
from desktop.domain.intake.text.line_kinds import (
    BLANK_DATE,
    DATE,
    is_date_line,
    is_greeting,
    is_label_line,
    is_note_line,
    is_organ_line,
)
from desktop.domain.intake.text.source import MappedText
from desktop.domain.letter.outline import outline_number

ISSUED = re.compile(r".{0,40}(?:19|20)\d{2}年\s*\d{1,2}月\s*\d{1,2}日\s*(?:印发|印制|印|校印)$")


_SEAL = re.compile(r"\s*[（(](?:盖章|公章|章|印章|加盖公章|此处盖章)[）)]\s*")


_FAREWELL = re.compile(r"此复|函复|此致|敬礼|答复$|感谢|复函|为盼|如下|参考$")


def is_dated(text: str) -> bool:
    """True for a line of the signature that holds the date, alone or behind the organ."""
    if is_date_line(text):
        return True
    if len(text) > 90 or ends_sentence(text) or ISSUED.fullmatch(text):
        return False
    match = DATE.search(text) or BLANK_DATE.search(text)
    if match is None or match.end() != len(text):
        return False
    return is_organ_line(_SEAL.sub("", text[: match.start()]).strip())


def date_place(paragraphs: Sequence[MappedText], start: int, stop: int) -> int | None:
    places = [index for index in range(start, stop) if is_dated(paragraphs[index].text)]
    for index in places:
        text = paragraphs[index].text
        beside = [
            paragraphs[place].text for place in (index - 1, index + 1, index - 2) if start <= place < stop
        ]
        if not is_date_line(text) or any(is_organ_line(_SEAL.sub("", words)) for words in beside):
            return index
    return places[-1] if places else None


def organ_place(
    paragraphs: Sequence[MappedText], start: int, stop: int, is_tail: Callable[[str], bool]
) -> int | None:
    """Without a date: the lowest organ line from which on everything belongs to a tail."""
    index = stop - 1
    while index >= start and (is_tail(paragraphs[index].text) or _is_unit(paragraphs[index].text)):
        if _is_unit(paragraphs[index].text):
            return index
        index -= 1
    return None


def _is_unit(text: str) -> bool:
    bare = _SEAL.sub("", text)
    return is_organ_line(bare) and outline_number(bare) is None and _FAREWELL.search(bare) is None


def signing_units(
    paragraphs: Sequence[MappedText], start: int, begin: int, stop: int, dated: bool
) -> tuple[list[MappedText], int]:
    """The signing units around the date, and where the signature begins."""
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
    """Is this line above the date a unit? Without an organ's ending only the one right above counts."""
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
    """Several units on a line are parted by blanks or 、; a name printed with blanks between its characters is one."""
    bare = line.keep(
        lambda index: not any(m.start() <= index < m.end() for m in _SEAL.finditer(line.text))
    ).strip()
    cuts = list(re.finditer(r"\s*、\s*|\s+", bare.text))
    bounds = [0, *(edge for cut in cuts for edge in cut.span()), len(bare.text)]
    pieces = [bare.part(bounds[place], bounds[place + 1]) for place in range(0, len(bounds), 2)]
    if len(pieces) > 1 and all(len(piece) >= 3 for piece in pieces):
        return pieces
    return [bare.without_blanks()]
