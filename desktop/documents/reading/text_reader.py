"""Read plain text files and pasted text, detecting the encoding."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from desktop.documents.reading.document import (
    PAGE_BREAK,
    FileFormat,
    ReadDocument,
    ReadingLimits,
    ReadParagraph,
    build_document,
    clean_line,
)
from desktop.domain.errors import FileProblem

# Encoding: UTF-8, UTF-16 or GB18030, with or without a byte order mark.
#
# Source: GB 18030-2022 (DOMAIN 7.4). Each candidate is scored by its share of common Chinese characters.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_SAMPLE = 64 * 1024  # bytes, even
_LEAST = 0.7
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text with its encoding and the number of undecodable places (shown as U+FFFD)."""

    text: str
    encoding: str
    lost: int


def decode_text(data: bytes) -> DecodedText | None:
    """Return the bytes as text; None if they are not text in any known encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding)
    sample = data[:_SAMPLE]
    scores = {encoding: _likeness(sample, encoding) for encoding in _CANDIDATES}
    best = max(_CANDIDATES, key=lambda encoding: scores[encoding])
    return _decode(data, best) if scores[best] >= _LEAST else None


def _decode(data: bytes, encoding: str) -> DecodedText:
    text = data.decode(encoding, "replace")
    return DecodedText(text, encoding, text.count(_LOST))


def _likeness(sample: bytes, encoding: str) -> float:
    """Return the share of characters common in Chinese documents; undecodable characters reduce it.

    An incremental decoder ignores a character truncated at the end of the sample.
    """
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    if not text:
        return 0.0
    return sum(_weight(character) for character in text) / len(text)


def _weight(character: str) -> float:
    code = ord(character)
    if code < 0x80:
        return 1.0 if code >= 0x20 or character in "\t\n\r\f" else (0.0 if code == 0 else -1.0)
    if character == _LOST or 0x80 <= code < 0xA0:
        return -2.0
    if 0x4E00 <= code <= 0x9FFF:
        return 1.0 if _is_common(character) else 0.5
    if 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFF65 or 0x2010 <= code <= 0x2027:
        return 1.0
    if 0x2030 <= code <= 0x27BF or 0xA0 <= code <= 0xFF:
        return 0.5
    return 0.3 if code >= 0x20000 else 0.0


def _is_common(character: str) -> bool:
    """True for characters of GB 2312, which documents mostly use; wrong decodings contain others."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


# Text as a document.
def read_text_file(data: bytes, limits: ReadingLimits) -> ReadDocument:
    """Return the lines of a text file, each as a paragraph; raises FileProblem if it is not text."""
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
    """Return pasted text as a document, with normalised line ends and without NUL bytes and lone surrogates.

    Raises FileProblem for text without a visible character, and for text that is too long.
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
