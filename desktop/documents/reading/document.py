"""What a reader hands on: the paragraphs of a document in the order in which a person sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

# How much of a foreign file the readers are willing to look at.
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Bounds for one file; the defaults hold every real proposal, reply and list many times over.

    Bytes are bytes, `seconds` is wall time for one file in the guarded reader, `converting_seconds` the part of it
    that an office program may take to convert an old format. `memory_bytes` is what the reading process may hold.
    """

    file_bytes: int = 100 * MIB
    part_bytes: int = 32 * MIB  # one XML part of a package, unpacked
    unpacked_bytes: int = 1024 * MIB  # all members of a package together, as its directory declares them
    members: int = 5_000
    ratio: int = 300  # unpacked to packed size of a part above 8 MiB; XML of Word reaches 30, a bomb 1000
    characters: int = 2_000_000
    pages: int = 500
    rows: int = 20_000
    columns: int = 300
    seconds: float = 20.0
    converting_seconds: float = 17.0
    memory_bytes: int = 1024 * MIB


DEFAULT_LIMITS = ReadingLimits()


PAGE_BREAK = "\f"
"""Divides two pages in `ReadDocument.text`, where a line feed divides two lines of a page."""


class ParagraphKind(StrEnum):
    """Where on the page a paragraph stands."""

    BODY = "body"
    TABLE_CELL = "table cell"
    TEXT_BOX = "text box"
    FOOTNOTE = "footnote"
    HEADER = "header"
    FOOTER = "footer"


IN_FLOW = frozenset({ParagraphKind.BODY, ParagraphKind.TABLE_CELL, ParagraphKind.TEXT_BOX})
"""Kinds that make up `ReadDocument.text`; headers, footers and footnotes stand apart."""


class FileFormat(StrEnum):
    """What the content of a file is, whatever its name says."""

    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    HTML = "html"
    ODT = "odt"
    PDF = "pdf"
    TEXT = "text"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Place of a table cell, each counted from 0: the table in the document, its row, its column of the grid."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """One line of `ReadDocument.text`, or one paragraph that stands apart.

    A table row whose cells hold one line each is one paragraph, its cells divided by a tab; else each paragraph
    of a cell stands alone. `cell` is the place of the (first) cell. `continues` is True after a line break inside
    one Word paragraph (Shift+Enter). `bookmarks` are the names of the bookmarks (`sec_…`) open over it.
    `page` counts from 1 where the format has pages.
    """

    text: str
    kind: ParagraphKind = ParagraphKind.BODY
    cell: CellPlace | None = None
    continues: bool = False
    bookmarks: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as read: `text` holds the paragraphs of the flow, one a line; pages are divided by `PAGE_BREAK`.

    Line n of `text`, cut at line feeds and page breaks, is the nth paragraph of `flow`. `printed_lines` is True where
    a line is known to be a line on the paper and not a paragraph (PDF). `pages` is None where the format has none.
    `notes` are short Chinese sentences on what was left out or mended.
    """

    text: str
    paragraphs: tuple[ReadParagraph, ...]
    format: FileFormat
    pages: int | None = None
    printed_lines: bool = False
    notes: tuple[str, ...] = ()

    @property
    def flow(self) -> tuple[ReadParagraph, ...]:
        """The paragraphs that make up `text`."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.kind in IN_FLOW)


def build_document(
    paragraphs: Iterable[ReadParagraph],
    file_format: FileFormat,
    *,
    pages: int | None = None,
    notes: Iterable[str] = (),
) -> ReadDocument:
    """Return the document with its text joined; no paragraph may hold a line feed or a page break."""
    kept = tuple(paragraphs)
    flow = [paragraph for paragraph in kept if paragraph.kind in IN_FLOW]
    text = flow[0].text if flow else ""
    text += "".join(
        ("\n" if before.page == after.page else PAGE_BREAK) + after.text for before, after in pairwise(flow)
    )
    printed = file_format is FileFormat.PDF
    return ReadDocument(text, kept, file_format, pages, printed, tuple(dict.fromkeys(notes)))


_UNPRINTABLE = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def clean_line(text: str) -> str:
    """Return the text without what can neither be seen nor stored: NUL and its kin, BOMs, lone surrogates."""
    return _UNPRINTABLE.sub("", text)
