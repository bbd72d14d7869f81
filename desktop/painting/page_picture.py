"""A finished page as a picture."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from desktop.painting.font_library import FontLibrary
from desktop.painting.page_painter import paint_page
from desktop.typesetting.model.page import Page


def page_picture(page: Page, fonts: FontLibrary, pixels_per_pt: float) -> QImage:
    """White paper with the page on it; 96 / 72 pixels per pt is 100 % on a usual screen."""
    width, height = (math.ceil(side * pixels_per_pt) for side in (page.width_pt, page.height_pt))
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(pixels_per_pt, pixels_per_pt)
    paint_page(painter, page, fonts)
    painter.end()
    return picture
