"""Compose a printable sheet from a form template and its facts; screen, PDF, printer and docx print the same blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.domain.forms.form_facts import MAY_BE_EMPTY, FormFacts
from desktop.domain.forms.form_template import FormCell, FormPart, FormRow, FormTemplate
from desktop.typesetting.forms.form_words import FormWords, form_layout
from desktop.typesetting.lines.measured_text import EmWidths, GlyphWidths
from desktop.typesetting.model.block import Block, CellPlace, PrintedDocument, TableBlock
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.pages.page_filling import PageFiller
from desktop.typesetting.pages.table_filling import fill_rows

_SPARE_PT = 10.0
"""Left free below a stretched table, in pt: other programs measure rules and the paragraph after a table differently."""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One printed form: the document, its layout and its number of pages."""

    document: PrintedDocument
    layout: Layout
    form: FormTemplate
    pages: int = 1

    @property
    def is_too_long(self) -> bool:
        """True if the form is expected on one page and takes more."""
        return self.form.one_page and self.pages > 1


def compose_form(
    form: FormTemplate, facts: FormFacts, base_layout: Layout, widths: GlyphWidths | None = None
) -> FormSheet:
    """Return one sheet. `base_layout` lends its fonts; `widths` are those of its real fonts, else halves and ems.

    Missing facts are listed in `missing` and leave space for handwriting.
    """
    layout = form_layout(form, base_layout)
    filler = PageFiller(layout, widths or EmWidths())
    words = FormWords(form, facts, layout, filler.blocks.widths)
    parts = [part for part in form.parts if words.wanted(part)]
    blocks = [block for part in parts for block in _blocks(part, words)]
    title = facts.fill(form.title).text.strip() or form.name
    document = PrintedDocument(
        layout.id,
        title,
        tuple(blocks),
        missing=_missing(words),
        warnings=tuple(words.warnings),
    )
    shares = [_shares(part, facts) for part in parts if part.rows]
    return _stretched(FormSheet(document, layout, form), shares, filler)


def _missing(words: FormWords) -> tuple[str, ...]:
    """The Chinese names of the missing facts, each once."""
    known = words.facts.vocabulary.facts
    names = (known.get(name, name) for name in words.missing if name not in MAY_BE_EMPTY)
    return tuple(dict.fromkeys(names))


def _blocks(part: FormPart, words: FormWords) -> Iterator[Block | TableBlock]:
    if part.rows:
        yield _table(part, words)
    else:
        yield from words.lines(part)


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[tuple[Block, ...], ...]
    height_mm: float
    spans: tuple[int, ...]
    places: tuple[CellPlace, ...]


def _table(part: FormPart, words: FormWords) -> TableBlock:
    rows = [row for plan in part.rows for row in _rows(plan, part, words)]
    return TableBlock(
        rows=tuple(row.cells for row in rows),
        widths_mm=part.widths_mm,
        head_rows=part.head_rows,
        row_heights_mm=tuple(row.height_mm for row in rows),
        spans=tuple(row.spans for row in rows),
        places=tuple(row.places for row in rows),
        ruled=part.ruled,
        frame_pt=part.frame_pt,
    )


def _rows(plan: FormRow, part: FormPart, words: FormWords) -> Iterator[_Row]:
    cells = plan.cells * plan.across
    for group in _groups(plan, words.facts):
        column, filled = 0, []
        for index, cell in enumerate(cells):
            width = sum(part.widths_mm[column : column + cell.span])
            filled.append(words.cell(cell, width, group[index // len(plan.cells)], plan.each))
            column += cell.span
        yield _Row(tuple(filled), plan.height_mm, tuple(c.span for c in cells), tuple(map(_place, cells)))


def _place(cell: FormCell) -> CellPlace:
    return CellPlace(cell.place)


def _groups(plan: FormRow, facts: FormFacts) -> list[list[dict[str, str] | None]]:
    """For each printed row its entries from left to right; None is an empty one."""
    if not plan.each:
        return [[None] * plan.across]
    entries: list[dict[str, str] | None] = [dict(entry) for entry in facts.entries.get(plan.each, ())]
    rows = max(-(-len(entries) // plan.across), plan.at_least)
    entries += [None] * (rows * plan.across - len(entries))
    return [entries[start : start + plan.across] for start in range(0, len(entries), plan.across)]


def _shares(part: FormPart, facts: FormFacts) -> list[float]:
    """The share of the free height that each printed row takes."""
    return [plan.stretch for plan in part.rows for _ in _groups(plan, facts)]


def _stretched(sheet: FormSheet, shares: list[list[float]], filler: PageFiller) -> FormSheet:
    """The sheet with its free height distributed over the rows with a share, and its pages counted."""
    pages = filler.fill(sheet.document)
    total = sum(sum(part) for part in shares)
    if len(pages) > 1 or not total:
        return replace(sheet, pages=len(pages))
    paper = sheet.layout.paper
    lowest = max([line.top_pt + line.line.pitch_pt for line in pages[0].lines] or [0.0])
    lowest = max([lowest, *(rule.top_pt + rule.height_pt for rule in pages[0].rules)])
    free = (paper.height_mm - paper.bottom_mm) * MM - lowest - _SPARE_PT
    if free <= 0:
        return sheet
    tables, blocks = iter(shares), []
    for block in sheet.document.blocks:
        if isinstance(block, TableBlock):
            block = _grown(block, next(tables), free / total, filler)
        blocks.append(block)
    return replace(sheet, document=replace(sheet.document, blocks=tuple(blocks)))


def _grown(table: TableBlock, shares: list[float], pt_a_share: float, filler: PageFiller) -> TableBlock:
    """The table with the height of each row increased by its share, starting from the height of its text."""
    paper = filler.layout.paper
    rows = fill_rows(table, filler.blocks, paper.left_mm * MM, paper.text_width_pt)
    heights = (
        (row.height_pt + share * pt_a_share) / MM if share else least
        for row, share, least in zip(rows, shares, table.row_heights_mm, strict=True)
    )
    return replace(table, row_heights_mm=tuple(heights))
