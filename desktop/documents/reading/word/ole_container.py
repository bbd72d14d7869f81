"""Read an OLE compound file (.doc, .xls, encrypted .docx): its directory and its streams.

Source: [MS-CFB] 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.5 (DIFAT) and 2.6 (directory).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_MAX_SECTORS = 4096  # limit for one chain; real directories have one to ten
_NO_SECTOR = 0xFFFFFFFA  # this and larger values mark chain ends, free sectors etc.
_IN_HEADER = 109  # number of FAT sectors listed in the header


@dataclass(frozen=True, slots=True)
class OleStream:
    """A stream: name, first sector and size in bytes; the root entry contains the mini sectors."""

    name: str
    first_sector: int
    size: int
    root: bool = False


class OleContainer:
    """A compound file, read leniently: damage truncates the result and raises nothing."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = self._number("<H", 30)
        self._sector_size = 1 << shift if shift in {9, 12} else 512
        self._tables = self._table_sectors()
        self.streams = tuple(self._read_directory()) if data.startswith(MAGIC) else ()
        self.names = frozenset(stream.name for stream in self.streams)

    def read(self, name: str) -> bytes:
        """Return a stream as far as its sector chain is valid; empty if there is no such stream."""
        stream = next((stream for stream in self.streams if stream.name == name and not stream.root), None)
        if stream is None:
            return b""
        if stream.size >= self._number("<I", 56):
            return b"".join(self._chain(stream.first_sector))[: stream.size]
        return self._read_mini(stream)

    def _read_mini(self, stream: OleStream) -> bytes:
        """Streams below 4096 bytes are stored in 64-byte sectors of the root stream, with a separate table."""
        root = next((stream for stream in self.streams if stream.root), None)
        if root is None:
            return b""
        container = b"".join(self._chain(root.first_sector))
        table = b"".join(self._chain(self._number("<I", 60)))
        sector, found = stream.first_sector, b""
        while len(found) < stream.size and sector * 4 + 4 <= len(table):
            found += container[sector * 64 : sector * 64 + 64]
            (sector,) = struct.unpack_from("<I", table, sector * 4)
        return found[: stream.size]

    def _chain(self, sector: int) -> Iterator[bytes]:
        """Yield the sectors of a chain, at most as many as the file contains."""
        for _ in range(len(self._data) // self._sector_size + 1):
            content = self._sector(sector)
            if not content:
                break
            yield content
            index, slot = divmod(sector, self._sector_size // 4)
            sector = (
                self._number_in_sector(self._tables[index], slot) if index < len(self._tables) else _NO_SECTOR
            )

    def _read_directory(self) -> list[OleStream]:
        sectors = islice(self._chain(self._number("<I", 48)), _MAX_SECTORS)
        return [entry for sector in sectors for entry in _entries(sector)]

    def _table_sectors(self) -> list[int]:
        tables = [self._number("<I", 76 + 4 * index) for index in range(_IN_HEADER)]
        extension = self._number("<I", 68)
        slots = self._sector_size // 4 - 1
        for _ in range(_MAX_SECTORS):
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
        if kind in {1, 2, 5} and 2 <= length <= 64:
            name = sector[offset : offset + length - 2].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", sector, offset + 116)
            found.append(OleStream(name, first, size, root=kind == 5))
    return found
