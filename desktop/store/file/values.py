"""Convert domain values to SQLite values and back: dates as ISO text, lists as JSON, flags as 0 and 1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sized
from datetime import date, datetime


def from_date(value: date | None) -> str | None:
    return value.isoformat() if value else None


def to_date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def from_time(value: datetime) -> str:
    """Local time to the microsecond; a store is used on one PC only."""
    return value.isoformat()


def to_time(value: str) -> datetime:
    return datetime.fromisoformat(value)


def from_text(text: str) -> str:
    """Text that SQLite can store: NUL removed, surrogate pairs joined, a lone surrogate replaced by U+FFFD."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def from_names(values: Iterable[str]) -> str:
    return json.dumps([from_text(value) for value in values], ensure_ascii=False)


def to_names(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value))


def to_flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def placeholders(values: Sized) -> str:
    """「?, ?, ?」, one SQL placeholder per value."""
    return ", ".join("?" * len(values))
