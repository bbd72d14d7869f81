"""Result of reading a document: its paragraphs in visual order; and the limits for reading foreign files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

# Limits for reading foreign files.
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Limits for one file; the defaults are far above real proposals, replies and lists.

    `seconds` is wall time for one file in the guarded reader, `converting_seconds` the part of it
    for conversion of an old format by an office program. `memory_bytes` limits the reading process.
    """

    file_bytes: int = 100 * MIB
    part_bytes: int = 32 * MIB  # one XML part of a package, unpacked
    unpacked_bytes: int = 1024 * MIB  # all members of a package together, as declared in its directory
    members: int = 5_000
    ratio: int = 300  # unpacked to packed size of a part above 8 MiB; Word's XML reaches 30, a zip bomb 1000
    characters: int = 2_000_000
    pages: int = 500
    rows: int = 20_000
    columns: int = 300
    seconds: float = 20.0
    converting_seconds: float = 17.0
    memory_bytes: int = 1024 * MIB


DEFAULT_LIMITS = ReadingLimits()

# Documents as read.
PAGE_BREAK = "\f"
"""Separates pages in `ReadDocument.text`, as a line feed separates lines of a page."""


class ParagraphKind(StrEnum):
    """Position of a paragraph on the page."""

    BODY = "body"
    TABLE_CELL = "table cell"
    TEXT_BOX = "text box"
    FOOTNOTE = "footnote"
    HEADER = "header"
    FOOTER = "footer"


IN_FLOW = frozenset({ParagraphKind.BODY, ParagraphKind.TABLE_CELL, ParagraphKind.TEXT_BOX})
"""Kinds included in `ReadDocument.text`; headers, footers and footnotes are not."""


class FileFormat(StrEnum):
    """File format by content, independent of the name."""

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
    """Position of a table cell, each from 0: table in the document, row, grid column."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """One line of `ReadDocument.text`, or one paragraph outside the flow.

    A table row whose cells have one line each is one paragraph, its cells separated by tabs; else each paragraph
    of a cell is separate. `cell` is the position of the (first) cell. `continues` is True after a line break inside
    one Word paragraph (Shift+Enter). `bookmarks` are the names of the bookmarks (`sec_…`) that span it.
    `page` counts from 1 in formats with pages.
    """

    text: str
    kind: ParagraphKind = ParagraphKind.BODY
    cell: CellPlace | None = None
    continues: bool = False
    bookmarks: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as read: `text` contains the paragraphs of the flow, one per line; pages are separated by `PAGE_BREAK`.

    Line n of `text`, split at line feeds and page breaks, is the nth paragraph of `flow`. `printed_lines` is True if
    lines are printed lines and not paragraphs (PDF). `pages` is None for formats without pages.
    `notes` are short Chinese sentences on what was left out or repaired.
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
    """Return the document with its joined text; no paragraph may contain a line feed or a page break."""
    kept = tuple(paragraphs)
    flow = [paragraph for paragraph in kept if paragraph.kind in IN_FLOW]
    text = flow[0].text if flow else ""
    text += "".join(
        ("\n" if before.page == after.page else PAGE_BREAK) + after.text for before, after in pairwise(flow)
    )
    printed = file_format is FileFormat.PDF
    return ReadDocument(text, kept, file_format, pages, printed, tuple(dict.fromkeys(notes)))


_UNPRINTABLE = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def join_surrogates(text: str) -> str:
    """Return the text with surrogate pairs joined to one character each; lone surrogates become U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def clean_line(text: str) -> str:
    """Return the text without characters that are invisible or cannot be stored: NUL and other controls, BOMs, lone surrogates."""
    return _UNPRINTABLE.sub("", text)
