"""Fill printed lines from a paragraph: breaks, indents, alignment, justification, hanging marks, right-aligned runs."""

from __future__ import annotations

from itertools import accumulate, pairwise

from desktop.typesetting.lines.line_breaking import COMPRESSION_EM, break_lines
from desktop.typesetting.lines.measured_text import (
    BLANKS,
    CHINESE_MARKS,
    CLOSING,
    OPENING,
    UNBROKEN_PAIRS,
    GlyphWidths,
    MeasuredText,
    is_half_width,
    measure,
)
from desktop.typesetting.model.block import Align, Block, Run
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import GlyphRun, TextLine

_Form = tuple[
    tuple[Run, ...], tuple[Run, ...], Align, float, float, float, float, tuple[int, ...], float, float
]

# Glyph positions of a broken line: alignment, justification, compressed and hanging marks.
_MAX_HUNG = 2
_TOLERANCE_PT = 0.01


def glyph_lefts(
    measured: MeasuredText, start: int, end: int, room_pt: float, align: Align, compress: bool = False
) -> list[float]:
    """Left edges of the characters of text[start:end] and the right edge of the last one, in pt from the line's left indent.

    Hanging marks lie beyond `room_pt`; a line longer than its room is compressed at its marks.
    """
    core = _without_blanks(measured.text, start, end)
    core = _without_hung(measured, start, core, room_pt, compress)
    slack = room_pt - measured.width(start, core)
    origin = measured.starts[start]
    lefts = [left - origin for left in measured.starts[start:end]]
    lefts.append(measured.ends[end - 1] - origin)
    if slack < -_TOLERANCE_PT:
        return _compressed(measured.text, start, core, lefts, -slack)
    if align is Align.JUSTIFY:
        return _stretched(measured.text, start, core, lefts, slack)
    shift = {Align.RIGHT: slack, Align.CENTER: slack / 2}.get(align, 0.0)
    return [left + shift for left in lefts] if shift else lefts


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return end


def _without_hung(measured: MeasuredText, start: int, end: int, room_pt: float, compress: bool) -> int:
    """End of the text inside the line; up to two closing marks after it hang in the margin."""
    spare = measured.em_pt * COMPRESSION_EM if compress else 0.0
    for core in range(end, max(start, end - _MAX_HUNG - 1), -1):
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


def _compressed(text: str, start: int, core: int, lefts: list[float], excess_pt: float) -> list[float]:
    """Take the excess in equal parts from the blank half of each Chinese mark: after a closing mark, before an opening one."""
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
    """The line's characters as glyph runs, one per consecutive part of a Run."""
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


# The lines of a block.
_MIN_WIDTH_PT = 24.0  # indents that leave less are ignored


def fill_lines(
    block: Block, layout: Layout, widths: GlyphWidths, left_pt: float, width_pt: float
) -> tuple[TextLine, ...]:
    """The printed lines of `block` between `left_pt` and `left_pt + width_pt` of the page; one empty line for a blank block."""
    if not block.runs and not block.right_runs:
        return (TextLine((), 0, 0, block.pitch_pt),)
    measured = measure(block.runs, layout, widths)
    indent, first, room = _indents(block, layout, width_pt)
    lines = []
    for start, end in break_lines(measured, layout.text, room - first, room, forced_breaks(block)):
        shift = first if start == 0 else 0.0
        last = end == len(measured.text) or end in forced_breaks(block)
        lefts = glyph_lefts(
            measured, start, end, room - shift, _align(block.align, last), layout.text.compress
        )
        runs = cut_runs(block.runs, measured, start, end, lefts, left_pt + indent + shift)
        lines.append(TextLine(runs, start, end, block.pitch_pt))
    return _with_right_runs(tuple(lines), block, layout, widths, left_pt, width_pt)


def forced_breaks(block: Block) -> tuple[int, ...]:
    """Offsets in Block.text of mandatory line ends, where a title is broken by meaning."""
    ends = list(accumulate(len(run.text) for run in block.runs))
    return tuple(ends[index] for index in block.line_breaks_after if index < len(ends) - 1)


def _indents(block: Block, layout: Layout, width_pt: float) -> tuple[float, float, float]:
    """Left indent, further indent of the first line, and width between the indents, in pt."""
    indent = layout.indent_pt(block.left_chars)
    first = layout.indent_pt(block.first_line_chars)
    room = width_pt - indent - layout.indent_pt(block.right_chars)
    if room - max(first, 0.0) < _MIN_WIDTH_PT:
        return 0.0, 0.0, width_pt
    return indent, first, room


def _align(align: Align, last: bool) -> Align:
    return Align.LEFT if align is Align.JUSTIFY and last else align


def _with_right_runs(
    lines: tuple[TextLine, ...], block: Block, layout: Layout, widths: GlyphWidths,
    left_pt: float, width_pt: float,
) -> tuple[TextLine, ...]:  # fmt: skip
    """Add the right part (办理结果 … 签发人) to the last line, or as a separate line if both do not fit."""
    if not block.right_runs:
        return lines
    measured = measure(block.right_runs, layout, widths)
    right = left_pt + width_pt - layout.indent_pt(block.right_chars)
    shift = right - measured.width(0, len(measured.text))
    runs = _one_line(block.right_runs, measured, shift)
    end = len(block.text)
    if not lines or (lines[-1].runs and lines[-1].runs[-1].end_pt > shift):
        return (*lines, TextLine(runs, end, end, block.pitch_pt))
    last = lines[-1]
    return (*lines[:-1], TextLine(last.runs + runs, last.start, last.end, last.pitch_pt))


def _one_line(runs: tuple[Run, ...], measured: MeasuredText, left_pt: float) -> tuple[GlyphRun, ...]:
    lefts = glyph_lefts(measured, 0, len(measured.text), measured.width(0, len(measured.text)), Align.LEFT)
    return cut_runs(runs, measured, 0, len(measured.text), lefts, left_pt)


# Lines cached per block: after an edit only the changed paragraph is broken again.
class BlockFiller:
    """Fills blocks for one layout and one set of glyph widths, caching the lines of the last two fillings."""

    def __init__(self, layout: Layout, widths: GlyphWidths) -> None:
        self.layout = layout
        self.widths = widths
        self._used: dict[_Form, tuple[TextLine, ...]] = {}
        self._before: dict[_Form, tuple[TextLine, ...]] = {}

    def begin(self) -> None:
        """Start a document and drop cached lines that neither this nor the previous filling used."""
        self._before, self._used = self._used, {}

    def lines(self, block: Block, left_pt: float, width_pt: float) -> tuple[TextLine, ...]:
        """As fill_lines; returns the cached object for an equal block and width."""
        form = (
            block.runs, block.right_runs, block.align, block.pitch_pt, block.first_line_chars, block.left_chars,
            block.right_chars, block.line_breaks_after, left_pt, width_pt,
        )  # fmt: skip
        lines = self._used.get(form) or self._before.get(form)
        if lines is None:
            lines = fill_lines(block, self.layout, self.widths, left_pt, width_pt)
        self._used[form] = lines
        return lines
