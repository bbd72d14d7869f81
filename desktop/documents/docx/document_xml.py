"""word/document.xml: frames of the head, the blocks with a bookmark around each section, the imprint, the page set-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from desktop.documents.docx.frame_xml import FrameWriter
from desktop.documents.docx.package_xml import DECLARATION, NAMESPACES
from desktop.documents.docx.paragraph_xml import ParagraphWriter
from desktop.documents.docx.section_xml import numbered_section_xml, unnumbered_section_xml
from desktop.documents.docx.table_xml import SEPARATOR, table_xml
from desktop.typesetting.model.block import Block, PrintedDocument, TableBlock
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.words.head import place_head
from desktop.typesetting.words.imprint import place_imprint

BOOKMARK_PREFIX = "sec_"
"""Bookmark sec_KEY spans the paragraphs of section KEY, so that a file edited in Word can be read back."""


def document_xml(
    printed: PrintedDocument, layout: Layout, footer_ids: dict[str, str], *, imprint_alone: bool = False
) -> str:
    """The whole part. `imprint_alone`: the imprint begins a new page, having no room below the text."""
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
    """Let the last paragraph end its section: the next one begins a new page."""
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
    """Word allows 40 letters, digits and underscores, and each name once; "" where the section is bookmarked already."""
    name = BOOKMARK_PREFIX + re.sub(r"[^0-9A-Za-z_]", "_", key)[:34]
    if name in taken:
        return ""
    taken.add(name)
    return name
