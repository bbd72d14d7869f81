"""Positions at the Qt border: Python counts characters, QString counts UTF-16 units, and a rare character is two of them."""

from __future__ import annotations

from bisect import bisect_left


class QtPositions:
    """Converts positions of one text both ways."""

    def __init__(self, text: str) -> None:
        self._wide = [index for index, character in enumerate(text) if ord(character) > 0xFFFF]
        self._wide_in_qt = [index + place for place, index in enumerate(self._wide)]

    def to_qt(self, index: int) -> int:
        """The QString position of the character at `index`."""
        return index + bisect_left(self._wide, index)

    def from_qt(self, position: int) -> int:
        """The character at a QString position; between the halves of a rare character, the one after it."""
        return position - bisect_left(self._wide_in_qt, position)
