"""The directory of an OLE compound file: enough to tell what a .doc, .xls or locked .docx is.

Source: [MS-CFB] 2.2 (header), 2.3 (FAT), 2.5 (DIFAT) and 2.6 (directory); [MS-DOC] 2.5.2 (FibBase.fEncrypted).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_MOST_SECTORS = 4096  # followed in one chain; a real directory has one to ten
_NO_SECTOR = 0xFFFFFFFA  # this and above mark the end, free sectors and the like
_IN_HEADER = 109  # FAT sectors that the header itself names


@dataclass(frozen=True, slots=True)
class OleStream:
    """One stream by name, with its first sector and its size in bytes."""

    name: str
    first_sector: int
    size: int


class OleContainer:
    """A compound file read leniently: what is broken ends the walk and raises nothing."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = self._number("<H", 30)
        self._sector_size = 1 << shift if shift in {9, 12} else 512
        self.streams = tuple(self._read_directory()) if data.startswith(MAGIC) else ()
        self.names = frozenset(stream.name for stream in self.streams)

    def head(self, name: str, length: int) -> bytes:
        """Return the first bytes of a stream, at most one sector of them; empty if there is no such stream."""
        for stream in self.streams:
            if stream.name == name:
                return self._sector(stream.first_sector)[:length]
        return b""

    def is_encrypted_word(self) -> bool:
        """Return whether a Word binary file wants a password."""
        fib = self.head("WordDocument", 12)
        return len(fib) == 12 and bool(struct.unpack_from("<H", fib, 10)[0] & 0x0100)

    def _read_directory(self) -> list[OleStream]:
        tables = self._table_sectors()
        sector = self._number("<I", 48)
        found: list[OleStream] = []
        for _ in range(_MOST_SECTORS):
            content = self._sector(sector)
            if not content:
                break
            found += _entries(content)
            index, slot = divmod(sector, self._sector_size // 4)
            sector = self._number_in_sector(tables[index], slot) if index < len(tables) else _NO_SECTOR
        return found

    def _table_sectors(self) -> list[int]:
        tables = [self._number("<I", 76 + 4 * index) for index in range(_IN_HEADER)]
        extension = self._number("<I", 68)
        slots = self._sector_size // 4 - 1
        for _ in range(_MOST_SECTORS):
            if not self._sector(extension):
                break
            tables += [self._number_in_sector(extension, slot) for slot in range(slots)]
            extension = self._number_in_sector(extension, slots)
        return tables

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_size
        return self._data[start : start + self._sector_size] if number < _NO_SECTOR else b""

    def _number_in_sector(self, sector: int, slot: int) -> int:
        return (
            self._number("<I", (sector + 1) * self._sector_size + 4 * slot)
            if sector < _NO_SECTOR
            else _NO_SECTOR
        )

    def _number(self, form: str, offset: int) -> int:
        if offset + struct.calcsize(form) > len(self._data):
            return _NO_SECTOR
        return int(struct.unpack_from(form, self._data, offset)[0])


def _entries(sector: bytes) -> list[OleStream]:
    found = []
    for offset in range(0, len(sector) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", sector, offset + 64)
        if kind in {1, 2} and 2 <= length <= 64:
            name = sector[offset : offset + length - 2].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", sector, offset + 116)
            found.append(OleStream(name, first, size))
    return found
