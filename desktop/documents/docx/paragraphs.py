"""Write blocks as paragraphs and runs. The form is in the styles; paragraphs and runs hold only what differs from theirs.

So a letter can be restyled in WPS and Word. What every paragraph of a layout has belongs to `letter_base`.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Length, Pt, RGBColor
from docx.text.font import Font as FontFormat
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat

from desktop.documents.docx import elements
from desktop.documents.docx.elements import twips
from desktop.typesetting.model.block import Align, Block, Run, Script
from desktop.typesetting.model.layout import Layout, Style

ALIGNMENTS = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
}


class Container(Protocol):
    """Document, cell or footer: whatever takes paragraphs."""

    def add_paragraph(self) -> Paragraph: ...


class CharacterForm(NamedTuple):
    """The form of the characters of a paragraph style."""

    font: str
    size_pt: float
    bold: bool = False
    colour: str = "000000"


def form_of(style: Style) -> CharacterForm:
    """The form of the characters that a style of the layout gives."""
    return CharacterForm(style.font, style.size_pt, style.bold, style.colour)


def style_id(key: str) -> str:
    """The id of a layout's style in the file; WPS and Word show its name."""
    return "CB" + key.replace("_", "")


class ParagraphWriter:
    """Writes paragraphs into documents that have the styles of the layout."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def add(self, container: Container, block: Block) -> Paragraph:
        """Add the block to the end of `container` and return its paragraph."""
        return self.write(container.add_paragraph(), block)

    def write(self, paragraph: Paragraph, block: Block) -> Paragraph:
        """Write the block into an empty paragraph and return it."""
        style = self._layout.styles[block.style]
        elements.apply_style(paragraph, style_id(block.style))
        self._set_form(paragraph.paragraph_format, block, style)
        add_runs(paragraph, block.runs, form_of(style), self._layout, block.line_breaks_after)
        if block.right_runs:
            paragraph.add_run().add_tab()
            add_runs(paragraph, block.right_runs, form_of(style), self._layout)
        return paragraph

    def _set_form(self, form: ParagraphFormat, block: Block, style: Style) -> None:
        if block.keep_with_next != style.keep_with_next:
            form.keep_with_next = block.keep_with_next
        if block.keep_together:
            form.keep_together = True
        if block.page_break_before:
            form.page_break_before = True
        if block.right_runs:
            room = self._layout.paper.text_width_pt - self._layout.indent_pt(block.right_chars)
            form.tab_stops.add_tab_stop(twips(room), WD_TAB_ALIGNMENT.RIGHT)
        if twips(block.pitch_pt) != twips(self._layout.pitch_of(block.style)):
            elements.leave_grid(form)
            set_pitch(form, block.pitch_pt)
        if _indents_of(block) != _indents_of(style):
            in_characters = style.size_pt == self._layout.body.size_pt
            set_indents(form, self._layout, _indents_of(block), in_characters=in_characters)
        if block.align != style.align:
            form.alignment = ALIGNMENTS[block.align]


def add_runs(
    paragraph: Paragraph,
    runs: tuple[Run, ...],
    base: CharacterForm,
    layout: Layout,
    breaks_after: tuple[int, ...] = (),
) -> None:
    """Add all runs in order, with a line break after those that end a printed line. `base` is the paragraph style's form."""
    for index, run in enumerate(runs):
        written = paragraph.add_run()
        written.add_text(run.text)
        if run.script is Script.EAST_ASIAN:
            elements.hint_east_asian(written)
        form = CharacterForm(run.font, run.size_pt, run.bold, run.colour)
        if form != base or run.fallback:
            set_characters(written.font, form, layout, base=base, fallback=run.fallback)
        if index in breaks_after:
            paragraph.add_run().add_break()


def set_characters(
    font: FontFormat,
    form: CharacterForm,
    layout: Layout,
    *,
    base: CharacterForm | None = None,
    fallback: str = "",
) -> None:
    """Set that in which `form` differs from `base`, everything without a base. `fallback` replaces the font."""
    if base is None or form.font != base.font or fallback:
        role = layout.fonts[form.font]
        elements.name_fonts(font, fallback or role.latin, fallback or role.east_asian)
    if form.bold != (base.bold if base else False):
        font.bold = form.bold
    if form.colour != (base.colour if base else "000000"):
        font.color.rgb = RGBColor.from_string(form.colour)
    if base is None or form.size_pt != base.size_pt:
        elements.space_letters(font, layout.spacing_of(form.size_pt))
        font.size = Pt(round(form.size_pt * 2) / 2)
    elements.match_complex_script(font)


def set_pitch(form: ParagraphFormat, pitch_pt: float) -> None:
    """Set a line spacing of exactly that pitch, nothing before and after."""
    form.space_before, form.space_after, form.line_spacing = Length(0), Length(0), twips(pitch_pt)


def set_indents(
    form: ParagraphFormat, layout: Layout, indents: tuple[float, float, float], *, in_characters: bool
) -> None:
    """Set first-line (negative: hanging), left and right indent in 字.

    `in_characters` states them in characters, too; only valid if the paragraph's characters are those of the body, as Word
    counts the paragraph's. Never for the right indent, which Word and WPS round differently.
    """
    first, left, right = indents
    form.left_indent = twips(layout.indent_pt(left))
    form.right_indent = twips(layout.indent_pt(right))
    form.first_line_indent = twips(layout.indent_pt(first))
    if in_characters:
        elements.indent_in_characters(form, first, left)


def _indents_of(shape: Block | Style) -> tuple[float, float, float]:
    return shape.first_line_chars, shape.left_chars, shape.right_chars
