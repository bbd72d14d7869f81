"""Intake 「收件」: files from outside become cases; each file on its own, nothing typed is ever overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from desktop.documents.reading.document import ReadDocument
from desktop.documents.reading.guarded import GuardedReader, never
from desktop.domain.case import Case
from desktop.domain.errors import DeskError, FileProblem, Refused
from desktop.domain.intake.parsed_reply import ParsedReply, reply_to_json
from desktop.domain.intake.reply_recognition import recognise_reply
from desktop.domain.intake.secrecy import secrecy_mark
from desktop.domain.reply import Reply
from desktop.domain.work_list import session_label
from desktop.services.cases import IMPORT, create_case
from desktop.services.not_yet import NotYet
from desktop.services.reply_intake import case_of_reply, reply_of
from desktop.services.workplace import Workplace
from desktop.store import cases, replies
from desktop.store.case_files import Purpose, keep_file

_LISTS = frozenset({".xlsx", ".xls", ".csv", ".et", ".ods"})
_REPLY_WORDS = re.compile(r"答\s*复|复\s*函|[会协]办意见|办理意见")


class IntakeKind(StrEnum):
    """What a file is taken for."""

    PROPOSAL = "proposal"
    REPLY = "reply"
    LEDGER = "ledger"

    @property
    def label(self) -> str:
        return {"proposal": "提案", "reply": "答复", "ledger": "清单"}[self]


class ImportStatus(StrEnum):
    """What became of a file."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"new": "新建", "updated": "更新", "unchanged": "无变化", "refused": "未收"}[self]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was recognised in one file. `notes` are Chinese sentences on what the reader left out or mended."""

    path: Path
    kind: IntakeKind
    document: ReadDocument
    reply: ParsedReply

    @property
    def notes(self) -> tuple[str, ...]:
        return self.document.notes

    def to_json(self, *, spans: bool = False) -> dict[str, object]:
        """Plain values, keys as docs/CLI.md lists them."""
        return {"file": self.path.name, "notes": list(self.notes), **reply_to_json(self.reply, spans=spans)}


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one file, in one short Chinese sentence. `case_id` is None where no case stands behind it."""

    path: Path
    case_id: int | None
    kind: IntakeKind
    status: ImportStatus
    message: str


def parse_file(path: Path, as_kind: IntakeKind | None = None) -> Parsed:
    """Read and recognise a file without touching any store. Raises FileProblem, Refused (classified) or NotYet."""
    with GuardedReader() as reader:
        return _parse(reader, path, as_kind, never)


def import_files(
    work: Workplace,
    paths: Iterable[Path],
    as_kind: IntakeKind | None = None,
    dry_run: bool = False,
    should_stop: Callable[[], bool] = never,
) -> tuple[ImportOutcome, ...]:
    """Import each file in a transaction of its own; a bad one never holds up the next.

    A matter that the store knows gets its reply added where it has none; a reply already there is never overwritten.
    With `dry_run` nothing is written and the outcomes tell what would happen. `should_stop` ends it between files.
    """
    outcomes = []
    with GuardedReader() as reader:
        for path in paths:
            if should_stop():
                break
            outcomes.append(_import_one(work, reader, path, as_kind, dry_run, should_stop))
    return tuple(outcomes)


def guess_kind(path: Path, text: str = "") -> IntakeKind:
    """What a file seems to be: a list by its suffix, a reply by the words of its head, else a proposal."""
    if path.suffix.lower() in _LISTS:
        return IntakeKind.LEDGER
    head = "".join(text.split())[:300]
    return IntakeKind.REPLY if _REPLY_WORDS.search(head) else IntakeKind.PROPOSAL


def _import_one(
    work: Workplace,
    reader: GuardedReader,
    path: Path,
    as_kind: IntakeKind | None,
    dry_run: bool,
    should_stop: Callable[[], bool],
) -> ImportOutcome:
    try:
        parsed = _parse(reader, path, as_kind, should_stop)
        with work.store.writing():
            return _import_reply(work, parsed, dry_run)
    except NotYet:
        raise
    except DeskError as problem:
        return ImportOutcome(path, None, as_kind or guess_kind(path), ImportStatus.REFUSED, str(problem))


def _parse(
    reader: GuardedReader, path: Path, as_kind: IntakeKind | None, should_stop: Callable[[], bool]
) -> Parsed:
    if (as_kind or guess_kind(path)) is IntakeKind.LEDGER:
        raise NotYet("清单的导入")
    document = reader.read_document(path, should_stop)
    _refuse_classified(document.text)
    kind = as_kind or guess_kind(path, document.text)
    if kind is IntakeKind.PROPOSAL:
        raise NotYet("提案正文的识别")
    parsed = recognise_reply(document.text)
    if not parsed.paragraphs:
        raise FileProblem("文件里没有读到正文", "请用 WPS 或 Word 打开看看，再另存为 .docx")
    return Parsed(path, kind, document, parsed)


def _refuse_classified(text: str) -> None:
    mark = secrecy_mark(text)
    if mark is not None:
        raise Refused(f"文件标有“{mark.value}”，本软件不处理涉密文件，没有导入", "请在规定的涉密设备上办理")


def _import_reply(work: Workplace, parsed: Parsed, dry_run: bool) -> ImportOutcome:
    case = case_of_reply(work, parsed.reply)
    twin = cases.same_matter(work.store, case)
    known = cases.read_case(work.store, twin) if twin else None
    case = known or case
    reply = reply_of(work, case, parsed.reply)
    status, message = _verdict(work, known, reply)
    name = f"{session_label(case.term, case.session)}第{case.number}号" if case.number else "没有编号的一件"
    if dry_run or status in {ImportStatus.UNCHANGED, ImportStatus.REFUSED}:
        return ImportOutcome(parsed.path, case.id or None, parsed.kind, status, f"{name}：{message}")
    stored = known or create_case(work, case, IMPORT)
    replies.add_reply(work.store, replace(reply, case_id=stored.id), work.now())
    keep_file(work.store, stored.id, parsed.path.name, parsed.path.read_bytes(), Purpose.SOURCE, work.now())
    return ImportOutcome(parsed.path, stored.id, parsed.kind, status, f"{name}：{message}")


def _verdict(work: Workplace, known: Case | None, reply: Reply) -> tuple[ImportStatus, str]:
    if known is None:
        return ImportStatus.NEW, "新建办件和答复"
    stored = replies.read_reply(work.store, known.id)
    if stored is None:
        return ImportStatus.UPDATED, f"办件 #{known.id} 已在，补入答复"
    if stored.sections == reply.sections:
        return ImportStatus.UNCHANGED, f"与办件 #{known.id} 的答复相同"
    return ImportStatus.REFUSED, f"办件 #{known.id} 已有答复，没有覆盖"
