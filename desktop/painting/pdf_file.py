"""The objects of a small PDF, to set right what Qt's writer leaves wrong or out.

Qt maps glyphs back to the first code point that shows them, and for 一, 月, 日 and 200 others that is a Kangxi radical: a
search for 日 finds nothing, and copied text is wrong. It also rounds A4 to 595 x 842 pt and writes no bookmarks.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\b")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n")


@dataclass(slots=True)
class PdfFile:
    """Objects by number, each the bytes between `obj` and `endobj`; `trailer` is the text inside its << >>."""

    header: bytes
    objects: dict[int, bytes]
    trailer: bytes

    @classmethod
    def parse(cls, data: bytes) -> PdfFile:
        """Read what Qt wrote: a plain table of cross-references, no object streams. Raises ValueError for anything else."""
        trailer = _TRAILER.search(data)
        table = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data)
        if not trailer or not table:
            raise ValueError("not a PDF of the plain kind")
        offsets = _offsets(data, int(table.group(1)))
        ends = [*(offset for _, offset in offsets[1:]), int(table.group(1))]
        objects = {
            number: _body(data[offset:end]) for (number, offset), end in zip(offsets, ends, strict=True)
        }
        return cls(data[: offsets[0][1]], objects, trailer.group(1))

    def add(self, body: bytes) -> int:
        """Append an object and return its number."""
        number = max(self.objects) + 1
        self.objects[number] = body
        return number

    def stream(self, number: int) -> bytes | None:
        """The unpacked stream of that object; None if it has none."""
        body = self.objects[number]
        mark = _STREAM.search(body)
        if not mark:
            return None
        raw = body[mark.end() : body.rindex(b"endstream")]
        return zlib.decompressobj().decompress(raw) if b"/FlateDecode" in body[: mark.start()] else raw

    def set_stream(self, number: int, content: bytes) -> None:
        """Replace the stream of that object, packed again."""
        packed = zlib.compress(content)
        self.objects[number] = (
            b"<<\n/Length %d\n/Filter /FlateDecode\n>>\nstream\n" % len(packed) + packed + b"\nendstream\n"
        )

    def to_bytes(self) -> bytes:
        """The whole file with a fresh table of cross-references."""
        parts, offsets, position = [self.header], {}, len(self.header)
        for number, body in sorted(self.objects.items()):
            offsets[number] = position
            part = b"%d 0 obj\n%s\nendobj\n" % (number, body.strip(b"\r\n"))
            parts.append(part)
            position += len(part)
        size = max(self.objects) + 1
        rows = [b"0000000000 65535 f \n"]
        rows += [
            b"%010d 00000 n \n" % offsets[n] if n in offsets else b"0000000000 65535 f \n"
            for n in range(1, size)
        ]
        trailer = re.sub(rb"/Size \d+", b"/Size %d" % size, self.trailer).strip()
        parts.append(b"xref\n0 %d\n" % size + b"".join(rows))
        parts.append(b"trailer\n<<\n%s\n>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, position))
        return b"".join(parts)


def _offsets(data: bytes, table: int) -> list[tuple[int, int]]:
    """(object number, offset) in the order of the file."""
    head = re.compile(rb"xref\s+0 (\d+)\s+").match(data, table)
    if not head:
        raise ValueError("no plain table of cross-references")
    rows = data[head.end() : head.end() + 20 * int(head.group(1))]
    found = [
        (number, int(rows[20 * number : 20 * number + 10]))
        for number in range(1, int(head.group(1)))
        if rows[20 * number + 17 : 20 * number + 18] == b"n"
    ]
    return sorted(
        ((n, offset) for n, offset in found if _OBJECT.match(data, offset)), key=lambda pair: pair[1]
    )


def _body(chunk: bytes) -> bytes:
    mark = _OBJECT.match(chunk)
    if not mark:
        raise ValueError("an object is not where the table says")
    return chunk[mark.end() : chunk.rindex(b"endobj")]
