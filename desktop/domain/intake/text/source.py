"""Text with the source position of every character, values recognised in it, and character widths."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")

# Character classes and widths.
BLANKS = " \t\u3000\u00a0\u2002\u2003\u2009\u202f"
TERMINAL = "。！？；：…!?;:"
"""Marks after which a paragraph may end."""
CLOSING = "”’》）)」』】〕"
"""Marks that may follow a terminal mark."""


def is_wide(character: str) -> bool:
    """True for Chinese characters and full-width marks (1 em), false for Latin letters and digits (0.5 em).

    Quotes, dashes and the ellipsis count as wide, as in Chinese typesetting.
    """
    code = ord(character)
    return (code >= 0x2E80 and not 0xD800 <= code <= 0xDFFF) or character in "“”‘’—…·※★①②③④⑤⑥⑦⑧⑨⑩"


def width(text: str) -> float:
    """Return the width in em, including the quarter em that Word adds between Chinese and digits or letters."""
    kinds = [is_wide(character) for character in text]
    seams = sum(
        left != right and is_narrow_word(text[index] if right else text[index + 1])
        for index, (left, right) in enumerate(pairwise(kinds))
    )
    return sum(1.0 if kind else 0.5 for kind in kinds) + seams * 0.25


def is_narrow_word(character: str) -> bool:
    """True for characters that take no blank next to Chinese: ASCII letters, digits, % and the like."""
    return character.isascii() and (character.isalnum() or character in "%+<>=~#&@")


def ends_sentence(text: str) -> bool:
    """True if the text ends with 。！？；： or with one of them and closing quotes or brackets."""
    stripped = text.rstrip(CLOSING + BLANKS)
    if stripped.endswith(".") and len(stripped) > 8:
        return is_wide(stripped[-2]) or stripped[-2] == "%"
    return bool(stripped) and stripped[-1] in TERMINAL


# Text with source positions, and recognised values.
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in the source text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Recognised(Generic[T]):
    """A recognised value with its confidence (0 to 1) and source spans."""

    value: T
    confidence: float
    spans: tuple[Span, ...] = ()

    def map(self, change: Callable[[T], U]) -> Recognised[U]:
        """Return the changed value with the same confidence and spans."""
        return Recognised(change(self.value), self.confidence, self.spans)


@dataclass(frozen=True, slots=True)
class MappedText:
    """A string with the source position of each character."""

    text: str
    positions: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.text)

    def part(self, start: int, end: int | None = None) -> MappedText:
        """Return the slice [start:end] with its positions."""
        return MappedText(self.text[start:end], self.positions[start:end])

    def strip(self) -> MappedText:
        """Return the text without blanks of any width at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, len(self.text.rstrip()) if self.text.strip() else start)

    def keep(self, wanted: Callable[[int], bool]) -> MappedText:
        """Return the characters at the indexes for which `wanted` is true."""
        kept = [index for index in range(len(self.text)) if wanted(index)]
        return MappedText(
            "".join(self.text[index] for index in kept), tuple(self.positions[index] for index in kept)
        )

    def without_blanks(self) -> MappedText:
        """Return the text without blanks, for titles printed as 答 复."""
        return self.keep(lambda index: not self.text[index].isspace())

    def spans(self, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """Return the source ranges of the slice [start:end]; ranges separated only by blanks are merged."""
        found: list[Span] = []
        for position in self.positions[start:end]:
            if found and 0 <= position - found[-1].end <= 2:
                found[-1] = Span(found[-1].start, position + 1)
            else:
                found.append(Span(position, position + 1))
        return tuple(found)


def joined(parts: Iterable[MappedText]) -> MappedText:
    """Return the concatenated parts."""
    pieces = list(parts)
    return MappedText(
        "".join(piece.text for piece in pieces),
        tuple(position for piece in pieces for position in piece.positions),
    )


def first_found(read: Callable[[T], Recognised[U] | None], things: Iterable[T]) -> Recognised[U] | None:
    """Return the first result of `read` over `things` that is not None, or None."""
    return next((found for found in map(read, things) if found is not None), None)


# Recognised values as JSON.
def plain_value(found: Recognised[object] | None) -> object:
    """The value as plain JSON, dates in ISO form and enums by code; None if nothing was recognised."""
    if found is None:
        return None
    value = found.value
    return (
        value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, StrEnum) else value
    )


def evidence(found: Recognised[object]) -> dict[str, object]:
    """Confidence (0 to 1) and source spans of the value."""
    return {"confidence": found.confidence, "spans": span_pairs(found.spans)}


def span_pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    """Spans as [start, end) pairs of code points."""
    return [[span.start, span.end] for span in spans]
