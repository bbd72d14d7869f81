"""The follow-up letter 「落实情况复函」 on paper: composed as every letter is, in the layout of its template."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.reply import Reply, ReplyFields, Section
from desktop.domain.errors import Refused
from desktop.domain.records.followup_letter import FollowupLetter
from desktop.services.cases.cases import get_case
from desktop.services.handling.followup_letters import followup_template
from desktop.services.office.workplace import Workplace
from desktop.services.paper.exporting import ExportReport, write_document
from desktop.services.paper.sheet_files import Printout
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.store.history import events
from desktop.store.history.handling import FOLLOWUP_LETTERS


def letter_printout(work: Workplace, letter: FollowupLetter) -> Printout:
    """The composed letter. Raises Refused if there is no template for it."""
    template = followup_template(work)
    fields = ReplyFields(
        signer=letter.signer,
        issuer=letter.issuer,
        issue_date=letter.issue_date,
        document_number=letter.document_number,
        contact_person=letter.contact_person,
        contact_phone=letter.contact_phone,
    )
    sections = (Section("body", letter.body),)
    reply = Reply(0, letter.case_id, 1, template.id, template.version, "", fields, sections)
    layout = layout_of(work, reply)
    return Printout(compose_reply(work, get_case(work, letter.case_id), reply, layout), layout)


def export_letter(work: Workplace, letter_id: int, out: Path) -> ExportReport:
    """Write the letter as stored to `out` (.docx, .pdf or .txt) and record it. Raises Refused for an unknown letter or suffix."""
    letter = FOLLOWUP_LETTERS.by_id(work.store, letter_id)
    if letter is None:
        raise Refused(f"没有序号为 {letter_id} 的落实情况复函", "请先列出这一件的复函，核对序号")
    printed = letter_printout(work, letter)
    write_document(printed.document, printed.layout, out, work.now())
    note = f"{letter.label}：{out.name}"
    events.add_event(
        work.store, Event(letter.case_id, work.now(), EventKind.EXPORTED, work.officer, note=note)
    )
    return ExportReport(out, printed.document.warnings, printed.document.missing)
