"""What python-docx has no interface for: frames, the line grid, East Asian fonts, bookmarks, fields, rules of tables.

The only module that reaches behind python-docx's objects. Each function puts its element where the schema wants it, else
Word calls the file damaged. Source: ECMA-376 part 1, 17.3 (paragraphs), 17.4 (tables), 17.6 (sections), 17.8 (fonts).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.hdrftr import FooterPart
from docx.section import _Footer
from docx.shared import Length, Twips
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.font import Font as FontFormat
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat
from docx.text.run import Run
from lxml import etree

from desktop.typesetting.model.layout import Charset, Font

# The children of each kind of properties in schema order, as far as anybody here writes them.
_PARAGRAPH = (
    "w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl", "w:pBdr", "w:tabs",
    "w:overflowPunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl",
    "w:rPr", "w:sectPr",
)  # fmt: skip
_CHARACTERS = ("w:rFonts", "w:b", "w:bCs", "w:color", "w:spacing", "w:sz", "w:szCs", "w:lang")
_TABLE = ("w:tblW", "w:jc", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")
_ROW = ("w:cantSplit", "w:trHeight", "w:tblHeader")


def twips(points: float) -> Length:
    """A length for python-docx, rounded to a twentieth of a point, the unit of the file."""
    return Twips(round(points * 20))


def _element(tag: str, **attributes: str | int) -> etree._Element:
    return OxmlElement(tag, {qn(f"w:{name}"): str(value) for name, value in attributes.items()})


def _put(
    parent: BaseOxmlElement, tag: str, order: tuple[str, ...], **attributes: str | int
) -> etree._Element:
    """Put a new element into `parent` at its place in `order`, instead of one of the same name, and return it."""
    element = _element(tag, **attributes)
    parent.remove_all(tag)
    successor = parent.first_child_found_in(*order[order.index(tag) + 1 :])
    if successor is None:
        parent.append(element)
    else:
        successor.addprevious(element)
    return element


# Characters.
def name_fonts(form: FontFormat, latin: str, east_asian: str) -> None:
    """Name all four fonts of a run or style: a font that is left out would come from the program's own theme."""
    _name_fonts(form.element.get_or_add_rPr().get_or_add_rFonts(), latin, east_asian)


def _name_fonts(fonts: etree._Element, latin: str, east_asian: str) -> None:
    for kind, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", east_asian), ("cs", latin)):
        fonts.set(qn(f"w:{kind}"), name)


# Every second run has it: copying it takes a fifth of the time of building it.
_HINTED = _element("w:rPr")
_HINTED.append(_element("w:rFonts", hint="eastAsia"))


def hint_east_asian(run: Run) -> None:
    """Let the Chinese font print quotes, dashes and ellipses of a new run, which exist in both fonts (TRAPS 5)."""
    run.font.element.insert(0, copy(_HINTED))


def space_letters(form: FontFormat, points: float) -> None:
    """Add `points` after every character."""
    _put(form.element.get_or_add_rPr(), "w:spacing", _CHARACTERS, val=twips(points).twips)


def match_complex_script(form: FontFormat) -> None:
    """Give complex scripts the size and weight that the run or style has, as Word does."""
    properties = form.element.get_or_add_rPr()
    for own, other in (("w:b", "w:bCs"), ("w:sz", "w:szCs")):
        stated = properties.find(qn(own))
        if stated is not None:
            _put(properties, other, _CHARACTERS).attrib.update(stated.attrib)


def set_default_characters(document: Document, latin: str, east_asian: str, size_pt: float) -> None:
    """Set fonts and size of everything that names none (docDefaults)."""
    properties = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _name_fonts(properties.find(qn("w:rFonts")), latin, east_asian)
    for tag in ("w:sz", "w:szCs"):
        properties.find(qn(tag)).set(qn("w:val"), str(round(size_pt * 2)))


# Paragraphs.
def apply_style(paragraph: Paragraph, style_id: str) -> None:
    """As `paragraph.style = …` for a new paragraph; that searches all styles for the default one each time (0.1 ms)."""
    paragraph.paragraph_format.element.insert(0, copy(_styled(style_id)))


@lru_cache
def _styled(style_id: str) -> etree._Element:
    properties = _element("w:pPr")
    properties.append(_element("w:pStyle", val=style_id))
    return properties


def rename_style_id(style: ParagraphStyle, style_id: str) -> None:
    """Change the id that python-docx made of the name."""
    style.element.styleId = style_id


def leave_grid(form: ParagraphFormat) -> None:
    """Let the line spacing hold and not the document grid's pitch."""
    _put(form.element.get_or_add_pPr(), "w:snapToGrid", _PARAGRAPH, val=0)


def indent_in_characters(form: ParagraphFormat, first: float, left: float) -> None:
    """State first-line (negative: hanging) and left indent in 字, too, which Word prefers to the lengths."""
    indent = form.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:leftChars"), str(round(left * 100)))
    indent.set(qn("w:hangingChars" if first < 0 else "w:firstLineChars"), str(round(abs(first) * 100)))


def list_in_navigation(form: ParagraphFormat, level: int) -> None:
    """List paragraphs of the style in the navigation pane at `level` 1 to 9."""
    _put(form.element.get_or_add_pPr(), "w:outlineLvl", _PARAGRAPH, val=level - 1)


def allow_hanging(form: ParagraphFormat) -> None:
    """Take out what the base document says against hanging punctuation; Word and LibreOffice hang by default."""
    properties = form.element.get_or_add_pPr()
    for child in list(properties):
        if etree.QName(child).localname in {"overflowPunct", "AlternateContent"}:
            properties.remove(child)


def close_script_gaps(form: ParagraphFormat) -> None:
    """No gap between Chinese and letters or digits."""
    for tag in ("w:autoSpaceDE", "w:autoSpaceDN"):
        _put(form.element.get_or_add_pPr(), tag, _PARAGRAPH, val=0)


def make_small(paragraph: Paragraph, pitch_pt: float) -> None:
    """Make an empty paragraph exactly that high, off the grid."""
    form = paragraph.paragraph_format
    leave_grid(form)
    form.space_before, form.space_after, form.line_spacing = Length(0), Length(0), twips(pitch_pt)
    form.left_indent, form.first_line_indent = Length(0), Length(0)
    form.element.pPr.ind.set(qn("w:firstLineChars"), "0")
    mark = _put(form.element.pPr, "w:rPr", _PARAGRAPH)
    mark.extend((_element("w:sz", val=2), _element("w:szCs", val=2)))


def rule_above(paragraph: Paragraph, thickness_pt: float, colour: str) -> None:
    """Draw one single line along the upper edge. WPS draws compound lines wrongly (TRAPS 9)."""
    border = _put(paragraph.paragraph_format.element.get_or_add_pPr(), "w:pBdr", _PARAGRAPH)
    border.append(_line("w:top", round(thickness_pt * 8), colour))


def _line(tag: str, eighths: int, colour: str) -> etree._Element:
    return _element(tag, val="single", sz=eighths, space=0, color=colour)


@dataclass(frozen=True, slots=True)
class Frame:
    """A box at a fixed place of the page; paragraphs that follow each other in the same frame share it. Lengths in pt."""

    left: float
    top: float
    width: float
    height: float


def put_in_frame(paragraph: Paragraph, frame: Frame) -> None:
    """Put the paragraph into the frame. No body line stands beside a frame."""
    _put(
        paragraph.paragraph_format.element.get_or_add_pPr(), "w:framePr", _PARAGRAPH,
        w=twips(frame.width).twips, h=twips(frame.height).twips, hRule="exact", hSpace=0, vSpace=0,
        wrap="notBeside", vAnchor="page", hAnchor="page", x=max(1, twips(frame.left).twips), y=max(1, twips(frame.top).twips),
    )  # fmt: skip


def bookmark(first: Paragraph, last: Paragraph, name: str, number: int) -> None:
    """Mark the text from `first` to `last`. `number` must be unique in the document, `name` a valid name of a bookmark."""
    first.paragraph_format.element.get_or_add_pPr().addnext(_element("w:bookmarkStart", id=number, name=name))
    last.paragraph_format.element.append(_element("w:bookmarkEnd", id=number))


def page_number_field(runs: Iterable[Run]) -> None:
    """Make a field of five runs that shows the page's number; its fourth shows 1 until a program counts."""
    begin, order, separate, shown, end = (run.font.element for run in runs)
    for run, kind in ((begin, "begin"), (separate, "separate"), (end, "end")):
        run.append(_element("w:fldChar", fldCharType=kind))
    words = _element("w:instrText")
    words.text = " PAGE "
    words.set(qn("xml:space"), "preserve")
    order.append(words)
    shown.add_t("1")


# Sections and the document.
def set_line_pitch(document: Document, pitch_pt: float) -> None:
    """Set the pitch of the lines grid of the last section."""
    grid = document.element.body.sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:linePitch"), str(twips(pitch_pt).twips))


def compress_punctuation(document: Document) -> None:
    """Let Word compress punctuation, as its own documents do."""
    control = document.settings.element.find(qn("w:characterSpacingControl"))
    control.set(qn("w:val"), "compressPunctuation")


def own_footer(footer: _Footer) -> Paragraph:
    """Give the section an empty footer of its own and return its paragraph.

    As `footer.is_linked_to_previous = False`, which opens a template of python-docx by a path that leads through a folder of
    code, and a frozen program has no such folder.
    """
    document = footer._document_part
    place = document.package.next_partname("/word/footer%d.xml")
    empty = parse_xml(f"<w:ftr {nsdecls('w', 'r')}><w:p/></w:ftr>")
    part = FooterPart(place, CONTENT_TYPE.WML_FOOTER, empty, document.package)
    relation = document.relate_to(part, RELATIONSHIP_TYPE.FOOTER)
    footer._sectPr.add_footerReference(footer._hdrftr_index, relation)
    paragraph: Paragraph = footer.paragraphs[0]
    return paragraph


def end_section_with_text(document: Document) -> None:
    """After `document.add_section`: let the section end in its last paragraph and not in one more, which needs a line."""
    extra = document.element.body.sectPr.getprevious()
    last = extra.getprevious()
    if last is not None and last.tag == qn("w:p"):
        last.set_sectPr(extra.pPr.sectPr)
        extra.getparent().remove(extra)


def font_table(fonts: Iterable[Font]) -> bytes:
    """The part that names fonts, each with the one to take if it is not installed."""
    table = etree.fromstring(f"<w:fonts {nsdecls('w')}/>")
    for name, font in {font.east_asian: font for font in fonts}.items():
        entry = etree.SubElement(table, qn("w:font"), {qn("w:name"): name})
        if font.fallbacks:
            entry.append(_element("w:altName", val=font.fallbacks[0]))
        entry.append(_element("w:charset", val=86))
        entry.append(_element("w:family", val="modern" if font.charset is Charset.GB2312 else "auto"))
        entry.append(_element("w:pitch", val="default"))
    return etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)


# Tables.
_EDGES = ("w:top", "w:left", "w:bottom", "w:right")
_INSIDE = ("w:insideH", "w:insideV")
_THIN_EIGHTHS = 4


def rule_table(table: Table, frame_pt: float | None) -> None:
    """Draw the lines: the outer ones `frame_pt` thick, the inner ones half a point; None draws none."""
    borders = _put(table._tbl.tblPr, "w:tblBorders", _TABLE)
    for edge in (*_EDGES, *_INSIDE):
        if frame_pt is None:
            borders.append(_element(edge, val="nil"))
        else:
            eighths = round(frame_pt * 8) if edge in _EDGES else _THIN_EIGHTHS
            borders.append(_line(edge, eighths, "000000"))


def set_table_form(table: Table, width: Length, beside_pt: float, below_pt: float) -> None:
    """Set the width of the table and the room beside and below the text of its cells."""
    properties = table._tbl.tblPr
    _put(properties, "w:tblW", _TABLE, w=width.twips, type="dxa")
    margins = _put(properties, "w:tblCellMar", _TABLE)
    for tag, points in (("w:left", beside_pt), ("w:bottom", below_pt), ("w:right", beside_pt)):
        margins.append(_element(tag, w=twips(points).twips, type="dxa"))
    properties.remove_all("w:tblLook")  # which parts of a table style show; there is none


def join_cells(row: _Row, cells: Sequence[_Cell]) -> _Cell:
    """Make one cell of empty neighbours in the row. `_Cell.merge` can do more and takes 3 ms for it."""
    first, *others = cells
    first._tc.grid_span = len(cells)
    for other in others:
        row._tr.remove(other._tc)
    return first


def keep_row_whole(row: _Row, *, is_head: bool) -> None:
    """Forbid a page break inside the row; a head row is repeated on every page."""
    properties = row._tr.get_or_add_trPr()
    _put(properties, "w:cantSplit", _ROW)
    if is_head:
        _put(properties, "w:tblHeader", _ROW)
