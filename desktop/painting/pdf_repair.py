"""What a PDF from Qt's writer needs before it leaves: true text for search and copy, exact A4, bookmarks, its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.painting.pdf_file import PdfFile

_RADICAL = re.compile(rb"<(2[EF][0-9A-Fa-f]{2})>")
PageSize = tuple[float, float]
"""Width and height in pt."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """「书签」: `page` counts from 0 in the file; `top_pt` is the distance from the page's upper edge. `level` 0 is outermost."""

    title: str
    page: int
    top_pt: float = 0.0
    level: int = 0


def repair(data: bytes, sizes: Sequence[PageSize], bookmarks: Sequence[Bookmark] = ()) -> bytes:
    """The same PDF with those four things put right; `sizes` are those of its pages. ValueError if it is not what Qt writes."""
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
    if len(file.objects[number]) > 200_000:  # a font, a picture: never a map of characters
        return
    content = file.stream(number)
    if content and (b"beginbfrange" in content or b"beginbfchar" in content):
        file.set_stream(number, unradical(content))


def unradical(cmap: bytes) -> bytes:
    """A ToUnicode map that names the Chinese character wherever it named the Kangxi or CJK radical of the same shape."""
    return _RADICAL.sub(lambda match: b"<%s>" % _character_of(match.group(1)), cmap)


def _character_of(radical: bytes) -> bytes:
    character = chr(int(radical, 16))
    if not 0x2E80 <= ord(character) <= 0x2FDF:
        return radical
    # Compatibility decomposition of this one character, which is only a shape; text itself is never normalised.
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
    """Add the tree of bookmarks and return the number of its root."""
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
    """Index of each bookmark with others below it -> their indexes; None -> the outermost ones."""
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
    """A PDF string; half a character (a lone surrogate) becomes a question mark."""
    return b"<FEFF%s>" % title.encode("utf-16-be", "replace").hex().upper().encode()
