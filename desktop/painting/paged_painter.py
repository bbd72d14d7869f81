"""Finished pages onto anything that has pages: a PDF, a printer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QPagedPaintDevice, QPainter

from desktop.domain.errors import DeskError
from desktop.painting.font_library import FontLibrary
from desktop.painting.page_painter import paint_page
from desktop.typesetting.page import Page

_POINTS_PER_INCH = 72


def paint_pages(device: QPagedPaintDevice, pages: Iterable[Page], fonts: FontLibrary) -> int:
    """Paint the pages in order, each on a page of `device`, and return how many.

    The device's origin must be the paper's corner (a QPrinter with setFullPage). `pages` may be a generator; stopping it stops
    the job behind the page at hand. Raises DeskError when the device refuses to begin or to go on.
    """
    painter = QPainter()
    count = 0
    for page in pages:
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
