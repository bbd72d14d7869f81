"""Cell references: C4 is row 4, column 3, both from 1."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.errors import Refused

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Position of a cell."""

    row: int
    column: int

    @property
    def reference(self) -> str:
        return f"{letters_of(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both corners included."""

    first: Place
    last: Place

    def covers(self, place: Place) -> bool:
        return (
            self.first.row <= place.row <= self.last.row
            and self.first.column <= place.column <= self.last.column
        )

    @property
    def reference(self) -> str:
        return f"{self.first.reference}:{self.last.reference}"


def place_of(reference: str) -> Place:
    """The place of a reference such as C4. Raises Refused for anything else."""
    match = _REFERENCE.fullmatch(reference.strip())
    if not match:
        raise Refused(f"“{reference}”不是单元格位置", "请写成 C4 这样的列字母加行号")
    return Place(int(match[2]), column_of(match[1]))


def area_of(reference: str) -> Area:
    """The area of a reference such as A1:C4 or A1."""
    first, _, last = reference.partition(":")
    return Area(place_of(first), place_of(last or first))


def column_of(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def letters_of(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
