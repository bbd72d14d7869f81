"""Which stretches of an old Word file are deleted, hidden or the end of a table row.

Source: [MS-DOC] 2.9.22 (BTE), 2.9.33 (ChpxFkp), 2.9.174 (PapxFkp), 2.6 (single property modifiers).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from desktop.documents.reading.word.word_binary import WordBinary

_PAGE = 512
_CHARACTER_PAGES, _PARAGRAPH_PAGES = 0xFA, 0x102  # offsets of their lists in the FIB
_DELETED, _HIDDEN, _IN_TABLE, _ROW_END = 0x0800, 0x083C, 0x2416, 0x2417
_OPERAND_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # by the top three bits of the modifier; 0: the first byte tells


class Stretches:
    """Stretches of the WordDocument stream, asked by place."""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self._stretches = sorted(stretches)
        self._starts = [start for start, _ in self._stretches]

    def __contains__(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._stretches[index][1]


def deleted_text(word: WordBinary) -> Stretches:
    """Return what a tracked change has deleted or the author has hidden."""
    return Stretches(list(_stretches_with(word, _CHARACTER_PAGES, {_DELETED, _HIDDEN})))


def table_text(word: WordBinary) -> Stretches:
    """Return the paragraphs that stand in a table cell."""
    return Stretches(list(_stretches_with(word, _PARAGRAPH_PAGES, {_IN_TABLE})))


def row_ends(word: WordBinary) -> Stretches:
    """Return the marks that end a table row, in contrast to those that end a cell."""
    return Stretches(list(_stretches_with(word, _PARAGRAPH_PAGES, {_ROW_END})))


def _stretches_with(word: WordBinary, fib_offset: int, wanted: set[int]) -> Iterator[tuple[int, int]]:
    paragraphs = fib_offset == _PARAGRAPH_PAGES
    plc = word.table_part(fib_offset)
    count = (len(plc) - 4) // 8
    for index in range(max(count, 0)):
        start = 4 * (count + 1) + 4 * index
        number = int.from_bytes(plc[start : start + 4], "little") & 0x3F_FFFF
        page = word.stream[number * _PAGE : (number + 1) * _PAGE]
        runs = _runs(page, paragraphs) if len(page) == _PAGE else ()
        yield from ((begin, end) for begin, end, modifiers in runs if wanted & modifiers)


def _runs(page: bytes, paragraphs: bool) -> Iterator[tuple[int, int, set[int]]]:
    count = page[511]
    entry = 13 if paragraphs else 1
    for index in range(count if 4 * (count + 1) + entry * count < _PAGE else 0):
        start = int.from_bytes(page[4 * index : 4 * index + 4], "little")
        end = int.from_bytes(page[4 * index + 4 : 4 * index + 8], "little")
        place = 2 * page[4 * (count + 1) + entry * index]
        yield start, end, set(_modifiers(_properties(page, place, paragraphs) if place else b""))


def _properties(page: bytes, place: int, paragraphs: bool) -> bytes:
    size = page[place]
    if not paragraphs:
        return page[place + 1 : place + 1 + size]
    if size == 0:
        place, size = place + 1, 2 * page[place + 1] if place + 1 < _PAGE else 0
    else:
        size = 2 * size - 1
    return page[place + 3 : place + 1 + size]  # behind the number of the style


def _modifiers(properties: bytes) -> Iterator[int]:
    """Yield the modifiers that are switched on."""
    place = 0
    while place + 3 <= len(properties):
        modifier = int.from_bytes(properties[place : place + 2], "little")
        first = properties[place + 2]
        if first:
            yield modifier
        place += 2 + (_OPERAND_SIZES[modifier >> 13] or 1 + first)
