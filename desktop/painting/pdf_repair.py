"""Correct a PDF from Qt's writer: text for search and copy, exact page sizes, bookmarks, language."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

PageSize = tuple[float, float]
"""Width and height in pt."""

# PDF objects, to correct what Qt's writer gets wrong or omits.
#
# Qt maps glyphs to the first code point with that glyph, which for 一, 月, 日 and 200 others is a Kangxi radical: a
# search for 日 fails and copied text is wrong. It also rounds A4 to 595 x 842 pt and writes no bookmarks.
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
        """Parse a file with a plain cross-reference table and no object streams. Raises ValueError for anything else."""
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
        """The decompressed stream of that object; None if it has none."""
        body = self.objects[number]
        mark = _STREAM.search(body)
        if not mark:
            return None
        raw = body[mark.end() : body.rindex(b"endstream")]
        return zlib.decompressobj().decompress(raw) if b"/FlateDecode" in body[: mark.start()] else raw

    def set_stream(self, number: int, content: bytes) -> None:
        """Replace the stream of that object, compressed."""
        packed = zlib.compress(content)
        self.objects[number] = (
            b"<<\n/Length %d\n/Filter /FlateDecode\n>>\nstream\n" % len(packed) + packed + b"\nendstream\n"
        )

    def to_bytes(self) -> bytes:
        """The complete file with a new cross-reference table."""
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


# The corrections.
_RADICAL = re.compile(rb"<(2[EF][0-9A-Fa-f]{2})>")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """「书签」: `page` counts from 0 in the file; `top_pt` is the distance from the page's upper edge. `level` 0 is outermost."""

    title: str
    page: int
    top_pt: float = 0.0
    level: int = 0


def repair(data: bytes, sizes: Sequence[PageSize], bookmarks: Sequence[Bookmark] = ()) -> bytes:
    """Return the corrected PDF; `sizes` are its page sizes in pt. Raises ValueError if `data` is not in Qt's format."""
    file = PdfFile.parse(data)
    pages = _page_numbers(file)
    for number, size in zip(pages, sizes, strict=True):
        file.objects[number] = re.sub(
            rb"/MediaBox \[[^\]]*\]", b"/MediaBox [0 0 %.3f %.3f]" % size, file.objects[number]
        )
    for number, body in list(file.objects.items()):
        if b"/FontFile" not in body and b"stream" in body:
            _set_text_right(file, number)
    _describe(file, pages, sizes, bookmarks)
    return file.to_bytes()


def _set_text_right(file: PdfFile, number: int) -> None:
    if len(file.objects[number]) > 200_000:  # a font or picture, not a ToUnicode map
        return
    content = file.stream(number)
    if content and (b"beginbfrange" in content or b"beginbfchar" in content):
        file.set_stream(number, replace_radicals(content))


def replace_radicals(cmap: bytes) -> bytes:
    """The ToUnicode map with Kangxi and CJK radicals replaced by the Chinese characters of the same shape."""
    return _RADICAL.sub(lambda match: b"<%s>" % _character_of(match.group(1)), cmap)


def _character_of(radical: bytes) -> bytes:
    character = chr(int(radical, 16))
    if not 0x2E80 <= ord(character) <= 0x2FDF:
        return radical
    # Compatibility decomposition of this single character; other text is never normalised.
    plain = unicodedata.normalize("NFKC", character)
    return b"%04X" % ord(plain) if len(plain) == 1 and ord(plain) <= 0xFFFF else radical


def _describe(
    file: PdfFile, pages: list[int], sizes: Sequence[PageSize], bookmarks: Sequence[Bookmark]
) -> None:
    catalog = next(number for number, body in file.objects.items() if b"/Type /Catalog" in body)
    extra = b"\n/Lang (zh-CN)"
    if bookmarks and pages:
        outlines = _add_outlines(file, pages, sizes, bookmarks)
        extra += b"\n/Outlines %d 0 R\n/PageMode /UseOutlines" % outlines
    if b"/ViewerPreferences" not in file.objects[catalog]:
        extra += b"\n/ViewerPreferences << /DisplayDocTitle true >>"
    body = file.objects[catalog]
    cut = body.rindex(b">>")
    file.objects[catalog] = body[:cut].rstrip() + extra + b"\n" + body[cut:]


def _page_numbers(file: PdfFile) -> list[int]:
    tree = next(body for body in file.objects.values() if b"/Type /Pages" in body)
    kids = re.search(rb"/Kids\s*\[(.*?)\]", tree, re.DOTALL)
    return [int(number) for number in re.findall(rb"(\d+) 0 R", kids.group(1))] if kids else []


def _add_outlines(
    file: PdfFile, pages: list[int], sizes: Sequence[PageSize], bookmarks: Sequence[Bookmark]
) -> int:
    """Add the outline tree and return the object number of its root."""
    root = file.add(b"")
    numbers = [file.add(b"") for _ in bookmarks]
    children = _children(bookmarks)
    for parent, family in children.items():
        owner = root if parent is None else numbers[parent]
        for before, index, after in zip([None, *family], family, [*family[1:], None], strict=False):
            mark = bookmarks[index]
            entry = [b"/Title %s" % _text(mark.title), b"/Parent %d 0 R" % owner]
            entry += [] if before is None else [b"/Prev %d 0 R" % numbers[before]]
            entry += [] if after is None else [b"/Next %d 0 R" % numbers[after]]
            entry += _family(children.get(index, []), numbers)
            page = min(mark.page, len(pages) - 1)
            entry.append(b"/Dest [%d 0 R /XYZ 0 %.2f 0]" % (pages[page], sizes[page][1] - mark.top_pt))
            file.objects[numbers[index]] = b"<<\n" + b"\n".join(entry) + b"\n>>"
    top = [b"/Type /Outlines", *_family(children[None], numbers)]
    file.objects[root] = b"<<\n" + b"\n".join(top) + b"\n>>"
    return root


def _children(bookmarks: Sequence[Bookmark]) -> dict[int | None, list[int]]:
    """Index of each parent bookmark -> indexes of its children; None -> the top-level ones."""
    children: dict[int | None, list[int]] = {None: []}
    above: list[int] = []
    for index, mark in enumerate(bookmarks):
        while above and bookmarks[above[-1]].level >= mark.level:
            above.pop()
        children.setdefault(above[-1] if above else None, []).append(index)
        above.append(index)
    return children


def _family(family: list[int], numbers: list[int]) -> list[bytes]:
    if not family:
        return []
    ends = numbers[family[0]], numbers[family[-1]]
    return [b"/First %d 0 R" % ends[0], b"/Last %d 0 R" % ends[1], b"/Count %d" % len(family)]


def _text(title: str) -> bytes:
    """A PDF string; a lone surrogate becomes a question mark."""
    return b"<FEFF%s>" % title.encode("utf-16-be", "replace").hex().upper().encode()
