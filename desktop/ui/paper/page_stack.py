"""Geometry of pages one below the other or side by side, in device-independent pixels at a zoom."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QScreen

from desktop.typesetting.model.page import Page

MARGIN = 16
GAP = 16


@dataclass(frozen=True, slots=True)
class PageStack:
    """`pages` at `pixels_per_pt`, centred in `width` pixels if they fit; `abreast` of them side by side."""

    pages: tuple[Page, ...]
    pixels_per_pt: float
    width: float
    abreast: int = 1

    @property
    def content_width(self) -> int:
        return self._row_width + 2 * MARGIN

    @property
    def content_height(self) -> int:
        """Height of all pages with the margins between and around them."""
        return self._top(len(self.pages)) - GAP + MARGIN if self.pages else 2 * MARGIN

    def rect(self, index: int) -> QRectF:
        """The rectangle of page `index`, on whole pixels, so that its edges are sharp."""
        page = self.pages[index]
        width, height = round(page.width_pt * self.pixels_per_pt), self._height(page)
        room = width if self.abreast == 1 else self._row_width
        left = max(MARGIN, round((self.width - room) / 2))
        return QRectF(left + index % self.abreast * (self._widest + GAP), self._top(index), width, height)

    def page_at(self, y: float, x: float = 0.0) -> int:
        """Index of the page at that point; between two rows one of the lower row, below all pages the last one."""
        for index in range(0, len(self.pages), self.abreast):
            row = range(index, min(index + self.abreast, len(self.pages)))
            if y < max(self.rect(one).bottom() for one in row):
                return max((one for one in row if x >= self.rect(one).left()), default=index)
        return len(self.pages) - 1

    def share_at(self, y: float) -> tuple[int, float]:
        """The page at that height, and the share of its height above it; (0, 0.0) without pages."""
        if not self.pages:
            return 0, 0.0
        index = self.page_at(y)
        rect = self.rect(index)
        return index, (y - rect.top()) / rect.height()

    def height_of(self, place: tuple[int, float]) -> float:
        """The inverse of `share_at` at this zoom; the top if that page no longer exists."""
        index, share = place
        if index >= len(self.pages):
            return 0.0
        rect = self.rect(index)
        return rect.top() + share * rect.height()

    def to_page(self, index: int, point: QPointF) -> QPointF:
        """Convert a point of the stack to pt on page `index`."""
        corner = self.rect(index).topLeft()
        return QPointF(
            (point.x() - corner.x()) / self.pixels_per_pt, (point.y() - corner.y()) / self.pixels_per_pt
        )

    @property
    def _widest(self) -> int:
        return round(max((page.width_pt for page in self.pages), default=0.0) * self.pixels_per_pt)

    @property
    def _row_width(self) -> int:
        return self.abreast * (self._widest + GAP) - GAP

    def _top(self, index: int) -> int:
        """The top of the row of that page; for `index` = number of pages, the top of the row that would follow."""
        rows = -(-index // self.abreast) if index == len(self.pages) else index // self.abreast
        starts = range(0, rows * self.abreast, self.abreast)
        return MARGIN + sum(
            max(self._height(page) for page in self.pages[start : start + self.abreast]) + GAP
            for start in starts
        )

    def _height(self, page: Page) -> int:
        return round(page.height_pt * self.pixels_per_pt)


def fitting_scale(pages: tuple[Page, ...], size: QSize, abreast: int = 1, *, whole: bool = False) -> float:
    """Pixels per pt at which the widest page, or row of pages, fills the width of `size`, margins included.

    `whole`: the height of a page fits as well.
    """
    widest = max((page.width_pt for page in pages), default=0.0)
    highest = max((page.height_pt for page in pages), default=0.0)
    if not widest:
        return 1.0
    across = (size.width() - 2 * MARGIN - (abreast - 1) * GAP) / (abreast * widest)
    down = (size.height() - 2 * MARGIN) / highest
    return max(0.1, min(across, down) if whole else across)


def true_scale(screen: QScreen) -> float:
    """Device-independent pixels per pt at true size; a screen that reports an impossible size counts as one of 96 dpi."""
    dots = screen.physicalDotsPerInch()
    return (dots if 60 <= dots <= 400 else 96.0) / 72
