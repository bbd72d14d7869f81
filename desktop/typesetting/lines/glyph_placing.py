"""Where each glyph of a broken line stands: alignment, justification, marks drawn together or hung in the margin."""

from __future__ import annotations

from itertools import pairwise

from desktop.typesetting.lines.character_class import (
    BLANKS,
    CHINESE_MARKS,
    CLOSING,
    OPENING,
    UNBROKEN_PAIRS,
    is_half_width,
)
from desktop.typesetting.lines.measured_text import MeasuredText
from desktop.typesetting.lines.word_breaking import COMPRESSION_EM
from desktop.typesetting.model.block import Align, Run
from desktop.typesetting.model.page import GlyphRun

_MOST_HUNG = 2
_TOLERANCE_PT = 0.01


def glyph_lefts(
    measured: MeasuredText, start: int, end: int, room_pt: float, align: Align, compress: bool = False
) -> list[float]:
    """Left edge of each character of text[start:end], and behind the last one its right edge, from the line's left indent.

    Marks that hang stand right of `room_pt`; a line that is too long for its room is drawn together at its marks.
    """
    core = _without_blanks(measured.text, start, end)
    core = _without_hung(measured, start, core, room_pt, compress)
    slack = room_pt - measured.width(start, core)
    origin = measured.starts[start]
    lefts = [left - origin for left in measured.starts[start:end]]
    lefts.append(measured.ends[end - 1] - origin)
    if slack < -_TOLERANCE_PT:
        return _drawn_together(measured.text, start, core, lefts, -slack)
    if align is Align.JUSTIFY:
        return _stretched(measured.text, start, core, lefts, slack)
    shift = {Align.RIGHT: slack, Align.CENTER: slack / 2}.get(align, 0.0)
    return [left + shift for left in lefts] if shift else lefts


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return end


def _without_hung(measured: MeasuredText, start: int, end: int, room_pt: float, compress: bool) -> int:
    """End of what stands inside the line; up to two closing marks behind it hang in the margin."""
    spare = measured.em_pt * COMPRESSION_EM if compress else 0.0
    for core in range(end, max(start, end - _MOST_HUNG - 1), -1):
        if measured.width(start, core) <= room_pt + spare + _TOLERANCE_PT:
            return core
        if measured.text[core - 1] not in CLOSING:
            break
    return end


def _stretched(text: str, start: int, core: int, lefts: list[float], slack_pt: float) -> list[float]:
    openings = [i for i in range(start + 1, core) if _may_stretch(text[i - 1], text[i])]
    if not openings:
        return lefts
    share, shift = slack_pt / len(openings), 0.0
    where = frozenset(openings)
    placed = []
    for index, left in enumerate(lefts, start):
        if index in where:
            shift += share
        placed.append(left + shift)
    return placed


def _may_stretch(before: str, after: str) -> bool:
    if is_half_width(before) and is_half_width(after):
        return before in BLANKS
    return not (before == after and before in UNBROKEN_PAIRS)


def _drawn_together(text: str, start: int, core: int, lefts: list[float], excess_pt: float) -> list[float]:
    """Each Chinese mark of the line gives an equal part of its blank half: behind a closing mark, before an opening one."""
    gaps = [
        index + 1 if text[index] in CLOSING else index
        for index in range(start, core)
        if text[index] in CHINESE_MARKS and (text[index] in CLOSING or text[index] in OPENING)
    ]
    gaps = [gap for gap in gaps if start < gap < core]
    if not gaps:
        return lefts
    share, shift = excess_pt / len(gaps), 0.0
    placed = []
    for index, left in enumerate(lefts, start):
        shift += share * gaps.count(index)
        placed.append(left - shift)
    return placed


def cut_runs(
    runs: tuple[Run, ...], measured: MeasuredText, start: int, end: int, lefts: list[float], left_pt: float
) -> tuple[GlyphRun, ...]:
    """The line's characters as glyph runs, one for each stretch of one Run."""
    cut: list[GlyphRun] = []
    first = start
    while first < end:
        owner = measured.owners[first]
        behind = first
        while behind < end and measured.owners[behind] == owner:
            behind += 1
        edges = lefts[first - start : behind - start + 1]
        advances = tuple(right - left for left, right in pairwise(edges))
        run = runs[owner]
        cut.append(
            GlyphRun(measured.text[first:behind], left_pt + edges[0], advances, run.font, run.script, run.size_pt,
                     run.bold, run.colour, run.fallback)
        )  # fmt: skip
        first = behind
    return tuple(cut)
