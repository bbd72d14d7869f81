"""Detect whether a text is hard-wrapped, and at which width."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from desktop.domain.intake.text.line_kinds import is_organ_line, stands_alone
from desktop.domain.intake.text.lines import SourceLine
from desktop.domain.intake.text.source import ends_sentence, width
from desktop.domain.letter.outline import outline_number

_NARROWEST = 12
_FIRST_LINE_LOSS = 3.0
"""Em by which a full line may be short: two for a lost first-line indent, one for a mark that may not start a line."""
_INDENTED_LOSS = 2.0
_LOST_INDENT = 2.0
_SLACK = 0.6
_UNEVEN_LOSS = 2.0
"""Additional em for a line that ends inside a sentence: gaps next to digits and numbers moved to the next line."""
_TITLE = re.compile(r"^(?:关于|对|[—–]{1,2})|[届次].{0,12}会议|第.{1,14}号|提案|答复")
_UNIT = re.compile(r"(?:[A-Za-z0-9.%]{1,20}|[（“《‘]?.)[，。、；：！？”’）》]?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """Line-breaking parameters of a hard-wrapped text.

    `width` is the full line in em; a line of at least `floor` em counts as full. If every line has the
    same number of characters, `length` is that number and is used instead. `indented`: paragraphs begin
    with an indent. `gaps_part`: an empty line separates paragraphs (else it is between all lines).
    """

    width: float
    floor: float
    length: int | None
    indented: bool
    gaps_part: bool

    def is_full(self, line: SourceLine) -> bool:
        """True if the line may have been wrapped because it was full."""
        if self.length is not None:
            return line.full_length >= self.length
        return line.full_width >= self.floor - (0.0 if _may_be_whole(line) else _UNEVEN_LOSS)

    def had_room(self, line: SourceLine, following: SourceLine, *, first: bool) -> bool:
        """True if the next line's first word would have fitted on this line, so that the break was intended."""
        if self.length is not None:
            return False
        room = self.width - line.full_width - (_LOST_INDENT if first and not self.indented else 0.0)
        return room >= width(_unbreakable(following.text)) + _SLACK

    def is_wider_than_first(self, line: SourceLine) -> bool:
        """True if the line is too wide for a first line with a lost indent, so that it continues a paragraph."""
        return self.length is None and not self.indented and line.set_width > self.width - 1.5


def measure_wrapping(lines: Sequence[SourceLine]) -> Wrapping | None:
    """Return the wrapping of hard-wrapped lines; None if every line is a paragraph of its own.

    In wrapped text many lines have the maximum length and end inside a sentence; in text with one paragraph per line
    the longest line is unique and ends with a full stop. A few longer lines are ignored.
    Runs in linear time, because arbitrary files reach it.
    """
    lines = [line for line in lines if "\t" not in line.text]
    strays = max(1 if len(lines) >= 10 else 0, len(lines) * 6 // 100)
    length = _counted_length(lines, strays)
    measured = _measured_width(lines, strays)
    if length is not None:
        measured = max(line.full_width for line in lines if line.full_length == length)
    if measured is None:
        measured = _only_cut(lines)
    if measured is None:
        return None
    full = measured
    indented = sum(1.5 <= line.indent <= 4.5 for line in lines) >= max(2, len(lines) * 0.04)
    floor = full - (_INDENTED_LOSS if indented else _FIRST_LINE_LOSS)
    near = [
        line
        for line in lines
        if _is_broken(line) and (line.full_length == length or line.full_width >= floor)
    ]
    return Wrapping(full, floor, length, indented, _gaps_part(near, lines))


def _counted_length(lines: Sequence[SourceLine], strays: int) -> int | None:
    """The number of characters of every full line, if the text was wrapped by count and not by width."""
    full = Counter(line.full_length for line in lines)
    cut = Counter(line.full_length for line in lines if _was_cut(line))
    longest_first = sorted((line.full_length for line in lines), reverse=True)
    for longest in dict.fromkeys(longest_first[: strays + 1]):
        same = cut[longest]
        close = sum(cut[longest - less] for less in range(4))
        enough = full[longest] >= 3 or same == full[longest]
        if longest >= _NARROWEST and enough and same >= 2 and same >= close * 0.8:
            return longest
    return None


def _measured_width(lines: Sequence[SourceLine], strays: int) -> float | None:
    ranked = sorted((line.set_width, _is_cut_sentence(line)) for line in lines)
    widths = [set_width for set_width, _ in ranked]
    cut_below = [0, *accumulate(cut for _, cut in ranked)]
    best: tuple[int, int] | None = None
    most = 1
    for widest in dict.fromkeys(reversed(widths[-strays - 1 :])):
        start, stop = bisect_left(widths, widest - 2.0), bisect_right(widths, widest + 0.5)
        broken, near = cut_below[stop] - cut_below[start], stop - start
        enough = near >= 3 or broken == near
        if widest >= _NARROWEST and enough and broken >= 2 * most and broken >= near * 0.35:
            best = start, stop
            most = broken
    return widths[best[1] - 1 - (best[1] - best[0]) // 12] if best else None


def _is_broken(line: SourceLine) -> bool:
    """True if the line ends inside a sentence and is not a short element that does so regularly."""
    return not ends_sentence(line.text) and not stands_alone(line.text)


def _was_cut(line: SourceLine) -> bool:
    return _is_broken(line) and (_is_cut_sentence(line) or not _may_be_whole(line))


def _only_cut(lines: Sequence[SourceLine]) -> float | None:
    """The width if exactly one line of a short text is wrapped: it is the longest, and the next one continues it."""
    places = [place for place, line in enumerate(lines[:-1]) if _is_cut_sentence(line)]
    if not places:
        return None
    place = max(places, key=lambda index: lines[index].set_width)
    line, after = lines[place], lines[place + 1]
    longest = max(line.set_width for line in lines)
    goes_on = not outline_number(after.text) and not stands_alone(after.text)
    return (
        longest
        if goes_on and longest >= _NARROWEST and line.set_width >= longest - _LOST_INDENT - 0.5
        else None
    )


def _may_be_whole(line: SourceLine) -> bool:
    """True for headings, titles and organs, which end without punctuation without being wrapped."""
    if ends_sentence(line.text) or is_organ_line(line.text):
        return True
    if "。" in line.text:
        return False
    return outline_number(line.text) is not None or _TITLE.search(line.text) is not None


def _unbreakable(text: str) -> str:
    """The leading unbreakable unit: a number, a word or one character, with the mark after it."""
    match = _UNIT.match(text)
    return match.group(0) if match else text[:1]


def _is_cut_sentence(line: SourceLine) -> bool:
    """True for a wrapped sentence; headings and titles contain no punctuation at all."""
    return _is_broken(line) and any(mark in "，。、；,;" for mark in line.text)


def _gaps_part(near: Sequence[SourceLine], lines: Sequence[SourceLine]) -> bool:
    """True if empty lines separate paragraphs: they do not follow most lines that end inside a sentence."""
    places = {id(line) for line in near}
    followers = [after for line, after in pairwise(lines) if id(line) in places]
    return sum(after.gap_before for after in followers) <= len(followers) * 0.5
