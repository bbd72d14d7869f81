"""Compare our pages with LibreOffice's print of the exported .docx, line by line and page by page."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from desktop.typesetting.model.page import Page

# LibreOffice does not paint some hanging marks (TRAPS 7c), so marks at line ends are not compared.
_END_MARKS = "，。、；：！？”,.:;!? "
_PAGE_NUMBER = re.compile(r"[—－-]\d+[—－-]")
_SAME_BASELINE_PT = 1.5

Line = tuple[int, str]
"""Page number and words without blanks."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Number of lines compared, number of lines on the same page in both, and the lines that differ."""

    lines: int
    same: int
    differing: tuple[tuple[Line | None, Line | None], ...]
    same_pages: bool

    @property
    def share(self) -> float:
        return self.same / self.lines if self.lines else 1.0


def compare(ours: Sequence[Line], theirs: Sequence[Line]) -> Agreement:
    """Match the lines of both prints."""
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    differing: list[tuple[Line | None, Line | None]] = []
    same = 0
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            same += b - a
            continue
        for index in range(max(b - a, d - c)):
            left = ours[a + index] if a + index < b else None
            right = theirs[c + index] if c + index < d else None
            differing.append((left, right))
    total = max(len(ours), len(theirs))
    last = max((page for page, _ in ours), default=0), max((page for page, _ in theirs), default=0)
    return Agreement(total, same, tuple(differing), last[0] == last[1])


def our_lines(pages: Sequence[Page]) -> list[Line]:
    """All printed lines without page numbers; text on one baseline is one line."""
    found = []
    for page in pages:
        inked = [
            (placed.baseline_pt, run.x_pt, run.text) for placed in page.lines for run in placed.line.runs
        ]
        found += [(page.number, words) for words in _rows(inked)]
    return found


def printed_lines(pdf: Path) -> list[Line]:
    """The same from a PDF."""
    document = pypdfium2.PdfDocument(str(pdf))
    try:
        return [
            (number, words)
            for number, page in enumerate(document, 1)
            for words in _rows(list(_characters(page)))
        ]
    finally:
        document.close()


def _characters(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, str]]:
    text = page.get_textpage()
    height = page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (0, 10, 13):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        yield height - y.value, x.value, "-" if code == 2 else chr(code)  # 2: a hyphen at a line's end


def _rows(inked: list[tuple[float, float, str]]) -> list[str]:
    rows: list[list[tuple[float, float, str]]] = []
    for thing in sorted(inked):
        if rows and thing[0] - rows[-1][0][0] <= _SAME_BASELINE_PT:
            rows[-1].append(thing)
        else:
            rows.append([thing])
    joined = ("".join(text for _, _, text in sorted(row, key=lambda t: t[1])) for row in rows)
    whole = (
        words.encode("utf-16", "surrogatepass").decode("utf-16") for words in joined
    )  # astral characters
    stripped = (re.sub(r"\s", "", words) for words in whole)
    return [words.rstrip(_END_MARKS) for words in stripped if words and not _PAGE_NUMBER.fullmatch(words)]
