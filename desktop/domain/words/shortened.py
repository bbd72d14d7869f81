"""Shorten long texts to one line, and long lists to their first names."""

from __future__ import annotations

from collections.abc import Sequence


def shortened(text: str, most: int) -> str:
    """The text on one line, cut to at most `most` characters including the final …."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


def first_few(words: Sequence[str], most: int, mark: str = "、") -> str:
    """The first `most` of them joined by `mark`, and 等 if there are more: 「085、031等」. "" for none."""
    return mark.join(words[:most]) + ("等" if len(words) > most else "")
