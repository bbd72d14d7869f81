"""The printers of this PC by name, with a PDF file as an additional one."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop.typesetting.pages.sheet_sides import Sides

PDF_NAME = "存为 PDF 文件"
_FILE_DPI = 1200
_DUPLEX = {
    Sides.LONG_EDGE: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT_EDGE: QPrinter.DuplexMode.DuplexShortSide,
}


def printer_names() -> list[str]:
    """The printers of the system, the default one first, the PDF file last."""
    names = QPrinterInfo.availablePrinterNames()
    usual = QPrinterInfo.defaultPrinterName()
    return [*sorted(names, key=lambda name: (name != usual, name)), PDF_NAME]


def make_printer(name: str) -> QPrinter:
    """A printer of that name, set to the full page without margins."""
    if name == PDF_NAME:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setPdfVersion(QPrinter.PdfVersion.PdfVersion_A1b)
        printer.setResolution(_FILE_DPI)
    else:
        printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setCreator("承办")
    printer.setFullPage(True)
    return printer


def is_file(printer: QPrinter) -> bool:
    """Whether it writes a PDF file."""
    return printer.outputFormat() is QPrinter.OutputFormat.PdfFormat


def turns_sheets(name: str) -> bool:
    """Whether the printer has automatic duplex; assumed if it does not report it."""
    modes = [] if name == PDF_NAME else QPrinterInfo.printerInfo(name).supportedDuplexModes()
    return not modes or any(mode != QPrinter.DuplexMode.DuplexNone for mode in modes)


def prints_colour(name: str) -> bool:
    """Whether the printer prints colour; assumed if it does not report it."""
    modes = [] if name == PDF_NAME else QPrinterInfo.printerInfo(name).supportedColorModes()
    return not modes or QPrinter.ColorMode.Color in modes


def unreachable_mm(printer: QPrinter) -> tuple[float, float, float, float]:
    """The margins (left, top, right, bottom, in mm) that the printer cannot print on A4."""
    paper = QPageSize(QPageSize.PageSizeId.A4)
    margins = QPageLayout(printer.pageLayout())
    if not is_file(printer):
        printer.setPageSize(paper)
        margins = printer.pageLayout()
    margins.setUnits(QPageLayout.Unit.Millimeter)
    least = margins.minimumMargins()
    return least.left(), least.top(), least.right(), least.bottom()


def prepare(printer: QPrinter, paper: QPageSize, how: Sides, copies: int, title: str) -> int:
    """Set up the printer for a run; return how often to repeat the run, because some printers make no copies."""
    printer.setDocName(title)
    printer.setDuplex(_DUPLEX.get(how, QPrinter.DuplexMode.DuplexNone))
    printer.setPageLayout(QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setFullPage(True)
    if is_file(printer) or not printer.supportsMultipleCopies():
        return copies
    printer.setCollateCopies(True)
    printer.setCopyCount(copies)
    return 1
