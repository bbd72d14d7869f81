"""Plain text files, and text that was pasted."""

from __future__ import annotations

from desktop.documents.reading.document import (
    PAGE_BREAK,
    FileFormat,
    ReadDocument,
    ReadParagraph,
    build_document,
    clean_line,
)
from desktop.documents.reading.limits import ReadingLimits
from desktop.documents.reading.text_encoding import decode_text
from desktop.domain.errors import FileProblem


def read_text_file(data: bytes, limits: ReadingLimits) -> ReadDocument:
    """Return the lines of a text file, each as a paragraph; raises FileProblem for what is no text."""
    decoded = decode_text(data)
    if decoded is None:
        raise FileProblem(
            "文件内容不是能读的文字", "请确认文件类型，用原来的程序打开后另存为 .docx、PDF 或文本文件再导入。"
        )
    document = read_plain_text(decoded.text, limits)
    if not decoded.lost:
        return document
    remark = f"有 {decoded.lost} 处文字损坏无法识别，以“\ufffd”标出。"
    return build_document(document.paragraphs, FileFormat.TEXT, notes=[remark, *document.notes])


def read_plain_text(text: str, limits: ReadingLimits) -> ReadDocument:
    """Return pasted text as a document: line ends made alike, NUL bytes and lone surrogates taken out.

    Raises FileProblem for a text without any visible character, and for one that is too long.
    """
    if len(text) > limits.characters:
        raise FileProblem("文字太多，不像一件提案或答复", "请只保留需要的部分再导入。")
    pages = _line_ends_alike(text).replace("\n" + PAGE_BREAK, PAGE_BREAK).split(PAGE_BREAK)
    paragraphs = [
        ReadParagraph(clean_line(line), page=number if len(pages) > 1 else None)
        for number, page in enumerate(pages, start=1)
        for line in page.split("\n")
    ]
    if not any(paragraph.text.strip() for paragraph in paragraphs):
        raise FileProblem("里面没有文字", "请检查是否选错了文件，或向来文单位重新索取。")
    notes = ["去掉了文字里看不见的控制字符。"] if "\0" in text else []
    return build_document(paragraphs, FileFormat.TEXT, notes=notes)


def _line_ends_alike(text: str) -> str:
    for end in ("\r\n", "\r", "\v", "\u2028", "\u2029", "\x85"):
        text = text.replace(end, "\n")
    return text
