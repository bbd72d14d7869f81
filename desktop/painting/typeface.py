"""One font file at work: which characters it draws, how wide, and as which glyph."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QFont, QRawFont, QTextLayout

_UNITS = 1000.0  # measured at this size, so that an em counts in thousandths


@dataclass(frozen=True, slots=True)
class Glyph:
    """How one character is drawn: the typeface, the glyph's index in it and its advance in em."""

    typeface: Typeface
    index: int
    advance_em: float


@dataclass(eq=False, slots=True)
class Typeface:
    """A font found on this machine or bundled. Two typefaces are the same only if they are the same object."""

    family: str
    raw: QRawFont
    _glyphs: dict[str, Glyph | None] = field(default_factory=dict)
    _sized: dict[float, QRawFont] = field(default_factory=dict)

    def glyph(self, character: str) -> Glyph | None:
        """The glyph of that character (one code point, astral ones included); None if the font has none."""
        if character not in self._glyphs:
            self._glyphs[character] = self._look_up(character)
        return self._glyphs[character]

    def sized(self, size_pt: float) -> QRawFont:
        """The font at that size, for a painter whose unit is one pt."""
        if size_pt not in self._sized:
            sized = QRawFont(self.raw)
            sized.setPixelSize(size_pt)
            self._sized[size_pt] = sized
        return self._sized[size_pt]

    def _look_up(self, character: str) -> Glyph | None:
        if 0xD800 <= ord(character) <= 0xDFFF:  # a lone surrogate is no character
            return None
        indexes = self.raw.glyphIndexesForString(character)
        if not indexes or not indexes[0]:
            return None
        (advance, *_) = self.raw.advancesForGlyphIndexes(indexes[:1])
        return Glyph(self, indexes[0], advance.x() / _UNITS)


def typeface(family: str, *, bold: bool = False) -> Typeface:
    """The typeface of an installed or loaded family, unhinted, so that it measures the same at every size."""
    return Typeface(family, QRawFont.fromFont(_font(family, bold=bold)))


def typeface_for(character: str, like: str) -> Typeface | None:
    """Any typeface of this machine that draws the character, chosen by Qt as near to family `like` as it can; or None."""
    layout = QTextLayout(character, _font(like, merging=True))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    for run in layout.glyphRuns():
        found = run.rawFont()
        if all(run.glyphIndexes()) and run.glyphIndexes():
            found.setPixelSize(_UNITS)
            return Typeface(found.familyName(), found)
    return None


def _font(family: str, *, bold: bool = False, merging: bool = False) -> QFont:
    font = QFont(family)
    font.setPixelSize(int(_UNITS))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferMatch if merging else QFont.StyleStrategy.NoFontMerging)
    return font
