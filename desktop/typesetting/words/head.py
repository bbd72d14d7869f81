"""Position the red head 「版头」 on page 1 (GB/T 9704-2012 7.2 general, 10.1 letter)."""

from __future__ import annotations

import math
from dataclasses import replace

from desktop.typesetting.model.block import Align, Block, Letterhead, Placed, PlacedRule, PlacedText
from desktop.typesetting.model.layout import MM, HeadPlan, Layout, NumberPlace, RedRule
from desktop.typesetting.model.page import air_above_pt, ink_height_pt
from desktop.typesetting.model.runs import make_runs, width_chars
from desktop.typesetting.words.paragraphs import styled_block

_MARK_PITCH = 1.25
"""Line height of the issuing mark in multiples of its size, so that no glyph is clipped."""

_FRAME_SLACK_PT = 1.0
"""LibreOffice starts the text up to 0.7 pt below the head's frames; without this slack its page 1 loses its last line."""


def place_head(letterhead: Letterhead, layout: Layout) -> Placed:
    """Return the positions of mark, number and rules; an empty Placed if the layout or the letter has no head.

    Distances are between visible edges, not between line boxes.
    """
    plan = layout.head
    if plan is None or not letterhead.issuing_mark:
        return Placed()
    mark = _mark_block(letterhead.issuing_mark, plan, layout)
    size = mark.runs[0].size_pt
    texts = [_box(mark, plan.mark_top_mm - air_above_pt(mark.pitch_pt, size) / MM, layout)]
    edge = plan.mark_top_mm + ink_height_pt(size) / MM
    rules: tuple[PlacedRule, ...] = ()
    if plan.number_below_rule:
        rules, edge = _rule_below(edge, plan, layout)
    if letterhead.document_number:
        number = _number_block(letterhead, plan, layout)
        number_size = number.runs[0].size_pt
        top = edge + plan.number_gap_mm - air_above_pt(number.pitch_pt, number_size) / MM
        texts.append(_box(number, top, layout))
        edge = edge + plan.number_gap_mm + ink_height_pt(number_size) / MM
    if not plan.number_below_rule:
        rules, edge = _rule_below(edge, plan, layout)
    first = max([layout.paper.top_mm, edge, *(text.top_mm + text.height_mm for text in texts)])
    return Placed(tuple(texts), rules + _foot_rules(plan, layout), first, _last_text_mm(plan, layout))


def blanks_below_head(placed: Placed, layout: Layout) -> tuple[float, ...]:
    """Pitches in pt of the blank lines between head and title; the first one aligns the text with the page's grid."""
    count = layout.head.blank_lines if layout.head else 0
    if not count or not placed.first_text_mm:
        return ()
    pitch = layout.grid.pitch_pt
    used = (placed.first_text_mm - layout.paper.top_mm) * MM
    first = math.ceil(used / pitch + 0.6) * pitch - used if layout.grid.title_on_grid else pitch
    return (round(first - _FRAME_SLACK_PT, 2), *([pitch] * (count - 1)))


def _mark_block(words: str, plan: HeadPlan, layout: Layout) -> Block:
    room = plan.mark_max_width_mm * MM
    size = min(plan.mark_size_pt, math.floor(room / width_chars(words) * 2) / 2)
    style = replace(layout.styles["issuing_mark"], size_pt=size, colour=plan.colour)
    block = styled_block("issuing_mark", "", layout)
    return replace(block, runs=make_runs(words, style, layout), pitch_pt=size * _MARK_PITCH)


def _number_block(letterhead: Letterhead, plan: HeadPlan, layout: Layout) -> Block:
    style = layout.styles["document_number"]
    block = styled_block("document_number", letterhead.document_number, layout)
    if letterhead.signer:  # 7.2.6: number left, signer right, each one character from the edge
        label = make_runs("签发人：", style, layout) + make_runs(letterhead.signer, style, layout, font="h2")
        return replace(block, right_runs=label, align=Align.LEFT, left_chars=1.0, right_chars=1.0)
    return replace(block, align=Align.CENTER if plan.number_place is NumberPlace.CENTER else Align.RIGHT)


def _box(block: Block, top_mm: float, layout: Layout) -> PlacedText:
    paper = layout.paper
    return PlacedText(paper.left_mm, top_mm, paper.text_width_mm, block.pitch_pt / MM, (block,))


def _rule_below(edge_mm: float, plan: HeadPlan, layout: Layout) -> tuple[tuple[PlacedRule, ...], float]:
    top = edge_mm + plan.rule_gap_mm
    return _lines(plan.rule, top, plan, layout), top + plan.rule.height_pt / MM


def _lines(rule: RedRule, top_mm: float, plan: HeadPlan, layout: Layout) -> tuple[PlacedRule, ...]:
    paper = layout.paper
    # As wide as the type area: aligned with it. Wider (170 mm): centred on the paper.
    wide = rule.width_mm > paper.text_width_mm + 0.1
    left = (paper.width_mm - rule.width_mm) / 2 if wide else paper.left_mm
    first = PlacedRule(left, top_mm, rule.width_mm, rule.first_pt, plan.colour)
    if not rule.second_pt:
        return (first,)
    second_top = top_mm + (rule.first_pt + rule.gap_pt) / MM
    return (first, PlacedRule(left, second_top, rule.width_mm, rule.second_pt, plan.colour))


def _foot_rules(plan: HeadPlan, layout: Layout) -> tuple[PlacedRule, ...]:
    if plan.foot_rule is None:
        return ()
    return _lines(plan.foot_rule, _foot_rule_top(plan, plan.foot_rule, layout), plan, layout)


def _foot_rule_top(plan: HeadPlan, rule: RedRule, layout: Layout) -> float:
    return layout.paper.height_mm - plan.foot_rule_bottom_mm - rule.height_pt / MM


def _last_text_mm(plan: HeadPlan, layout: Layout) -> float:
    """The lower end of the body on page 1: above the foot rule, if that is inside the type area."""
    end = layout.paper.height_mm - layout.paper.bottom_mm
    if plan.foot_rule is None:
        return end
    return min(end, _foot_rule_top(plan, plan.foot_rule, layout) - plan.foot_text_gap_mm)
