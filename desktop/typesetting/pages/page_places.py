"""Where things are on a page: positions of the typed text and back, and the outermost ink beside a printer's reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from desktop.domain.words.shortened import shortened
from desktop.typesetting.model.layout import MM
from desktop.typesetting.model.page import INK_TOP_EM, Page, PlacedLine, ink_height_pt

_Box = tuple[tuple[float, float, float, float], str]


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


# The outermost ink of a page, and a printer's printable area 「可打印区域」.
_SLACK_MM = 0.2
_LONGEST_WORDS = 13
EDGES = ("左", "上", "右", "下")


@dataclass(frozen=True, slots=True)
class EdgeInk:
    """The ink nearest to one edge of the paper: its distance in mm and its content."""

    edge: str
    distance_mm: float
    what: str


@dataclass(frozen=True, slots=True)
class PageInk:
    """The outermost ink of page `number` and its paper size in mm; no `edges` for an empty page."""

    number: int
    width_mm: float
    height_mm: float
    edges: tuple[EdgeInk, ...]


def page_ink(page: Page) -> PageInk:
    """Measure one page by glyph boxes and rules."""
    boxes = list(_boxes(page))
    edges = tuple(EdgeInk(edge, *_nearest(page, boxes, at)) for at, edge in enumerate(EDGES)) if boxes else ()
    return PageInk(page.number, page.width_pt / MM, page.height_pt / MM, edges)


def out_of_reach(inks: Iterable[PageInk], margins_mm: tuple[float, float, float, float]) -> Iterator[str]:
    """What a printer with these margins (left, top, right, bottom, mm) cannot print: 「第2页下边“— 2 —”」."""
    for ink in inks:
        for edge, margin in zip(ink.edges, margins_mm, strict=False):
            if edge.distance_mm < margin - _SLACK_MM:
                yield f"第{ink.number}页{edge.edge}边{edge.what}"


def _nearest(page: Page, boxes: list[_Box], at: int) -> tuple[float, str]:
    far = (0.0, 0.0, page.width_pt, page.height_pt)[at]
    box, what = min(boxes, key=lambda box: abs(box[0][at] - far))
    return (box[at] - far if at < 2 else far - box[at]) / MM, what


def _boxes(page: Page) -> Iterator[_Box]:
    for placed in page.lines:
        if placed.text.strip():
            yield _line_box(placed), _words(placed.text)
    for rule in page.rules:
        right, bottom = rule.left_pt + rule.width_pt, rule.top_pt + rule.height_pt
        yield (rule.left_pt, rule.top_pt, right, bottom), "的线"


def _line_box(placed: PlacedLine) -> tuple[float, float, float, float]:
    """Left and right edge from the glyph advances, top and bottom from the visible height of characters of that size."""
    runs = [run for run in placed.line.runs if run.text.strip()]
    size = max(run.size_pt for run in runs)
    top = placed.baseline_pt - size * INK_TOP_EM
    return min(run.x_pt for run in runs), top, max(run.end_pt for run in runs), top + ink_height_pt(size)


def _words(text: str) -> str:
    return f"“{shortened(text, _LONGEST_WORDS)}”"
