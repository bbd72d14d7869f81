"""Printed lines out of placed characters: rows by base line, gaps and indents as blanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor
from statistics import median

from desktop.documents.reading.pdf_glyphs import Glyph

BLANK = "\u3000"
_WORD_GAP = 0.15  # em, between Latin letters
_HAN_GAP = 0.45  # em; less is the quarter em that Word puts between Chinese and digits, or justification
_WIDE_GAP = 0.75  # em; from here on gaps are counted in full-width blanks
_FEWEST_SPREAD = 3  # gaps; 答　复 has one and keeps it
_INDENT_SLACK = 0.3  # em
_MOST_BLANKS = 24


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line on the paper: its text without indent, its left edge, base line and size in points."""

    text: str
    left: float
    base: float
    size: float


def lines_of_page(glyphs: Sequence[Glyph]) -> list[PrintedLine]:
    """Return the lines of a page from top to bottom; gaps inside a line come as blanks, one for each em."""
    return [line for row in _rows(glyphs) if (line := _line(row)) is not None]


def usual_left_edge(lines: Sequence[PrintedLine], default: float | None = None) -> float:
    """Return the left edge that most lines share, to a point; `default` where fewer than three share one."""
    edges = Counter(round(line.left) for line in lines)
    if not edges:
        return default or 0.0
    top = max(edges.values())
    if top < 3:
        return default if default is not None else float(min(edges))
    return float(min(edge for edge, count in edges.items() if count == top))


def usual_pitch(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """Return the usual distance of base lines in points; 0 where no page has two lines."""
    steps = [upper.base - lower.base for page in pages for upper, lower in pairwise(page)]
    return median(steps) if steps else 0.0


def indented(line: PrintedLine, left_edge: float) -> str:
    """Return the text with its indent from the left edge, one full-width blank for each em."""
    ems = floor((line.left - left_edge) / line.size + _INDENT_SLACK) if line.size else 0
    return BLANK * max(0, min(ems, _MOST_BLANKS)) + line.text


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        row = rows[-1] if rows else None
        if row and abs(row[0].base - glyph.base) <= 0.45 * max(glyph.size, row[0].size):
            row.append(glyph)
        else:
            rows.append([glyph])
    return rows


def _line(row: list[Glyph]) -> PrintedLine | None:
    row = sorted(row, key=lambda glyph: glyph.middle)
    inked = [glyph for glyph in row if not glyph.character.isspace()]
    if not inked:
        return None
    text = inked[0].character
    spread = _is_spread(inked)
    typed_blanks = [] if spread else [glyph for glyph in row if glyph.character.isspace() and glyph.typed]
    for before, after in pairwise(inked):
        between = [blank for blank in typed_blanks if before.middle < blank.middle <= after.middle]
        text += ("" if spread else _gap(before, after, between)) + after.character
    sizes = sorted(glyph.size for glyph in inked)
    return PrintedLine(_paired(text), inked[0].left, inked[0].base, sizes[len(sizes) // 2])


def _is_spread(inked: list[Glyph]) -> bool:
    """Return whether a line is set apart letter by letter (分散对齐), as red heads are: its gaps are then no blanks."""
    gaps = [after.left - before.right for before, after in pairwise(inked)]
    if len(gaps) < _FEWEST_SPREAD or any(glyph.character.isascii() for glyph in inked):
        return False
    return min(gaps) >= _HAN_GAP * inked[0].size and max(gaps) <= 1.3 * min(gaps)


def _gap(before: Glyph, after: Glyph, typed: list[Glyph]) -> str:
    em = min(before.size, after.size) or 1.0
    gap = (after.left - before.right) / em
    if typed and gap > _WORD_GAP / 2:
        gap -= sum(blank.right - blank.left for blank in typed) / em
        blanks = "".join(BLANK if blank.character == BLANK else " " for blank in typed)
        return blanks + (BLANK * min(round(gap), _MOST_BLANKS) if gap >= 2 * _WIDE_GAP else "")
    if gap >= _WIDE_GAP:
        return BLANK * min(round(gap) or 1, _MOST_BLANKS)
    latin = before.character.isascii() and after.character.isascii()
    return " " if gap >= (_WORD_GAP if latin else _HAN_GAP) else ""


def _paired(text: str) -> str:
    """Join the halves of characters beyond the BMP, which PDFium names one by one on Windows."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
