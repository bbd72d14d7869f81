"""One paragraph into printed lines: breaks, indents, alignment, justification, hanging marks, words flush right."""

from __future__ import annotations

from itertools import accumulate

from desktop.typesetting.lines.glyph_placing import cut_runs, glyph_lefts
from desktop.typesetting.lines.line_breaking import break_lines
from desktop.typesetting.lines.measured_text import GlyphWidths, MeasuredText, measure
from desktop.typesetting.model.block import Align, Block, Run
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import GlyphRun, TextLine

_LEAST_WIDTH_PT = 24.0  # indents that leave less than this are ignored, or nothing could be printed


def fill_lines(
    block: Block, layout: Layout, widths: GlyphWidths, left_pt: float, width_pt: float
) -> tuple[TextLine, ...]:
    """The printed lines of `block` between `left_pt` and `left_pt + width_pt` of the page; a blank block gives one empty line."""
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
    """Offsets in Block.text where a printed line ends because the title is broken there by meaning."""
    ends = list(accumulate(len(run.text) for run in block.runs))
    return tuple(ends[index] for index in block.line_breaks_after if index < len(ends) - 1)


def _indents(block: Block, layout: Layout, width_pt: float) -> tuple[float, float, float]:
    """Left indent, further indent of the first line, and width between the indents, in pt."""
    indent = layout.indent_pt(block.left_chars)
    first = layout.indent_pt(block.first_line_chars)
    room = width_pt - indent - layout.indent_pt(block.right_chars)
    if room - max(first, 0.0) < _LEAST_WIDTH_PT:
        return 0.0, 0.0, width_pt
    return indent, first, room


def _align(align: Align, last: bool) -> Align:
    return Align.LEFT if align is Align.JUSTIFY and last else align


def _with_right_runs(
    lines: tuple[TextLine, ...], block: Block, layout: Layout, widths: GlyphWidths,
    left_pt: float, width_pt: float,
) -> tuple[TextLine, ...]:  # fmt: skip
    """办理结果 … 签发人: the right part stands on the last line, or on one of its own where both do not fit."""
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
