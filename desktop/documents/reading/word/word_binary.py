"""Parse old Word and WPS files (.doc, .wps): text pieces, and ranges of deleted, hidden and table text.

Source: [MS-DOC] 2.5 (FIB), 2.8.35 (PlcPcd) and 2.9.38 (Clx). Automatic list numbers are not computed.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.documents.reading.word.ole_container import OleContainer

_WORD_97 = 0x00C1  # nFib; older files store text differently
_STORIES = (
    7  # number of story lengths: body, notes, headers, macros, comments, end notes and boxes, in this order
)
_TABLE_STREAMS = ("0Table", "1Table")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text piece: offset in the WordDocument stream, length in characters, bytes per character."""

    offset: int
    length: int
    width: int


class WordBinary:
    """The structures of a Word 97 file needed for its text; damaged ones read as empty."""

    def __init__(self, container: OleContainer) -> None:
        self.stream = container.read("WordDocument")
        flags = self._number("<H", 10)
        self._table = container.read(_TABLE_STREAMS[flags >> 9 & 1])

    def is_whole(self) -> bool:
        """True for a Word 97 file whose pieces contain all of its declared text."""
        known = self._number("<H", 0) == 0xA5EC and self._number("<H", 2) >= _WORD_97
        return known and sum(piece.length for piece in self.pieces()) >= sum(self.story_lengths())

    def story_lengths(self) -> list[int]:
        """Return the length of each story in characters, the body first, the text boxes last."""
        return [self._number("<I", 0x4C + 4 * story) for story in range(_STORIES)]

    def has_lists(self) -> bool:
        """True if lists are defined, so that automatic numbers may be missing from the text."""
        return self._number("<I", 0x2EE) > 4

    def pieces(self) -> list[Piece]:
        """Return the text pieces in document order."""
        clx = self.table_part(0x1A2)
        while clx[:1] == b"\x01":  # skip the formatting of pieces
            clx = clx[3 + int.from_bytes(clx[1:3], "little") :]
        size = int.from_bytes(clx[1:5], "little")
        if clx[:1] != b"\x02" or size < 4:
            return []
        return list(_pieces(clx[5 : 5 + size]))

    def table_part(self, fib_offset: int) -> bytes:
        """Return the bytes of the table stream referenced by an (offset, length) pair of the FIB."""
        start, size = self._number("<I", fib_offset), self._number("<I", fib_offset + 4)
        return self._table[start : start + size]

    def _number(self, form: str, offset: int) -> int:
        if offset + struct.calcsize(form) > len(self.stream):
            return 0
        return int(struct.unpack_from(form, self.stream, offset)[0])


def is_encrypted_word(container: OleContainer) -> bool:
    """True if a Word binary file is encrypted ([MS-DOC] 2.5.2, fEncrypted)."""
    flags = container.read("WordDocument")[10:12]
    return len(flags) == 2 and bool(int.from_bytes(flags, "little") & 0x0100)


def _pieces(plc: bytes) -> Iterator[Piece]:
    count = (len(plc) - 4) // 12
    limits = struct.unpack_from(f"<{count + 1}I", plc)
    for index in range(count):
        (place,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)
        compressed = bool(place & 0x4000_0000)
        offset = place & 0x3FFF_FFFF
        length = max(0, limits[index + 1] - limits[index])
        yield Piece(offset // 2 if compressed else offset, length, 1 if compressed else 2)


# Ranges that are deleted, hidden, in a table cell, or the end of a table row.
#
# Source: [MS-DOC] 2.9.22 (BTE), 2.9.33 (ChpxFkp), 2.9.174 (PapxFkp), 2.6 (single property modifiers).
_PAGE = 512
_CHARACTER_PAGES, _PARAGRAPH_PAGES = 0xFA, 0x102  # offsets of their lists in the FIB
_DELETED, _HIDDEN, _IN_TABLE, _ROW_END = 0x0800, 0x083C, 0x2416, 0x2417
_OPERAND_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # by the top three bits of the modifier; 0: given by the first byte


class TextRanges:
    """Ranges of the WordDocument stream; `in` tests an offset."""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self._stretches = sorted(stretches)
        self._starts = [start for start, _ in self._stretches]

    def __contains__(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._stretches[index][1]


def deleted_text(word: WordBinary) -> TextRanges:
    """Return the ranges deleted by a tracked change or hidden."""
    return TextRanges(list(_ranges_with(word, _CHARACTER_PAGES, {_DELETED, _HIDDEN})))


def table_text(word: WordBinary) -> TextRanges:
    """Return the ranges of paragraphs in table cells."""
    return TextRanges(list(_ranges_with(word, _PARAGRAPH_PAGES, {_IN_TABLE})))


def row_ends(word: WordBinary) -> TextRanges:
    """Return the ranges of marks that end a table row (not a cell)."""
    return TextRanges(list(_ranges_with(word, _PARAGRAPH_PAGES, {_ROW_END})))


def _ranges_with(word: WordBinary, fib_offset: int, wanted: set[int]) -> Iterator[tuple[int, int]]:
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
    return page[place + 3 : place + 1 + size]  # after the style number


def _modifiers(properties: bytes) -> Iterator[int]:
    """Yield the modifiers that are on."""
    place = 0
    while place + 3 <= len(properties):
        modifier = int.from_bytes(properties[place : place + 2], "little")
        first = properties[place + 2]
        if first:
            yield modifier
        place += 2 + (_OPERAND_SIZES[modifier >> 13] or 1 + first)
