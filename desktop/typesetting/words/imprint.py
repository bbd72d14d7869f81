"""Position the imprint 「版记」 at the foot of the last page (GB/T 9704-2012 7.4; without rules in letters, 10.1)."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.typesetting.model.block import Align, Block, Imprint, Placed, PlacedRule, PlacedText
from desktop.typesetting.model.layout import MM, ImprintPlan, Layout
from desktop.typesetting.model.runs import make_runs, width_chars
from desktop.typesetting.words.paragraphs import styled_block

_NOT_FIRST = "，。、；：）》”"
_RULE_ROOM_PT = 3.0
"""Taken from the first line below a rule, so that rule and text have separate boxes."""


def place_imprint(imprint: Imprint, layout: Layout) -> Placed:
    """Return lines and rules of the imprint, ending at the lower end of the type area; an empty Placed if there is none.

    `last_text_mm` is the lower end of the body on that page.
    """
    plan = layout.imprint
    if plan is None:
        return Placed()
    groups = [
        group
        for group in (_copies_lines(imprint, plan, layout), _printing_lines(imprint, plan, layout))
        if group
    ]
    if not groups:
        return Placed()
    bottom = layout.paper.height_mm - layout.paper.bottom_mm
    top = bottom - sum(len(group) for group in groups) * plan.pitch_pt / MM
    texts: list[PlacedText] = []
    rules: list[PlacedRule] = []
    edge = top
    for index, group in enumerate(groups):
        rules += _rule(edge, plan.inner_rule_pt if index else plan.edge_rule_pt, layout)
        texts.append(_box(group, edge, layout))
        edge += len(group) * plan.pitch_pt / MM
    rules += _rule(bottom - plan.edge_rule_pt / MM, plan.edge_rule_pt, layout)
    return Placed(tuple(texts), tuple(rules), last_text_mm=top)


def _box(group: list[Block], top_mm: float, layout: Layout) -> PlacedText:
    first = replace(group[0], pitch_pt=group[0].pitch_pt - _RULE_ROOM_PT)
    height = sum(block.pitch_pt for block in (first, *group[1:])) / MM
    paper = layout.paper
    return PlacedText(
        paper.left_mm, top_mm + _RULE_ROOM_PT / MM, paper.text_width_mm, height - 0.5, (first, *group[1:])
    )


def _rule(top_mm: float, thickness_pt: float, layout: Layout) -> list[PlacedRule]:
    if not thickness_pt:
        return []
    return [PlacedRule(layout.paper.left_mm, top_mm, layout.paper.text_width_mm, thickness_pt, "000000")]


def _copies_lines(imprint: Imprint, plan: ImprintPlan, layout: Layout) -> list[Block]:
    """抄送：甲，乙，丙。 in lines; those after the first are aligned with the character after the colon (7.4.2)."""
    label, colon, names = imprint.copies_to.partition("：")
    if not names:
        return []
    size = layout.styles["copies"].size_pt
    hang = width_chars(label + colon)
    room = layout.paper.text_width_pt / size - 2 * plan.indent_chars - hang
    lines = _filled(names, room)
    first = _line(label + colon + lines[0], plan.indent_chars, plan, layout)
    return [first, *(_line(line, plan.indent_chars + hang, plan, layout) for line in lines[1:])]


def _filled(names: str, room: float) -> list[str]:
    """Lines broken between units; only a name longer than a line is broken inside."""
    lines = [""]
    for name in re.findall(r"[^，、；]+[，、；]?|[，、；]", names):
        if lines[-1] and width_chars((lines[-1] + name).rstrip("，、；")) > room:
            lines.append("")
        for character in name:
            if width_chars(lines[-1] + character) > room and character not in _NOT_FIRST:
                lines.append("")
            lines[-1] += character
    return lines


def _printing_lines(imprint: Imprint, plan: ImprintPlan, layout: Layout) -> list[Block]:
    """印发机关 on the left and 印发日期 on the right of one line (7.4.3)."""
    if not imprint.printing_office:
        return []
    style = layout.styles["copies"]
    line = _line(imprint.printing_office, plan.indent_chars, plan, layout)
    return [replace(line, right_runs=make_runs(imprint.printing_date, style, layout))]


def _line(words: str, indent: float, plan: ImprintPlan, layout: Layout) -> Block:
    size = layout.styles["copies"].size_pt
    to_body = (
        size / layout.body.size_pt
    )  # the imprint's indents count its own characters, blocks those of the body
    block = styled_block("copies", words, layout)
    return replace(
        block,
        align=Align.LEFT,
        pitch_pt=plan.pitch_pt,
        left_chars=indent * to_body,
        right_chars=plan.indent_chars * to_body,
    )
