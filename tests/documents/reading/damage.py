"""Damaged files made from good ones, reproducibly."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

SECTOR = 512
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF

Wound = Callable[[bytes, random.Random], bytes]


def damaged_files(good: Mapping[str, bytes], count: int, seed: int = 2024) -> Iterator[tuple[str, bytes]]:
    """Yield `count` names and contents; every kind of damage is applied to each good file in turn, with its own random seed."""
    luck = random.Random(seed)
    names = sorted(good)
    for number in range(count):
        name = names[number % len(names)]
        wounds = ZIP_WOUNDS if good[name].startswith(b"PK") else WOUNDS
        wound = wounds[number // len(names) % len(wounds)]
        yield f"{number:03d}-{wound.__name__}-{_renamed(name, number)}", wound(good[name], luck)


def _renamed(name: str, number: int) -> str:
    """Every seventh file also has the extension of another format."""
    endings = [".docx", ".pdf", ".txt", ".doc", ".xlsx", ".wps"]
    return str(Path(name).with_suffix(endings[number % len(endings)])) if number % 7 == 0 else name


def cut_short(data: bytes, luck: random.Random) -> bytes:
    return data[: luck.randrange(1, len(data))]


def cut_at_front(data: bytes, luck: random.Random) -> bytes:
    return data[luck.randrange(1, max(2, len(data) // 2)) :]


def flip_few_bits(data: bytes, luck: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(5):
        changed[luck.randrange(len(changed))] ^= 1 << luck.randrange(8)
    return bytes(changed)


def flip_many_bytes(data: bytes, luck: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(max(20, len(changed) // 50)):
        changed[luck.randrange(len(changed))] = luck.randrange(256)
    return bytes(changed)


def blank_a_stretch(data: bytes, luck: random.Random) -> bytes:
    start = luck.randrange(len(data))
    length = luck.randrange(1, 512)
    return data[:start] + bytes(min(length, len(data) - start)) + data[start + length :]


def repeat_a_stretch(data: bytes, luck: random.Random) -> bytes:
    start = luck.randrange(len(data))
    return data[:start] + data[start : start + 400] * 3 + data[start:]


def append_noise(data: bytes, luck: random.Random) -> bytes:
    return data + luck.randbytes(luck.randrange(1, 3000))


def put_noise_in_front(data: bytes, luck: random.Random) -> bytes:
    return luck.randbytes(luck.randrange(1, 40)) + data


def swap_members(data: bytes, luck: random.Random) -> bytes:
    entries = _entries(data)
    first, second = luck.sample(sorted(entries), 2)
    entries[first], entries[second] = entries[second], entries[first]
    return _zip(entries)


def drop_a_member(data: bytes, luck: random.Random) -> bytes:
    entries = _entries(data)
    del entries[luck.choice(sorted(entries))]
    return _zip(entries)


def garble_a_member(data: bytes, luck: random.Random) -> bytes:
    entries = _entries(data)
    name = luck.choice(sorted(entries))
    entries[name] = flip_many_bytes(entries[name] or b"x", luck)
    return _zip(entries)


def cut_a_member(data: bytes, luck: random.Random) -> bytes:
    entries = _entries(data)
    name = luck.choice(sorted(entries))
    entries[name] = entries[name][: luck.randrange(len(entries[name]) or 1)]
    return _zip(entries)


def nest_elements(data: bytes, luck: random.Random) -> bytes:
    """Thousands of nested elements in one part."""
    entries = _entries(data)
    name = luck.choice([name for name in sorted(entries) if name.endswith(".xml")])
    depth = luck.randrange(200, 5000)
    entries[name] = b"<a>" * depth + b"x" + b"</a>" * depth
    return _zip(entries)


def wild_numbers(data: bytes, luck: random.Random) -> bytes:
    """Absurd values in numeric XML attributes."""
    values = [b'"-1"', b'"99999999999999999999"', b'""', b'"NaN"', '"٣"'.encode(), b'"1e400"']
    entries = _entries(data)
    for name, content in entries.items():
        for digit in range(4):
            content = content.replace(b'"%d"' % digit, luck.choice(values))
        entries[name] = content
    return _zip(entries)


WOUNDS: list[Wound] = [
    cut_short, flip_few_bits, flip_many_bytes, blank_a_stretch, cut_at_front, repeat_a_stretch, append_noise,
    put_noise_in_front,
]  # fmt: skip
ZIP_WOUNDS: list[Wound] = [
    *WOUNDS, swap_members, drop_a_member, garble_a_member, cut_a_member, nest_elements, wild_numbers,
]  # fmt: skip


def ole_bytes(*streams: str, encrypted: bool = False) -> bytes:
    """Return a small OLE compound file whose directory names the streams; the first holds a Word header."""
    fib = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, 0x0100 if encrypted else 0)
    head = bytearray(SECTOR)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIII", head, 44, 1, 1, 0, 4096, _END, 0, _END, 0)
    struct.pack_into("<109I", head, 76, 0, *[_FREE] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, _END, _END, *[_FREE] * 125)
    entries = b"".join(_entry(name, 5 if name == "Root Entry" else 2) for name in ("Root Entry", *streams))
    return bytes(head) + table + entries.ljust(SECTOR, b"\0") + fib.ljust(4096, b"\0")


def _entry(name: str, kind: int) -> bytes:
    entry = bytearray(128)
    words = name.encode("utf-16-le") + b"\0\0"
    entry[: len(words)] = words
    struct.pack_into("<HB", entry, 64, len(words), kind)
    struct.pack_into("<II", entry, 116, 2, 4096)
    return bytes(entry)


def _entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip(entries: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()
