"""Splitting text by script, once, for every printer: which characters the Chinese font prints and which the Latin one.

Quotes, dashes and ellipses of Chinese text belong to the Chinese font; left to themselves, Word and LibreOffice give them to
the Latin one, half as wide, and every later line break moves (TRAPS 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.typesetting.model.block import Script

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
