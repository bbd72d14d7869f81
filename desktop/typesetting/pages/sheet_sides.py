"""Order pages onto sheets: one-sided, two-sided, or two-sided by hand on a printer without duplex; and read page ranges.

Every document begins on a new sheet: after a document that ends on a front side an empty back side is inserted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from desktop.domain.errors import Refused
from desktop.typesetting.model.page import Page

# Page ranges 「页码范围」 as typed: 1-3，5.
_PART = re.compile(r"(\d{1,5})(?:[-－—–~～至到](\d{1,5}))?")
_APART = re.compile(r"[,，、;；\s]+")


def read_page_range(text: str, total: int) -> tuple[int, ...]:
    """The page numbers in ascending order, each once; () for "" or 全部, which mean all pages.

    Raises Refused for an invalid range, and for one without a page between 1 and `total`.
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


# Order of the sides.
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
        """True if both sides are used."""
        return self is not Sides.ONE


class Run(StrEnum):
    """One printer run: all pages, or by hand first the fronts, then the backs."""

    ALL = "all"
    FRONTS = "fronts"
    BACKS = "backs"
    BACKS_LAST_FIRST = "backs_last_first"
    """For printers that output sheets face up, so that the last sheet is on top."""


_LABELS = {
    Sides.LONG_EDGE: "双面（沿长边翻转）",
    Sides.ONE: "单面",
    Sides.SHORT_EDGE: "双面（沿短边翻转）",
    Sides.BY_HAND: "手动双面：先印奇数页，再印偶数页",
}


def sides(documents: Iterable[Sequence[Page]], how: Sides, run: Run = Run.ALL) -> Iterator[Page]:
    """The pages in printing order, document by document; an empty side is a Page without lines and rules.

    Lazy, one document at a time. For BACKS_LAST_FIRST pass the documents in reverse order.
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
        # the back of the last sheet of a job is omitted, so that no empty side is printed at the end
        waiting = _blank(pages[-1]) if run is Run.ALL and len(pages) % 2 else None


def sheet_count(page_counts: Iterable[int], how: Sides) -> int:
    """The number of sheets of paper for these documents."""
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
