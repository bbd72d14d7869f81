"""From a file to what was recognised in it; no store is touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.documents.reading.guarded import GuardedReader, never
from desktop.domain.errors import FileProblem, Refused
from desktop.domain.intake import document_kind
from desktop.domain.intake.ledger_reading import LedgerReading, read_ledger
from desktop.domain.intake.parsed_proposal import ParsedProposal, proposal_to_json
from desktop.domain.intake.parsed_reply import ParsedReply, reply_to_json
from desktop.domain.intake.proposal_recognition import recognise_proposal
from desktop.domain.intake.reply_recognition import recognise_reply
from desktop.domain.intake.secrecy import secrecy_mark
from desktop.services.intake_outcome import IntakeKind

_LISTS = frozenset({".xlsx", ".xls", ".xlsm", ".csv", ".et", ".ods"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was recognised in one file; one of `reply`, `proposal` and `ledger` is there.

    `text` is what was read (the spans of recognised values point into it), `notes` are Chinese sentences on what the
    reader left out or mended.
    """

    path: Path
    kind: IntakeKind
    text: str = field(repr=False)
    notes: tuple[str, ...] = ()
    reply: ParsedReply | None = None
    proposal: ParsedProposal | None = None
    ledger: LedgerReading | None = None

    def to_json(self, *, spans: bool = False) -> dict[str, object]:
        """Plain values, keys as docs/CLI.md lists them."""
        plain: dict[str, object] = {"file": self.path.name, "notes": list(self.notes)}
        if self.reply is not None:
            return plain | reply_to_json(self.reply, spans=spans)
        if self.proposal is not None:
            return plain | proposal_to_json(self.proposal, spans=spans)
        assert self.ledger is not None
        return plain | _ledger_json(self.ledger)


def parse_file(path: Path, as_kind: IntakeKind | None = None) -> Parsed:
    """Read and recognise one file. Raises FileProblem, or Refused for a file marked as classified."""
    with GuardedReader() as reader:
        return parse(reader, path, as_kind)


def parse(
    reader: GuardedReader,
    path: Path,
    as_kind: IntakeKind | None = None,
    should_stop: Callable[[], bool] = never,
) -> Parsed:
    """As parse_file, with a reader that is open already and a way to stop."""
    if (as_kind or guess_kind(path)) is IntakeKind.LEDGER:
        return _parse_list(reader, path, should_stop)
    document = reader.read_document(path, should_stop)
    return parse_text(path, document.text, as_kind, document.notes)


def parse_text(
    path: Path, text: str, as_kind: IntakeKind | None = None, notes: tuple[str, ...] = ()
) -> Parsed:
    """Recognise pasted or already read text; `path` only names where it came from."""
    _refuse_classified(text)
    kind = as_kind or guess_kind(path, text)
    if kind is IntakeKind.REPLY:
        reply = recognise_reply(text)
        _refuse_empty(reply.paragraphs)
        return Parsed(path, kind, text, notes, reply=reply)
    proposal = recognise_proposal(text)
    _refuse_empty(proposal.paragraphs or proposal.subject)
    return Parsed(path, IntakeKind.PROPOSAL, text, notes, proposal=proposal)


def guess_kind(path: Path, text: str = "") -> IntakeKind:
    """What a file seems to be: a list by its suffix, else a proposal or a reply by its words, in doubt a proposal."""
    if path.suffix.lower() in _LISTS:
        return IntakeKind.LEDGER
    return IntakeKind(document_kind.guess_kind(text) or IntakeKind.PROPOSAL)


def _parse_list(reader: GuardedReader, path: Path, should_stop: Callable[[], bool]) -> Parsed:
    grid = reader.read_grid(path, should_stop)
    for sheet in sorted(grid.sheets, key=lambda sheet: sheet.hidden):
        text = "\n".join(str(cell) for row in sheet.rows[:15] for cell in row if cell is not None)
        _refuse_classified(text)
        reading = read_ledger(sheet.rows)
        if reading.header_row is not None:
            return Parsed(path, IntakeKind.LEDGER, text, grid.notes, ledger=reading)
    raise FileProblem("没有找到清单的表头", "表头里至少要有编号和标题（案由）两列")


def _refuse_classified(text: str) -> None:
    mark = secrecy_mark(text)
    if mark is not None:
        raise Refused(f"文件标有“{mark.value}”，本软件不处理涉密文件，没有导入", "请在规定的涉密设备上办理")


def _refuse_empty(found: object) -> None:
    if not found:
        raise FileProblem("文件里没有读到正文", "请用 WPS 或 Word 打开看看，再另存为 .docx")


def _ledger_json(ledger: LedgerReading) -> dict[str, object]:
    return {
        "header_row": ledger.header_row,
        "columns": {str(column): name for column, name in ledger.columns.items()},
        "unknown_headers": list(ledger.unknown_headers),
        "rows": [
            {"row": row.row_number} | {key: _plain(value) for key, value in row.values.items()}
            for row in ledger.rows
        ],
        "bad_rows": [{"row": bad.row_number, "reason": bad.reason} for bad in ledger.bad_rows],
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str | int | bool) else str(value)
