"""Blocks of a form: lines, cells, and boxes □ ☑ before answers; and the layout of the form's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.domain.forms.form_facts import FormFacts
from desktop.domain.forms.form_template import FormCell, FormPaper, FormPart, FormStyle, FormTemplate
from desktop.typesetting.lines.measured_text import GlyphWidths, measure
from desktop.typesetting.model.block import Align, Block
from desktop.typesetting.model.layout import MM, Grid, Layout, Paper, Style
from desktop.typesetting.model.runs import make_runs
from desktop.typesetting.pages.table_filling import CELL_PADDING_PT
from desktop.typesetting.words.letter_words import printable
from desktop.typesetting.words.paragraphs import styled_block

# The form's layout: fonts and styles of a layout for letters, with the form's paper and styles.
STYLE_PREFIX = "form_"
"""A form's style `label` becomes the layout's style `form_label`, so that it cannot replace a style of the letter."""


def form_layout(form: FormTemplate, base_layout: Layout) -> Layout:
    """The layout that `form` is printed in. `base_layout` gives fonts, line breaking, the size of one 字, and the place of
    page numbers if the form wants any.
    """
    paper = form.paper
    styles = {STYLE_PREFIX + key: _style(style) for key, style in form.styles.items()}
    return replace(
        base_layout,
        id=f"form-{form.id}",
        version=form.version,
        name=form.name,
        basis=form.basis,
        paper=Paper(
            paper.width_mm, paper.height_mm, paper.top_mm, paper.bottom_mm, paper.left_mm, paper.right_mm
        ),
        styles=base_layout.styles | styles,
        grid=_grid(base_layout.grid, form.paper),
        text=replace(base_layout.text, hanging=False),
        page_number=replace(base_layout.page_number, shown=form.page_numbers),
        head=None,
        imprint=None,
        clauses=form.clauses,
    )


def _grid(grid: Grid, paper: FormPaper) -> Grid:
    """A grid that fills the type area exactly: LibreOffice puts half of any remainder above the first line."""
    height = (paper.height_mm - paper.top_mm - paper.bottom_mm) * MM
    lines = max(1, int(height / grid.pitch_pt))
    return replace(grid, lines=lines, pitch_pt=int(height / lines * 20) / 20)


def _style(style: FormStyle) -> Style:
    return Style(
        name=style.name,
        font=style.font,
        size_pt=style.size_pt,
        pitch_pt=style.pitch_pt,
        align=Align(style.align),
        first_line_chars=style.first_line_chars,
        left_chars=style.left_chars,
        right_chars=style.right_chars,
        bold=style.bold,
        keep_with_next=style.keep_with_next,
    )


# The texts of a form.
EMPTY_BOX, TICKED_BOX = "□", "☑"


@dataclass(slots=True)
class FormWords:
    """Fills the texts of one sheet and collects missing facts and warnings."""

    form: FormTemplate
    facts: FormFacts
    layout: Layout
    widths: GlyphWidths
    missing: dict[str, None] = field(default_factory=dict)
    warnings: dict[str, None] = field(default_factory=dict)

    def wanted(self, part: FormPart) -> bool:
        """True if the part is printed: it has no condition, or one of the facts or lists it names is known."""
        return not part.when or any(
            self.facts.values.get(name) or self.facts.entries.get(name) for name in part.when
        )

    def lines(self, part: FormPart) -> tuple[Block, ...]:
        """The blocks of a text part, one per line; an empty line gives a blank block."""
        texts = self._filled(part.text).split("\n")
        blocks = [self._block(text, part.style) for text in texts]
        if part.right:
            runs = make_runs(self._filled(part.right), self._style(part.style), self.layout)
            blocks[-1] = replace(blocks[-1], right_runs=runs)
        return tuple(blocks)

    def cell(
        self, cell: FormCell, width_mm: float, entry: Mapping[str, str] | None, of_list: str
    ) -> tuple[Block, ...]:
        """The blocks of one cell of that width. An entry of None in a repeated row leaves the cell empty."""
        if of_list and entry is None:
            return (self._block("", cell.style),)
        text = self._filled(cell.text, entry, of_list)
        if of_list:
            text = "\n".join(
                line for line in text.split("\n") if line.strip()
            )  # an address without a postcode
        answers = self._answers(cell, entry, of_list)
        words = "\n".join(part for part in (text, answers) if part)
        style = self._fitting(cell, words, width_mm)
        *above, last = words.split("\n")
        return (*(self._block(line, style) for line in above), self._block(last, cell.last or style))

    def _answers(self, cell: FormCell, entry: Mapping[str, str] | None, of_list: str) -> str:
        choices = tuple(self._filled(choice, entry, of_list) for choice in cell.choices)
        choices += self.facts.choices.get(cell.choices_of, ()) if cell.choices_of else ()
        ticked = self.facts.fill(cell.ticked, entry, of_list)
        chosen = ticked.text if ticked.found or not ticked.missing else ""
        return cell.apart.join((TICKED_BOX if choice == chosen else EMPTY_BOX) + choice for choice in choices)

    def _fitting(self, cell: FormCell, words: str, width_mm: float) -> str:
        """The first style in which the longest line fits on one line, else the last one."""
        room = width_mm * MM - 2 * CELL_PADDING_PT
        styles = (cell.style, *cell.fits)
        longest = max(words.split("\n"), key=len)
        for style in styles[:-1]:
            measured = measure(make_runs(longest, self._style(style), self.layout), self.layout, self.widths)
            if not longest or measured.width(0, len(measured.text)) <= room:
                return style
        return styles[-1]

    def _filled(self, text: str, entry: Mapping[str, str] | None = None, of_list: str = "") -> str:
        filled = self.facts.fill(text, entry, of_list)
        self.missing.update(dict.fromkeys(filled.missing))
        typed = printable(filled.text, f"“{self.form.name}”里")
        self.warnings.update(dict.fromkeys(typed.warnings))
        return typed.text

    def _block(self, text: str, style: str) -> Block:
        return styled_block(STYLE_PREFIX + style, text, self.layout)

    def _style(self, key: str) -> Style:
        return self.layout.styles[STYLE_PREFIX + key]
