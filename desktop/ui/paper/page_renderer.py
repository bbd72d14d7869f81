"""Paints one page on the screen: paper, mark of the open section, grid, ink, remarks, edge."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from desktop.painting.font_library import FontLibrary
from desktop.painting.page_painter import paint_page
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_places import TypedPosition, place_of, section_lines
from desktop.ui.theme.tokens import Colours


# The grid of the type area: one faint cell for each character of each line, 28 x 22 (GB/T 9704-2012 5.2.3).
def paint_grid(painter: QPainter, layout: Layout, colour: QColor) -> None:
    """Paint the cells of `layout`, origin at the page's corner, 1 unit = 1 pt; lines are one pixel wide at any scale."""
    paper, grid = layout.paper, layout.grid
    left, top = paper.left_mm * MM, paper.top_mm * MM
    width, height = grid.chars * layout.char_pt, grid.lines * grid.pitch_pt
    pen = QPen(colour)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.drawLines(
        [
            QLineF(left, top + row * grid.pitch_pt, left + width, top + row * grid.pitch_pt)
            for row in range(grid.lines + 1)
        ]
        + [
            QLineF(left + n * layout.char_pt, top, left + n * layout.char_pt, top + height)
            for n in range(grid.chars + 1)
        ]
    )
    painter.drawRect(QRectF(left, top, paper.text_width_pt, paper.text_height_pt))


# A cache of page pictures, so that scrolling and typing paint only changed pages.
_KEPT = 8


class PagePictures:
    """Holds one transparent picture of each page's ink, at the scale of the last request; at most `kept` of them."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._pictures: OrderedDict[int, tuple[Page, float, float, QPixmap]] = OrderedDict()

    def picture(self, page: Page, fonts: FontLibrary, pixels_per_pt: float, device_ratio: float) -> QPixmap:
        """The ink of `page`; `pixels_per_pt` counts device-independent pixels. Painted again only if page or scale changed."""
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
        """Remove all pictures; necessary when the fonts or the document change."""
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


_MARK_PADDING_PT = 4.0
_REMARK_LEFT_PT = 14.0  # left of the type area
_REMARK_WIDTH_PT = 4.0


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding, shown as a bar in the margin beside its line: filled and red if it must be corrected, else hollow and amber."""

    position: TypedPosition
    must: bool


@dataclass(slots=True)
class PageRenderer:
    """`section` is the key of the section whose text is marked, "" for none; `ruler` shows the grid."""

    colours: Colours
    layout: Layout | None = None
    fonts: FontLibrary | None = None
    section: str = ""
    ruler: bool = False
    remarks: tuple[Remark, ...] = ()
    pictures: PagePictures = field(default_factory=PagePictures)

    def set_layout(self, layout: Layout, fonts: FontLibrary) -> None:
        """Set layout and fonts of the pages to be painted."""
        if layout is not self.layout or fonts is not self.fonts:
            self.pictures.clear()
        self.layout, self.fonts = layout, fonts

    def paint(self, painter: QPainter, page: Page, rect: QRectF, scale: float, device_ratio: float) -> None:
        """Paint `page` into `rect`; `scale` is in device-independent pixels per pt."""
        if self.layout is None or self.fonts is None:
            return
        painter.fillRect(rect, QColor(self.colours.paper))
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        self._paint_mark(painter, page, self.layout)
        self._paint_remarks(painter, page, self.layout)
        if self.ruler:
            paint_grid(painter, self.layout, QColor(self.colours.line))
        painter.restore()
        painter.drawPixmap(rect.topLeft(), self.pictures.picture(page, self.fonts, scale, device_ratio))
        painter.setPen(QColor(self.colours.line))
        painter.drawRect(rect)

    def _paint_mark(self, painter: QPainter, page: Page, layout: Layout) -> None:
        if not self.section:
            return
        left = layout.paper.left_mm * MM - _MARK_PADDING_PT
        width = layout.paper.text_width_pt + 2 * _MARK_PADDING_PT
        for placed in section_lines(page, self.section):
            line = QRectF(left, placed.top_pt, width, placed.line.pitch_pt)
            painter.fillRect(line, QColor(self.colours.paper_mark))

    def _paint_remarks(self, painter: QPainter, page: Page, layout: Layout) -> None:
        left = layout.paper.left_mm * MM - _REMARK_LEFT_PT
        for remark in sorted(self.remarks, key=lambda remark: remark.must):  # red is painted over amber
            place = place_of((page,), remark.position)
            if place is None or not _holds(page, remark.position):
                continue
            bar = QRectF(left, place.top_pt + 0.2 * place.height_pt, _REMARK_WIDTH_PT, 0.7 * place.height_pt)
            if remark.must:
                painter.fillRect(bar, QColor(self.colours.paper_must))
                continue
            pen = QPen(QColor(self.colours.paper_hint))
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawRect(bar)


def _holds(page: Page, position: TypedPosition) -> bool:
    """Whether the character at `position` is on this page, not only another part of its paragraph."""
    return any(
        placed.anchor is not None
        and placed.anchor.paragraph == position.paragraph
        and placed.line.start <= position.offset - placed.anchor.offset <= placed.line.end
        for placed in section_lines(page, position.section_key)
    )
