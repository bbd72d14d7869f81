"""Finding and replacing words 「查找、替换」 in the text of a letter. A placeholder is never rewritten."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

PLACEHOLDER = re.compile(r"\{[^{}\n]{1,30}\}")
"""A place that is filled with a fact of the case when the letter is composed, as {编号}."""
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""Full-width letters, digits and marks (U+FF01 to U+FF5E, the ideographic space) by their half-width ones."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words looked for: just as typed, or whatever their case (`any_case`) or width (`any_width`: ５ as 5, （ as ( )."""

    words: str
    any_case: bool = False
    any_width: bool = False

    def fold(self, text: str) -> str:
        """The text as it is compared; as long as before, so that places stay."""
        folded = text.translate(_WIDE) if self.any_width else text
        return "".join(map(_lower, folded)) if self.any_case else folded


class Hit(NamedTuple):
    """Where the words stand, in characters. `kept`: they touch a placeholder, which is found but not replaced."""

    start: int
    end: int
    kept: bool = False


def _lower(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


def hits_in(text: str, wanted: Wanted) -> tuple[Hit, ...]:
    """Every place of the words, from the first to the last, none inside another; () for no words."""
    words, folded = wanted.fold(wanted.words), wanted.fold(text)
    if not words:
        return ()
    held = [match.span() for match in PLACEHOLDER.finditer(text)]
    found: list[Hit] = []
    at = folded.find(words)
    while at >= 0:
        end = at + len(words)
        found.append(Hit(at, end, any(start < end and at < stop for start, stop in held)))
        at = folded.find(words, end)
    return tuple(found)


def replaced(text: str, wanted: Wanted, by: str) -> tuple[str, int]:
    """The text with every hit replaced that touches no placeholder, and how many these are."""
    parts, at, count = [], 0, 0
    for hit in hits_in(text, wanted):
        if not hit.kept:
            parts += [text[at : hit.start], by]
            at, count = hit.end, count + 1
    return "".join((*parts, text[at:])), count
