"""The characters of a PDF page with their places, turned upright and cleaned of doubles and watermarks."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_SLANT = math.radians(8)  # more than this is a watermark across the page, not a line of text
_NO_WIDTH = 0.01  # pt
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
)
"""Radicals that PDF writers name instead of the characters they draw; to the eye they are the same."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: its left and right edge, its base line and its font size, in points of the upright page.

    `middle` is that of its ink, which orders the marks that a typesetter has pushed into each other: 》（ on one em.
    `typed` is True for a blank that stands in the file, in contrast to one that the library guessed.
    """

    character: str
    left: float
    right: float
    base: float
    size: float
    middle: float
    typed: bool = True


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """What a page says: glyphs in the order of the file, how many had no known character, whether it has pictures.

    `lost` counts the single characters that PDFium passes over because their font is not in the file and nothing on
    this PC replaces it (its outline is then empty; seen with digits of SimSun). They may also have been blanks.
    """

    glyphs: tuple[Glyph, ...]
    unreadable: int
    pictures: bool
    lost: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    """A character as the file places it, before the page is turned: two corners, its origin, its angle in radians."""

    character: str
    corners: tuple[float, float, float, float]
    ink: tuple[float, float]
    origin: tuple[float, float]
    angle: float
    size: float
    typed: bool
    unreadable: bool


def read_glyphs(page: Any) -> PageGlyphs:  # noqa: ANN401 - pypdfium2 carries no types
    """Return the glyphs of a pypdfium2 page; slanted ones and doubles (bold by overprinting) are left out."""
    import pypdfium2.raw as pdfium  # heavy, and only readers of PDF need it

    text_page = page.get_textpage()
    marks = list(_read_marks(pdfium, text_page.raw))
    text_page.close()
    pictures = any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    unreadable = sum(mark.unreadable for mark in marks)
    return PageGlyphs(
        tuple(_without_doubles(_upright(marks))), unreadable, pictures, _count_lost(pdfium, page)
    )


def _count_lost(pdfium: Any, page: Any) -> int:  # noqa: ANN401
    lost = 0
    for piece in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=3):
        left, _, right, _ = piece.get_bounds()
        embedded = pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(piece.raw))
        lost += embedded == 0 and right - left < _NO_WIDTH
    return lost


def _read_marks(pdfium: Any, text: Any) -> Iterator[_Mark]:  # noqa: ANN401
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    ink = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        typed = pdfium.FPDFText_IsGenerated(text, index) != 1
        if code in {0, 0x0A, 0x0D} or not pdfium.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        pdfium.FPDFText_GetCharBox(text, index, *ink)
        if pdfium.FPDFText_GetLooseCharBox(text, index, box):
            yield _Mark(
                character=_true_character(code),
                corners=(box.left, box.bottom, box.right, box.top),
                ink=((ink[0].value + ink[1].value) / 2, (ink[2].value + ink[3].value) / 2),
                origin=(x.value, y.value),
                angle=pdfium.FPDFText_GetCharAngle(text, index),
                size=pdfium.FPDFText_GetFontSize(text, index),
                typed=typed,
                unreadable=pdfium.FPDFText_HasUnicodeMapError(text, index) == 1,
            )


def _upright(marks: list[_Mark]) -> Iterator[Glyph]:
    """Turn the page so that most of its text stands upright, whatever its /Rotate says, and drop slanted text."""
    turns = Counter(round(mark.angle / (math.pi / 2)) % 4 for mark in marks)
    quarter = turns.most_common(1)[0][0] if turns else 0
    for mark in marks:
        slant = (mark.angle - quarter * math.pi / 2 + math.pi) % (2 * math.pi) - math.pi
        if abs(slant) > _SLANT:
            continue
        first, second = _turned(mark.corners[:2], quarter), _turned(mark.corners[2:], quarter)
        left, right = sorted((first[0], second[0]))
        height = abs(first[1] - second[1])
        size = min(mark.size, height) if mark.size > 1 and height > 1 else height or mark.size
        middle, base = _turned(mark.ink, quarter)[0], _turned(mark.origin, quarter)[1]
        yield Glyph(mark.character, left, right, base, size, middle, mark.typed)


def _turned(point: tuple[float, ...], quarter: int) -> tuple[float, float]:
    """Return the point turned back by a number of quarter turns."""
    x, y = point
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarter]


def _true_character(code: int) -> str:
    if code == 2:  # PDFium's sign for a hyphen at the end of a line
        return "-"
    character = chr(code) if code < 0x110000 else "\ufffd"
    if 0x2F00 <= code <= 0x2FD5:  # Kangxi radicals stand for their characters, one to one
        return unicodedata.normalize("NFKC", character)
    return character.translate(_RADICALS)


def _without_doubles(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
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
