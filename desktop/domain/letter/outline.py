"""Outline numbers of official papers 「层次序数」: 一、 （一） 1. （1） and the run-in 一是.

Source: GB/T 9704-2012 clause 7.3.3, DOMAIN 2.2. Patterns are read as people type them (1、 一. （一）、 (1)),
deviations are reported by the checks, not rejected here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.words.numerals import read_numeral

INLINE = 0
"""Level of 一是, 第一， and ①, which number text inside a paragraph and are not headings."""

_HAN = "[一二三四五六七八九十]{1,3}"
_GAP = r"[ \u3000\u00a0]{0,4}"
_PATTERNS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"({_HAN}){_GAP}(?:、|[.．](?!\d))")),
    (2, re.compile(rf"[（(]{_GAP}({_HAN}){_GAP}[）)]{_GAP}[、.．，,]?")),
    (3, re.compile(r"(\d{1,2})(?:[.．](?!\d)|、)")),
    (4, re.compile(rf"[（(]{_GAP}(\d{{1,2}}){_GAP}[）)]{_GAP}[、.．，,]?")),
    (4, re.compile(r"(\d{1,2})[）)]")),
    (INLINE, re.compile(rf"({_HAN})(?:是|要|来)[，,:：]?")),
    (INLINE, re.compile(rf"(?:第|其)({_HAN})[，,、：:]")),
    (INLINE, re.compile(r"([①-⑳])[、.．]?")),
)
_LEADING_BLANKS = " \t\u3000\u00a0\ufeff"


@dataclass(frozen=True, slots=True)
class OutlineNumber:
    """One outline number at the start of a paragraph.

    `level` is 1 to 4, or `INLINE` (0). `marker` is the number as typed, with its punctuation,
    without leading blanks; `length` is its number of characters, blanks included.
    """

    level: int
    value: int
    marker: str
    length: int

    @property
    def inline(self) -> bool:
        """True for 一是, 第一， and ①."""
        return self.level == INLINE


def outline_number(text: str) -> OutlineNumber | None:
    """Return the outline number at the start of `text` (after leading blanks); None for plain text.

    A decimal fraction (1.5万) and a date (2024.4.9) are not outline numbers.
    """
    body = text[:40].lstrip(_LEADING_BLANKS)
    indent = len(text[:40]) - len(body)
    for level, pattern in _PATTERNS:
        match = pattern.match(body)
        value = _value(match.group(1)) if match else None
        if match and value is not None and not _is_run_of_numerals(body, match):
            return OutlineNumber(level, value, match.group(0).rstrip(_LEADING_BLANKS), indent + match.end())
    return None


def outline_level(text: str) -> int:
    """Return 1 to 4 for a paragraph with an outline number, 0 for plain text and for 一是."""
    number = outline_number(text)
    return number.level if number else 0


def is_heading(text: str) -> bool:
    """True if the paragraph is a heading: numbered 一、 to （1）, short, without final 。；：.

    Level 3 and 4 numbers usually start a full paragraph, which ends with a full stop and is not a heading.
    """
    stripped = text.strip()
    return outline_level(stripped) > 0 and len(stripped) <= 60 and stripped[-1] not in "。；：;:，,！!"


def _value(digits: str) -> int | None:
    if "①" <= digits <= "⑳":
        return ord(digits) - ord("①") + 1
    return read_numeral(digits) or None


def _is_run_of_numerals(body: str, match: re.Match[str]) -> bool:
    """True for 一、二、三产业 or 1、2、3号楼, where the mark separates numerals."""
    return (
        match.group(0).endswith("、")
        and re.match(r"(?:[一二三四五六七八九十]+|\d+)、", body[match.end() :]) is not None
    )
