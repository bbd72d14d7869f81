"""What an eye notices on finished pages before they go out: a lone signature, an imprint on an odd page, red, missing glyphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.page import Page

_SIGNATURE = frozenset({"issuer", "issue_date", "note"})
_BLACK = "000000"


@dataclass(frozen=True, slots=True)
class PageFinding:
    """One remark on the pages: `page` counts from 1, 0 means the whole letter; `clause` is its source, "" for none."""

    rule_id: str
    page: int
    what: str
    clause: str = ""


def review_pages(pages: Sequence[Page], layout: Layout) -> tuple[PageFinding, ...]:
    """Remarks in the order of the pages; () if there are none."""
    return (*_lone_signature(pages), *_imprint_side(pages, layout), *_crowded(pages, layout))


def has_colour(pages: Sequence[Page]) -> bool:
    """Whether anything is printed in another colour than black; a mono printer prints it grey."""
    return any(
        rule.colour != _BLACK for page in pages for rule in page.rules
    ) or any(run.colour != _BLACK for page in pages for placed in page.lines for run in placed.line.runs)  # fmt: skip


def _lone_signature(pages: Sequence[Page]) -> list[PageFinding]:
    return [
        PageFinding(
            "page.lone_signature",
            page.number,
            f"第{page.number}页只有署名和日期，没有正文",
            "GB/T 9704-2012 7.3.5.5",
        )
        for page in pages[1:]
        if page.body_lines
        and {placed.style for placed in page.body_lines} <= _SIGNATURE
        and any(placed.style == "issuer" for placed in page.body_lines)
    ]


def _imprint_side(pages: Sequence[Page], layout: Layout) -> list[PageFinding]:
    """「版记应置于公文最后一页」, whose side is even when the sheets are printed on both sides."""
    last = pages[-1]
    printed = any(placed.style == "copies" for placed in last.lines)
    if not printed or layout.imprint is None or not layout.imprint.shows_printing or last.number % 2 == 0:
        return []
    return [
        PageFinding(
            "page.imprint_on_odd_page", last.number, f"版记在第{last.number}页，是单页", "GB/T 9704-2012 7.4"
        )
    ]


def _crowded(pages: Sequence[Page], layout: Layout) -> list[PageFinding]:
    """Words that leave the paper: a word without any place to break it, a table of too many columns."""
    right = layout.paper.width_mm * MM
    return [
        PageFinding(
            "page.words_off_paper", page.number, f"第{page.number}页有文字超出纸边：{placed.text[:12]}"
        )
        for page in pages
        for placed in page.lines
        if placed.line.runs and (placed.line.runs[-1].end_pt > right or placed.line.runs[0].x_pt < 0)
    ]
