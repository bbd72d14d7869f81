"""Measure the outermost ink of a page and compare it with a printer's printable area 「可打印区域」."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.domain.words.shortened import shortened
from desktop.typesetting.model.layout import MM
from desktop.typesetting.model.page import INK_TOP_EM, Page, PlacedLine, ink_height_pt

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


_Box = tuple[tuple[float, float, float, float], str]


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
