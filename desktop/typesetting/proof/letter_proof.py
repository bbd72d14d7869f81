"""「版面自检」 of head and rules: red lines and their distances on finished pages, beside the clauses of head and letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.page import Page, Rule
from desktop.typesetting.proof.page_proof import ProofLine

_BLACK = "000000"
_NEAR_MM = 0.5


def prove_head(pages: Sequence[Page], layout: Layout) -> tuple[ProofLine, ...]:
    """The facts of the red head on page 1; () for a layout without one or a letter that prints none."""
    red = sorted((rule for rule in pages[0].rules if rule.colour != _BLACK), key=lambda rule: rule.top_pt)
    if layout.head is None or not red:
        return ()
    return (*_lines(red, layout), *_foot(red, pages[0], layout))


def _lines(red: list[Rule], layout: Layout) -> Iterator[ProofLine]:
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
    """The clause of that number, or of what stands around it."""
    while key and key not in layout.clauses:
        key = key.rpartition(".")[0]
    return layout.clauses.get(key, "")


def _line(what: str, found_mm: float, wanted_mm: float, clause: str) -> ProofLine:
    ok = abs(found_mm - wanted_mm) <= _NEAR_MM
    return ProofLine(what, f"{found_mm:.1f} mm", f"{wanted_mm:g} mm", clause, ok)
