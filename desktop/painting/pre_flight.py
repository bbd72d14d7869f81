"""The look at a letter before paper or file: are the fonts really there, has every character a glyph, does colour print?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.painting.font_library import FontLibrary, ServedFont
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.proof.page_review import PageFinding, has_colour, review_pages


@dataclass(frozen=True, slots=True)
class PreFlight:
    """What was found. `stand_ins` are only the roles whose official typeface this machine lacks."""

    pages: int
    sheets_duplex: int
    coloured: bool
    stand_ins: tuple[ServedFont, ...]
    without_glyph: str
    absent_fonts: tuple[str, ...]
    findings: tuple[PageFinding, ...]


def pre_flight(pages: Sequence[Page], layout: Layout, fonts: FontLibrary) -> PreFlight:
    """Look at finished pages. `fonts` must be the library that measured them: it has met every character."""
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
