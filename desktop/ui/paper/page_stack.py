"""Pages one below the other, or two abreast: where each stands, at a zoom, in device-independent pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QScreen

from desktop.typesetting.model.page import Page

MARGIN = 16
GAP = 16


@dataclass(frozen=True, slots=True)
class PageStack:
    """`pages` at `pixels_per_pt`, centred in `width` pixels where there is room; `abreast` of them side by side."""

    pages: tuple[Page, ...]
    pixels_per_pt: float
    width: float
    abreast: int = 1

    @property
    def content_width(self) -> int:
        return self._row_width + 2 * MARGIN

    @property
    def content_height(self) -> int:
        """Height of all pages with the room between and around them."""
        return self._top(len(self.pages)) - GAP + MARGIN if self.pages else 2 * MARGIN

    def rect(self, index: int) -> QRectF:
        """The paper of page `index`, on whole pixels, so that its edges stay sharp."""
        page = self.pages[index]
        width, height = round(page.width_pt * self.pixels_per_pt), self._height(page)
        room = width if self.abreast == 1 else self._row_width
        left = max(MARGIN, round((self.width - room) / 2))
        return QRectF(left + index % self.abreast * (self._widest + GAP), self._top(index), width, height)

    def page_at(self, y: float, x: float = 0.0) -> int:
        """Index of the page at that place; between two rows the lower one, below the last the last, the left one of a row."""
        for index in range(0, len(self.pages), self.abreast):
            row = range(index, min(index + self.abreast, len(self.pages)))
            if y < max(self.rect(one).bottom() for one in row):
                return max((one for one in row if x >= self.rect(one).left()), default=index)
        return len(self.pages) - 1

    def share_at(self, y: float) -> tuple[int, float]:
        """The page at that height and which share of it lies above; (0, 0.0) without pages."""
        if not self.pages:
            return 0, 0.0
        index = self.page_at(y)
        rect = self.rect(index)
        return index, (y - rect.top()) / rect.height()

    def height_of(self, place: tuple[int, float]) -> float:
        """The opposite of share_at, at this zoom; the top if that page is gone."""
        index, share = place
        if index >= len(self.pages):
            return 0.0
        rect = self.rect(index)
        return rect.top() + share * rect.height()

    def to_page(self, index: int, point: QPointF) -> QPointF:
        """A point of the stack in pt of page `index`."""
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
        """Where the row of that page begins; for the number of pages, where a further row would."""
        rows = -(-index // self.abreast) if index == len(self.pages) else index // self.abreast
        starts = range(0, rows * self.abreast, self.abreast)
        return MARGIN + sum(
            max(self._height(page) for page in self.pages[start : start + self.abreast]) + GAP
            for start in starts
        )

    def _height(self, page: Page) -> int:
        return round(page.height_pt * self.pixels_per_pt)


def fitting_scale(pages: tuple[Page, ...], size: QSize, abreast: int = 1, *, whole: bool = False) -> float:
    """Pixels in a pt at which the widest page, or a row of them, fills the width of `size`, the room beside it included.

    `whole`: so small that a page is in view from head to foot as well.
    """
    widest = max((page.width_pt for page in pages), default=0.0)
    highest = max((page.height_pt for page in pages), default=0.0)
    if not widest:
        return 1.0
    across = (size.width() - 2 * MARGIN - (abreast - 1) * GAP) / (abreast * widest)
    down = (size.height() - 2 * MARGIN) / highest
    return max(0.1, min(across, down) if whole else across)


def true_scale(screen: QScreen) -> float:
    """Device-independent pixels in a pt at true size; a screen that lies about its own size counts as a usual one of 96 dpi."""
    dots = screen.physicalDotsPerInch()
    return (dots if 60 <= dots <= 400 else 96.0) / 72
