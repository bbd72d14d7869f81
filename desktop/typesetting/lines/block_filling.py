"""Paragraphs into lines with a memory: a keystroke breaks one paragraph anew, the others are taken from the last time."""

from __future__ import annotations

from desktop.typesetting.lines.line_filling import fill_lines
from desktop.typesetting.lines.measured_text import GlyphWidths
from desktop.typesetting.model.block import Align, Block, Run
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import TextLine

_Form = tuple[
    tuple[Run, ...], tuple[Run, ...], Align, float, float, float, float, tuple[int, ...], float, float
]


class BlockFiller:
    """Fills blocks for one layout and one set of glyph widths. Remembers what the last two fillings used, no more."""

    def __init__(self, layout: Layout, widths: GlyphWidths) -> None:
        self.layout = layout
        self.widths = widths
        self._used: dict[_Form, tuple[TextLine, ...]] = {}
        self._before: dict[_Form, tuple[TextLine, ...]] = {}

    def begin(self) -> None:
        """Start a document: lines of blocks that neither this nor the last filling needed are forgotten."""
        self._before, self._used = self._used, {}

    def lines(self, block: Block, left_pt: float, width_pt: float) -> tuple[TextLine, ...]:
        """As line_filling.fill_lines; equal form and room give the very same lines."""
        form = (
            block.runs, block.right_runs, block.align, block.pitch_pt, block.first_line_chars, block.left_chars,
            block.right_chars, block.line_breaks_after, left_pt, width_pt,
        )  # fmt: skip
        lines = self._used.get(form) or self._before.get(form)
        if lines is None:
            lines = fill_lines(block, self.layout, self.widths, left_pt, width_pt)
        self._used[form] = lines
        return lines
