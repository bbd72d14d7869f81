"""Row numbers in the formulas of a sheet: read and written anew, everything else of the formula stays as it is.

openpyxl's tokenizer tells references from texts, names and functions; a formula that it cannot read stays unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from openpyxl.formula.tokenizer import Token

_END = re.compile(r"(\$?[A-Za-z]{0,3})(\$?)(\d{1,7})")


class RowEnd(NamedTuple):
    """One end of a reference: its letters with their $, its row, and whether the row is absolute ($)."""

    letters: str
    absolute: bool
    row: int

    def at(self, row: int) -> str:
        """The reference with another row."""
        return f"{self.letters}{'$' if self.absolute else ''}{row}"


class RowReference(NamedTuple):
    """A reference in a formula: its sheet ("" = that of the formula), one end or two."""

    sheet: str
    prefix: str
    ends: tuple[RowEnd, ...]


Mover = Callable[[RowReference, int], tuple[int, ...]]
"""The new rows of a reference's ends; the number is the place of the reference in the formula, from 0."""


def moved(formula: str, move: Mover) -> str:
    """The formula (without its =) with the rows that `move` gives."""
    tokens = _tokens(formula)
    place = 0
    for token in tokens:
        found = _reference(token)
        if found:
            rows = move(found, place)
            ends = (end.at(row) for end, row in zip(found.ends, rows, strict=True))
            token.value = found.prefix + ":".join(ends)
            place += 1
    return "".join(token.value for token in tokens) if place else formula


def references(formula: str) -> tuple[RowReference, ...]:
    """The references with rows in a formula (without its =), in order."""
    return tuple(_references(formula))


def _references(formula: str) -> Iterator[RowReference]:
    return filter(None, map(_reference, _tokens(formula)))


def _tokens(formula: str) -> list[Token]:
    from openpyxl.formula.tokenizer import Tokenizer, TokenizerError  # imported late (TRAPS 19)

    try:
        return list(Tokenizer(f"={formula}").items)
    except (TokenizerError, IndexError):
        return []


def _reference(token: Token) -> RowReference | None:
    """The reference that a token is; None for other tokens, whole columns, names, tables, and other workbooks."""
    if token.type != token.OPERAND or token.subtype != token.RANGE or "[" in token.value:
        return None
    sheet, mark, area = token.value.rpartition("!")
    ends = [_END.fullmatch(end) for end in area.split(":")]
    found = tuple(RowEnd(end[1], bool(end[2]), int(end[3])) for end in ends if end)
    if len(found) != len(ends) or len(ends) > 2:
        return None
    name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    return RowReference(name, sheet + mark, found)
