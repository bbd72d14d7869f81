"""Write word/document.xml: frames of head and imprint, blocks and tables, section bookmarks, page set-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from desktop.documents.docx.package_xml import DECLARATION, NAMESPACES
from desktop.documents.docx.paragraph_xml import ParagraphWriter, exact_spacing, twips
from desktop.documents.docx.section_xml import numbered_section_xml, unnumbered_section_xml
from desktop.typesetting.model.block import (
    Block,
    CellPlace,
    Placed,
    PlacedRule,
    PlacedText,
    PrintedDocument,
    TableBlock,
)
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.pages.table_filling import CELL_BOTTOM_PT, CELL_PADDING_PT
from desktop.typesetting.words.head import place_head
from desktop.typesetting.words.imprint import place_imprint

# Head and imprint as page-anchored frames, which Word, WPS and LibreOffice position alike.
#
# Every rule is a frame with a single border: WPS renders compound lines wrongly (TRAPS 9). Frames of the head extend to the next
# one, so that no body line is placed between them.
_THINNEST_FRAME_PT = 2.0


@dataclass(frozen=True, slots=True)
class FrameWriter:
    """Writes the frames of one document."""

    layout: Layout
    paragraphs: ParagraphWriter

    def head(self, placed: Placed) -> str:
        """Frames of mark, number and rules, covering the area from the top of the type area to the first body line."""
        if not placed.texts:
            return ""
        things: list[PlacedText | PlacedRule] = [*placed.texts, *placed.rules]
        things.sort(key=lambda thing: thing.top_mm)
        above = [thing for thing in things if thing.top_mm < placed.first_text_mm]
        below = [thing for thing in things if thing.top_mm >= placed.first_text_mm]
        ends = [*(thing.top_mm for thing in above[1:]), placed.first_text_mm]
        top = min([self.layout.paper.top_mm, *(thing.top_mm for thing in above[:1])])
        written = []
        for thing, end in zip(above, ends, strict=True):
            written.append(self._frame(thing, top, end))
            top = end
        return "".join(written) + "".join(self._frame(thing, thing.top_mm, 0.0) for thing in below)

    def imprint(self, placed: Placed) -> str:
        """Frames of lines and rules at the foot of the last page, and the small paragraph that anchors them."""
        if not placed.texts:
            return ""
        things: list[PlacedText | PlacedRule] = [*placed.rules, *placed.texts]
        frames = "".join(self._frame(thing, thing.top_mm, 0.0) for thing in things)
        return f"{frames}<w:p><w:pPr>{_small(1)}</w:pPr></w:p>"

    def _frame(self, thing: PlacedText | PlacedRule, top_mm: float, end_mm: float) -> str:
        if isinstance(thing, PlacedRule):
            height = max((end_mm - top_mm) * MM, _THINNEST_FRAME_PT)
            return _rule(thing, _frame_properties(thing.left_mm, top_mm, thing.width_mm, height))
        height = max((end_mm - top_mm) * MM, thing.height_mm * MM)
        frame = _frame_properties(thing.left_mm, top_mm, thing.width_mm, height)
        return "".join(self._text(thing, frame, (thing.top_mm - top_mm) * MM))

    def _text(self, thing: PlacedText, frame: str, above_pt: float) -> Iterator[str]:
        if above_pt >= 1:
            yield f"<w:p><w:pPr>{frame}{_small(above_pt)}</w:pPr></w:p>"
        for block in thing.blocks:
            yield self.paragraphs.paragraph(block, frame=frame)


def _frame_properties(left_mm: float, top_mm: float, width_mm: float, height_pt: float) -> str:
    return (
        f'<w:framePr w:w="{twips(width_mm * MM)}" w:h="{twips(height_pt)}" w:hRule="exact" w:hSpace="0" w:vSpace="0"'
        f' w:wrap="notBeside" w:vAnchor="page" w:hAnchor="page"'
        f' w:x="{max(1, twips(left_mm * MM))}" w:y="{max(1, twips(top_mm * MM))}"/>'
    )


def _rule(rule: PlacedRule, frame: str) -> str:
    border = (
        f'<w:top w:val="single" w:sz="{round(rule.thickness_pt * 8)}" w:space="0" w:color="{rule.colour}"/>'
    )
    return f"<w:p><w:pPr>{frame}<w:pBdr>{border}</w:pBdr>{_small(1)}</w:pPr></w:p>"


def _small(pitch_pt: float) -> str:
    """Properties of an empty paragraph of exactly that height."""
    return (
        f'<w:snapToGrid w:val="0"/>{exact_spacing(pitch_pt)}<w:ind w:left="0" w:firstLineChars="0" w:firstLine="0"/>'
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
    )


# Ruled tables: repeated head rows, rows not split across pages, minimum heights.
_EDGES = ("top", "left", "bottom", "right")
_INSIDE = ("insideH", "insideV")
_PLACES = {CellPlace.TOP: "top", CellPlace.MIDDLE: "center", CellPlace.BOTTOM: "bottom"}
_THIN_EIGHTHS = 4
_MARGIN_TWIPS = twips(CELL_PADDING_PT)
_BOTTOM_TWIPS = twips(CELL_BOTTOM_PT)

SEPARATOR = (
    '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
)
"""Paragraph of 1 pt that Word requires after a table at the end of a file or before another table."""


def table_xml(table: TableBlock, paragraphs: ParagraphWriter, room_pt: float) -> str:
    """One table with fixed column widths, scaled down to `room_pt` if wider. Put SEPARATOR between two tables."""
    wanted = [width * MM for width in table.widths_mm]
    scale = min(1.0, room_pt / sum(wanted)) if sum(wanted) > 0 else 1.0
    widths = [twips(width * scale) for width in wanted]
    borders = _borders(table)
    form = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{_MARGIN_TWIPS}" w:type="dxa"/>'
        f'<w:bottom w:w="{_BOTTOM_TWIPS}" w:type="dxa"/><w:right w:w="{_MARGIN_TWIPS}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(index, table, widths, paragraphs) for index in range(len(table.rows)))
    return f"<w:tbl>{form}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _row(index: int, table: TableBlock, widths: list[int], paragraphs: ParagraphWriter) -> str:
    form = "<w:cantSplit/>"
    if index < len(table.row_heights_mm):
        form += f'<w:trHeight w:val="{twips(table.row_heights_mm[index] * MM)}" w:hRule="atLeast"/>'
    if index < table.head_rows:
        form += "<w:tblHeader/>"
    spans = table.spans[index] if table.spans else (1,) * len(table.rows[index])
    places = table.places[index] if table.places else (CellPlace.MIDDLE,) * len(spans)
    cells, column = "", 0
    head = index < table.head_rows
    for cell, span, place in zip(table.rows[index], spans, places, strict=True):
        blocks = tuple(replace(block, keep_with_next=True) for block in cell) if head else cell
        cells += _cell(blocks, sum(widths[column : column + span]), span, place, paragraphs)
        column += span
    return f"<w:tr><w:trPr>{form}</w:trPr>{cells}</w:tr>"


def _borders(table: TableBlock) -> str:
    if not table.ruled:
        return "".join(f'<w:{edge} w:val="nil"/>' for edge in (*_EDGES, *_INSIDE))
    inks = dict.fromkeys(_EDGES, round(table.frame_pt * 8)) | dict.fromkeys(_INSIDE, _THIN_EIGHTHS)
    return "".join(
        f'<w:{edge} w:val="single" w:sz="{ink}" w:space="0" w:color="000000"/>' for edge, ink in inks.items()
    )


def _cell(
    blocks: tuple[Block, ...], width: int, span: int, place: CellPlace, paragraphs: ParagraphWriter
) -> str:
    words = "".join(paragraphs.paragraph(block) for block in blocks) or "<w:p/>"
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}<w:vAlign w:val="{_PLACES[place]}"/></w:tcPr>'
        f"{words}</w:tc>"
    )


# The document part.
BOOKMARK_PREFIX = "sec_"
"""Bookmark sec_KEY spans the paragraphs of section KEY, so that a file edited in Word can be imported again."""


def document_xml(
    printed: PrintedDocument, layout: Layout, footer_ids: dict[str, str], *, imprint_alone: bool = False
) -> str:
    """The complete part. `imprint_alone`: the imprint does not fit below the text and begins a new page."""
    paragraphs = ParagraphWriter(layout)
    frames = FrameWriter(layout, paragraphs)
    section = numbered_section_xml(layout, footer_ids)
    body = frames.head(place_head(printed.letterhead, layout)) + "".join(
        _body(printed.blocks, paragraphs, layout.paper.text_width_pt)
    )
    if imprint_alone:
        body, section = _ending_section(body, section), unnumbered_section_xml(layout, footer_ids)
    body += frames.imprint(place_imprint(printed.imprint, layout)) + section
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def _ending_section(body: str, section: str) -> str:
    """Add section properties to the last paragraph, so that a new page follows."""
    if not body.endswith("</w:p>"):
        return f"{body}<w:p><w:pPr>{section}</w:pPr></w:p>"
    start = body.rindex("<w:p>")
    return body[:start] + body[start:].replace("</w:pPr>", f"{section}</w:pPr>", 1)


def _body(
    blocks: tuple[Block | TableBlock, ...], paragraphs: ParagraphWriter, room_pt: float
) -> Iterator[str]:
    taken: set[str] = set()
    for key, group in groupby(blocks, key=_section_key):
        section = list(group)
        name = _bookmark_name(key, taken) if key else ""
        last = len(section) - 1
        for index, block in enumerate(section):
            if isinstance(block, TableBlock):
                alone = index == last or isinstance(section[index + 1], TableBlock)
                yield table_xml(block, paragraphs, room_pt) + (SEPARATOR if alone else "")
                continue
            before = f'<w:bookmarkStart w:id="{len(taken)}" w:name="{name}"/>' if name and index == 0 else ""
            after = f'<w:bookmarkEnd w:id="{len(taken)}"/>' if name and index == last else ""
            yield paragraphs.paragraph(block, before=before, after=after)


def _section_key(block: Block | TableBlock) -> str:
    return block.anchor.section_key if isinstance(block, Block) and block.anchor else ""


def _bookmark_name(key: str, taken: set[str]) -> str:
    """A valid bookmark name (at most 40 letters, digits, underscores); "" if the name is already used."""
    name = BOOKMARK_PREFIX + re.sub(r"[^0-9A-Za-z_]", "_", key)[:34]
    if name in taken:
        return ""
    taken.add(name)
    return name
