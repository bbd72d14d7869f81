"""LibreOffice's printed output, measured on its PDF: lines, fonts, edges and rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MM = 72 / 25.4


@dataclass(frozen=True)
class PaperLine:
    """One printed line; lengths in pt from the paper's upper left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    colour: object

    @property
    def centre_mm(self) -> float:
        return (self.left + self.right) / 2 / MM


@dataclass(frozen=True)
class PaperRule:
    """One printed rule; positions in mm, thickness in pt."""

    left_mm: float
    right_mm: float
    middle_mm: float
    thickness_pt: float
    colour: object

    @property
    def top_mm(self) -> float:
        return self.middle_mm - self.thickness_pt / 2 / MM

    @property
    def bottom_mm(self) -> float:
        return self.middle_mm + self.thickness_pt / 2 / MM


@dataclass(frozen=True)
class PaperPage:
    width_mm: float
    height_mm: float
    lines: tuple[PaperLine, ...]
    rules: tuple[PaperRule, ...]

    def between(self, top_mm: float, bottom_mm: float) -> list[PaperLine]:
        """The lines with a baseline between those heights."""
        return [line for line in self.lines if top_mm * MM < line.baseline <= bottom_mm * MM + 1]


def read_paper(pdf: Path) -> list[PaperPage]:
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        return [
            PaperPage(page.width / MM, page.height / MM, tuple(_lines(page)), tuple(_rules(page)))
            for page in document.pages
        ]


def _lines(page: Any) -> list[PaperLine]:  # noqa: ANN401 (pdfplumber carries no types)
    rows: defaultdict[float, list[Any]] = defaultdict(list)
    for char in page.chars:
        baseline = page.height - char["matrix"][5]
        near = next((known for known in rows if abs(known - baseline) <= 1.5), baseline)
        rows[near].append(char)
    return [
        _line(baseline, rows[baseline])
        for baseline in sorted(rows)
        if any(c["text"].strip() for c in rows[baseline])
    ]


def _line(baseline: float, chars: list[Any]) -> PaperLine:
    chars.sort(key=lambda char: char["x0"])
    inked = [char for char in chars if char["text"].strip()]
    sizes = Counter(round(char["size"], 1) for char in inked)
    return PaperLine(
        "".join(char["text"] for char in chars).strip(), inked[0]["x0"], inked[-1]["x1"], baseline,
        sizes.most_common(1)[0][0], inked[0]["non_stroking_color"],
    )  # fmt: skip


def _rules(page: Any) -> list[PaperRule]:  # noqa: ANN401 (pdfplumber carries no types)
    return [
        PaperRule(
            line["x0"] / MM, line["x1"] / MM, line["top"] / MM, line["linewidth"], line["stroking_color"]
        )
        for line in sorted(page.lines, key=lambda line: line["top"])
    ]
