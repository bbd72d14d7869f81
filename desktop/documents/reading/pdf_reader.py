"""PDF files with a text layer, as the lines that stand on the paper."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.documents.reading.document import (
    FileFormat,
    ReadDocument,
    ReadParagraph,
    build_document,
    clean_line,
)
from desktop.documents.reading.limits import ReadingLimits
from desktop.documents.reading.pdf_glyphs import PageGlyphs, read_glyphs
from desktop.documents.reading.pdf_lines import (
    PrintedLine,
    indented,
    lines_of_page,
    usual_left_edge,
    usual_pitch,
)
from desktop.domain.errors import FileProblem

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY of fpdfview.h
_PARAGRAPH_GAP = 1.6  # of the usual pitch: more is a blank line


def read_pdf(data: bytes, limits: ReadingLimits) -> ReadDocument:
    """Return one line of text for each printed line, with indents and gaps as full-width blanks.

    Empty lines stand where the paper has them; running heads and page numbers are kept. Raises FileProblem for a
    scan, a locked and a broken file.
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
