"""From printed lines back to paragraphs: hard wraps joined, page breaks healed, page furniture dropped."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from desktop.domain.intake.text.boundaries import LineJoiner
from desktop.domain.intake.text.characters import is_wide
from desktop.domain.intake.text.furniture import without_furniture
from desktop.domain.intake.text.lines import SourceLine, split_lines, tidy
from desktop.domain.intake.text.source import MappedText, joined
from desktop.domain.intake.text.wrapping import Wrapping, measure_wrapping

_MOST_PASSES = 40
"""Real texts are stable after one pass; each further one joins a line at least, so only heaps of scraps need many."""
_MOST_WORK = 400_000
"""Characters read in all passes over one text; a heap of scraps of that size is left as two passes make it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its text with positions, the printed lines it was joined from, and its indent in em.

    `filled` says that a line but the last was as wide as the wrapping, so breaks between lines mean nothing.
    `gap_before`: an empty line stands above it in the source.
    """

    content: MappedText
    lines: tuple[MappedText, ...]
    indent: float
    filled: bool = False
    gap_before: bool = False

    @property
    def text(self) -> str:
        return self.content.text


@dataclass(frozen=True, slots=True)
class Reflowed:
    """The paragraphs of a text in order."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """One paragraph a line; reflowing this changes nothing any more."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def reflow(text: str) -> Reflowed:
    """Return the true paragraphs of `text`.

    Text that is already one paragraph a line stays so. Punctuation and widths of characters are left as they are;
    only blanks between Chinese and digits or Latin letters go. Every character keeps its place in the source.
    """
    found = _reflow_once(text)
    for _ in range(min(_MOST_PASSES, max(1, _MOST_WORK // (len(text) + 1)))):
        again = _reflow_once(found.text)
        if again.text == found.text:
            return found
        found = _rebased(again, found)
    return found


def _reflow_once(text: str) -> Reflowed:
    lines = without_furniture(split_lines(text))
    wrapping = measure_wrapping(lines)
    joiner = LineJoiner(lines, wrapping)
    groups: list[list[SourceLine]] = []
    gathered = ""
    for index, line in enumerate(lines):
        if joiner.starts(index, gathered):
            groups.append([line])
            gathered = line.text
        else:
            groups[-1].append(line)
            gathered += line.text
    return Reflowed(tuple(_paragraph(group, wrapping) for group in groups))


def _paragraph(group: list[SourceLine], wrapping: Wrapping | None) -> Paragraph:
    parts = [group[0].content]
    for before, line in pairwise(group):
        blank = _seam(before, line, wrapping)
        parts.extend([blank, line.content] if blank.text else [line.content])
    filled = wrapping is not None and any(wrapping.is_full(line) for line in group[:-1])
    own_lines = tuple(line.content for line in group)
    return Paragraph(tidy(joined(parts)), own_lines, group[0].indent, filled, group[0].gap_before)


def _seam(before: SourceLine, line: SourceLine, wrapping: Wrapping | None) -> MappedText:
    """A blank between two Latin words that stood on two lines; nothing else needs one."""
    left, right = before.text[-1], line.text[0]
    words = left.isascii() and left.isalpha() and right.isascii() and right.isalpha()
    if is_wide(left) or is_wide(right) or not (words or before.ends_blank or line.indent):
        return MappedText("", ())
    cut_by_count = wrapping is not None and wrapping.length is not None and wrapping.is_full(before)
    if cut_by_count and not before.ends_blank:
        return MappedText("", ())
    return MappedText(" ", (before.content.positions[-1] + 1,))


def _rebased(again: Reflowed, former: Reflowed) -> Reflowed:
    """Map positions in the former output back to the source."""
    places: list[int] = []
    for paragraph in former.paragraphs:
        places.extend(paragraph.content.positions)
        places.append(paragraph.content.positions[-1] + 1)

    def back(content: MappedText) -> MappedText:
        return MappedText(content.text, tuple(places[position] for position in content.positions))

    return Reflowed(
        tuple(
            Paragraph(
                back(paragraph.content), tuple(back(line) for line in paragraph.lines), 0.0, paragraph.filled
            )
            for paragraph in again.paragraphs
        )
    )
