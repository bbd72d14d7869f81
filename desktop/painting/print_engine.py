"""Caches fonts and page fillers for printing many letters, and checks finished pages before output (pre-flight)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.painting.font_library import FontLibrary, FontWidths, ServedFont
from desktop.painting.pdf_writer import PdfLetter
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_filling import PageFiller
from desktop.typesetting.proof.print_findings import PageFinding, has_colour, review_pages


# Pre-flight: available fonts, missing glyphs, colour, and findings on pages.
@dataclass(frozen=True, slots=True)
class PreFlight:
    """Result of the check. `stand_ins` are the font roles whose official typeface is not installed."""

    pages: int
    sheets_duplex: int
    coloured: bool
    stand_ins: tuple[ServedFont, ...]
    without_glyph: str
    absent_fonts: tuple[str, ...]
    findings: tuple[PageFinding, ...]


def pre_flight(pages: Sequence[Page], layout: Layout, fonts: FontLibrary) -> PreFlight:
    """Check finished pages. `fonts` must be the library that measured them, as it has looked up every character."""
    used = {run.font for page in pages for placed in page.lines for run in placed.line.runs}
    stand_ins = tuple(font for font in fonts.served() if font.role in used and not font.is_official)
    return PreFlight(
        pages=len(pages),
        sheets_duplex=(len(pages) + 1) // 2,
        coloured=has_colour(pages),
        stand_ins=stand_ins,
        without_glyph="".join(sorted(_without_glyph(pages, fonts))),
        absent_fonts=fonts.absent(),
        findings=review_pages(pages, layout),
    )


def _without_glyph(pages: Sequence[Page], fonts: FontLibrary) -> set[str]:
    lacking = set()
    for page in pages:
        for placed in page.lines:
            for run in placed.line.runs:
                glyphs = fonts.glyphs(run.font, run.script, run.bold, run.fallback, run.text)
                lacking |= {c for c, glyph in zip(run.text, glyphs, strict=True) if glyph.index == 0}
    return lacking


# Page filling with cached fonts.
class PrintEngine:
    """Fills pages of any layout, sharing font libraries between layouts with the same fonts. Needs a QGuiApplication."""

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
