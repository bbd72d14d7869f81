"""Old Word and WPS files (.doc, .wps): the text of their pieces, for a PC without an office program to convert them.

Source: [MS-DOC] 2.5 (FIB), 2.8.35 (PlcPcd) and 2.9.38 (Clx). Numbers of automatic lists are not worked out here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.documents.reading.word.ole_container import OleContainer

_WORD_97 = 0x00C1  # nFib; older files keep their text in another way
_STORIES = 7  # lengths of body, notes, margins, macros, comments, end notes and boxes stand in this order
_TABLE_STREAMS = ("0Table", "1Table")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: its place in the WordDocument stream, its length in characters, one or two bytes each."""

    offset: int
    length: int
    width: int


class WordBinary:
    """The parts of a Word 97 file that its text needs; whatever is broken reads as empty."""

    def __init__(self, container: OleContainer) -> None:
        self.stream = container.read("WordDocument")
        flags = self._number("<H", 10)
        self._table = container.read(_TABLE_STREAMS[flags >> 9 & 1])

    def is_whole(self) -> bool:
        """Return whether this is a Word 97 file whose pieces hold all the text it says it has."""
        known = self._number("<H", 0) == 0xA5EC and self._number("<H", 2) >= _WORD_97
        return known and sum(piece.length for piece in self.pieces()) >= sum(self.story_lengths())

    def story_lengths(self) -> list[int]:
        """Return the length of each story in characters, the body first, the text boxes last."""
        return [self._number("<I", 0x4C + 4 * story) for story in range(_STORIES)]

    def has_lists(self) -> bool:
        """Return whether lists are defined, so that automatic numbers may be missing from the text."""
        return self._number("<I", 0x2EE) > 4

    def pieces(self) -> list[Piece]:
        """Return the text in the order of the document."""
        clx = self.table_part(0x1A2)
        while clx[:1] == b"\x01":  # formatting of pieces comes first
            clx = clx[3 + int.from_bytes(clx[1:3], "little") :]
        size = int.from_bytes(clx[1:5], "little")
        if clx[:1] != b"\x02" or size < 4:
            return []
        return list(_pieces(clx[5 : 5 + size]))

    def table_part(self, fib_offset: int) -> bytes:
        """Return the bytes that an (offset, length) pair of the FIB names in the table stream."""
        start, size = self._number("<I", fib_offset), self._number("<I", fib_offset + 4)
        return self._table[start : start + size]

    def _number(self, form: str, offset: int) -> int:
        if offset + struct.calcsize(form) > len(self.stream):
            return 0
        return int(struct.unpack_from(form, self.stream, offset)[0])


def is_encrypted_word(container: OleContainer) -> bool:
    """Return whether a Word binary file wants a password ([MS-DOC] 2.5.2, fEncrypted)."""
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
