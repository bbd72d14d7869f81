"""What a PDF needs beside what is painted: page sizes and bookmarks. Free of Qt and of the PDF library."""

from __future__ import annotations

from dataclasses import dataclass

PageSize = tuple[float, float]
"""Width and height in pt."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """「书签」: `page` counts from 0 in the file; `top_pt` is the distance from the page's upper edge. `level` 0 is outermost."""

    title: str
    page: int
    top_pt: float = 0.0
    level: int = 0
