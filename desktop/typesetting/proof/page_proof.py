"""Layout self-check 「版面自检」: measure finished pages and compare them with the layout, with clauses.

Measures the positioned glyphs, not the parameters used for filling, so that errors of page filling are found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.typesetting.model.block import Script
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.page import Page, PlacedLine, Rule

_EDGE_MM = 1.0  # 5.2.1 allows one millimetre
_PITCH_PT = 0.05


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One measured value: name, found and required value, clause, and whether they agree."""

    what: str
    found: str
    wanted: str
    clause: str
    ok: bool


def measure_pages(pages: Sequence[Page], layout: Layout) -> tuple[ProofLine, ...]:
    """The values measured on these pages; those that cannot be measured (a full page in a short letter) are left out."""
    body = [placed for page in pages for placed in page.body_lines if _is_body(placed, layout)]
    facts: list[ProofLine] = [_paper(pages[0], layout)]
    if body:
        facts += [*_edges(body, layout), *_characters(body, layout)]
    facts += [
        *_pitch(pages, layout),
        *_lines(pages, layout),
        *_title(pages, layout),
        *_numbers(pages, layout),
    ]
    return tuple(facts)


def _is_body(placed: PlacedLine, layout: Layout) -> bool:
    return (
        bool(placed.line.runs)
        and placed.line.runs[0].size_pt == layout.body.size_pt
        and placed.style != "table"
    )


def _paper(page: Page, layout: Layout) -> ProofLine:
    paper = layout.paper
    found = page.width_pt / MM, page.height_pt / MM
    ok = abs(found[0] - paper.width_mm) < 0.1 and abs(found[1] - paper.height_mm) < 0.1
    return ProofLine(
        "纸张", f"{found[0]:.0f} × {found[1]:.0f} mm", f"{paper.width_mm:.0f} × {paper.height_mm:.0f} mm",
        layout.clauses.get("paper", ""), ok,
    )  # fmt: skip


def _edges(body: list[PlacedLine], layout: Layout) -> Iterator[ProofLine]:
    paper, clause = layout.paper, layout.clauses.get("paper", "")
    left = min(placed.line.runs[0].x_pt for placed in body) / MM
    yield ProofLine(
        "左边", f"{left:.1f} mm", f"{paper.left_mm:g} ± 1 mm", clause, abs(left - paper.left_mm) <= _EDGE_MM
    )
    full = [placed for placed in body if _is_full(placed, layout)]
    if full and not layout.text.hanging:
        right = paper.width_mm - max(placed.line.runs[-1].end_pt for placed in full) / MM
        ok = abs(right - paper.right_mm) <= _EDGE_MM
        yield ProofLine("右边", f"{right:.1f} mm", f"{paper.right_mm:g} ± 1 mm", clause, ok)


def _is_full(placed: PlacedLine, layout: Layout) -> bool:
    edge = (layout.paper.width_mm - layout.paper.right_mm) * MM
    return abs(placed.line.runs[-1].end_pt - edge) < layout.body.size_pt / 2


def _characters(body: list[PlacedLine], layout: Layout) -> Iterator[ProofLine]:
    left = layout.paper.left_mm * MM
    counts = Counter(
        len(placed.text)
        for placed in body
        if _is_full(placed, layout)
        and placed.line.runs[0].x_pt - left < 1
        and all(run.script is Script.EAST_ASIAN for run in placed.line.runs)
    )
    if counts and layout.clauses.get("grid.chars"):
        (usual, _), *_ = counts.most_common(1)
        yield ProofLine(
            "满行字数",
            f"{usual}字",
            f"{layout.grid.chars}字",
            layout.clauses["grid.chars"],
            usual == layout.grid.chars,
        )


def _pitch(pages: Sequence[Page], layout: Layout) -> Iterator[ProofLine]:
    steps = [
        below.baseline_pt - above.baseline_pt
        for page in pages
        for above, below in pairwise(page.body_lines)
        if _is_body(above, layout) and _is_body(below, layout) and below.number == above.number + 1
    ]
    if steps:
        worst = max(steps, key=lambda step: abs(step - layout.grid.pitch_pt))
        ok = abs(worst - layout.grid.pitch_pt) < _PITCH_PT
        yield ProofLine(
            "行距",
            f"{worst:.2f} 磅",
            f"{layout.grid.pitch_pt:g} 磅",
            layout.clauses.get("grid.lines", ""),
            ok,
        )


def _lines(pages: Sequence[Page], layout: Layout) -> Iterator[ProofLine]:
    """Lines per page, measured on pages between the first and the last that contain only body text."""
    inner = [
        max(placed.number for placed in page.body_lines)
        for page in pages[1:-1]
        if page.body_lines and all(_is_body(placed, layout) for placed in page.body_lines)
    ]
    if inner and layout.clauses.get("grid.lines"):
        most = max(inner)
        yield ProofLine(
            "满页行数",
            f"{most}行",
            f"{layout.grid.lines}行",
            layout.clauses["grid.lines"],
            most == layout.grid.lines,
        )


def _title(pages: Sequence[Page], layout: Layout) -> Iterator[ProofLine]:
    runs = [run for placed in pages[0].lines if placed.style == "title" for run in placed.line.runs]
    if runs:
        style = layout.styles["title"]
        sizes = sorted({run.size_pt for run in runs})
        found = "、".join(f"{size:g} 磅" for size in sizes)
        yield ProofLine(
            "标题字号",
            found,
            f"{style.size_pt:g} 磅",
            layout.clauses.get("styles.title", ""),
            sizes == [style.size_pt],
        )


def _numbers(pages: Sequence[Page], layout: Layout) -> Iterator[ProofLine]:
    plan = layout.page_number
    wrong = [page.number for page in pages if not _number_is_right(page, layout)]
    if plan.shown:
        where = "单页居右、双页居左" if plan.mirrored else "居中"
        found = f"第{'、'.join(map(str, wrong))}页不对" if wrong else where
        yield ProofLine("页码", found, where, layout.clauses.get("page_number", ""), not wrong)


def _number_is_right(page: Page, layout: Layout) -> bool:
    plan = layout.page_number
    printed = [placed for placed in page.lines if placed.style == "page_number"]
    if not printed:
        return not page.body_lines or (page.number == 1 and not plan.on_first_page)
    runs = printed[0].line.runs
    middle = (runs[0].x_pt + runs[-1].end_pt) / 2
    centre = (layout.paper.left_mm + layout.paper.text_width_mm / 2) * MM
    right_side = abs(middle - centre) < 1 if not plan.mirrored else (middle > centre) is bool(page.number % 2)
    return right_side and printed[0].text == plan.form.format(page=page.number)


# Head and rules: red lines and their distances, with the clauses of head and letter format.
_BLACK = "000000"
_NEAR_MM = 0.5


def measure_head(pages: Sequence[Page], layout: Layout) -> tuple[ProofLine, ...]:
    """The values measured on the red head of page 1; () if the layout or the letter has none."""
    red = sorted((rule for rule in pages[0].rules if rule.colour != _BLACK), key=lambda rule: rule.top_pt)
    if layout.head is None or not red:
        return ()
    return (*_rule_lines(red, layout), *_foot(red, pages[0], layout))


def _rule_lines(red: list[Rule], layout: Layout) -> Iterator[ProofLine]:
    assert layout.head is not None
    clause = _clause(layout, "head.rule")
    width, wanted = red[0].width_pt / MM, layout.head.rule.width_mm
    yield _line("红线长度", width, wanted, clause)
    middle = (red[0].left_pt + red[0].width_pt / 2) / MM
    paper = layout.paper
    centre = paper.width_mm / 2 if wanted > paper.text_width_mm else paper.left_mm + paper.text_width_mm / 2
    yield _line("红线居中", middle, centre, clause)


def _foot(red: list[Rule], page: Page, layout: Layout) -> Iterator[ProofLine]:
    assert layout.head is not None
    if layout.head.foot_rule is None:
        return
    last = red[-1]
    below = (page.height_pt - last.top_pt - last.height_pt) / MM
    wanted = layout.head.foot_rule_bottom_mm
    yield _line("首页下端红线距纸边", below, wanted, _clause(layout, "head.foot_rule_bottom_mm"))


def _clause(layout: Layout, key: str) -> str:
    """The clause of that key, or of the table around it."""
    while key and key not in layout.clauses:
        key = key.rpartition(".")[0]
    return layout.clauses.get(key, "")


def _line(what: str, found_mm: float, wanted_mm: float, clause: str) -> ProofLine:
    ok = abs(found_mm - wanted_mm) <= _NEAR_MM
    return ProofLine(what, f"{found_mm:.1f} mm", f"{wanted_mm:g} mm", clause, ok)
