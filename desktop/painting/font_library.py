"""Select the installed font for each font role of a layout, character by character, and measure glyphs.

Preference: the official typeface, a fallback, the bundled open Fandol font (DOMAIN 1.4, TRAPS 10). Needs a QGuiApplication.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout

from desktop.painting.bundled_fonts import BUNDLED, bundled_family, load_bundled_fonts
from desktop.typesetting.model.block import Run, Script
from desktop.typesetting.model.layout import Font, Layout

# Typefaces: glyph index and advance of each character.
_UNITS = 1000.0  # measuring size in px, so that advances are in 1/1000 em


@dataclass(frozen=True, slots=True)
class Glyph:
    """Glyph of one character: typeface, glyph index and advance in em."""

    typeface: Typeface
    index: int
    advance_em: float


@dataclass(eq=False, slots=True)
class Typeface:
    """An installed or bundled font. Compared by identity."""

    family: str
    raw: QRawFont
    _glyphs: dict[str, Glyph | None] = field(default_factory=dict)
    _sized: dict[float, QRawFont] = field(default_factory=dict)

    def glyph(self, character: str) -> Glyph | None:
        """The glyph of that character (one code point, also outside the BMP); None if the font has none."""
        if character not in self._glyphs:
            self._glyphs[character] = self._look_up(character)
        return self._glyphs[character]

    def sized(self, size_pt: float) -> QRawFont:
        """The font at that size, for a painter with a unit of 1 pt."""
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
    """The typeface of an installed or loaded family, unhinted, so that advances scale linearly."""
    return Typeface(family, QRawFont.fromFont(_font(family, bold=bold)))


def typeface_for(character: str, like: str) -> Typeface | None:
    """Any installed typeface with the character, chosen by Qt as similar to family `like`; None if there is none."""
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


# The fonts of a layout.
_LAST_RESORT = "FandolSong"


@dataclass(frozen=True, slots=True)
class ServedFont:
    """Font substitution for pre-flight: `role` (key of Layout.fonts) requires `wanted` and is printed with `served`."""

    role: str
    wanted: str
    served: str
    bundled: bool

    @property
    def is_official(self) -> bool:
        """True if the typeface named by the layout is used."""
        return self.wanted == self.served


class FontLibrary:
    """The typefaces of one layout. `missing` collects characters that no installed font has."""

    def __init__(self, layout: Layout, bundled: Path = BUNDLED) -> None:
        load_bundled_fonts(bundled)
        self._fonts = layout.fonts
        self._families = frozenset(QFontDatabase.families())
        self._typefaces: dict[tuple[str, bool], Typeface] = {}
        self._glyphs: dict[tuple[str, Script, bool, str], dict[str, Glyph]] = {}
        self.missing: set[str] = set()

    def glyphs(self, role: str, script: Script, bold: bool, fallback: str, text: str) -> list[Glyph]:
        """One glyph per character of `text`; a character without a glyph gets the font's box and is added to `missing`."""
        known = self._glyphs.setdefault((role, script, bold, fallback), {})
        found = []
        for character in text:
            glyph = known.get(character)
            if glyph is None:
                glyph = known[character] = self._find(role, script, bold, fallback, character)
            found.append(glyph)
        return found

    def served(self) -> tuple[ServedFont, ...]:
        """The font used for each role, in the layout's order."""
        return tuple(
            ServedFont(role, font.east_asian, family, family == font.bundled)
            for role, font in self._fonts.items()
            for family in (self._family(font, Script.EAST_ASIAN),)
        )

    def absent(self) -> tuple[str, ...]:
        """Families of the layout for which neither the official, a fallback nor the bundled font is available.

        Qt would silently substitute another font, so pages of such a library must not be used.
        """
        served = (self._family(font, Script.EAST_ASIAN) for font in self._fonts.values())
        return tuple(dict.fromkeys(family for family in served if family not in self._families))

    def _find(self, role: str, script: Script, bold: bool, fallback: str, character: str) -> Glyph:
        font = self._fonts[role]
        own = self._of_role(font, script, bold)
        if fallback in self._families and (glyph := self._typeface(fallback, bold).glyph(character)):
            return glyph
        if glyph := own.glyph(character):
            return glyph
        installed = (family for family in (font.rare, font.rare_astral) if family in self._families)
        for family in (*installed, font.bundled, _LAST_RESORT):
            if glyph := self._typeface(family, False).glyph(character):
                return glyph
        other = typeface_for(character, own.family) if not 0xD800 <= ord(character) <= 0xDFFF else None
        if other and (glyph := other.glyph(character)):
            return glyph
        self.missing.add(character)
        return Glyph(own, 0, 1.0 if script is Script.EAST_ASIAN else 0.5)

    def _of_role(self, font: Font, script: Script, bold: bool) -> Typeface:
        family = self._family(font, script)
        return self._typeface(family, bold or (family == font.bundled and font.bundled_bold))

    def _family(self, font: Font, script: Script) -> str:
        first = font.latin if script is Script.LATIN else font.east_asian
        for family in (first, font.east_asian, *font.fallbacks):
            if family in self._families:
                return family
        return font.bundled

    def _typeface(self, family: str, bold: bool) -> Typeface:
        key = family, bold
        if key not in self._typefaces:
            loaded = bundled_family(family, bold=bold)
            self._typefaces[key] = typeface(loaded, bold=bold and loaded == family)
        return self._typefaces[key]


# Glyph widths for typesetting.
class FontWidths:
    """Implements typesetting's `GlyphWidths` with the fonts used for printing."""

    def __init__(self, fonts: FontLibrary) -> None:
        self.fonts = fonts

    def advances(self, run: Run) -> list[float]:
        """Advance width in pt of each character of the run at its size."""
        glyphs = self.fonts.glyphs(run.font, run.script, run.bold, run.fallback, run.text)
        return [glyph.advance_em * run.size_pt for glyph in glyphs]
