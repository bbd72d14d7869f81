"""The order in which pages go onto the sides of sheets: one side, both sides, or by hand on a printer that turns nothing.

Every document begins on a sheet of its own: behind one that ends on a front side comes an empty back side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from desktop.domain.errors import Refused
from desktop.typesetting.model.page import Page

# Which pages to print 「页码范围」, as people type it: 1-3，5.
_PART = re.compile(r"(\d{1,5})(?:[-－—–~～至到](\d{1,5}))?")
_APART = re.compile(r"[,，、;；\s]+")


def read_page_range(text: str, total: int) -> tuple[int, ...]:
    """The page numbers in rising order, each once; () for "" or 全部, which mean all pages.

    Raises Refused for what is no range, and for one of which no page lies between 1 and `total`.
    """
    words = text.strip()
    if not words or words == "全部":
        return ()
    chosen: set[int] = set()
    for part in filter(None, _APART.split(words)):
        found = _PART.fullmatch(part)
        if found is None:
            raise Refused(f"“{part}”不是页码", "请写成 1-3，5 这样")
        first = int(found[1])
        chosen |= set(range(first, min(int(found[2] or first), total) + 1))
    printed = tuple(sorted(page for page in chosen if 1 <= page <= total))
    if not printed:
        raise Refused(f"没有第{words}页", f"一共{total}页")
    return printed


class Sides(StrEnum):
    """「单双面」. By hand, the fronts (odd pages) are printed first and the backs on the turned stack."""

    LONG_EDGE = "long_edge"
    ONE = "one"
    SHORT_EDGE = "short_edge"
    BY_HAND = "by_hand"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def turns(self) -> bool:
        """Whether both sides are used."""
        return self is not Sides.ONE


class Run(StrEnum):
    """One run of the printer: everything, or by hand the fronts and then the backs."""

    ALL = "all"
    FRONTS = "fronts"
    BACKS = "backs"
    BACKS_LAST_FIRST = "backs_last_first"
    """For printers that lay sheets down with the printed side up, so that the last sheet is on top."""


_LABELS = {
    Sides.LONG_EDGE: "双面（沿长边翻转）",
    Sides.ONE: "单面",
    Sides.SHORT_EDGE: "双面（沿短边翻转）",
    Sides.BY_HAND: "手动双面：先印奇数页，再印偶数页",
}


def sides(documents: Iterable[Sequence[Page]], how: Sides, run: Run = Run.ALL) -> Iterator[Page]:
    """The pages in printing order, one document after the other; an empty side is a Page without lines and rules.

    Drawn one document at a time. For BACKS_LAST_FIRST hand the documents over with the last one first.
    """
    waiting: Page | None = None
    for pages in documents:
        if not how.turns:
            yield from pages
            continue
        if waiting is not None:
            yield waiting
        sheets = _sheets(pages)
        yield from _of_run(sheets, run)
        # the back of the last sheet of a job is left away: no printer need be fed with an empty side at its end
        waiting = _blank(pages[-1]) if run is Run.ALL and len(pages) % 2 else None


def used_sheets(page_counts: Iterable[int], how: Sides) -> int:
    """How many sheets of paper these documents take."""
    return sum((count + 1) // 2 if how.turns else count for count in page_counts)


def _of_run(sheets: list[tuple[Page, Page | None]], run: Run) -> Iterator[Page]:
    if run is Run.ALL:
        yield from (side for sheet in sheets for side in sheet if side is not None)
    elif run is Run.FRONTS:
        yield from (front for front, _ in sheets)
    else:
        turned = reversed(sheets) if run is Run.BACKS_LAST_FIRST else sheets
        yield from (back or _blank(front) for front, back in turned)


def _sheets(pages: Sequence[Page]) -> list[tuple[Page, Page | None]]:
    return [(pages[at], pages[at + 1] if at + 1 < len(pages) else None) for at in range(0, len(pages), 2)]


def _blank(like: Page) -> Page:
    return replace(like, lines=(), rules=())
