"""The characters of a PDF page with their places, turned upright and cleaned of doubles and watermarks."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_SLANT = math.radians(8)  # more than this is a watermark across the page, not a line of text
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
)
"""Radicals that PDF writers name instead of the characters they draw; to the eye they are the same."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: its left and right edge, its base line and its font size, in points of the upright page.

    `typed` is True for a blank that stands in the file, in contrast to one that the library guessed.
    """

    character: str
    left: float
    right: float
    base: float
    size: float
    typed: bool = True


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """What a page says: glyphs in the order of the file, how many had no known character, whether it has pictures."""

    glyphs: tuple[Glyph, ...]
    unreadable: int
    pictures: bool


def read_glyphs(page: Any) -> PageGlyphs:  # noqa: ANN401 - pypdfium2 carries no types
    """Return the glyphs of a pypdfium2 page; slanted ones and doubles (bold by overprinting) are left out."""
    import pypdfium2.raw as pdfium  # heavy, and only readers of PDF need it

    text_page = page.get_textpage()
    handle = text_page.raw
    turn = _Turn(page.get_rotation(), *page.get_size())
    found: list[Glyph] = []
    unreadable = 0
    for index in range(pdfium.FPDFText_CountChars(handle)):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        generated = pdfium.FPDFText_IsGenerated(handle, index) == 1
        if (generated and code in {0x0A, 0x0D}) or code == 0:
            continue
        unreadable += pdfium.FPDFText_HasUnicodeMapError(handle, index) == 1
        angle = (pdfium.FPDFText_GetCharAngle(handle, index) - turn.angle + math.pi) % (2 * math.pi) - math.pi
        glyph = _place(pdfium, handle, index, turn)
        if glyph is not None and abs(angle) <= _SLANT:
            found.append(Glyph(_true_character(code), *glyph, typed=not generated))
    text_page.close()
    pictures = any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    return PageGlyphs(tuple(_without_doubles(found)), unreadable, pictures)


class _Turn:
    """Maps the file's coordinates of a page that is shown turned by 90, 180 or 270 degrees onto the upright page."""

    def __init__(self, rotation: int, width: float, height: float) -> None:
        self.angle = math.radians((360 - rotation) % 360) if rotation else 0.0
        self._rotation = rotation
        self._width, self._height = width, height

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Return the point on the upright page, whose width and height the size of the shown page gives."""
        if self._rotation == 90:
            return y, self._height - x
        if self._rotation == 180:
            return self._width - x, self._height - y
        if self._rotation == 270:
            return self._width - y, x
        return x, y


def _place(pdfium: Any, handle: Any, index: int, turn: _Turn) -> tuple[float, float, float, float] | None:  # noqa: ANN401
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetCharOrigin(handle, index, x, y):
        return None
    if not pdfium.FPDFText_GetLooseCharBox(handle, index, box):
        return None
    first, second = turn.apply(box.left, box.bottom), turn.apply(box.right, box.top)
    _, base = turn.apply(x.value, y.value)
    left, right = sorted((first[0], second[0]))
    size = pdfium.FPDFText_GetFontSize(handle, index)
    tall = abs(first[1] - second[1])
    return left, right, base, tall if size <= 1 else min(size, max(tall, 1.0)) if tall else size


def _true_character(code: int) -> str:
    if code == 2:  # PDFium's sign for a hyphen at the end of a line
        return "-"
    character = chr(code) if code < 0x110000 else "\ufffd"
    if 0x2F00 <= code <= 0x2FD5:  # Kangxi radicals stand for their characters, one to one
        return unicodedata.normalize("NFKC", character)
    return character.translate(_RADICALS)


def _without_doubles(glyphs: list[Glyph]) -> Iterator[Glyph]:
    kept: dict[str, list[Glyph]] = {}
    for glyph in glyphs:
        earlier = kept.setdefault(glyph.character, [])
        if not any(_same_place(glyph, other) for other in earlier[-40:]):
            earlier.append(glyph)
            yield glyph


def _same_place(one: Glyph, other: Glyph) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    width = max(one.right - one.left, 0.1)
    return abs(one.base - other.base) < 0.25 * one.size and shared > 0.7 * width
