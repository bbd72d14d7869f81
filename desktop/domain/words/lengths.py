"""The length of a text in 字, as an office counts it."""

from __future__ import annotations


def characters(text: str) -> int:
    """The number of characters without blanks and ends of paragraphs, marks included."""
    return sum(not one.isspace() for one in text)
