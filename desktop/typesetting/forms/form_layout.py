"""A form's own page: the fonts of a layout for letters on the form's paper, with the form's styles beside the letter's."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.forms.form_template import FormPaper, FormStyle, FormTemplate
from desktop.typesetting.model.block import Align
from desktop.typesetting.model.layout import MM, Grid, Layout, Paper, Style

STYLE_PREFIX = "form_"
"""A form's style `label` is the layout's style `form_label`, so that it never hides one of the letter's."""


def form_layout(form: FormTemplate, lender: Layout) -> Layout:
    """The layout that `form` is printed in. `lender` gives fonts, line breaking and the size of one 字; no page numbers."""
    paper = form.paper
    styles = {STYLE_PREFIX + key: _style(style) for key, style in form.styles.items()}
    return replace(
        lender,
        id=f"form-{form.id}",
        version=form.version,
        name=form.name,
        basis=form.basis,
        paper=Paper(
            paper.width_mm, paper.height_mm, paper.top_mm, paper.bottom_mm, paper.left_mm, paper.right_mm
        ),
        styles=lender.styles | styles,
        grid=_grid(lender.grid, form.paper),
        text=replace(lender.text, hanging=False),
        page_number=replace(lender.page_number, shown=False),
        head=None,
        imprint=None,
        clauses=form.clauses,
    )


def _grid(grid: Grid, paper: FormPaper) -> Grid:
    """Lines that fill the type area to its end: LibreOffice puts half of what is left over above the first one."""
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
