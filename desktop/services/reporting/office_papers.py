"""Papers over many cases 「汇总文书」: year's summary, work plan, task table, weekly progress, reminders of sections,
what became of promises.

Each is a form (templates/forms) filled from the statistics and the cases of a choice; the officer writes the rest in Word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.documents.sheets.ledger_xlsx import write_ledger
from desktop.domain.case.event import Event, EventKind
from desktop.domain.errors import Refused
from desktop.domain.figures.ledger import ColumnKind, LedgerColumn
from desktop.domain.forms.form_facts import OF_THE_OFFICE, FormFacts
from desktop.domain.forms.form_template import ForEach, FormKind, FormPart, FormTemplate
from desktop.domain.letter.placeholder import PLACEHOLDER
from desktop.domain.letter.unwritten import TO_DO
from desktop.domain.words.dates import iso_date
from desktop.services.office.office import read_office
from desktop.services.office.rules import office_rules
from desktop.services.office.workplace import Workplace
from desktop.services.paper.forms import sheet_missing, sheet_warnings
from desktop.services.paper.sheet_files import Printout, write_printouts
from desktop.services.reporting.case_lines import (
    Line,
    followup_lines,
    in_words,
    items_by_section,
    reminder_lines,
    summary_lines,
    task_lines,
    weekly_progress,
)
from desktop.services.reporting.office_source import OfficeChoice, OfficeSource, office_source
from desktop.services.reporting.self_check import self_check
from desktop.store.history.events import add_event
from desktop.typesetting.forms.compose_form import FormSheet, compose_form
from desktop.typesetting.model.block import TableBlock

OFFICE_KINDS = tuple(kind for kind in FormKind if kind.is_of_office)
TABLES = (
    FormKind.SELF_CHECK,
    FormKind.TASK_TABLE,
    FormKind.KEY_PROGRESS,
    FormKind.SECTION_REMINDER,
    FormKind.FOLLOWUP_LIST,
)
"""Papers that are one table, which may be written as .xlsx too."""
_MM_A_CHARACTER = 2.0
_SECTION_COLUMN = LedgerColumn("section", "承办科室", 16.0)


@dataclass(frozen=True, slots=True)
class OfficePaper:
    """A paper that was written: its file, the number of places left to write, warnings, names of unknown facts."""

    path: Path
    to_write: int = 0
    warnings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What the officer still has to do, one sentence each."""
        to_write = (f"还有 {self.to_write} 处【待写】要填写",) if self.to_write else ()
        blank = (f"留空手填：{'、'.join(self.missing)}",) if self.missing else ()
        return (*to_write, *blank, *self.warnings)


@dataclass(frozen=True, slots=True)
class _Content:
    """The values and the lists of one sheet; `reminded` are the cases that a reminder names."""

    values: Mapping[str, str]
    lines: Mapping[str, tuple[Line, ...]]
    reminded: tuple[int, ...] = ()


def office_form(work: Workplace, kind: FormKind) -> FormTemplate:
    """The form of that kind; one of the office's own place goes first. Raises Refused if there is none."""
    place = office_rules(work).id
    forms = [form for form in work.library.forms.values() if form.kind is kind]
    fitting = [form for form in forms if not form.localities or place in form.localities]
    if not fitting:
        raise Refused(f"没有{kind.label}的表单", "请在 templates/forms 里补一份表单")
    return min(fitting, key=lambda form: (not form.localities, form.id))


def office_kind(word: str) -> FormKind:
    """The kind that a person names by its name, a part of it, or its id. Raises Refused, listing all."""
    wanted = word.strip()
    fitting = [kind for kind in OFFICE_KINDS if wanted == kind or (len(wanted) > 1 and wanted in kind.label)]
    if len(fitting) != 1:
        names = "、".join(kind.label for kind in OFFICE_KINDS)
        raise Refused(f"没有名为“{word}”的汇总文书", f"可以用：{names}")
    return fitting[0]


def office_sheets(work: Workplace, kind: FormKind, choice: OfficeChoice) -> tuple[FormSheet, ...]:
    """The sheets of a paper. Raises Refused if the choice holds nothing to write about."""
    return _composed(work, office_form(work, kind), _contents(office_source(work, choice), kind))


def _composed(work: Workplace, form: FormTemplate, contents: Sequence[_Content]) -> tuple[FormSheet, ...]:
    base_layout = work.library.layout(form.layout)
    return tuple(compose_form(form, _facts(form, content), base_layout) for content in contents)


def export_office_paper(work: Workplace, out: Path, kind: FormKind, choice: OfficeChoice) -> OfficePaper:
    """Write a paper as .docx or .pdf, a table also as .xlsx, atomically. A reminder is recorded in each case it names.

    Raises Refused for another suffix or nothing to write about, FileProblem if it cannot be written.
    """
    form = office_form(work, kind)
    suffix = out.suffix.lower()
    wanted = {".docx", ".pdf"} | ({".xlsx"} if kind in TABLES else set())
    if suffix not in wanted:
        ends = "、".join(sorted(wanted))
        raise Refused(f"{kind.label}不能写成“{out.suffix or out.name}”", f"文件名请以 {ends} 结尾")
    contents = _contents(office_source(work, choice), kind)
    if suffix == ".xlsx":
        _write_table(work, out, form, contents)
        paper = OfficePaper(out)
    else:
        sheets = _composed(work, form, contents)
        write_printouts([Printout(sheet.document, sheet.layout) for sheet in sheets], out, work.now())
        paper = OfficePaper(out, _left_to_write(sheets), sheet_warnings(sheets), sheet_missing(sheets))
    if kind is FormKind.SECTION_REMINDER:
        _record_reminder(work, contents, f"{kind.label}：{out.name}")
    return paper


def _contents(source: OfficeSource, kind: FormKind) -> tuple[_Content, ...]:
    values = source.figures()
    if kind is FormKind.SECTION_REMINDER:
        return _reminders(source, values)
    if kind is FormKind.KEY_PROGRESS:
        progress = weekly_progress(source)
        if not progress.lines:
            raise Refused("没有在办的重点件", "把办件标为重点，或另选办件")
        return (_Content({**values, **progress.values}, {"progress": progress.lines}),)
    if kind is FormKind.FOLLOWUP_LIST:
        followed = followup_lines(source)
        if not followed:
            raise Refused("没有列入计划、也没有作过承诺的答复件", "请换一个届次、年度，或另选办件")
        cases = str(len({line["number"] for line in followed}))
        return (_Content({**values, "task_count": cases}, {"followups": followed}),)
    if kind is FormKind.SELF_CHECK:
        checked = self_check(source)
        return (_Content({**values, **checked.values}, {"scores": checked.lines}),)
    lines = summary_lines(source) | {"tasks": task_lines(source)}
    if kind is FormKind.TASK_TABLE and not lines["tasks"]:
        raise Refused("选中的办件都已退回或撤案", "请另选办件")
    return (_Content({**values, "task_count": str(len(lines["tasks"]))}, lines),)


def _reminders(source: OfficeSource, values: Mapping[str, str]) -> tuple[_Content, ...]:
    days = source.choice.within_days
    found = items_by_section(source)
    if not found:
        raise Refused(f"没有逾期和 {days} 天内到期的事项", "不用催办；要看得更远，把天数写大些")
    return tuple(
        _Content(
            {**values, **one.values, "within_days": str(days)},
            {"reminders": reminder_lines(source.work, one)},
            one.case_ids,
        )
        for one in found
    )


def _facts(form: FormTemplate, content: _Content) -> FormFacts:
    values = {"form": form.name, **content.values}
    return FormFacts(
        {name: value for name, value in values.items() if value},
        {name: in_words(lines) for name, lines in content.lines.items()},
        vocabulary=OF_THE_OFFICE,
    )


def _left_to_write(sheets: Sequence[FormSheet]) -> int:
    """The number of prompts 【待写：…】 that the officer replaces by words."""
    blocks = [
        block for sheet in sheets for block in sheet.document.blocks if not isinstance(block, TableBlock)
    ]
    return sum(len(TO_DO.findall(block.text)) for block in blocks)


def _record_reminder(work: Workplace, contents: Sequence[_Content], note: str) -> None:
    with work.store.writing():
        for case_id in dict.fromkeys(case_id for content in contents for case_id in content.reminded):
            add_event(work.store, Event(case_id, work.now(), EventKind.EXPORTED, work.officer, note=note))


# The same table as .xlsx: its columns are those of the form.
def _write_table(work: Workplace, out: Path, form: FormTemplate, contents: Sequence[_Content]) -> None:
    name, columns = table_columns(form)
    by_section = form.for_each is ForEach.SECTION
    rows: list[Line] = []
    for content in contents:
        section = {"section": content.values["section"]} if by_section else {}
        rows += [
            {**line, **section, "n": len(rows) + place}
            for place, line in enumerate(content.lines.get(name, ()), 1)
        ]
    note = "　".join(filter(None, (contents[0].values.get("scope", ""), iso_date(work.today))))
    title = f"{read_office(work).unit}{form.name}"
    shown = (_SECTION_COLUMN, *columns) if by_section else columns
    write_ledger(out, title, shown, rows, note, sheet_name=form.kind.label)


def table_columns(form: FormTemplate) -> tuple[str, tuple[LedgerColumn, ...]]:
    """The list of the form's table, and a column for each placeholder of its repeated row under the words of its head.

    A cell with several placeholders gives as many columns, each with the Chinese name of the placeholder. Raises Refused
    for a form without such a row.
    """
    found = [(part, row) for part in form.parts for row in part.rows if row.each]
    if not found:
        raise Refused(f"“{form.name}”里没有表格", "请另存为 .docx 或 .pdf")
    part, row = found[0]
    head = part.rows[0].cells if part.head_rows else ()
    columns: list[LedgerColumn] = []
    for place, cell in enumerate(row.cells):
        keys = PLACEHOLDER.findall(cell.text)
        captions = [OF_THE_OFFICE.lists[row.each].get(key, key) for key in keys]
        if len(keys) == 1 and place < len(head):
            captions = [head[place].text.replace("\n", "").replace("　", "")]
        width = max(_width(part, place) / max(len(keys), 1), 8.0)
        columns += [LedgerColumn(key, caption, width) for key, caption in zip(keys, captions, strict=True)]
    return row.each, tuple(map(_typed, columns))


def _width(part: FormPart, place: int) -> float:
    return part.widths_mm[place] / _MM_A_CHARACTER


def _typed(column: LedgerColumn) -> LedgerColumn:
    kinds = {"n": ColumnKind.COUNT, "due": ColumnKind.DATE, "number": ColumnKind.CENTRED}
    return replace(column, kind=kinds.get(column.key, ColumnKind.TEXT))
