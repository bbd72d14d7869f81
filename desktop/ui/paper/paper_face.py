"""How one page looks on the screen: paper, the mark of the open section, the ruler, the ink, the edge."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from desktop.painting.font_library import FontLibrary
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_places import TypedPosition, place_of, section_lines
from desktop.ui.paper.grid_ruler import paint_grid
from desktop.ui.paper.page_shelf import PageShelf
from desktop.ui.theme.tokens import Colours

_MARK_PADDING_PT = 4.0
_REMARK_LEFT_PT = 14.0  # left of the type area
_REMARK_WIDTH_PT = 4.0


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding of the checks, shown as a bar in the margin beside its line: red if it must be put right, else amber."""

    position: TypedPosition
    must: bool


@dataclass(slots=True)
class PaperFace:
    """`section` is the key of the section whose words are marked, "" for none; `ruler` shows the grid."""

    colours: Colours
    layout: Layout | None = None
    fonts: FontLibrary | None = None
    section: str = ""
    ruler: bool = False
    remarks: tuple[Remark, ...] = ()
    shelf: PageShelf = field(default_factory=PageShelf)

    def print_with(self, layout: Layout, fonts: FontLibrary) -> None:
        """Pages from now on belong to this layout and these fonts."""
        if layout is not self.layout or fonts is not self.fonts:
            self.shelf.clear()
        self.layout, self.fonts = layout, fonts

    def paint(self, painter: QPainter, page: Page, rect: QRectF, scale: float, device_ratio: float) -> None:
        """Paint `page` into `rect`; `scale` is device-independent pixels in a pt."""
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
        painter.drawPixmap(rect.topLeft(), self.shelf.picture(page, self.fonts, scale, device_ratio))
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
        for remark in sorted(self.remarks, key=lambda remark: remark.must):  # red over amber
            place = place_of((page,), remark.position)
            if place is None or not _holds(page, remark.position):
                continue
            colour = QColor(self.colours.danger if remark.must else self.colours.warning)
            bar = QRectF(left, place.top_pt + 0.2 * place.height_pt, _REMARK_WIDTH_PT, 0.7 * place.height_pt)
            painter.fillRect(bar, colour)


def _holds(page: Page, position: TypedPosition) -> bool:
    """Whether that very character is on this page, not only another part of its paragraph."""
    return any(
        placed.anchor is not None
        and placed.anchor.paragraph == position.paragraph
        and placed.line.start <= position.offset - placed.anchor.offset <= placed.line.end
        for placed in section_lines(page, position.section_key)
    )
