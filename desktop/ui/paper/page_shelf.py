"""Pictures of the pages that were on the screen last, so that scrolling and typing paint only what changed."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtGui import QColor, QPainter, QPixmap

from desktop.painting.font_library import FontLibrary
from desktop.painting.page_painter import paint_page
from desktop.typesetting.model.page import Page

_KEPT = 8


class PageShelf:
    """One transparent picture of each page's ink, at the scale it was last asked for; `kept` of them at most."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._pictures: OrderedDict[int, tuple[Page, float, float, QPixmap]] = OrderedDict()

    def picture(self, page: Page, fonts: FontLibrary, pixels_per_pt: float, device_ratio: float) -> QPixmap:
        """The ink of `page`; `pixels_per_pt` are device-independent pixels. Painted anew only if page or scale changed."""
        kept = self._pictures.get(page.number)
        if kept and kept[1:3] == (pixels_per_pt, device_ratio) and kept[0] == page:
            self._pictures.move_to_end(page.number)
            return kept[3]
        picture = _painted(page, fonts, pixels_per_pt, device_ratio)
        self._pictures[page.number] = (page, pixels_per_pt, device_ratio, picture)
        self._pictures.move_to_end(page.number)
        if len(self._pictures) > self._kept:
            self._pictures.popitem(last=False)
        return picture

    def clear(self) -> None:
        """Forget all pictures: the fonts or the document have changed."""
        self._pictures.clear()


def _painted(page: Page, fonts: FontLibrary, pixels_per_pt: float, device_ratio: float) -> QPixmap:
    scale = pixels_per_pt * device_ratio
    picture = QPixmap(round(page.width_pt * scale), round(page.height_pt * scale))
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    paint_page(painter, page, fonts)
    painter.end()
    picture.setDevicePixelRatio(device_ratio)
    return picture
