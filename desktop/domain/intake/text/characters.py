"""What kind a character is, and how wide it prints."""

from __future__ import annotations

from itertools import pairwise

BLANKS = " \t\u3000\u00a0\u2002\u2003\u2009\u202f"
TERMINAL = "。！？；：…!?;:"
"""Marks after which a paragraph may end."""
CLOSING = "”’》）)」』】〕"
"""Marks that may follow a terminal one."""


def is_wide(character: str) -> bool:
    """True for Chinese characters and full-width marks (1 em), false for Latin letters and digits (0.5 em).

    Quotes, dashes and the ellipsis count as wide: Chinese type sets them so.
    """
    code = ord(character)
    return (code >= 0x2E80 and not 0xD800 <= code <= 0xDFFF) or character in "“”‘’—…·※★①②③④⑤⑥⑦⑧⑨⑩"


def width(text: str) -> float:
    """Return the width in em, with the quarter of an em that Word sets between Chinese and digits or letters."""
    kinds = [is_wide(character) for character in text]
    seams = sum(
        left != right and is_narrow_word(text[index] if right else text[index + 1])
        for index, (left, right) in enumerate(pairwise(kinds))
    )
    return sum(1.0 if kind else 0.5 for kind in kinds) + seams * 0.25


def is_narrow_word(character: str) -> bool:
    """True for what must not be parted from a Chinese neighbour by a blank: ASCII letters, digits, % and the like."""
    return character.isascii() and (character.isalnum() or character in "%+<>=~#&@")


def ends_sentence(text: str) -> bool:
    """True if the text ends with 。！？；： or with one of them and closing quotes or brackets."""
    stripped = text.rstrip(CLOSING + BLANKS)
    if stripped.endswith(".") and len(stripped) > 8:
        return is_wide(stripped[-2]) or stripped[-2] == "%"
    return bool(stripped) and stripped[-1] in TERMINAL
