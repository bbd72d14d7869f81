"""Paint finished pages with QPainter; used for screen, pictures, printer and PDF."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import accumulate, groupby

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QImage, QPagedPaintDevice, QPageSize, QPainter

from desktop.domain.errors import DeskError
from desktop.painting.font_library import FontLibrary, Glyph
from desktop.typesetting.model.layout import MM
from desktop.typesetting.model.page import GlyphRun, Page, PlacedLine

_SQUEEZE = 1.02  # glyphs exceeding their advance by more than this factor are narrowed


def paint_page(painter: QPainter, page: Page, fonts: FontLibrary) -> None:
    """Paint `page` with its upper left corner at the origin; the painter's unit must be 1 pt."""
    for rule in page.rules:
        painter.fillRect(
            QRectF(rule.left_pt, rule.top_pt, rule.width_pt, rule.height_pt), QColor(f"#{rule.colour}")
        )
    for placed in page.lines:
        paint_line(painter, placed, fonts)


def paint_line(painter: QPainter, placed: PlacedLine, fonts: FontLibrary) -> None:
    """Paint the glyphs of one line."""
    for run in placed.line.runs:
        painter.setPen(QColor(f"#{run.colour}"))
        glyphs = fonts.glyphs(run.font, run.script, run.bold, run.fallback, run.text)
        lefts = list(accumulate(run.advances, initial=run.x_pt))
        _paint_run(painter, run, glyphs, lefts, placed.baseline_pt)


def _paint_run(
    painter: QPainter, run: GlyphRun, glyphs: list[Glyph], lefts: list[float], baseline: float
) -> None:
    narrow = _narrowing(run, glyphs)
    for _, group in groupby(enumerate(glyphs), key=lambda pair: id(pair[1].typeface)):
        members = list(group)
        drawn = QGlyphRun()
        drawn.setRawFont(members[0][1].typeface.sized(run.size_pt))
        drawn.setGlyphIndexes([glyph.index for _, glyph in members])
        if narrow < 1.0:
            _paint_narrowed(painter, drawn, [lefts[i] for i, _ in members], baseline, narrow)
        else:
            drawn.setPositions([QPointF(lefts[i], baseline) for i, _ in members])
            painter.drawGlyphRun(QPointF(), drawn)


def _narrowing(run: GlyphRun, glyphs: list[Glyph]) -> float:
    """Scale factor, below 1 if a substitute font's letters are wider than the half em of the official font (TRAPS 7b)."""
    natural = sum(glyph.advance_em for glyph in glyphs) * run.size_pt
    room = sum(run.advances)
    if run.text.isascii() and len(glyphs) > 1 and natural > room * _SQUEEZE:
        return room / natural
    return 1.0


def _paint_narrowed(
    painter: QPainter, drawn: QGlyphRun, lefts: list[float], baseline: float, narrow: float
) -> None:
    painter.save()
    painter.translate(lefts[0], baseline)
    painter.scale(narrow, 1.0)
    advances = drawn.rawFont().advancesForGlyphIndexes(drawn.glyphIndexes())
    xs = accumulate((advance.x() for advance in advances[:-1]), initial=0.0)
    drawn.setPositions([QPointF(x, 0.0) for x in xs])
    painter.drawGlyphRun(QPointF(), drawn)
    painter.restore()


# Paged devices: PDF and printer.
_POINTS_PER_INCH = 72


def paint_pages(device: QPagedPaintDevice, pages: Iterable[Page], fonts: FontLibrary) -> int:
    """Paint the pages in order, each on a page of `device`, and return their number.

    The device's origin must be the paper's corner (QPrinter with setFullPage). `pages` may be a generator; ending it ends
    the job after the current page. The paper size is set per page (for example for envelopes).
    Raises DeskError if the device cannot start or continue.
    """
    return paint_sheets(device, ((page, fonts) for page in pages))


def paint_sheets(device: QPagedPaintDevice, sheets: Iterable[tuple[Page, FontLibrary]]) -> int:
    """As paint_pages, with the fonts of each page."""
    painter = QPainter()
    count = 0
    size = (0.0, 0.0)
    for page, fonts in sheets:
        if count and size != (page.width_pt, page.height_pt):
            device.setPageSize(paper_of(page))
        size = page.width_pt, page.height_pt
        if not (device.newPage() if count else painter.begin(device)):
            painter.end()
            raise DeskError("打印任务没有完成。", "请检查打印机是否已连接、是否缺纸，然后重新打印。")
        painter.save()
        painter.scale(device.logicalDpiX() / _POINTS_PER_INCH, device.logicalDpiY() / _POINTS_PER_INCH)
        paint_page(painter, page, fonts)
        painter.restore()
        count += 1
    painter.end()
    return count


def paper_of(page: Page) -> QPageSize:
    """The paper size of a page, with width and height as given."""
    return QPageSize(QSizeF(page.width_pt / MM, page.height_pt / MM), QPageSize.Unit.Millimeter)


# A finished page as a picture.
def page_picture(page: Page, fonts: FontLibrary, pixels_per_pt: float) -> QImage:
    """The page on a white image; 96 / 72 pixels per pt is 100 % on a standard screen."""
    width, height = (math.ceil(side * pixels_per_pt) for side in (page.width_pt, page.height_pt))
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(pixels_per_pt, pixels_per_pt)
    paint_page(painter, page, fonts)
    painter.end()
    return picture
