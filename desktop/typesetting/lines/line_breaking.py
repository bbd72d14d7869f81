"""A measured paragraph into lines: the one place that knows which rule a layout follows."""

from __future__ import annotations

from desktop.typesetting.lines.grid_breaking import grid_line_end
from desktop.typesetting.lines.measured_text import MeasuredText
from desktop.typesetting.lines.word_breaking import word_line_end
from desktop.typesetting.model.layout import PunctuationMode, TextRules


def break_lines(
    measured: MeasuredText,
    rules: TextRules,
    first_width_pt: float,
    width_pt: float,
    forced: tuple[int, ...] = (),
) -> tuple[tuple[int, int], ...]:
    """(start, end) of each printed line; () for an empty text. `forced` are offsets where a line ends in any case."""
    lines: list[tuple[int, int]] = []
    start, width = 0, first_width_pt
    stops = [*forced, len(measured.text)]
    while start < len(measured.text):
        stop = next(offset for offset in stops if offset > start)
        end = min(_line_end(measured, rules, start, width), stop)
        lines.append((start, end))
        start, width = end, width_pt
    return tuple(lines)


def _line_end(measured: MeasuredText, rules: TextRules, start: int, width_pt: float) -> int:
    if rules.punctuation is PunctuationMode.WORD:
        return word_line_end(measured, start, width_pt, rules)
    return grid_line_end(measured, start, width_pt, hanging=rules.hanging)
