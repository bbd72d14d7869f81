"""Is a text hard-wrapped, and at which width? Measured on the text itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.intake.characters import ends_sentence
from desktop.domain.intake.lines import SourceLine

_NARROWEST = 12.0
_FIRST_LINE_LOSS = 3.0
"""Em that a full line may lack: the two of a lost first-line indent and one for a mark that may not begin a line."""
_HANG = 2.5


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a hard-wrapped text breaks.

    `width` is the full line in em; a line of at least `floor` em counts as full. Where every line has the
    same number of characters, `length` is that number and decides alone. `indented`: paragraphs begin
    with an indent. `gaps_part`: an empty line parts paragraphs (else it stands between all lines).
    """

    width: float
    floor: float
    length: int | None
    indented: bool
    gaps_part: bool

    def is_full(self, line: SourceLine) -> bool:
        """True if the line may have been broken because it was full."""
        if self.length is not None:
            return line.full_length >= self.length
        return line.full_width >= self.floor

    def is_wider_than_first(self, line: SourceLine) -> bool:
        """True if the line is too wide for a first line whose two blanks were lost: it goes on a paragraph."""
        return self.length is None and not self.indented and line.full_width > self.width - 1.5


def measure_wrapping(lines: Sequence[SourceLine]) -> Wrapping | None:
    """Return the wrapping of hard-wrapped lines; None if every line is a paragraph of its own."""
    inner = [line for line in lines if not ends_sentence(line.text)]
    widths = sorted(line.full_width for line in inner)
    if len(widths) < 3:
        return None
    full_width = widths[min(len(widths) - 1, len(widths) * 92 // 100)]
    near = [line for line in inner if line.full_width >= full_width - _FIRST_LINE_LOSS - 0.5]
    longer = sum(line.full_width > full_width + _HANG for line in lines)
    if full_width < _NARROWEST or len(near) < max(2, len(inner) * 0.35) or longer > len(lines) * 0.06:
        return None
    indented = sum(1.5 <= line.indent <= 4.5 for line in lines) >= max(2, len(lines) * 0.04)
    length = _common_length(near)
    loss = 2.0 if indented else _FIRST_LINE_LOSS
    return Wrapping(full_width, full_width - loss, length, indented, _gaps_part(near, lines))


def _common_length(near: Sequence[SourceLine]) -> int | None:
    """The number of characters of every full line, if they were counted and not measured."""
    lengths = [line.full_length for line in near]
    longest = max(lengths)
    same = sum(length == longest for length in lengths)
    return longest if same >= 3 and same >= len(lengths) * 0.8 else None


def _gaps_part(near: Sequence[SourceLine], lines: Sequence[SourceLine]) -> bool:
    """Empty lines part paragraphs unless they follow most lines that end in the middle of a sentence."""
    places = {id(line) for line in near}
    followers = [after for line, after in zip(lines, lines[1:], strict=False) if id(line) in places]
    return sum(after.gap_before for after in followers) <= len(followers) * 0.5
