"""What leaves the house: the letter as .docx, PDF or text, written from what the store holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from desktop.documents.plain_text import body_text, letter_text
from desktop.documents.whole_file import write_whole
from desktop.domain.case import Case
from desktop.domain.errors import Refused
from desktop.domain.event import Event, EventKind
from desktop.domain.reply import Reply
from desktop.services.cases import get_case
from desktop.services.drafting import open_reply
from desktop.services.office import locality_for
from desktop.services.workplace import Workplace
from desktop.store import cases, events
from desktop.typesetting.block import PrintedDocument
from desktop.typesetting.compose import compose
from desktop.typesetting.layout import Layout

Writer = Callable[[PrintedDocument, Layout, Path], None]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The file that was written, what is worth a look, and the Chinese names of facts printed as blanks."""

    path: Path
    warnings: tuple[str, ...]
    missing: tuple[str, ...]


def print_reply(
    work: Workplace, case_id: int, layout: str | None = None, public: bool = False
) -> PrintedDocument:
    """The composed letter of the case's current reply, as the store holds it."""
    case, reply = get_case(work, case_id), open_reply(work, case_id)
    return compose_reply(work, case, reply, layout_of(work, reply, layout), public=public)


def compose_reply(
    work: Workplace, case: Case, reply: Reply, layout: Layout, *, public: bool = False
) -> PrintedDocument:
    """The letter of any reply, stored or still being typed, in the given layout."""
    others = tuple(
        other
        for number in cases.merged_with(work.store, case.id)
        if (other := cases.read_case(work.store, number))
    )
    template = work.library.reply(reply.template)
    return compose(case, reply, template, layout, locality_for(work, case), merged=others, public=public)


def layout_of(work: Workplace, reply: Reply, wanted: str | None = None) -> Layout:
    """The layout of that id, else the reply's own, else its template's. Raises TemplateProblem if there is none."""
    return work.library.layout(wanted or reply.layout or work.library.reply(reply.template).layout)


def export_reply(
    work: Workplace, case_id: int, out: Path, layout: str | None = None, public: bool = False
) -> ExportReport:
    """Write the letter to `out` (.docx, .pdf or .txt) whole or not at all, and log the event.

    Raises Refused for another suffix, FileProblem if the file is open elsewhere, may not be written or has no room.
    """
    _writer(out, work.now())  # a wrong suffix is refused before anything is made
    reply = open_reply(work, case_id)
    chosen = layout_of(work, reply, layout)
    document = compose_reply(work, get_case(work, case_id), reply, chosen, public=public)
    write_document(document, chosen, out, work.now())
    kind = EventKind.PUBLIC_COPY if public else EventKind.EXPORTED
    events.add_event(work.store, Event(case_id, work.now(), kind, work.officer, note=out.name))
    return ExportReport(out, document.warnings, document.missing)


def write_document(document: PrintedDocument, layout: Layout, out: Path, now: datetime) -> None:
    """Write any printable document to `out` (.docx, .pdf or .txt) whole or not at all. Errors as `export_reply`."""
    write = _writer(out, now)
    write_whole(out, lambda part: write(document, layout, part))


def plain_body(work: Workplace, case_id: int) -> str:
    """The body as bare text for online systems: no title, no signature, one paragraph a line, facts filled in."""
    return body_text(print_reply(work, case_id))


def _writer(out: Path, now: datetime) -> Writer:
    writers: dict[str, Writer] = {
        ".docx": partial(_write_docx, now=now),
        ".pdf": _write_pdf,
        ".txt": _write_text,
    }
    if out.suffix.lower() not in writers:
        raise Refused(f"不能导出成“{out.suffix or out.name}”", "文件名请以 .docx、.pdf 或 .txt 结尾")
    return writers[out.suffix.lower()]


def _write_docx(document: PrintedDocument, layout: Layout, out: Path, *, now: datetime) -> None:
    from desktop.documents.docx_writer.docx_file import docx_bytes  # a start need not pay for it

    out.write_bytes(docx_bytes(document, layout, now=now))


def _write_pdf(document: PrintedDocument, layout: Layout, out: Path) -> None:
    from desktop.painting.pdf_writer import write_pdf  # Qt, which the other formats do without

    write_pdf([document], layout, out)


def _write_text(document: PrintedDocument, _layout: Layout, out: Path) -> None:
    out.write_text(letter_text(document), encoding="utf-8")
