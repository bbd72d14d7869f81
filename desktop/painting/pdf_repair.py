"""What a PDF from Qt's writer needs before it leaves: true text for search and copy, exact A4, bookmarks, its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.painting.pdf_file import PdfFile

_RADICAL = re.compile(rb"<(2[EF][0-9A-Fa-f]{2})>")
_HEX = re.compile(rb"<([0-9A-Fa-f]{4})>")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """「书签」: `page` counts from 0 in the file; `top_pt` is the distance from the page's upper edge. `level` 0 is outermost."""

    title: str
    page: int
    top_pt: float = 0.0
    level: int = 0


def repair(data: bytes, width_pt: float, height_pt: float, bookmarks: Sequence[Bookmark] = ()) -> bytes:
    """The same PDF with those four things put right. Raises ValueError if `data` is not what Qt writes."""
    file = PdfFile.parse(data)
    for number, body in list(file.objects.items()):
        if b"MediaBox" in body:
            file.objects[number] = re.sub(
                rb"/MediaBox \[[^\]]*\]", b"/MediaBox [0 0 %.3f %.3f]" % (width_pt, height_pt), body
            )
        elif b"/FontFile" not in body and b"stream" in body:
            _set_text_right(file, number)
    _describe(file, height_pt, bookmarks)
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


def _describe(file: PdfFile, height_pt: float, bookmarks: Sequence[Bookmark]) -> None:
    catalog = next(number for number, body in file.objects.items() if b"/Type /Catalog" in body)
    extra = b"\n/Lang (zh-CN)"
    pages = _page_numbers(file)
    if bookmarks and pages:
        outlines = _add_outlines(file, pages, height_pt, bookmarks)
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


def _add_outlines(file: PdfFile, pages: list[int], height_pt: float, bookmarks: Sequence[Bookmark]) -> int:
    """Add the tree of bookmarks and return the number of its root."""
    root = file.add(b"")
    numbers = [file.add(b"") for _ in bookmarks]
    parents = _parents(bookmarks)
    for index, mark in enumerate(bookmarks):
        siblings = [i for i, parent in enumerate(parents) if parent == parents[index]]
        place = siblings.index(index)
        entry = [b"/Title %s" % _text(mark.title), b"/Parent %d 0 R" % _owner(parents[index], root, numbers)]
        if place:
            entry.append(b"/Prev %d 0 R" % numbers[siblings[place - 1]])
        if place + 1 < len(siblings):
            entry.append(b"/Next %d 0 R" % numbers[siblings[place + 1]])
        entry.append(_family(index, parents, numbers))
        page = pages[min(mark.page, len(pages) - 1)]
        entry.append(b"/Dest [%d 0 R /XYZ 0 %.2f 0]" % (page, height_pt - mark.top_pt))
        file.objects[numbers[index]] = b"<<\n" + b"\n".join(filter(None, entry)) + b"\n>>"
    file.objects[root] = b"<<\n/Type /Outlines\n" + _family(None, parents, numbers) + b"\n>>"
    return root


def _parents(bookmarks: Sequence[Bookmark]) -> list[int | None]:
    """For each bookmark the index of the last earlier one with a lower level."""
    parents: list[int | None] = []
    for index, mark in enumerate(bookmarks):
        earlier = (i for i in range(index - 1, -1, -1) if bookmarks[i].level < mark.level)
        parents.append(next(earlier, None))
    return parents


def _owner(parent: int | None, root: int, numbers: list[int]) -> int:
    return root if parent is None else numbers[parent]


def _family(owner: int | None, parents: list[int | None], numbers: list[int]) -> bytes:
    children = [numbers[i] for i, parent in enumerate(parents) if parent == owner]
    if not children:
        return b""
    return b"/First %d 0 R\n/Last %d 0 R\n/Count %d" % (children[0], children[-1], len(children))


def _text(title: str) -> bytes:
    """A PDF string; half a character (a lone surrogate) becomes a question mark."""
    return b"<FEFF%s>" % title.encode("utf-16-be", "replace").hex().upper().encode()
