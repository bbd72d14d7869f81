"""Shorten long texts to one line."""

from __future__ import annotations


def shortened(text: str, most: int) -> str:
    """The text on one line, cut to at most `most` characters including the final …."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
