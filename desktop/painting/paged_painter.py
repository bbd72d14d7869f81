"""Finished pages onto anything that has pages: a PDF, a printer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPainter

from desktop.domain.errors import DeskError
from desktop.painting.font_library import FontLibrary
from desktop.painting.page_painter import paint_page
from desktop.typesetting.model.layout import MM
from desktop.typesetting.model.page import Page

_POINTS_PER_INCH = 72


def paint_pages(device: QPagedPaintDevice, pages: Iterable[Page], fonts: FontLibrary) -> int:
    """Paint the pages in order, each on a page of `device`, and return how many.

    The device's origin must be the paper's corner (a QPrinter with setFullPage). `pages` may be a generator; stopping it stops
    the job behind the page at hand. A page of another paper (an envelope behind its letter) gets that paper.
    Raises DeskError when the device refuses to begin or to go on.
    """
    return paint_sheets(device, ((page, fonts) for page in pages))


def paint_sheets(device: QPagedPaintDevice, sheets: Iterable[tuple[Page, FontLibrary]]) -> int:
    """As paint_pages, each page with the fonts that measured it."""
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
    """The paper of a page, its width the shorter side or not, as it is."""
    return QPageSize(QSizeF(page.width_pt / MM, page.height_pt / MM), QPageSize.Unit.Millimeter)
