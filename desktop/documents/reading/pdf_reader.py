"""Read PDF files with a text layer as printed lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor
from statistics import median

from desktop.documents.reading.document import (
    FileFormat,
    ReadDocument,
    ReadingLimits,
    ReadParagraph,
    build_document,
    clean_line,
    join_surrogates,
)
from desktop.documents.reading.pdf_glyphs import Glyph, PageGlyphs, read_glyphs
from desktop.domain.errors import FileProblem

# Printed lines from positioned characters: rows by baseline, gaps and indents as blanks.
BLANK = "\u3000"
_WORD_GAP = 0.15  # em, between Latin letters
_HAN_GAP = 0.45  # em; smaller gaps are Word's quarter em between Chinese and digits, or justification
_WIDE_GAP = 0.75  # em; larger gaps become full-width blanks
_MIN_SPREAD_GAPS = 3  # gaps; 答　复 has one and keeps it
_INDENT_SLACK = 0.3  # em
_MAX_BLANKS = 24


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line: text without indent, left edge, baseline and size in pt."""

    text: str
    left: float
    base: float
    size: float


def lines_of_page(glyphs: Sequence[Glyph]) -> list[PrintedLine]:
    """Return the lines of a page from top to bottom; gaps inside a line become one blank per em."""
    return [line for row in _rows(glyphs) if (line := _line(row)) is not None]


def usual_left_edge(lines: Sequence[PrintedLine], default: float | None = None) -> float:
    """Return the most common left edge, rounded to 1 pt; `default` if fewer than three lines share it."""
    edges = Counter(round(line.left) for line in lines)
    if not edges:
        return default or 0.0
    top = max(edges.values())
    if top < 3:
        return default if default is not None else float(min(edges))
    return float(min(edge for edge, count in edges.items() if count == top))


def usual_pitch(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """Return the most common baseline distance in pt; 0 if no page has two lines."""
    steps = [upper.base - lower.base for page in pages for upper, lower in pairwise(page)]
    return median(steps) if steps else 0.0


def indented(line: PrintedLine, left_edge: float) -> str:
    """Return the text with its indent from the left edge, one full-width blank per em."""
    ems = floor((line.left - left_edge) / line.size + _INDENT_SLACK) if line.size else 0
    return BLANK * max(0, min(ems, _MAX_BLANKS)) + line.text


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        row = rows[-1] if rows else None
        if row and abs(row[0].base - glyph.base) <= 0.45 * max(glyph.size, row[0].size):
            row.append(glyph)
        else:
            rows.append([glyph])
    return rows


def _line(row: list[Glyph]) -> PrintedLine | None:
    row = sorted(row, key=lambda glyph: glyph.middle)
    inked = [glyph for glyph in row if not glyph.character.isspace()]
    if not inked:
        return None
    text = inked[0].character
    spread = _is_spread(inked)
    typed_blanks = [] if spread else [glyph for glyph in row if glyph.character.isspace() and glyph.typed]
    for before, after in pairwise(inked):
        between = [blank for blank in typed_blanks if before.middle < blank.middle <= after.middle]
        text += ("" if spread else _gap(before, after, between)) + after.character
    sizes = sorted(glyph.size for glyph in inked)
    return PrintedLine(join_surrogates(text), inked[0].left, inked[0].base, sizes[len(sizes) // 2])


def _is_spread(inked: list[Glyph]) -> bool:
    """True if the line is letter-spaced (分散对齐), as red heads are, so that its gaps are not blanks."""
    gaps = [after.left - before.right for before, after in pairwise(inked)]
    if len(gaps) < _MIN_SPREAD_GAPS or any(glyph.character.isascii() for glyph in inked):
        return False
    return min(gaps) >= _HAN_GAP * inked[0].size and max(gaps) <= 1.3 * min(gaps)


def _gap(before: Glyph, after: Glyph, typed: list[Glyph]) -> str:
    em = min(before.size, after.size) or 1.0
    gap = (after.left - before.right) / em
    if typed and gap > _WORD_GAP / 2:
        gap -= sum(blank.right - blank.left for blank in typed) / em
        blanks = "".join(BLANK if blank.character == BLANK else " " for blank in typed)
        return blanks + (BLANK * min(round(gap), _MAX_BLANKS) if gap >= 2 * _WIDE_GAP else "")
    if gap >= _WIDE_GAP:
        return BLANK * min(round(gap) or 1, _MAX_BLANKS)
    latin = before.character.isascii() and after.character.isascii()
    return " " if gap >= (_WORD_GAP if latin else _HAN_GAP) else ""


# The document.
_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY of fpdfview.h
_PARAGRAPH_GAP = 1.6  # of the usual pitch; a larger gap is a blank line


def read_pdf(data: bytes, limits: ReadingLimits) -> ReadDocument:
    """Return one line of text per printed line, with indents and gaps as full-width blanks.

    Empty lines, running heads and page numbers are kept. Raises FileProblem for a
    scan, an encrypted and a broken file.
    """
    pages = _read_pages(data, limits)
    characters = sum(len(page.glyphs) for page in pages)
    _refuse_unreadable(pages, characters)
    printed = [lines_of_page(page.glyphs) for page in pages]
    scans = sum(1 for page in pages if page.pictures and not page.glyphs)
    lost = sum(page.lost for page in pages)
    notes = [f"有 {scans} 页是图片，上面的文字没有读入。"] if scans else []
    if lost:
        notes.append(f"这个 PDF 没有带字体，有 {lost} 处单独的数字或字母可能没有读出，请对照原件。")
    return build_document(_paragraphs(printed), FileFormat.PDF, pages=len(pages), notes=notes)


def _read_pages(data: bytes, limits: ReadingLimits) -> list[PageGlyphs]:
    import pypdfium2  # heavy, and only readers of PDF need it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _explain(getattr(error, "err_code", None)) from error
    try:
        if len(document) > limits.pages:
            raise FileProblem(
                f"PDF 有 {len(document)} 页，不像一件提案或答复", "请只保留需要的几页，另存后再导入。"
            )
        return [read_glyphs(document[index]) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise _explain(None) from error
    finally:
        document.close()


def _explain(code: int | None) -> FileProblem:
    if code in {_PASSWORD, _SECURITY}:
        return FileProblem("这个 PDF 加了密码，打不开", "请用阅读器输入密码打开，另存为不加密的文件再导入。")
    return FileProblem(
        "PDF 文件不完整或已损坏", "请用阅读器打开看看，能打开就另存一份再导入，否则向来文单位重新索取。"
    )


def _refuse_unreadable(pages: list[PageGlyphs], characters: int) -> None:
    if not pages:
        raise _explain(None)
    if sum(page.unreadable for page in pages) > max(20, characters // 3):
        raise FileProblem(
            "这个 PDF 没有带上文字的编码，读出来会是乱码",
            "请向来文单位索取 Word 文件，或把文字打出来再粘贴。",
        )
    if characters >= 10 * sum(1 for page in pages if page.pictures) and characters > 0:
        return
    if any(page.pictures for page in pages):
        raise FileProblem(
            "这是扫描件，里面只有图片，没有文字", "请向来文单位索取电子文本，或把文字打出来再粘贴。"
        )
    raise FileProblem("PDF 里没有文字", "请检查是否选错了文件，或向来文单位重新索取。")


def _paragraphs(pages: list[list[PrintedLine]]) -> Iterator[ReadParagraph]:
    pitch = usual_pitch(pages)
    document_edge = usual_left_edge([line for page in pages for line in page])
    for number, lines in enumerate(pages, start=1):
        edge = usual_left_edge(lines, document_edge)
        above: PrintedLine | None = None
        for line in lines:
            if above is not None and above.base - line.base > _PARAGRAPH_GAP * max(pitch, line.size):
                yield ReadParagraph("", page=number)
            yield ReadParagraph(clean_line(indented(line, edge)), page=number)
            above = line
