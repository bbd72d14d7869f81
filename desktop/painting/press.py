"""A press: fonts and page fillers kept for a whole run, so that three hundred letters measure each glyph once."""

from __future__ import annotations

from desktop.painting.font_library import FontLibrary
from desktop.painting.font_widths import FontWidths
from desktop.painting.pdf_writer import PdfLetter
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_filling import PageFiller


class Press:
    """Fills pages of any layouts; those with the same fonts share them. Needs a QGuiApplication."""

    def __init__(self) -> None:
        self._fonts: list[tuple[Layout, FontLibrary]] = []
        self._fillers: dict[tuple[str, int], tuple[PageFiller, FontLibrary]] = {}

    def letter(self, document: PrintedDocument, layout: Layout) -> PdfLetter:
        """The finished pages of a document with the fonts that measured them."""
        filler, fonts = self._prepared(layout)
        return PdfLetter(document.title, filler.fill(document), fonts)

    def pages(self, document: PrintedDocument, layout: Layout) -> tuple[Page, ...]:
        """The finished pages of a document."""
        return self._prepared(layout)[0].fill(document)

    def fonts(self, layout: Layout) -> FontLibrary:
        """The typefaces that print this layout."""
        return self._prepared(layout)[1]

    def widths(self, layout: Layout) -> FontWidths:
        """The glyph widths of the fonts that print this layout."""
        return FontWidths(self.fonts(layout))

    def _prepared(self, layout: Layout) -> tuple[PageFiller, FontLibrary]:
        key = layout.id, layout.version
        if key not in self._fillers:
            fonts = self._library(layout)
            self._fillers[key] = PageFiller(layout, FontWidths(fonts)), fonts
        return self._fillers[key]

    def _library(self, layout: Layout) -> FontLibrary:
        known = next((fonts for other, fonts in self._fonts if other.fonts == layout.fonts), None)
        if known is None:
            known = FontLibrary(layout)
            self._fonts.append((layout, known))
        return known
