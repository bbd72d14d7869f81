"""Export the stored letter as .docx, PDF or text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from desktop.documents.atomic_file import write_atomically
from desktop.documents.plain_text import body_text, letter_text
from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.errors import Refused
from desktop.domain.redaction.redaction import Removal
from desktop.services.cases.cases import get_case
from desktop.services.office.workplace import Workplace
from desktop.services.paper.public_copy import (
    PublicCopy,
    RedactionRequest,
    redacted,
    refuse_open_questions,
    refuse_unreviewed,
)
from desktop.services.writing.composing import compose_reply, layout_of, print_reply
from desktop.services.writing.drafting import open_reply
from desktop.store.history import events
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout

Writer = Callable[[PrintedDocument, Layout, Path], None]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The result of an export: file, warnings, and the Chinese names of facts printed as blanks.

    `removals`: what was found for a public copy, whether removed or kept.
    """

    path: Path
    warnings: tuple[str, ...]
    missing: tuple[str, ...]
    removals: tuple[Removal, ...] = ()


def letter_name(case: Case) -> str:
    """The name of a letter: 第085号提案答复."""
    number = f"第{case.number}号" if case.number else ""
    return f"{number}{case.matter_type.short_label}答复"


def export_reply(
    work: Workplace, case_id: int, out: Path, layout: str | None = None, public: bool = False
) -> ExportReport:
    """Write the letter to `out` (.docx, .pdf or .txt) atomically and record the event.

    Raises Refused for another suffix, FileProblem if the file is open elsewhere, not writable, or the disk
    is full.
    """
    if public:
        return export_public(work, case_id, out, layout)
    _writer(out, work.now())  # a wrong suffix is refused before composing
    reply = open_reply(work, case_id)
    chosen = layout_of(work, reply, layout)
    document = compose_reply(work, get_case(work, case_id), reply, chosen)
    write_document(document, chosen, out, work.now())
    events.add_event(work.store, Event(case_id, work.now(), EventKind.EXPORTED, work.officer, note=out.name))
    return ExportReport(out, document.warnings, document.missing)


def export_public(
    work: Workplace,
    case_id: int,
    out: Path,
    layout: str | None = None,
    request: RedactionRequest | None = None,
) -> ExportReport:
    """Write the public copy 「公开版」 and record what was removed. The file has no author, time or editor.

    Raises Refused before the disclosure review (public_copy.refuse_unreviewed) and while removals are unconfirmed
    (refuse_open_questions), or as `export_reply`.
    """
    _writer(out, None)
    asked, case = request or RedactionRequest(), get_case(work, case_id)
    refuse_unreviewed(work, case)
    reply = open_reply(work, case_id)
    copy = redacted(work, case, reply, layout_of(work, reply, layout), asked)
    refuse_open_questions(copy)
    write_document(copy.document, copy.layout, out, None)
    note = out.name + _summary(copy, asked)
    events.add_event(work.store, Event(case_id, work.now(), EventKind.PUBLIC_COPY, work.officer, note=note))
    return ExportReport(out, copy.document.warnings, copy.document.missing, copy.removals)


def _summary(copy: PublicCopy, request: RedactionRequest) -> str:
    """「，删去联系方式、手机号共2处，保留1处」 for the history: kinds and counts without the removed text."""
    gone = [removal.kind.label for removal in copy.removals if removal.key not in request.kept]
    kept = len(copy.removals) - len(gone)
    words = f"，删去{'、'.join(dict.fromkeys(gone))}共{len(gone)}处" if gone else ""
    return words + (f"，保留{kept}处" if kept else "")


def write_document(document: PrintedDocument, layout: Layout, out: Path, now: datetime | None) -> None:
    """Write any printable document to `out` (.docx, .pdf or .txt) atomically. Raises as `export_reply`.

    `now` is stored in a .docx or .pdf as time of writing; None stores none.
    """
    write = _writer(out, now)
    write_atomically(out, lambda part: write(document, layout, part))


def plain_body(work: Workplace, case_id: int) -> str:
    """The body as plain text for online systems: no title, no signature, one paragraph per line, placeholders filled."""
    return body_text(print_reply(work, case_id))


def _writer(out: Path, now: datetime | None) -> Writer:
    writers: dict[str, Writer] = {
        ".docx": partial(_write_docx, now=now),
        ".pdf": partial(_write_pdf, now=now),
        ".txt": _write_text,
    }
    if out.suffix.lower() not in writers:
        raise Refused(f"不能导出成“{out.suffix or out.name}”", "文件名请以 .docx、.pdf 或 .txt 结尾")
    return writers[out.suffix.lower()]


def _write_docx(document: PrintedDocument, layout: Layout, out: Path, *, now: datetime | None) -> None:
    from desktop.documents.docx.docx_file import (
        docx_bytes,  # imported late: start-up without an export does not load it
    )

    out.write_bytes(docx_bytes(document, layout, now=now))


def _write_pdf(document: PrintedDocument, layout: Layout, out: Path, *, now: datetime | None) -> None:
    from desktop.painting.pdf_writer import write_pdf  # Qt, needed for PDF only

    write_pdf([document], layout, out, now)


def _write_text(document: PrintedDocument, _layout: Layout, out: Path) -> None:
    out.write_text(letter_text(document), encoding="utf-8")
