"""Correct a PDF from Qt's writer: text for search and copy, page sizes, bookmarks, language, title.

Qt maps a glyph to the first code point that has it, which for 一, 月, 日 and 200 others is a Kangxi radical and for the
blank U+0001: a search for 日 fails, copied text is wrong. It rounds A4 to 595 x 842 pt, writes no bookmarks, and writes
the bytes of a title as they are, so that the 0x0D in 复 (U+590D) is read as a line end (ISO 32000-1, 7.3.4.2). Its
order of objects and its identifiers differ from run to run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import md5
from io import BytesIO
from itertools import product
from string import ascii_uppercase
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    Fit,
    IndirectObject,
    NameObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)
from pypdf.xmp import XmpInformation

from desktop.painting.pdf_marks import Bookmark, PageSize


def repair(
    data: bytes, sizes: Sequence[PageSize], bookmarks: Sequence[Bookmark], written_at: datetime | None
) -> bytes:
    """Return the corrected PDF; `sizes` are its page sizes in pt. The same pages give the same bytes.

    The title is that of the first bookmark. `written_at` is local time; None leaves all dates out, for copies that
    must not tell them. Raises ValueError if `data` is no PDF with as many pages as there are sizes.
    """
    title = _writable(bookmarks[0].title) if bookmarks else ""
    # The identifier is made as ISO 32000-1, 14.4 says, from time, title and size, but not from the place of the file.
    identifier = md5(repr((written_at, sizes, bookmarks)).encode(), usedforsecurity=False).digest()
    try:
        reader = PdfReader(BytesIO(data))
        reader.trailer[NameObject("/ID")] = ArrayObject([ByteStringObject(identifier)] * 2)
        writer = PdfWriter(clone_from=reader, keep_initial_header=True)
    except PyPdfError as error:
        raise ValueError("not a PDF of Qt's writer") from error
    pages = list(writer.pages)
    for page, size in zip(pages, sizes, strict=True):
        page.mediabox = page.trimbox = RectangleObject([0, 0, *(round(side, 3) for side in size)])
    for font, tag in zip(_fonts(pages), _subset_tags(), strict=False):
        _correct_font(font, tag)
    _add_bookmarks(writer, pages, sizes, bookmarks)
    _describe(writer, title, written_at and written_at.replace(microsecond=0).astimezone(UTC))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _fonts(pages: Sequence[PageObject]) -> list[DictionaryObject]:
    """The fonts of the pages in order of first use."""
    fonts: dict[int, DictionaryObject] = {}
    for page in pages:
        used = cast(DictionaryObject, cast(DictionaryObject, page["/Resources"])["/Font"])
        for name in used:
            reference = cast(IndirectObject, used.raw_get(name))
            if reference.idnum not in fonts:
                fonts[reference.idnum] = cast(DictionaryObject, reference.get_object())
    return list(fonts.values())


def _subset_tags() -> Iterator[str]:
    """Six capitals for each embedded subset (ISO 32000-1, 9.6.4): AAAAAA, AAAAAB …; Qt takes them from object numbers."""
    return map("".join, product(ascii_uppercase, repeat=6))


def _correct_font(font: DictionaryObject, tag: str) -> None:
    map_of_text = cast(StreamObject, font["/ToUnicode"])
    map_of_text.set_data(searchable(map_of_text.get_data()))
    (inner,) = cast(ArrayObject, font["/DescendantFonts"])
    descriptor = cast(DictionaryObject, cast(DictionaryObject, inner.get_object())["/FontDescriptor"])
    descriptor[NameObject("/FontName")] = NameObject(f"/{tag}+{str(descriptor['/FontName']).split('+')[-1]}")


_RANGE = re.compile(rb"(?m)^(<[0-9A-F]{4}> <[0-9A-F]{4}> \[)(.*)\]$")
_CODE = re.compile(rb"<([0-9A-F]{4})>")


def searchable(cmap: bytes) -> bytes:
    """Qt's ToUnicode map with Chinese characters in place of the radicals of the same shape, and a blank in place of U+0001."""
    return _RANGE.sub(lambda found: found[1] + _CODE.sub(_character_of, found[2]) + b"]", cmap)


def _character_of(code: re.Match[bytes]) -> bytes:
    point = int(code[1], 16)
    if point == 1:
        return b"<0020>"
    # Compatibility decomposition of this single character; other text is never normalised.
    plain = unicodedata.normalize("NFKC", chr(point)) if 0x2E80 <= point <= 0x2FDF else chr(point)
    return b"<%04X>" % ord(plain) if len(plain) == 1 and ord(plain) <= 0xFFFF else code[0]


def _add_bookmarks(
    writer: PdfWriter, pages: Sequence[PageObject], sizes: Sequence[PageSize], bookmarks: Sequence[Bookmark]
) -> None:
    above: list[tuple[int, IndirectObject]] = []
    for mark in bookmarks:
        while above and above[-1][0] >= mark.level:
            above.pop()
        number = min(mark.page, len(pages) - 1)
        entry = writer.add_outline_item(
            title=_writable(mark.title),
            page_number=pages[number],
            parent=above[-1][1] if above else None,
            fit=Fit.xyz(left=0, top=round(sizes[number][1] - mark.top_pt, 2), zoom=0),
        )
        above.append((mark.level, entry))
    if bookmarks:
        writer.page_mode = "/UseOutlines"


def _describe(writer: PdfWriter, title: str, at: datetime | None) -> None:
    """Write language, title and date, the last two also as XMP where Qt wrote XMP; PDF/A wants both to agree."""
    writer.root_object[NameObject("/Lang")] = TextStringObject("zh-CN")
    preferences = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    writer.root_object[NameObject("/ViewerPreferences")] = preferences
    producer = (writer.metadata and writer.metadata.producer) or ""
    dates = dict.fromkeys(("/CreationDate", "/ModDate"), f"{at:D:%Y%m%d%H%M%SZ}") if at else {}
    writer.metadata = {"/Title": title, "/Creator": "承办", "/Producer": producer} | dates
    if writer.xmp_metadata is None:
        return
    description = XmpInformation.create()
    description.dc_title = {"x-default": title}
    description.xmp_creator_tool, description.pdf_producer = "承办", producer
    description.pdfaid_part, description.pdfaid_conformance = "1", "B"
    if at:
        description.xmp_create_date = description.xmp_modify_date = at
    writer.xmp_metadata = description


def _writable(title: str) -> str:
    """The title without lone surrogates and control characters, which neither PDF nor XML can carry."""
    return "".join("?" if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in title)
