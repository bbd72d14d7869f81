"""Read the positioned characters of a PDF page, rotated upright, without duplicates and watermarks."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_SLANT = math.radians(8)  # text at a larger angle is a watermark
_NO_WIDTH = 0.01  # pt
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
)
"""CJK radicals used by PDF writers in place of the characters of the same shape."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: left and right edge, baseline and font size, in pt on the upright page.

    `middle` is the centre of its ink, which orders overlapping marks such as 》（ on one em.
    `typed` is True for a blank contained in the file, False for one inferred by the library.
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
    """Content of a page: glyphs in file order, number of glyphs without a known character, and whether it has pictures.

    `lost` counts single characters that PDFium skips because their font is neither embedded nor replaceable on this PC
    (their outline is empty; seen with digits of SimSun). Some of them may be blanks.
    """

    glyphs: tuple[Glyph, ...]
    unreadable: int
    pictures: bool
    lost: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    """A character before rotation of the page: two corners, origin, angle in radians."""

    character: str
    corners: tuple[float, float, float, float]
    ink: tuple[float, float]
    origin: tuple[float, float]
    angle: float
    size: float
    typed: bool
    unreadable: bool


def read_glyphs(page: Any) -> PageGlyphs:  # noqa: ANN401 - pypdfium2 carries no types
    """Return the glyphs of a pypdfium2 page without slanted ones and duplicates (bold by overprinting)."""
    import pypdfium2.raw as pdfium  # slow to import, only needed for PDF

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
    """Rotate the page so that most of its text is upright, independent of /Rotate, and drop slanted text."""
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
    """Return the point rotated back by `quarter` quarter turns."""
    x, y = point
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarter]


def _true_character(code: int) -> str:
    if code == 2:  # PDFium's code for a hyphen at the end of a line
        return "-"
    character = chr(code) if code < 0x110000 else "\ufffd"
    if 0x2F00 <= code <= 0x2FD5:  # Kangxi radicals map one to one to characters
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
