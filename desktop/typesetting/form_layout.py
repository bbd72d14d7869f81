"""A form's own page: the fonts of a layout for letters on the form's paper, with the form's styles beside the letter's."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.form_template import FormStyle, FormTemplate
from desktop.typesetting.block import Align
from desktop.typesetting.layout import Layout, Paper, Style, TextRules

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
        text=_rules(lender.text),
        page_number=replace(lender.page_number, shown=False),
        head=None,
        imprint=None,
        clauses=form.clauses,
    )


def _rules(text: TextRules) -> TextRules:
    """Narrow cells: no gaps between Chinese and digits, so that a date needs the same room everywhere."""
    return replace(text, autospace=False, hanging=False)


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
    )
