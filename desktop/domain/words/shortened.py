"""Long texts where only a line of them has room."""

from __future__ import annotations


def shortened(text: str, most: int) -> str:
    """The text on one line, at most `most` characters long with the … that tells of a cut."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
