"""What is marked in the original: where each recognised value stands, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.intake.text.source import Span
from desktop.ui.parts.tone import Tone


@dataclass(frozen=True, slots=True)
class TextMark:
    """The places of one field's value in the source; `tone` is ACCENT for a sure one, WARNING for one to be checked."""

    key: str
    spans: tuple[Span, ...]
    tone: Tone = Tone.ACCENT


@dataclass(frozen=True, slots=True)
class MarkedPlace:
    """A stretch of the shown text, in Qt positions."""

    key: str
    start: int
    end: int
    tone: Tone
