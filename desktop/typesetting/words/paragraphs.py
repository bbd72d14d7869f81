"""Body paragraphs as blocks, styled by their numbering (GB/T 9704-2012 7.3.3, DOMAIN 2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from desktop.domain.letter.outline import is_heading, outline_level
from desktop.typesetting.model.block import Align, Anchor, Block, Run
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.runs import make_runs


# Blank lines are blocks, never space before a paragraph, so that every program counts the same lines.
def blank_block(layout: Layout, pitch_pt: float = 0.0, *, keep_with_next: bool = False) -> Block:
    """One blank line, of the grid's pitch unless given."""
    return Block(
        "body", align=Align.LEFT, pitch_pt=pitch_pt or layout.grid.pitch_pt, keep_with_next=keep_with_next
    )


def blanks(layout: Layout, count: int, *, keep_with_next: bool = False) -> Iterator[Block]:
    """`count` blank lines of the grid."""
    for _ in range(count):
        yield blank_block(layout, keep_with_next=keep_with_next)


def spaced(
    style_key: str, blocks: Iterable[Block], layout: Layout, *, keep_with_next: bool = False
) -> Iterator[Block]:
    """The blocks with the blank lines that the style asks for before and after."""
    style = layout.styles[style_key]
    yield from blanks(layout, style.blank_before, keep_with_next=keep_with_next)
    yield from blocks
    yield from blanks(layout, style.blank_after, keep_with_next=keep_with_next)


# Body paragraphs.
_MAX_RUN_IN = 60
"""Maximum length of a first sentence that is printed as a run-in heading."""
_BLANKS = " \u3000\u00a0"


def section_blocks(key: str, text: str, layout: Layout) -> Iterator[Block]:
    """Yield one block for each typed line that is not blank, anchored to its line in the section."""
    for number, line in enumerate(text.split("\n")):
        words = line.strip(_BLANKS)
        if words:
            yield paragraph_block(words, layout, Anchor(key, number, len(line) - len(line.lstrip(_BLANKS))))


@lru_cache(maxsize=2048)
def paragraph_block(words: str, layout: Layout, anchor: Anchor | None = None) -> Block:
    """The block of one paragraph: a heading, a paragraph with a run-in heading, or plain text."""
    level = outline_level(words)
    if level and is_heading(words):
        return styled_block(f"heading_{level}", words, layout, anchor)
    return styled_block("body", words, layout, anchor, _body_runs(words, level, layout))


def styled_block(
    style_key: str,
    words: str,
    layout: Layout,
    anchor: Anchor | None = None,
    runs: tuple[Run, ...] | None = None,
) -> Block:
    """A block with the formatting of its style; `runs` if the text uses more than the style's font."""
    style = layout.styles[style_key]
    return Block(
        style=style_key,
        runs=make_runs(words, style, layout) if runs is None else runs,
        align=style.align,
        pitch_pt=layout.pitch_of(style_key),
        first_line_chars=style.first_line_chars,
        left_chars=style.left_chars,
        right_chars=style.right_chars,
        keep_with_next=style.keep_with_next,
        anchor=anchor,
    )


def _body_runs(words: str, level: int, layout: Layout) -> tuple[Run, ...]:
    body = layout.body
    end = words.find("。") + 1
    if level == 0 or not 0 < end <= _MAX_RUN_IN:
        return make_runs(words, body, layout)
    heading = layout.styles[f"heading_{level}"]
    return make_runs(words[:end], heading, layout) + make_runs(words[end:], body, layout)
