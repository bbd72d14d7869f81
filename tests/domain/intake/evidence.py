"""Helpers for tests of recognisers: texts with places, and what a recognised value quotes of its source."""

from __future__ import annotations

from typing import Any

from desktop.domain.intake.text.source import MappedText, Recognised


def mapped(text: str) -> MappedText:
    """A text that begins at the first character of its source."""
    return MappedText(text, tuple(range(len(text))))


def quoted(found: Recognised[Any] | None, source: str) -> str | None:
    """The source at the places of the value; None if nothing was found. The certainty lies between 0 and 1."""
    if found is None:
        return None
    assert 0 < found.confidence <= 1
    return "".join(source[span.start : span.end] for span in found.spans)
