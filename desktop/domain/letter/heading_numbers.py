"""The numbers of headings 「一、（一）」 across the sections of a letter: a section's first heading follows the ones above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop.domain.case.reply import Reply, Section
from desktop.domain.letter.outline import outline_number
from desktop.domain.words.numerals import write_numeral

_FOLLOWING = (1, 2)
"""Levels that run on over sections; 1. and （1） belong to the paragraph above them."""


def with_numbers(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of a new letter, the first heading of each numbered after those above it."""
    done: list[Section] = []
    for section in sections:
        done.append(_moved(section, _wanted(done, section)))
    return tuple(done)


def following(before: Reply, after: Reply) -> Reply:
    """`after`, where the sections that were not touched keep following: 「（四）下一步举措」 becomes （五） when a （四） was
    written above it. A number that did not follow in `before`, as in some letters received, stays as it was written.
    """
    done: list[Section] = []
    for section in after.sections:
        old = before.section(section.key)
        follows = old is not None and old.text == section.text and _follows(before, section)
        done.append(_moved(section, _wanted(done, section)) if follows else section)
    return replace(after, sections=tuple(done)) if tuple(done) != after.sections else after


def _follows(reply: Reply, section: Section) -> bool:
    above = reply.sections[: [one.key for one in reply.sections].index(section.key)]
    first = _first_number(section)
    return first is not None and first[1] == _wanted(above, section)


def _wanted(above: list[Section] | tuple[Section, ...], section: Section) -> int:
    """The number that the first heading of `section` should have; 0 if it has none."""
    first = _first_number(section)
    if first is None:
        return 0
    last = 0
    for level, value in _numbers(above):
        if level == first[0]:
            last = value
        elif level < first[0]:
            last = 0
    return last + 1


def _moved(section: Section, wanted: int) -> Section:
    """The section with its first heading at number `wanted`, and the headings of its level below it moved along."""
    first = _first_number(section)
    if first is None or not wanted or first[1] == wanted:
        return section
    level, shift = first[0], wanted - first[1]
    lines = []
    for line in section.text.split("\n"):
        number = outline_number(line)
        if number and 0 < number.level < level:
            shift = 0
        lines.append(_renumbered(line, level, shift))
    return replace(section, text="\n".join(lines))


def _renumbered(line: str, level: int, shift: int) -> str:
    number = outline_number(line)
    if number is None or number.level != level or not shift:
        return line
    old, new = write_numeral(number.value), write_numeral(number.value + shift)
    return line.replace(old, new, 1) if number.marker.count(old) else line


def _first_number(section: Section) -> tuple[int, int] | None:
    """Level and value of the section's heading, which is its first paragraph; None for plain text."""
    first = outline_number(section.paragraphs[0]) if section.paragraphs else None
    return (first.level, first.value) if first and first.level in _FOLLOWING else None


def _numbers(sections: list[Section] | tuple[Section, ...]) -> Iterator[tuple[int, int]]:
    for section in sections:
        for paragraph in section.paragraphs:
            number = outline_number(paragraph)
            if number and number.level in _FOLLOWING:
                yield number.level, number.value
