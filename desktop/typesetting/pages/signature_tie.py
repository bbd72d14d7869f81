"""Decide whether the last paragraph must be kept with the signature (GB/T 9704-2012 7.3.5.5: never a signature alone).

For a paragraph kept with the next one, Word leaves the first lines on their page, while LibreOffice moves all of it and
leaves a gap. So a file contains the tie only where the signature would otherwise be alone.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.typesetting.model.block import Block, PrintedDocument
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_filling import PageFiller
from desktop.typesetting.words.imprint import place_imprint


def without_needless_tie(document: PrintedDocument, filler: PageFiller) -> PrintedDocument:
    """Return `document` without keep-with-next on its last body paragraph, unless that would move lines to other pages.

    A short paragraph that stays tied gets `keep_together`, so that it moves as a whole in every program.
    """
    index = _last_body_index(document)
    if index is None:
        return document
    block = document.blocks[index]
    assert isinstance(block, Block)
    untied = _with_block(document, index, replace(block, keep_with_next=False))
    pages = filler.fill(document)
    if _lines_on_pages(pages) == _lines_on_pages(filler.fill(untied)):
        return untied
    lines = sum(line.anchor == block.anchor for page in pages for line in page.lines)
    short = lines <= filler.layout.signature.whole_paragraph_lines
    return _with_block(document, index, replace(block, keep_together=short))


def imprint_stands_alone(document: PrintedDocument, filler: PageFiller) -> bool:
    """True if the imprint does not fit below the text and is alone on the last page (see 7.5)."""
    if not place_imprint(document.imprint, filler.layout).texts:
        return False
    last = filler.fill(document)[-1]
    return bool(last.lines) and not last.body_lines


def _with_block(document: PrintedDocument, index: int, block: Block) -> PrintedDocument:
    return replace(document, blocks=(*document.blocks[:index], block, *document.blocks[index + 1 :]))


def _last_body_index(document: PrintedDocument) -> int | None:
    """The index of the last typed block, if it is kept with the next one; else None."""
    for index in range(len(document.blocks) - 1, -1, -1):
        block = document.blocks[index]
        if isinstance(block, Block) and block.anchor is not None:
            return index if block.keep_with_next else None
    return None


def _lines_on_pages(pages: tuple[Page, ...]) -> list[int]:
    return [len(page.lines) for page in pages]
