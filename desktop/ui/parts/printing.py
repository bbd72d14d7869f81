"""Printing from a page with the system's dialog: a composed document, or one drawing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import DeskError
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_SCREEN_DPI = 96


def print_document(
    window: QWidget, document: PrintedDocument, layout: Layout, show_error: Callable[[DeskError], object]
) -> None:
    """Ask for a printer, then print the document as its PDF looks."""

    def print_now(printer: QPrinter) -> None:
        printer.setFullPage(True)
        try:
            _print_pages(document, layout, printer)
        except DeskError as error:
            show_error(error)

    _choose_printer(window, document.title, print_now)


def print_drawing(window: QWidget, title: str, paint: Callable[[QPainter, QRectF], object]) -> None:
    """Ask for a printer, then let `paint` draw on one page, in units of 1/96 inch."""

    def print_now(printer: QPrinter) -> None:
        painter = QPainter(printer)
        scale = printer.logicalDpiX() / _SCREEN_DPI
        painter.scale(scale, scale)
        paint(painter, QRectF(0, 0, painter.window().width() / scale, painter.window().height() / scale))
        painter.end()

    _choose_printer(window, title, print_now)


def _choose_printer(window: QWidget, title: str, print_now: Callable[[QPrinter], None]) -> None:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # imported only for printing

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, window)
    dialog.accepted.connect(lambda: print_now(printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()


def _print_pages(document: PrintedDocument, layout: Layout, printer: QPrinter) -> None:
    from desktop.painting.font_library import FontLibrary, FontWidths
    from desktop.painting.page_painter import paint_pages
    from desktop.typesetting.pages.page_filling import PageFiller

    fonts = FontLibrary(layout)
    paint_pages(printer, PageFiller(layout, FontWidths(fonts)).fill(document), fonts)
