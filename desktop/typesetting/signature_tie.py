"""Is the last paragraph tied to the signature for good reason? (GB/T 9704-2012 7.3.5.5: a signature never stands alone.)

Word leaves the first lines of a paragraph that is kept with the next one where they are; LibreOffice moves it whole and leaves a
hole. So a file carries the tie only where without it the signature would stand alone.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.typesetting.block import Block, PrintedDocument
from desktop.typesetting.layout import Layout
from desktop.typesetting.measured_text import EmWidths, GlyphWidths
from desktop.typesetting.page_filling import fill


def without_idle_tie(
    document: PrintedDocument, layout: Layout, widths: GlyphWidths | None = None
) -> PrintedDocument:
    """Return `document` with its last body paragraph untied, unless the signature would then begin a page without body text.

    Without `widths` a Chinese character counts one em and a Latin one half of it.
    """
    index = _last_body_index(document)
    if index is None:
        return document
    block = document.blocks[index]
    assert isinstance(block, Block)
    blocks = (*document.blocks[:index], replace(block, keep_with_next=False), *document.blocks[index + 1 :])
    untied = replace(document, blocks=blocks)
    return document if _signature_alone(untied, layout, widths or EmWidths()) else untied


def _last_body_index(document: PrintedDocument) -> int | None:
    """The last block that an officer typed, if it is tied to what follows."""
    for index in range(len(document.blocks) - 1, -1, -1):
        block = document.blocks[index]
        if isinstance(block, Block) and block.anchor is not None:
            return index if block.keep_with_next else None
    return None


def _signature_alone(document: PrintedDocument, layout: Layout, widths: GlyphWidths) -> bool:
    for page in fill(document, layout, widths):
        styles = [line.style for line in page.lines]
        if "issuer" in styles:
            return not any(line.anchor for line in page.lines)
    return False
