"""The top of a letter: class mark, title, result and signer, salutation, with their blank lines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from desktop.typesetting.model.block import Align, Block, Run
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.placed import Placed
from desktop.typesetting.model.runs import make_runs
from desktop.typesetting.model.text_width import width_chars
from desktop.typesetting.words.blank_lines import blank_block, blanks, spaced
from desktop.typesetting.words.head import blanks_below_head
from desktop.typesetting.words.letter_words import LetterWords
from desktop.typesetting.words.paragraphs import styled_block
from desktop.typesetting.words.title_lines import break_title

_LEAST_TITLE_GAP = 0.6
"""Of a line: so much blank stays at least below a title that is brought back to the grid."""


def opening_blocks(words: LetterWords, head: Placed, layout: Layout) -> Iterator[Block]:
    """The blocks above the body; `head` is where the red head stands, an empty one for a plain letter."""
    for pitch in blanks_below_head(head, layout):
        yield blank_block(layout, pitch)
    if words.class_mark:
        yield from spaced("class_mark", [styled_block("class_mark", words.class_mark, layout)], layout)
    yield from _title(words, layout)
    if words.result_left or words.result_right:
        yield from spaced("result", _result(words, layout), layout)
    if words.salutation:
        yield from spaced("salutation", [styled_block("salutation", words.salutation, layout)], layout)


def title_block(
    lines: tuple[str, ...], layout: Layout, style_key: str = "title", names: tuple[str, ...] = ()
) -> Block:
    """The title as one block with its line breaks; a single line, or one that is too wide, is broken by meaning."""
    most = layout.text.title_max_chars
    broken = [part for line in lines for part in break_title(line, most, names)]
    runs: list[Run] = []
    ends: list[int] = []
    for line in broken:
        runs += make_runs(line, layout.styles[style_key], layout)
        ends.append(len(runs) - 1)
    return replace(
        styled_block(style_key, "", layout),
        runs=tuple(runs),
        line_breaks_after=tuple(ends[:-1]),
        keep_with_next=True,
    )


def _title(words: LetterWords, layout: Layout) -> Iterator[Block]:
    block = title_block(words.title_lines, layout, names=words.names)
    yield block
    blank_lines = layout.styles["title"].blank_after
    if not blank_lines:
        return
    pitch = layout.grid.pitch_pt
    height = block.pitch_pt * (len(block.line_breaks_after) + 1)
    over = (
        (math.ceil(height / pitch + _LEAST_TITLE_GAP) * pitch - height)
        if layout.grid.title_on_grid
        else pitch
    )
    yield blank_block(layout, round(over, 2), keep_with_next=True)
    yield from blanks(layout, blank_lines - 1)


def _result(words: LetterWords, layout: Layout) -> Iterator[Block]:
    """One line for result and signer; two where they are too long for one."""
    label, colon, name = words.result_right.partition("：")
    style = layout.styles["result"]
    right = make_runs(label + colon, style, layout) + make_runs(name, style, layout, font="h2")
    left = styled_block("result", words.result_left, layout)
    room = layout.paper.text_width_pt / layout.char_pt - style.right_chars - 1
    if width_chars(words.result_left + words.result_right) <= room:
        yield replace(left, right_runs=right)
        return
    yield left
    yield replace(styled_block("result", "", layout), runs=right, align=Align.RIGHT)
