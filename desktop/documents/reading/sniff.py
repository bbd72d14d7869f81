"""Determine the format of a file from its content; the name is only a hint (a .doc may be a docx, HTML or a picture)."""

from __future__ import annotations

from desktop.documents.reading.candidate import Candidate
from desktop.documents.reading.document import FileFormat, ReadingLimits
from desktop.documents.reading.package import Package, broken_package
from desktop.documents.reading.word.ole_container import MAGIC as OLE_MAGIC
from desktop.documents.reading.word.ole_container import OleContainer
from desktop.documents.reading.word.word_binary import is_encrypted_word
from desktop.domain.errors import FileProblem

_PICTURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF", b"\x00\x00\x01\x00", b"8BPS",
)  # fmt: skip
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe")
_HEAD = 4096
_OFFICE_PARTS = {"word": FileFormat.DOCX, "xl": FileFormat.XLSX}


def sniff(candidate: Candidate, limits: ReadingLimits) -> FileFormat:
    """Return the format found in the content; CSV is recognised by name only.

    Raises FileProblem with a specific message for pictures, archives, programs, slides, OFD, encrypted and broken
    files. Of a zip only the directory is read.
    """
    data = candidate.data
    if data.startswith(b"PK"):
        return _sniff_package(Package(data, limits))
    if data.startswith(OLE_MAGIC):
        return _sniff_ole(OleContainer(data))
    if b"%PDF-" in data[:1024]:
        return FileFormat.PDF
    if data.startswith(b"{\\rtf"):
        return FileFormat.RTF
    _refuse_foreign(data)
    return _sniff_text(candidate)


def _sniff_package(package: Package) -> FileFormat:
    names = package.names
    if "OFD.xml" in names:
        raise FileProblem(
            "这是 OFD 版式文件，暂时不能读", "请用 WPS 或 OFD 阅读器打开，另存为 Word 或 PDF 再导入。"
        )
    kind = (package.read("mimetype") or b"")[:100]
    if b"opendocument.text" in kind:
        return FileFormat.ODT
    if b"opendocument.spreadsheet" in kind:
        return FileFormat.ODS
    main = package.main_part() or ""
    folder = main.split("/", maxsplit=1)[0]
    if folder in _OFFICE_PARTS:
        return _OFFICE_PARTS[folder]
    if folder == "ppt":
        raise _slides()
    if "[Content_Types].xml" in names:
        raise broken_package()
    raise FileProblem("这是压缩包", "请先解压，再选择里面的文件。")


def _sniff_ole(container: OleContainer) -> FileFormat:
    names = container.names
    if "EncryptedPackage" in names or is_encrypted_word(container):
        raise FileProblem("文件加了密码，打不开", "请在 WPS 或 Word 里输入密码打开，取消密码后另存再导入。")
    if "WordDocument" in names:
        return FileFormat.DOC
    if names & {"Workbook", "Book"}:
        return FileFormat.XLS
    if "PowerPoint Document" in names:
        raise _slides()
    raise FileProblem(
        "文件不完整，或不是 Word、Excel 文件", "请用 WPS 打开看看，能打开就另存为 .docx 再导入。"
    )


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(_PICTURES):
        raise FileProblem(
            "这是图片，里面没有可以读的文字", "请向来文单位索取电子文本，或把文字打出来再粘贴。"
        )
    if data.startswith(_ARCHIVES):
        raise FileProblem("这是压缩包", "请先解压，再选择里面的文件。")
    if data.startswith(_PROGRAMS):
        raise FileProblem("这是程序，不是文件", "请不要打开它，向发来的人核实。")


def _sniff_text(candidate: Candidate) -> FileFormat:
    head = candidate.data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype html")) or b"<html" in head[:1024] or b"<table" in head[:256]:
        return FileFormat.HTML
    if (
        head.startswith(b"mime-version:")
        or b"urn:schemas-microsoft-com:office" in head
        or b"pkg:package" in head
    ):
        raise FileProblem("这是存成网页或 XML 的 Word 文件", "请用 WPS 或 Word 打开，另存为 .docx 后再导入。")
    return FileFormat.CSV if candidate.suffix in {".csv", ".tsv"} else FileFormat.TEXT


def _slides() -> FileProblem:
    return FileProblem("这是演示文稿，不是提案或答复", "请选择 Word、PDF、文本或 Excel 文件。")
