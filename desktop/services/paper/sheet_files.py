"""Printed sheets as files: several documents in one PDF or one .docx."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.documents.atomic_file import write_atomically
from desktop.domain.errors import Refused
from desktop.typesetting.model.block import Align, Block, PrintedDocument
from desktop.typesetting.model.layout import Layout

if TYPE_CHECKING:
    from desktop.painting.pdf_marks import Bookmark, PageSize
    from desktop.painting.pdf_writer import PdfLetter
    from desktop.painting.print_engine import PrintEngine


@dataclass(frozen=True, slots=True)
class Printout:
    """A document and its layout."""

    document: PrintedDocument
    layout: Layout


def write_printouts(printouts: Sequence[Printout], out: Path, now: datetime) -> None:
    """Write the printouts one after the other into `out`. A .docx takes printouts of one layout only.

    Raises Refused for another suffix, FileProblem if it cannot be written. PDF needs a QGuiApplication.
    """
    kind = out.suffix.lower()
    if kind not in {".docx", ".pdf"}:
        raise Refused(f"不能导出成“{out.suffix or out.name}”", "文件名请以 .docx 或 .pdf 结尾")
    data = pdf_of(printouts, now) if kind == ".pdf" else docx_of(printouts, now)
    write_atomically(out, lambda part: part.write_bytes(data))


def docx_of(printouts: Sequence[Printout], now: datetime) -> bytes:
    """One .docx, each printout on new pages. All must have the same layout."""
    from desktop.documents.docx.docx_file import docx_bytes  # imported late to keep start-up fast

    return docx_bytes(joined(printouts), printouts[0].layout, now=now)


def pdf_of(printouts: Iterable[Printout], now: datetime) -> bytes:
    """One PDF, each printout on its own paper size with a bookmark."""
    from desktop.painting.pdf_writer import pdf_bytes  # Qt, needed for PDF only
    from desktop.painting.print_engine import PrintEngine

    engine = PrintEngine()
    data, _ = pdf_bytes(_letters(printouts, engine), now)
    return data


def _letters(printouts: Iterable[Printout], engine: PrintEngine) -> Iterator[PdfLetter]:
    for printout in printouts:
        yield engine.letter(printout.document, printout.layout)


def save_printed_pdf(
    out: Path, paint: Callable[[Path], tuple[Sequence[PageSize], Sequence[Bookmark]]], now: datetime
) -> None:
    """Write a PDF painted by Qt atomically.

    `paint` writes a PDF to the path it is given, with Qt's writer, and returns its page sizes and bookmarks; if it
    raises, `out` stays as it was. Raises FileProblem if the file cannot be written.
    """
    from desktop.painting.pdf_repair import repair

    def write(part: Path) -> None:
        sizes, bookmarks = paint(part)
        part.write_bytes(repair(part.read_bytes(), sizes, bookmarks, now))

    write_atomically(out, write)


def joined(printouts: Sequence[Printout]) -> PrintedDocument:
    """The printouts as one document, each starting a new page."""
    first = printouts[0].document
    blocks = list(first.blocks)
    for printout in printouts[1:]:
        head, *rest = printout.document.blocks
        if isinstance(head, Block):
            blocks += [replace(head, page_break_before=True), *rest]
        else:
            blocks += [replace(_HAIR, page_break_before=True), head, *rest]
    return replace(first, blocks=tuple(blocks))


_HAIR = Block("body", align=Align.LEFT, pitch_pt=1.0)
"""A paragraph of 1 pt that carries the page break before a printout starting with a table."""
