"""Build runs: split text by script and by the characters that the font lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from desktop.typesetting.model.block import Run, Script
from desktop.typesetting.model.layout import Charset, Font, Layout, Style

# Split by script: which characters the Chinese font prints and which the Latin one.
#
# Quotes, dashes and ellipses of Chinese text belong to the Chinese font; by default Word and LibreOffice print them with
# the Latin one, half as wide, which moves every later line break (TRAPS 5).
_LATIN = re.compile(
    r"(?:[\x20-\x7e\u00a0-\u00a6\u00a9-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff\u20ac]"
    r"|(?<=[A-Za-z])’(?=[A-Za-z]))+"
)


def split_by_script(text: str) -> Iterator[tuple[Script, str]]:
    """Yield (script, piece) in order; the pieces joined are `text`. An apostrophe inside an English word is Latin."""
    end = 0
    for match in _LATIN.finditer(text):
        if match.start() > end:
            yield Script.EAST_ASIAN, text[end : match.start()]
        yield Script.LATIN, match.group(0)
        end = match.end()
    if end < len(text):
        yield Script.EAST_ASIAN, text[end:]


# Rare characters 「生僻字」: characters that a font lacks, and their fallback font (TRAPS 10, DOMAIN 7.4).
#
# Most occur in names (喆 镕 堃 珺 玥 炘). A missing glyph prints as an empty box, so each is reported to the officer.

# A character with its variation selectors and accents, printed by one font.
_CLUSTER = re.compile("(?s:.)[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
# Marks that codecs map to another code point although the fonts have them.
_DRAWN_ANYWAY = frozenset("〇—–―·•…‘’“”～〜¥\u3000")


def lacks(character: str, charset: Charset) -> bool:
    """True if a font with that set has no glyph for the character; False for ASCII."""
    if character < "\x7f" or character in _DRAWN_ANYWAY:
        return False
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return True
    return False


def split_by_font(text: str, font: Font) -> Iterator[tuple[str, str]]:
    """Yield (piece, fallback font name); "" means the role's own font."""
    if _holds_all(text, font.charset):
        yield text, ""
        return
    for fallback, clusters in groupby(
        _CLUSTER.findall(text), key=lambda cluster: fallback_for(cluster[0], font)
    ):
        yield "".join(clusters), fallback


def fallback_for(character: str, font: Font) -> str:
    """The fallback font for a character that `font` lacks; "" if it has it."""
    if not lacks(character, font.charset):
        return ""
    return font.rare_astral if ord(character) > 0xFFFF else font.rare


def rare_warnings(pieces: Iterable[tuple[str, str, str]], layout: Layout) -> tuple[str, ...]:
    """One warning per (font role, fallback), listing the characters. `pieces`: (text, role, fallback)."""
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


# Estimated widths in 字, for indents and title lines; line filling uses measured widths.
_SEAM = re.compile(r"[\u3400-\u9fff](?=[A-Za-z0-9%])|[A-Za-z0-9%](?=[\u3400-\u9fff])")


def width_chars(text: str, *, autospace: bool = False) -> float:
    """Width in 字: 1 for a Chinese character or mark, 1/2 for a Latin one.

    With `autospace` 1/4 for each change between an ideograph and a letter, digit or % (TRAPS 6).
    """
    width = sum(
        len(piece) * (1.0 if script is Script.EAST_ASIAN else 0.5) for script, piece in split_by_script(text)
    )
    return width + (0.25 * len(_SEAM.findall(text)) if autospace else 0.0)


# Runs.
def make_runs(text: str, style: Style, layout: Layout, font: str = "") -> tuple[Run, ...]:
    """Return the runs of `text` formatted as `style`; `font` replaces the style's font role (楷体 for a name)."""
    role = font or style.font
    return tuple(
        Run(piece, script, role, style.size_pt, style.bold, style.colour, fallback)
        for script, part in split_by_script(text)
        for piece, fallback in (
            split_by_font(part, layout.fonts[role]) if script is Script.EAST_ASIAN else ((part, ""),)
        )
    )
