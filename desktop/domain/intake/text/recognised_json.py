"""Recognised values as JSON spells them, the same for replies and proposals."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from desktop.domain.intake.text.source import Recognised, Span


def plain_value(found: Recognised[object] | None) -> object:
    """The bare value, dates in ISO form and enums by their code; None for what was not recognised."""
    if found is None:
        return None
    value = found.value
    return (
        value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, StrEnum) else value
    )


def evidence(found: Recognised[object]) -> dict[str, object]:
    """How sure the value is (0 to 1), and where in the source it stands."""
    return {"confidence": found.confidence, "spans": span_pairs(found.spans)}


def span_pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    """Spans as [start, end) pairs of code points."""
    return [[span.start, span.end] for span in spans]
