"""Write finished pages as PDF/A-1b: vector graphics, embedded font subsets, searchable Chinese text, bookmarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPdfWriter

from desktop.domain.errors import DeskError
from desktop.painting.font_library import FontLibrary, FontWidths
from desktop.painting.page_painter import paint_sheets, paper_of
from desktop.painting.pdf_marks import Bookmark, PageSize
from desktop.painting.pdf_repair import repair
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_filling import PageFiller

_DOTS_PER_INCH = 1200
_OUTLINE_STYLES = {"heading_1": 1, "heading_2": 2, "attachment_mark": 1}


@dataclass(frozen=True, slots=True)
class PdfLetter:
    """One letter of a PDF: title for the bookmarks, finished pages, and the fonts that measured them."""

    title: str
    pages: tuple[Page, ...]
    fonts: FontLibrary


def write_pdf(
    documents: Iterable[PrintedDocument],
    layout: Layout,
    out: Path,
    written_at: datetime | None,
    fonts: FontLibrary | None = None,
) -> int:
    """Write the letters into one file and return the number of pages. `out` is replaced atomically.

    The same letters at the same time give the same bytes; without a time the file tells none.
    `documents` may be a generator: only one letter is held at a time. Raises DeskError if the file cannot be written.
    """
    library = fonts or FontLibrary(layout)
    filler = PageFiller(layout, FontWidths(library))
    letters = (PdfLetter(document.title, filler.fill(document), library) for document in documents)
    data, count = pdf_bytes(letters, written_at)
    partial = out.with_name(out.name + ".part")
    try:
        partial.write_bytes(data)
        partial.replace(out)
    except OSError as error:
        raise DeskError(
            f"写不了文件“{out.name}”。", "请检查文件夹是否存在、磁盘是否已满、文件是否正在别的程序里打开。"
        ) from error
    return count


def pdf_bytes(letters: Iterable[PdfLetter], written_at: datetime | None) -> tuple[bytes, int]:
    """The PDF of finished pages, each of its own paper size, and their number. Raises ValueError if there is no letter."""
    rest = iter(letters)
    first = next(rest, None)
    if first is None:
        raise ValueError("no letter to write")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, first)
    bookmarks: list[Bookmark] = []
    sizes: list[PageSize] = []
    count = paint_sheets(writer, _marked(chain((first,), rest), bookmarks, sizes))
    return repair(bytes(buffer.data().data()), sizes, bookmarks, written_at), count


def _writer(device: QIODevice, first: PdfLetter) -> QPdfWriter:
    writer = QPdfWriter(device)
    writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_A1b)
    writer.setResolution(_DOTS_PER_INCH)
    paper = QPageLayout(
        paper_of(first.pages[0]), QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Millimeter
    )
    writer.setPageLayout(paper)
    return writer


def _marked(
    letters: Iterable[PdfLetter], bookmarks: list[Bookmark], sizes: list[PageSize]
) -> Iterator[tuple[Page, FontLibrary]]:
    """Yield the pages, appending bookmarks of letters and headings and page sizes to the lists."""
    count = 0
    for letter in letters:
        bookmarks.append(Bookmark(letter.title, count))
        for page in letter.pages:
            bookmarks.extend(_headings(page, count))
            sizes.append((page.width_pt, page.height_pt))
            yield page, letter.fonts
            count += 1


def _headings(page: Page, index: int) -> Sequence[Bookmark]:
    return [
        Bookmark(placed.text, index, placed.top_pt, _OUTLINE_STYLES[placed.style])
        for placed in page.lines
        if placed.style in _OUTLINE_STYLES and placed.line.start == 0 and placed.text
    ]
