"""Glyph widths of real fonts, for the typesetting that knows no fonts."""

from __future__ import annotations

from desktop.painting.font_library import FontLibrary
from desktop.typesetting.model.block import Run


class FontWidths:
    """A `typesetting.lines.measured_text.GlyphWidths`: measures with the fonts that will print."""

    def __init__(self, fonts: FontLibrary) -> None:
        self.fonts = fonts

    def advances(self, run: Run) -> list[float]:
        """Advance width in pt of each character of the run at its size."""
        glyphs = self.fonts.glyphs(run.font, run.script, run.bold, run.fallback, run.text)
        return [glyph.advance_em * run.size_pt for glyph in glyphs]
