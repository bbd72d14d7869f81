"""Read old Word and WPS files (.doc, .wps) without an office program."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator

from desktop.documents.reading.document import (
    FileFormat,
    ParagraphKind,
    ReadDocument,
    ReadingLimits,
    ReadParagraph,
    build_document,
    clean_line,
    join_surrogates,
)
from desktop.documents.reading.word.docx_tables import join_row
from desktop.documents.reading.word.ole_container import OleContainer
from desktop.documents.reading.word.word_binary import WordBinary, deleted_text, row_ends, table_text
from desktop.domain.errors import FileProblem

WITHOUT_NUMBERS = "旧格式文件已直接读取文字，自动编号没有读入，请对照原件。"
"""The note for a file with automatic numbering."""

_DROPPED, _ROW_END, _CELL_LINE_END = "\uffff", "\x00", "\x03"
"""Internal markers for deleted text, the end of a table row, and a paragraph end inside a cell."""

_CELL_END, _FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x07", "\x13", "\x14", "\x15"
_LINE_ENDS = re.compile("([\r\x0b\x0c\x07\x00\x03])")
_SIGNS = str.maketrans({"\x1e": "-", "\xa0": " "} | dict.fromkeys("\x1f\x01\x02\x05\x08\uffff", ""))


def read_doc(data: bytes, limits: ReadingLimits) -> ReadDocument:
    """Return the text boxes and the body of a Word 97 file, without deleted and hidden text.

    Automatic numbers are missing, with a note if the file has lists. Raises FileProblem for older and broken
    files and for those without text.
    """
    word = WordBinary(OleContainer(data))
    text = "".join(_characters(word)) if word.is_whole() else ""
    lengths = word.story_lengths()
    before_boxes = sum(lengths[:-1])
    boxes = _paragraphs(text[before_boxes : before_boxes + lengths[-1]], ParagraphKind.TEXT_BOX)
    kept = [box for box in boxes if box.text.strip()] + _paragraphs(text[: lengths[0]], ParagraphKind.BODY)
    size = sum(len(paragraph.text.strip()) for paragraph in kept)
    if size == 0:
        raise FileProblem("这个旧格式文件读不出文字", "请用 WPS 或 Word 打开它，另存为 .docx 后再导入。")
    if size > limits.characters:
        raise FileProblem("文件里的文字太多，不像一件提案或答复", "请只保留需要的部分，另存后再导入。")
    notes = [WITHOUT_NUMBERS] if word.has_lists() else []
    return build_document(kept, FileFormat.DOC, notes=notes)


def _characters(word: WordBinary) -> Iterator[str]:
    """Yield every UTF-16 unit of every story; deleted ones are replaced by a marker, so that story lengths stay valid."""
    deleted, cells, ends = deleted_text(word), table_text(word), row_ends(word)
    for piece in word.pieces():
        raw = word.stream[piece.offset : piece.offset + piece.length * piece.width]
        for index, character in enumerate(_units(raw, piece.width)):
            place = piece.offset + index * piece.width
            if place in deleted:
                yield _DROPPED
            elif character == _CELL_END and place in ends:
                yield _ROW_END
            elif character == "\r" and place in cells:
                yield _CELL_LINE_END
            else:
                yield character


def _units(raw: bytes, width: int) -> Iterable[str]:
    if width == 1:
        return raw.decode("cp1252", "replace")
    return map(chr, struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2]))


def _paragraphs(story: str, kind: ParagraphKind) -> list[ReadParagraph]:
    found: list[ReadParagraph] = []
    cells: list[list[ReadParagraph]] = [[]]
    parts = _LINE_ENDS.split(_without_field_codes(story).translate(_SIGNS))
    continues = False
    for words, end in zip(parts[::2], [*parts[1::2], ""], strict=True):
        in_cell = end in {_CELL_END, _CELL_LINE_END} or (end == "\x0b" and any(cells))
        line = ReadParagraph(
            clean_line(join_surrogates(words)),
            ParagraphKind.TABLE_CELL if in_cell else kind,
            continues=continues,
        )
        continues = end == "\x0b"
        if end == _ROW_END:
            found += join_row(cells)
            cells = [[]]
        elif in_cell:
            cells[-1].append(line)
            cells += [[]] if end == _CELL_END else []
        elif end or words:
            found.append(line)
    return found + join_row(cells)


def _without_field_codes(story: str) -> str:
    """The text with field codes removed and field results kept."""
    kept: list[str] = []
    in_code: list[bool] = []
    for character in story:
        if character == _FIELD_BEGIN:
            in_code.append(True)
        elif character == _FIELD_RESULT and in_code:
            in_code[-1] = False
        elif character == _FIELD_END and in_code:
            in_code.pop()
        elif not any(in_code):
            kept.append(character)
    return "".join(kept)
