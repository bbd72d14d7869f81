"""Read and validate templates/forms/*.toml, the forms printed with a reply."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from desktop.documents.templates.toml_template import Fault, TomlTable, read_record
from desktop.domain.forms.form_facts import CHOICE_NAMES, vocabulary_of
from desktop.domain.forms.form_template import ForEach, FormCell, FormPart, FormRow, FormTemplate
from desktop.domain.letter.placeholder import PLACEHOLDER, placeholders_in
from desktop.typesetting.model.block import Align, CellPlace

_ALIGNS = frozenset(Align)
_PLACES = frozenset(CellPlace)


def read_form(table: TomlTable) -> FormTemplate:
    """Return the form in that file. Raises TemplateProblem with file, line and reason if it is invalid."""
    form = read_record(FormTemplate, table)
    table.refuse(_paper_faults(form))
    table.refuse(_style_faults(form))
    table.refuse(_sheet_faults(form))
    for part, part_table in zip(form.parts, table.tables("parts"), strict=True):
        part_table.refuse(_part_faults(part, form))
        for row, row_table in zip(part.rows, part_table.tables("rows"), strict=True):
            row_table.refuse(_row_faults(row, part, form))
    return form


def _paper_faults(form: FormTemplate) -> Iterator[Fault]:
    paper = form.paper
    if not (50 <= paper.width_mm <= 1000 and 50 <= paper.height_mm <= 1000):
        yield "paper.width_mm", "纸张大小应在50至1000毫米之间"
    if min(paper.top_mm, paper.bottom_mm, paper.left_mm, paper.right_mm) < 0:
        yield "paper.top_mm", "页边距不能小于0"
    if paper.width_mm - paper.left_mm - paper.right_mm < 20:
        yield "paper.left_mm", "左右页边距之间不足20毫米"
    if paper.height_mm - paper.top_mm - paper.bottom_mm < 20:
        yield "paper.top_mm", "上下页边距之间不足20毫米"
    yield from (("title", reason) for reason in text_reasons(form.title, vocabulary_of(form.kind).facts))


def _sheet_faults(form: FormTemplate) -> Iterator[Fault]:
    if form.kind.is_of_office != form.for_each.is_of_office:
        wanted = [each for each in ForEach if each.is_of_office == form.kind.is_of_office]
        yield "kind", f"“{form.kind.label}”的 for_each 只能是{'、'.join(wanted)}之一"


def _style_faults(form: FormTemplate) -> Iterator[Fault]:
    if "text" not in form.styles:
        yield "styles", "缺少样式“text”"
    for key, style in form.styles.items():
        if not re.fullmatch("[a-z][a-z0-9_]{0,30}", key):
            yield f"styles.{key}", f"样式“{key}”应由小写英文字母、数字和下划线组成"
        if not 4 <= style.size_pt <= 120:
            yield f"styles.{key}.size_pt", "字号应在4至120磅之间"
        elif not style.size_pt <= style.pitch_pt <= 400:
            yield f"styles.{key}.pitch_pt", "行距不能小于字号，也不能大于400磅"
        if style.align not in _ALIGNS:
            yield f"styles.{key}.align", f"对齐只能是{'、'.join(Align)}之一"
        if not style.name.strip():
            yield f"styles.{key}.name", "样式名称不能为空"


def _part_faults(part: FormPart, form: FormTemplate) -> Iterator[Fault]:
    if part.style not in form.styles:
        yield "style", f"没有名为“{part.style}”的样式"
    if part.rows and part.text:
        yield "text", "一个 [[parts]] 里文字和表格只能有一样"
    if part.rows and (not part.widths_mm or min(part.widths_mm) <= 0):
        yield "widths_mm", "表格要写各栏的宽度，单位毫米，都大于0"
    room = form.paper.width_mm - form.paper.left_mm - form.paper.right_mm
    if sum(part.widths_mm) > room + 0.5:
        yield "widths_mm", f"各栏共宽{sum(part.widths_mm):g}毫米，纸上只有{room:g}毫米"
    if not 0 <= part.head_rows <= len(part.rows):
        yield "head_rows", "表头行数超出了表格的行数"
    if not 0 <= part.frame_pt <= 10:
        yield "frame_pt", "外框线粗细应在0至10磅之间"
    known = vocabulary_of(form.kind)
    for name in part.when:
        if name not in known.facts and name not in known.lists:
            yield "when", f"没有名为“{name}”的事实或列表"
    for key in ("text", "right"):
        yield from ((key, reason) for reason in text_reasons(getattr(part, key), known.facts))


def _row_faults(row: FormRow, part: FormPart, form: FormTemplate) -> Iterator[Fault]:
    lists = vocabulary_of(form.kind).lists
    if row.each and row.each not in lists:
        yield "each", f"没有名为“{row.each}”的列表，可用的有{'、'.join(lists)}"
        return
    paper = form.paper
    if not 0 <= row.height_mm <= paper.height_mm - paper.top_mm - paper.bottom_mm:
        yield "height_mm", "行高应不小于0、不大于版心高"
    if not 1 <= row.across <= 20 or not 0 <= row.at_least <= 500:
        yield "across", "并排数应在1至20之间，最少行数应在0至500之间"
    columns = sum(cell.span for cell in row.cells) * row.across
    if columns != len(part.widths_mm):
        yield "cells", f"这一行占{columns}栏，表格有{len(part.widths_mm)}栏"
    for cell in row.cells:
        yield from (("cells", reason) for reason in _cell_reasons(cell, row, form))


def _cell_reasons(cell: FormCell, row: FormRow, form: FormTemplate) -> Iterator[str]:
    for style in (cell.style, *cell.fits, cell.last or cell.style):
        if style not in form.styles:
            yield f"没有名为“{style}”的样式"
    if cell.span < 1:
        yield "span 至少是1"
    if cell.place not in _PLACES:
        yield f"place 只能是{'、'.join(CellPlace)}之一"
    if cell.choices_of and cell.choices_of not in CHOICE_NAMES:
        yield f"没有名为“{cell.choices_of}”的选项，可用的有{'、'.join(CHOICE_NAMES)}"
    words = vocabulary_of(form.kind)
    known = {**words.facts, **(words.lists[row.each] if row.each else {})}
    for text in (cell.text, cell.ticked, *cell.choices):
        yield from text_reasons(text, known)


def text_reasons(text: str, known: Container[str]) -> Iterator[str]:
    """Yield the reasons for unknown placeholders and for braces that are not placeholders."""
    unknown = [name for name in placeholders_in(text) if name not in known]
    if unknown:
        yield f"没有名为“{unknown[0]}”的占位符"
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        yield "花括号里只能写占位符的名字，如{number}"
