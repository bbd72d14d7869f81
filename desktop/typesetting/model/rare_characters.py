"""Rare characters 「生僻字」: which characters a font lacks, and what prints them instead (TRAPS 10, DOMAIN 7.4).

Names hold most of them (喆 镕 堃 珺 玥 炘). A missing glyph prints as an empty box, so each is named to the officer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from desktop.typesetting.model.layout import Charset, Font, Layout

# A character with the variation selectors and accents that belong to it: they are printed by one font.
_CLUSTER = re.compile("(?s:.)[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
# Marks that codecs map to a twin code point although the fonts draw them.
_DRAWN_ANYWAY = frozenset("〇—–―·•…‘’“”～〜¥\u3000")


def lacks(character: str, charset: Charset) -> bool:
    """True if a font of that set has no glyph for the character. ASCII is never lacking."""
    if character < "\x7f" or character in _DRAWN_ANYWAY:
        return False
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return True
    return False


def split_by_font(text: str, font: Font) -> Iterator[tuple[str, str]]:
    """Yield (piece, fallback font name); "" stands for the role's own font."""
    if _holds_all(text, font.charset):
        yield text, ""
        return
    for fallback, clusters in groupby(
        _CLUSTER.findall(text), key=lambda cluster: fallback_for(cluster[0], font)
    ):
        yield "".join(clusters), fallback


def fallback_for(character: str, font: Font) -> str:
    """The font that prints a character which `font` lacks; "" if it does not lack it."""
    if not lacks(character, font.charset):
        return ""
    return font.rare_astral if ord(character) > 0xFFFF else font.rare


def rare_warnings(pieces: Iterable[tuple[str, str, str]], layout: Layout) -> tuple[str, ...]:
    """One warning for each (font role, fallback) that lacked characters, naming them. `pieces`: (text, role, fallback)."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for text, role, fallback in pieces:
        if fallback:
            found.setdefault((role, fallback), {}).update(dict.fromkeys(text))
    return tuple(
        _warning("".join(characters), layout.fonts[role].east_asian, fallback)
        for (role, fallback), characters in found.items()
    )


def _warning(characters: str, font: str, fallback: str) -> str:
    made_up = "".join(c for c in characters if "\ue000" <= c <= "\uf8ff")
    if made_up:
        return f"“{made_up}”是自造字，只在造字的电脑上能显示，请改用国家标准编码的字"
    return f"字体“{font}”没有“{characters}”，改用“{fallback}”印出，请核对打印效果"


def _holds_all(text: str, charset: Charset) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
