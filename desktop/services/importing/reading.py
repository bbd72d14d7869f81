"""Read and recognise 「读取与识别」 a file or pasted text: values with their places and certainty. Does not
use the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.documents.reading.candidate import explain_os_error
from desktop.documents.reading.document import DEFAULT_LIMITS, IN_FLOW, MIB, ReadDocument
from desktop.documents.reading.grid import Grid
from desktop.documents.reading.grid_reader import read_pasted_grid
from desktop.documents.reading.guarded import GuardedReader, never_stop
from desktop.domain.errors import DeskError, FileProblem, Refused
from desktop.domain.importing.plan import IntakeKind
from desktop.domain.intake import document_kind
from desktop.domain.intake.document_kind import secrecy_mark
from desktop.domain.intake.lists.ledger_reading import LedgerReading, read_ledger
from desktop.domain.intake.parsed_proposal import ParsedProposal
from desktop.domain.intake.parsed_reply import ParsedReply
from desktop.domain.intake.proposal_recognition import recognise_proposal
from desktop.domain.intake.reply_recognition import recognise_reply
from desktop.services.importing.lists_in_documents import is_ambiguous_list, list_in
from desktop.services.importing.read_fields import ReadField, proposal_fields, reply_fields

Source = Path | str
"""A file, or pasted text."""

# The original 「原件」 of a source: its bytes, identified by their hash.
_KEPT_IN_MEMORY = 8 * MIB


@dataclass(frozen=True, slots=True)
class Original:
    """A source file 「原件」 identified by the hash of its bytes. `content` is None for a large file, which
    is read again to keep it.
    """

    path: Path | None
    digest: str
    size: int
    content: bytes | None = field(default=None, repr=False)

    def read_bytes(self) -> bytes:
        """The bytes as first read. Raises FileProblem if a large file is gone or has changed since."""
        if self.content is not None or self.path is None:
            return self.content or b""
        content = _bytes_of(self.path)
        if hashlib.sha256(content).hexdigest() != self.digest:
            raise FileProblem(f"“{self.path.name}”在核对期间被改动过", "请重新收这份文件")
        return content


def original_of(path: Path) -> Original:
    """The original of a file. Raises FileProblem if it cannot be read."""
    content = _bytes_of(path)
    digest = hashlib.sha256(content).hexdigest()
    return Original(path, digest, len(content), content if len(content) <= _KEPT_IN_MEMORY else None)


def pasted_original(text: str) -> Original:
    """Pasted text as an original, in UTF-8."""
    content = text.encode("utf-8", "replace")
    return Original(None, hashlib.sha256(content).hexdigest(), len(content), content)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise explain_os_error(error) from error


# The kind of a source, and the refusal of classified ones.
_LISTS = frozenset({".xlsx", ".xls", ".xlsm", ".csv", ".et", ".ods"})


def guess_kind(path: Path, text: str = "") -> IntakeKind:
    """The likely kind of a file: a list by its suffix, else proposal or reply by its text; proposal if undecided."""
    if path.suffix.lower() in _LISTS:
        return IntakeKind.LEDGER
    return IntakeKind(document_kind.guess_kind(text) or IntakeKind.PROPOSAL)


def refuse_classified_document(document: ReadDocument) -> None:
    """Raise Refused for a secrecy mark in the text, the headers or the footers (DOMAIN 7.1)."""
    apart = [paragraph.text for paragraph in document.paragraphs if paragraph.kind not in IN_FLOW]
    refuse_classified_text(document.text, apart)


def refuse_classified_text(text: str, apart: Iterable[str] = ()) -> None:
    """Raise Refused for 绝密, 机密, 秘密 or a starred 内部 in the head of `text`, or alone in one of the pieces `apart`."""
    for words in (text, *(piece for piece in apart if "密" in piece or "内部" in piece)):
        mark = secrecy_mark(words)
        if mark is not None:
            raise Refused(
                f"文件标有“{mark.value}”，本软件不处理涉密文件，没有导入", "请在规定的涉密设备上办理"
            )


PASTED = "粘贴的文字"
_LONGEST = 150_000  # characters; real papers have under 20,000; recognition takes up to 8 s at this length
_DOCUMENTS = frozenset({".docx", ".docm", ".doc", ".wps", ".rtf", ".pdf", ".odt"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of one file or pasted text: one of `proposal`, `reply` and `ledger`, or a `refusal` with
    the reason.

    `kinds` are all kinds it can be read as, `kind` first: a Word file with a list can be either. `notes`
    are Chinese sentences on what the reader left out or repaired.
    """

    name: str
    kind: IntakeKind
    text: str = field(default="", repr=False)
    notes: tuple[str, ...] = ()
    kinds: tuple[IntakeKind, ...] = ()
    fields: tuple[ReadField, ...] = ()
    proposal: ParsedProposal | None = None
    reply: ParsedReply | None = None
    ledger: LedgerReading | None = None
    original: Original | None = None
    refusal: str = ""


class SourceReader(GuardedReader):
    """A guarded reader that also recognises what it has read: one child process, for one thread at a time."""

    def read(
        self, source: Source, as_kind: IntakeKind | None = None, should_stop: Callable[[], bool] = never_stop
    ) -> Reading:
        """Read and recognise one source. Raises FileProblem, and Refused for a file marked as classified."""
        if isinstance(source, str) and as_kind is IntakeKind.LEDGER:  # cells copied from a spreadsheet
            grid = read_pasted_grid(source, DEFAULT_LIMITS)
            return replace(_list_of(PASTED, grid), original=pasted_original(source))
        if isinstance(source, str):
            return recognise_text(PASTED, source, as_kind)
        if _is_sheet(source, as_kind):
            reading = _list_of(source.name, self.read_grid(source, should_stop))
        else:
            document = self.read_document(source, should_stop)
            refuse_classified_document(document)
            reading = _document(source.name, document, as_kind)
        return replace(reading, original=original_of(source))


def read_sources(
    sources: Iterable[Source],
    as_kind: IntakeKind | None = None,
    should_stop: Callable[[], bool] = never_stop,
    on_reading: Callable[[Reading], object] = lambda _reading: None,
) -> tuple[Reading, ...]:
    """Read every source in one child process; one that cannot be read becomes a Reading with a `refusal`.

    Does not use the store. Blocks, so not for the window's thread. `should_stop` is polled between and
    within sources.
    """
    readings: list[Reading] = []
    with SourceReader() as reader:
        for source in sources:
            if should_stop():
                break
            try:
                reading = reader.read(source, as_kind, should_stop)
            except DeskError as problem:
                if should_stop():
                    break
                reading = Reading(name_of(source), as_kind or _likely(source), refusal=str(problem))
            readings.append(reading)
            on_reading(reading)
    return tuple(readings)


def as_other_kind(reading: Reading, kind: IntakeKind) -> Reading:
    """The same source read as another of its `kinds`, without opening it again. Raises Refused, FileProblem."""
    if kind is IntakeKind.LEDGER or reading.kind is kind or reading.refusal:
        kinds = (kind, *(other for other in reading.kinds if other is not kind))
        return replace(reading, kind=kind, kinds=kinds) if kind in reading.kinds else reading
    other = _recognised(reading.name, reading.text, kind, reading.notes, reading.original)
    return replace(
        other, ledger=reading.ledger, kinds=(kind, *(old for old in reading.kinds if old is not kind))
    )


def name_of(source: Source) -> str:
    """The name of a source in messages."""
    return PASTED if isinstance(source, str) else source.name


def recognise_text(name: str, text: str, as_kind: IntakeKind | None = None) -> Reading:
    """Recognise text that is already at hand; its `original` is the text itself."""
    return _recognised(name, text, as_kind, original=pasted_original(text))


def _document(name: str, document: ReadDocument, as_kind: IntakeKind | None) -> Reading:
    """Recognise a document as one matter, or as the list in one of its tables."""
    ledger = list_in(document) if as_kind in {None, IntakeKind.LEDGER} else None
    if ledger is None and as_kind in {None, IntakeKind.LEDGER} and is_ambiguous_list(document):
        raise FileProblem("PDF 里的清单有空格或折行，分不清各栏", "请向交办单位要 Excel 或 Word 的清单")
    if as_kind is IntakeKind.LEDGER and ledger is None:
        raise FileProblem("文件里没有找到清单的表格", "表头里至少要有编号和案由两列，或改成按单件收")
    if ledger is None:
        return _recognised(name, document.text, as_kind, document.notes)
    other = guess_kind(Path(name), document.text)
    kinds = (IntakeKind.LEDGER, other if other is not IntakeKind.LEDGER else IntakeKind.PROPOSAL)
    return Reading(name, IntakeKind.LEDGER, document.text, document.notes, kinds, ledger=ledger)


def _recognised(
    name: str,
    text: str,
    as_kind: IntakeKind | None,
    notes: tuple[str, ...] = (),
    original: Original | None = None,
) -> Reading:
    refuse_classified_text(text)
    if len(text) > _LONGEST:
        raise FileProblem(
            f"文字有 {len(text) / 10_000:.0f} 万字，不像是一件提案或答复", "请只留下一件的内容，另存后再收"
        )
    kind = as_kind if as_kind not in {None, IntakeKind.LEDGER} else guess_kind(Path("-"), text)
    kinds = (kind, IntakeKind.PROPOSAL if kind is IntakeKind.REPLY else IntakeKind.REPLY)
    read = Reading(name, kind, text, notes, kinds, original=original)
    if kind is IntakeKind.REPLY:
        reply = recognise_reply(text)
        _refuse_empty(reply.paragraphs)
        return replace(read, reply=reply, fields=reply_fields(reply, text))
    proposal = recognise_proposal(text)
    _refuse_empty(proposal.paragraphs or proposal.found.get("subject"))
    return replace(read, proposal=proposal, fields=proposal_fields(proposal, text))


def _list_of(name: str, grid: Grid) -> Reading:
    """The visible sheet with most list rows, else a hidden one. Raises FileProblem if no sheet has list headings."""
    found: list[tuple[bool, int, str, LedgerReading]] = []
    for sheet in grid.sheets:
        lines = ["\t".join(str(cell) for cell in row if cell is not None) for row in sheet.rows]
        text = "\n".join(lines)
        refuse_classified_text(
            text, [str(cell) for row in sheet.rows for cell in row if isinstance(cell, str)]
        )
        reading = read_ledger(sheet.rows)
        if reading.header_row is not None:
            found.append((not sheet.hidden, len(reading.rows), text, reading))
    if not found:
        raise FileProblem("没有找到清单的表头", "表头里至少要有编号和标题（案由）两列")
    _, _, text, ledger = max(found, key=lambda one: one[:2])
    return Reading(name, IntakeKind.LEDGER, text, grid.notes, (IntakeKind.LEDGER,), ledger=ledger)


def _is_sheet(path: Path, as_kind: IntakeKind | None) -> bool:
    """Whether to read the file as a grid of cells: spreadsheets, and for `as_kind` LEDGER every file that
    is no document.
    """
    if as_kind is IntakeKind.LEDGER:
        return path.suffix.lower() not in _DOCUMENTS
    return as_kind is None and guess_kind(path) is IntakeKind.LEDGER


def _likely(source: Source) -> IntakeKind:
    return guess_kind(source) if isinstance(source, Path) else guess_kind(Path("-"), source)


def _refuse_empty(found: object) -> None:
    if not found:
        raise FileProblem("文件里没有读到正文", "请用 WPS 或 Word 打开看看，再另存为 .docx")
