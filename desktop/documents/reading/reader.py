"""Read any supported document file into text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.documents.reading.candidate import Candidate, load_candidate
from desktop.documents.reading.document import DEFAULT_LIMITS, FileFormat, ReadDocument, ReadingLimits
from desktop.documents.reading.html_reader import read_html
from desktop.documents.reading.package import Package
from desktop.documents.reading.pdf_reader import read_pdf
from desktop.documents.reading.sniff import sniff
from desktop.documents.reading.text_reader import read_text_file
from desktop.documents.reading.word.doc_reader import WITHOUT_NUMBERS, read_doc
from desktop.documents.reading.word.docx_reader import read_docx
from desktop.documents.reading.word.office_conversion import convert_to_docx, find_office_program
from desktop.domain.errors import FileProblem

_GRIDS = {FileFormat.XLSX, FileFormat.XLS, FileFormat.ODS}


def read_document(path: Path, limits: ReadingLimits = DEFAULT_LIMITS) -> ReadDocument:
    """Return the text of a Word, WPS, RTF, PDF or text file; the format is determined from the content.

    Raises FileProblem with a message for the officer if it cannot be read. Read foreign files
    through `GuardedReader`, which also survives crashes of the parsers.
    """
    candidate = load_candidate(path, limits)
    file_format = sniff(candidate, limits)
    document = _read(candidate, file_format, limits)
    remark = _misnamed(candidate, file_format)
    if remark is None:
        return document
    return replace(document, notes=(remark, *document.notes))


def _read(candidate: Candidate, file_format: FileFormat, limits: ReadingLimits) -> ReadDocument:
    if file_format is FileFormat.DOCX:
        return read_docx(Package(candidate.data, limits), limits)
    if file_format is FileFormat.PDF:
        return read_pdf(candidate.data, limits)
    if file_format in {FileFormat.TEXT, FileFormat.CSV}:
        return read_text_file(candidate.data, limits)
    if file_format is FileFormat.HTML:
        return read_html(candidate.data, limits)
    if file_format in _GRIDS:
        raise FileProblem("这是表格文件", "交办清单请用“导入清单”，单件提案请选择 Word、PDF 或文本文件。")
    return _read_old(candidate, file_format, limits)


def _read_old(candidate: Candidate, file_format: FileFormat, limits: ReadingLimits) -> ReadDocument:
    """Read a complete .doc directly, which is faster and keeps date fields (converters update them); else convert."""
    program = find_office_program()
    if file_format is FileFormat.DOC:
        try:
            document = read_doc(candidate.data, limits)
        except FileProblem:
            if program is None:
                raise
        else:
            if program is None or WITHOUT_NUMBERS not in document.notes:
                return document
    converted = convert_to_docx(candidate.data, f".{file_format.value}", program, limits)
    document = read_docx(Package(converted, limits), limits)
    return replace(document, format=file_format)


def _misnamed(candidate: Candidate, file_format: FileFormat) -> str | None:
    usual = {
        FileFormat.DOCX: {".docx", ".docm", ".dotx", ".dotm"},
        FileFormat.DOC: {".doc", ".wps", ".dot", ".wpt"},
        FileFormat.RTF: {".rtf", ".doc"},
        FileFormat.PDF: {".pdf"},
    }.get(file_format)
    if usual is None or candidate.suffix in usual:
        return None
    return f"文件名以“{candidate.suffix or '无后缀'}”结尾，内容其实是 {file_format.value}，已按内容读取。"
