"""Cut a text into pieces for input boxes that take a limited number of characters 「分段填报」."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import combining

_WHOLE = re.compile(
    r"\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?"  # a date
    r"|[A-Za-z0-9０-９]+(?:[.,:/~．-]{0,3}[A-Za-z0-9０-９])*[%％‰℃㎡]?[十百千万亿]*[元年月日件个家项亩人户号]?"
    r"|[〇零一二三四五六七八九十百千万亿]+[元年月日号]?"
    r"|〔[^〔〕\n]{1,20}〕"
)
"""What is never cut, besides titles in 《》: dates, numbers with their unit, words and addresses, years of 文号."""
_SENTENCE_END = re.compile(r"[。！？…]+[”’」』）〉)]*|\n")
_CLAUSE_END = re.compile(r"[。！？…；，、：;,]")
_CLOSING = frozenset("，。！？；：、…,;:”’」』）)》〉%％\n")
"""Marks with which no piece begins."""
_LEAST_FILLED = 0.5
"""A piece ends with a paragraph if that leaves at most half of the room unused; one heading alone is no piece."""


def units(text: str) -> int:
    """The length of a text as a browser's input box counts it: UTF-16 units, so a rare character may be two."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut_to_pieces(text: str, limit: int) -> tuple[str, ...]:
    """The text in pieces of at most `limit` characters (`units`; a line break is one).

    A piece ends with a paragraph, else with a sentence, else with a clause, never inside a number, a date or a title in 《》
    unless that is longer than the limit itself. Line breaks stay at the end of the piece before, so the pieces joined are the
    text exactly. One piece if the text fits or `limit` is 0; () for an empty text.
    """
    if not text or limit <= 0:
        return (text,) if text else ()
    ends = _Ends(text)
    pieces, start = [], 0
    while start < len(text):
        end = ends.best(start, _reach(text, start, limit))
        pieces.append(text[start:end])
        start = end
    return tuple(pieces)


def _reach(text: str, start: int, limit: int) -> int:
    """The farthest end of a piece that begins at `start`; at least one character on."""
    end = min(start + limit, len(text))
    while end > start + 1 and units(text[start:end]) > limit:
        end -= 1
    return end


class _Ends:
    """The places at which a text may be cut, by rank; a place is the number of characters before it."""

    def __init__(self, text: str) -> None:
        self._text = text
        numbers = [match.span() for match in _WHOLE.finditer(text)]
        whole = _places_inside((*numbers, *_pairs(text, "《", "》")))
        whole |= {place for place, mark in enumerate(text) if mark in _CLOSING or _is_joined(mark)}
        quoted = _places_inside(
            (*_pairs(text, "“", "”"), *_pairs(text, "（", "）"), *_pairs(text, "「", "」"))
        )
        sentences = {match.end() for match in _SENTENCE_END.finditer(text)}
        clauses = {match.end() for match in _CLAUSE_END.finditer(text)} | sentences
        every = set(range(len(text) + 1))
        self._ranks = (sentences - quoted - whole, clauses - whole, every - whole)

    def best(self, start: int, reach: int) -> int:
        """Where the piece that begins at `start` ends, at most at `reach`."""
        if reach == len(self._text):
            return reach
        paragraph = self._text.rfind("\n", start, reach) + 1
        if paragraph - start >= (reach - start) * _LEAST_FILLED:
            return paragraph
        for ends in self._ranks:
            for end in range(reach, start, -1):
                if end in ends:
                    return end
        return reach


def _places_inside(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {place for opened, closed in spans for place in range(opened + 1, closed)}


def _is_joined(character: str) -> bool:
    """True for a combining mark or a variation selector, which belongs to the character before it."""
    return bool(combining(character)) or "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0100"


def _pairs(text: str, left: str, right: str) -> list[tuple[int, int]]:
    """The outermost pairs of brackets within one paragraph, (place of the left one, place after the right one)."""
    spans, opened, depth = [], -1, 0
    for place, character in enumerate(text):
        if character == "\n":
            opened, depth = -1, 0
        elif character == left:
            opened, depth = (opened if depth else place), depth + 1
        elif character == right and depth:
            depth -= 1
            if not depth:
                spans.append((opened, place + 1))
    return spans
