"""The document that a letter begins as: the base document with page, styles, fonts and page numbers of its layout.

resources/base_document holds the base document and the XML it is built from: no theme, nobody's name, Chinese, no hanging
punctuation. What does not depend on the letter is set here, once for each layout.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.section import Section, _Footer
from docx.shared import Length
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat

from desktop.documents.docx import elements
from desktop.documents.docx.elements import twips
from desktop.documents.docx.paragraphs import (
    ALIGNMENTS,
    CharacterForm,
    add_runs,
    form_of,
    set_characters,
    set_indents,
    set_pitch,
    style_id,
)
from desktop.typesetting.model.block import Align, Run
from desktop.typesetting.model.layout import MM, Layout, PageNumberPlan, Paper
from desktop.typesetting.model.runs import split_by_script

BASE_DOCUMENT = Path(__file__).resolve().parents[3] / "resources" / "base_document" / "base_document.docx"
_PAGE_NUMBER, _PAGE_NUMBER_ID = "页码", style_id("page_number")
_LAYOUTS_IN_USE = 16


def empty_letter(layout: Layout) -> Document:
    """A new document without text, with everything that depends on the layout alone."""
    return docx.Document(io.BytesIO(_base_of(layout)))


@lru_cache(_LAYOUTS_IN_USE)
def _base_of(layout: Layout) -> bytes:
    document = docx.Document(str(BASE_DOCUMENT))
    _set_defaults(document, layout)
    _add_styles(document, layout)
    _set_page(document.sections[0], layout.paper, layout.page_number)
    elements.set_line_pitch(document, layout.grid.pitch_pt)
    _add_page_numbers(document, layout)
    fonts = elements.font_table(layout.fonts.values())
    part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, fonts, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_defaults(document: Document, layout: Layout) -> None:
    """Set what running text is like, so that no program asks its own template."""
    font, rules = layout.fonts[layout.body.font], layout.text
    elements.set_default_characters(document, font.latin, font.east_asian, layout.body.size_pt)
    normal = document.styles["Normal"].paragraph_format
    normal.line_spacing = twips(layout.grid.pitch_pt)
    normal.widow_control = rules.widow_control
    if rules.hanging:
        elements.allow_hanging(normal)
    if not rules.autospace:
        elements.close_script_gaps(normal)
    if rules.compress:
        elements.compress_punctuation(document)


def _add_styles(document: Document, layout: Layout) -> None:
    """Add one named Chinese paragraph style for each style of the layout, and that of the page number."""
    styles = {key: _add_style(document, style.name, style_id(key)) for key, style in layout.styles.items()}
    for key, added in styles.items():
        heads_text = key.startswith("heading") or key == "salutation"
        added.next_paragraph_style = styles["body" if heads_text else key]
        added.quick_style = True
        set_characters(added.font, form_of(layout.styles[key]), layout)
        _set_form(added.paragraph_format, key, layout)
    number = _add_style(document, _PAGE_NUMBER, _PAGE_NUMBER_ID)
    set_characters(number.font, _number_form(layout.page_number), layout)
    set_pitch(number.paragraph_format, layout.page_number.size_pt)
    elements.leave_grid(number.paragraph_format)


def _add_style(document: Document, name: str, identity: str) -> ParagraphStyle:
    """A new style below Normal. An office's layout may use a name twice, or that of a style which is there already."""
    unused = name if name not in document.styles else f"{name} {identity}"
    style: ParagraphStyle = document.styles.add_style(unused, WD_STYLE_TYPE.PARAGRAPH)
    elements.rename_style_id(style, identity)
    style.base_style = document.styles["Normal"]
    return style


def _set_form(form: ParagraphFormat, key: str, layout: Layout) -> None:
    style, pitch = layout.styles[key], layout.pitch_of(key)
    if style.keep_with_next:
        form.keep_with_next = True
    if pitch != layout.grid.pitch_pt:
        elements.leave_grid(form)
    set_pitch(form, pitch)
    indents = (style.first_line_chars, style.left_chars, style.right_chars)
    set_indents(form, layout, indents, in_characters=style.size_pt == layout.body.size_pt)
    form.alignment = ALIGNMENTS[style.align]
    if style.outline_level:
        elements.list_in_navigation(form, style.outline_level)


def _set_page(section: Section, paper: Paper, number: PageNumberPlan) -> None:
    section.page_width, section.page_height = _mm(paper.width_mm), _mm(paper.height_mm)
    section.top_margin, section.bottom_margin = _mm(paper.top_mm), _mm(paper.bottom_mm)
    section.left_margin, section.right_margin = _mm(paper.left_mm), _mm(paper.right_mm)
    section.header_distance = _mm(min(15.0, paper.top_mm / 2))
    # The footer's lower edge stands where it puts the middle of the number's dash below the text as the layout wants.
    section.footer_distance = _mm(max(5.0, paper.bottom_mm - number.below_text_mm - number.size_pt / 2 / MM))


def _mm(length: float) -> Length:
    return twips(length * MM)


# Page numbers (GB/T 9704-2012 7.5).
def _add_page_numbers(document: Document, layout: Layout) -> None:
    """Add footers with the number: at the outer edge if mirrored, none on the first page if the layout wants none there."""
    plan, section = layout.page_number, document.sections[0]
    if not plan.shown:
        return
    _add_page_number(_add_footer(section.footer), layout, Align.RIGHT if plan.mirrored else Align.CENTER)
    if plan.mirrored:
        document.settings.odd_and_even_pages_header_footer = True
        _add_page_number(_add_footer(section.even_page_footer), layout, Align.LEFT)
    if not plan.on_first_page:
        section.different_first_page_header_footer = True
        _add_footer(section.first_page_footer)


def add_unnumbered_section(document: Document, layout: Layout) -> None:
    """Begin a section on a new page without page numbers. The text before it must be complete."""
    section = document.add_section()
    elements.end_section_with_text(document)
    section.different_first_page_header_footer = False
    if layout.page_number.shown:
        _add_footer(section.footer)
        if layout.page_number.mirrored:
            _add_footer(section.even_page_footer)


def _add_footer(footer: _Footer) -> Paragraph:
    """Give the section this footer of its own and return its one paragraph, empty."""
    paragraph = elements.own_footer(footer)
    elements.apply_style(paragraph, _PAGE_NUMBER_ID)
    return paragraph


def _add_page_number(paragraph: Paragraph, layout: Layout, align: Align) -> None:
    plan = layout.page_number
    form = paragraph.paragraph_format
    form.alignment = ALIGNMENTS[align]
    inset = twips(plan.inset_chars * plan.size_pt)
    if align is Align.LEFT:
        form.left_indent = inset
    elif align is Align.RIGHT:
        form.right_indent = inset
    before, after = plan.form.split("{page}", 1)
    add_runs(paragraph, _runs(before, plan), _number_form(plan), layout)
    elements.page_number_field([paragraph.add_run() for _ in range(5)])
    add_runs(paragraph, _runs(after, plan), _number_form(plan), layout)


def _runs(text: str, plan: PageNumberPlan) -> tuple[Run, ...]:
    return tuple(Run(piece, script, plan.font, plan.size_pt) for script, piece in split_by_script(text))


def _number_form(plan: PageNumberPlan) -> CharacterForm:
    return CharacterForm(plan.font, plan.size_pt)
