"""The 28 x 22 ruler: one faint cell for each character and line of the type area (GB/T 9704-2012 5.2.3)."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.typesetting.model.layout import MM, Layout


def paint_grid(painter: QPainter, layout: Layout, colour: QColor) -> None:
    """Paint the cells of `layout` with the page's corner at the painter's origin, 1 unit = 1 pt; lines stay one pixel wide."""
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
