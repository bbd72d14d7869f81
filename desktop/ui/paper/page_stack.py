"""Pages one below the other: where each stands, at a zoom, in device-independent pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QScreen

from desktop.typesetting.page import Page

MARGIN = 16
GAP = 16


@dataclass(frozen=True, slots=True)
class PageStack:
    """`pages` at `pixels_per_pt`, centred in `width` pixels where there is room."""

    pages: tuple[Page, ...]
    pixels_per_pt: float
    width: float

    @property
    def content_width(self) -> int:
        widest = max((page.width_pt for page in self.pages), default=0.0)
        return round(widest * self.pixels_per_pt) + 2 * MARGIN

    @property
    def content_height(self) -> int:
        """Height of all pages with the room between and around them."""
        return self._top(len(self.pages)) - GAP + MARGIN if self.pages else 2 * MARGIN

    def rect(self, index: int) -> QRectF:
        """The paper of page `index`, on whole pixels, so that its edges stay sharp."""
        page = self.pages[index]
        width, height = round(page.width_pt * self.pixels_per_pt), self._height(page)
        left = max(MARGIN, round((self.width - width) / 2))
        return QRectF(left, self._top(index), width, height)

    def page_at(self, y: float) -> int:
        """Index of the page at that height; between two pages the lower one, below the last the last."""
        for index in range(len(self.pages)):
            if y < self.rect(index).bottom():
                return index
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

    def _top(self, index: int) -> int:
        return MARGIN + sum(self._height(page) + GAP for page in self.pages[:index])

    def _height(self, page: Page) -> int:
        return round(page.height_pt * self.pixels_per_pt)


def fitting_scale(pages: tuple[Page, ...], width: int) -> float:
    """Pixels in a pt at which the widest page fills `width` pixels, the room beside it included."""
    widest = max((page.width_pt for page in pages), default=0.0)
    return max(0.1, (width - 2 * MARGIN) / widest) if widest else 1.0


def true_scale(screen: QScreen) -> float:
    """Device-independent pixels in a pt at true size; a screen that lies about its own size counts as a usual one of 96 dpi."""
    dots = screen.physicalDotsPerInch()
    return (dots if 60 <= dots <= 400 else 96.0) / 72
