"""The last paragraph is kept with the signature only where necessary, for every position of the body's end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.case.reply import Section
from desktop.typesetting.lines.measured_text import EmWidths
from desktop.typesetting.model.block import Block, PrintedDocument
from desktop.typesetting.pages.page_filling import PageFiller, fill
from desktop.typesetting.pages.signature_tie import without_needless_tie
from tests.letters import LAYOUTS, REPLY, letter, library


def a_letter_of(lines: int, last_lines: int, layout: str) -> PrintedDocument:
    """A body of `lines` short paragraphs, then one of `last_lines` lines."""
    last = "字" * (library().layouts[layout].grid.chars * last_lines - 4)
    text = "\n".join(["短句。"] * lines + [last])
    return letter(layout, reply=replace(REPLY, sections=(Section("answer", text),)))


def last_body(printed: PrintedDocument) -> Block:
    return [block for block in printed.blocks if isinstance(block, Block) and block.anchor][-1]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("last_lines", [1, 3, 8])
def test_a_signature_is_never_alone_and_untying_changes_no_page(layout: str, last_lines: int) -> None:
    known = library().layouts[layout]
    tied = 0
    for lines in range(2, 2 + known.grid.lines):
        printed = a_letter_of(lines, last_lines, layout)
        resolved = without_needless_tie(printed, PageFiller(known, EmWidths()))
        pages = fill(resolved, known, EmWidths())
        (signed,) = [page for page in pages if any(line.style == "issuer" for line in page.lines)]
        assert any(line.anchor for line in signed.lines)
        before = fill(printed, known, EmWidths())
        assert [len(page.lines) for page in pages] == [len(page.lines) for page in before]
        tied += last_body(resolved).keep_with_next
        assert last_body(resolved).keep_together == (last_body(resolved).keep_with_next and last_lines <= 3)
    assert 0 < tied < 9


def test_a_letter_without_body_is_unchanged() -> None:
    printed = letter(reply=replace(REPLY, sections=()))
    filler = PageFiller(library().layouts["gbt9704"], EmWidths())
    assert without_needless_tie(printed, filler) is printed
