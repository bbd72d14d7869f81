"""Map positions in the typed text to positions on the page, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from desktop.typesetting.model.page import Page, PlacedLine


@dataclass(frozen=True, slots=True)
class TypedPosition:
    r"""A position in the typed text: section, line of its text (`text.split("\n")`) and character in that line."""

    section_key: str
    paragraph: int
    offset: int


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """Page, line and character, each from 1 (「第 3 页 第 12 行」), and the line's `top_pt` and `height_pt` on its page."""

    page: int
    line: int
    character: int
    x_pt: float
    top_pt: float
    height_pt: float


def place_of(pages: Sequence[Page], position: TypedPosition) -> PaperPlace | None:
    """The place where that character, or the end of a paragraph, is printed; None if the line is not printed."""
    best = None
    for page, placed in _lines_of(pages, position.section_key):
        anchor = placed.anchor
        if anchor is None or anchor.paragraph != position.paragraph:
            continue
        offset = position.offset - anchor.offset
        if best is None or placed.line.start <= offset:
            best = _place(page, placed, max(placed.line.start, min(offset, placed.line.end)))
    return best


def _place(page: Page, placed: PlacedLine, offset: int) -> PaperPlace:
    edges = _edges(placed)
    index = min(offset - placed.line.start, len(edges) - 1)
    return PaperPlace(
        page.number, placed.number, index + 1, edges[index], placed.top_pt, placed.line.pitch_pt
    )


def _lines_of(pages: Iterable[Page], section_key: str) -> Iterator[tuple[Page, PlacedLine]]:
    for page in pages:
        for placed in page.lines:
            if placed.anchor and placed.anchor.section_key == section_key:
                yield page, placed


def section_lines(page: Page, section_key: str) -> tuple[PlacedLine, ...]:
    """The lines of that section on this page."""
    return tuple(placed for _, placed in _lines_of((page,), section_key))


def position_at(page: Page, x_pt: float, y_pt: float) -> TypedPosition | None:
    """The character boundary nearest to that point of the page; None if there is no typed text.

    A point in the margin maps to the start or end of the line beside it.
    """
    for placed in page.lines:
        if placed.anchor and placed.top_pt <= y_pt < placed.top_pt + placed.line.pitch_pt:
            edges = _edges(placed)
            nearest = min(range(len(edges)), key=lambda index: abs(edges[index] - x_pt))
            offset = placed.line.start + nearest + placed.anchor.offset
            return TypedPosition(placed.anchor.section_key, placed.anchor.paragraph, offset)
    return None


def _edges(placed: PlacedLine) -> list[float]:
    """Left edge of each character of the line and right edge of the last one."""
    edges: list[float] = []
    for run in placed.line.runs:
        edges += list(accumulate(run.advances, initial=run.x_pt))[:-1]
    runs = placed.line.runs
    return [*edges, runs[-1].end_pt] if runs else [0.0]
