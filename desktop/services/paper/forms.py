"""Forms 「随文表单」: forms that fit a case, one sheet or one per addressee, as blocks, .docx and PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.reply import Reply
from desktop.domain.errors import Refused
from desktop.domain.forms.form_template import ForEach, FormKind, FormTemplate
from desktop.services.cases.cases import get_case
from desktop.services.gates.joint_letter import letter_of
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.services.paper.exporting import ExportReport
from desktop.services.paper.form_source import FormSource, form_source
from desktop.services.paper.sheet_files import Printout, write_printouts
from desktop.services.writing.composing import compose_reply, layout_of, marked
from desktop.store.history import events
from desktop.typesetting.forms.compose_form import FormSheet, compose_form
from desktop.typesetting.lines.measured_text import GlyphWidths

_NOBODY = {
    ForEach.PROPOSER: ("这一件没有填写提案者", "请先补上提案者"),
    ForEach.CO_UNIT: ("这一件没有会办单位", "请先填写会办单位"),
    ForEach.AWAITED_UNIT: ("没有等待回复的会办意见", "已经征求、还没有回复的单位才需要催办"),
}


def forms_for(work: Workplace, case: Case) -> tuple[FormTemplate, ...]:
    """Every form that fits the case in its present status, by kind; forms of its own place first."""
    place = rules_of(work, case).id
    fitting = [
        form
        for form in work.library.forms.values()
        if form.fits(case.matter_type, place) and form.has_its_time(case.status)
    ]
    kinds = list(FormKind)
    return tuple(sorted(fitting, key=lambda form: (kinds.index(form.kind), not form.localities, form.id)))


def form_of_kind(work: Workplace, case: Case, kind: FormKind) -> FormTemplate:
    """The form of that kind for this case. Raises Refused if none fits."""
    found = next((form for form in forms_for(work, case) if form.kind is kind), None)
    if found is None:
        raise Refused(f"没有适用的{kind.label}", "请在 templates/forms 里补一份表单")
    return found


def find_form(work: Workplace, case: Case, word: str) -> FormTemplate:
    """The form that a person names by id, name or kind. Raises Refused, listing all that fit, or if it is not its time."""
    wanted = word.strip()
    for form in forms_for(work, case):
        if wanted in {form.id, form.name, form.kind, form.kind.label}:
            return form
    for form in work.library.forms.values():
        if wanted in {form.id, form.name, form.kind, form.kind.label} and not form.has_its_time(case.status):
            statuses = "、".join(f"“{status.label}”" for status in form.statuses)
            raise Refused(f"{form.name}只在{statuses}时用，这一件是“{case.status.label}”", "请核对办理状态")
    known = work.library.forms.get(wanted)
    if known is not None and not known.kind.is_of_office:
        return known
    names = "、".join(dict.fromkeys(form.kind.label for form in forms_for(work, case)))
    raise Refused(f"没有表单“{word}”", f"可以用：{names}")


def source_of(work: Workplace, case_id: int) -> FormSource:
    """The facts of the case's forms as stored. A case without a reply has forms too; no reply is created."""
    case = get_case(work, case_id)
    reply = letter_of(work, case)
    if reply is None:
        return form_source(work, case, Reply(case_id=case_id))
    return form_source(work, case, reply, compose_reply(work, case, reply, layout_of(work, reply)).title)


def form_sheets(
    source: FormSource, form: FormTemplate, widths: GlyphWidths | None = None
) -> tuple[FormSheet, ...]:
    """The sheets of one form, one per addressee. Raises Refused if it has no addressee."""
    base_layout = source.work.library.layout(form.layout)
    sheets = tuple(compose_form(form, facts, base_layout, widths) for _, facts in source.sheets(form))
    if not sheets:
        raise Refused(*_NOBODY[form.for_each])
    return tuple(replace(sheet, document=marked(source.work, sheet.document)) for sheet in sheets)


def export_form(work: Workplace, case_id: int, word: str, out: Path) -> ExportReport:
    """Write every sheet of one form into `out` (.docx or .pdf) atomically, and record it.

    Raises Refused for an unknown form, a form without addressee, or another suffix; or as `export_reply`.
    """
    source = source_of(work, case_id)
    form = find_form(work, source.case, word)
    sheets = form_sheets(source, form)
    write_printouts([Printout(sheet.document, sheet.layout) for sheet in sheets], out, work.now())
    note = f"{form.name}：{out.name}"
    events.add_event(work.store, Event(case_id, work.now(), EventKind.EXPORTED, work.officer, note=note))
    return ExportReport(out, sheet_warnings(sheets), sheet_missing(sheets))


def sheet_warnings(sheets: tuple[FormSheet, ...]) -> tuple[str, ...]:
    """The warnings of these sheets, each once."""
    warnings = [warning for sheet in sheets for warning in sheet.document.warnings]
    warnings += [
        f"“{sheet.document.title}”排成了{sheet.pages}页，应为1页" for sheet in sheets if sheet.is_too_long
    ]
    return tuple(dict.fromkeys(warnings))


def sheet_missing(sheets: tuple[FormSheet, ...]) -> tuple[str, ...]:
    """The Chinese names of facts that stay blank, each once."""
    return tuple(dict.fromkeys(name for sheet in sheets for name in sheet.document.missing))
