"""Blank lines: blocks of their own, never space before a paragraph, so that every printer counts the same lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.typesetting.model.block import Align, Block
from desktop.typesetting.model.layout import Layout


def blank_block(layout: Layout, pitch_pt: float = 0.0, *, keep_with_next: bool = False) -> Block:
    """One blank line, of the grid's pitch unless told."""
    return Block(
        "body", align=Align.LEFT, pitch_pt=pitch_pt or layout.grid.pitch_pt, keep_with_next=keep_with_next
    )


def blanks(layout: Layout, count: int, *, keep_with_next: bool = False) -> Iterator[Block]:
    """So many blank lines of the grid."""
    for _ in range(count):
        yield blank_block(layout, keep_with_next=keep_with_next)


def spaced(
    style_key: str, blocks: Iterable[Block], layout: Layout, *, keep_with_next: bool = False
) -> Iterator[Block]:
    """An element with the blank lines that its style asks for before and after it."""
    style = layout.styles[style_key]
    yield from blanks(layout, style.blank_before, keep_with_next=keep_with_next)
    yield from blocks
    yield from blanks(layout, style.blank_after, keep_with_next=keep_with_next)
