"""Placeholders `{name}` in templates: looked up in a table of facts, never evaluated, never printed as a brace."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]{0,40})\}")
BLANK = "　　"
"""What stands on paper for a fact nobody has given yet: two full-width blanks to write into."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its placeholders filled, and the names of those that had no value, each once, in order."""

    text: str
    missing: tuple[str, ...] = ()
    found: tuple[str, ...] = ()  # names that had a value


def placeholders_in(text: str) -> tuple[str, ...]:
    """The names between braces, each once, in order."""
    return tuple(dict.fromkeys(PLACEHOLDER.findall(text)))


def fill(
    text: str,
    values: Mapping[str, str],
    *,
    blanks: Mapping[str, str] | None = None,
    known: Container[str] | None = None,
    keep_missing: bool = False,
) -> Filled:
    """Return `text` with every known placeholder replaced by its value. A value is never searched for placeholders again.

    A name without a value becomes its entry in `blanks`, else `BLANK`; with `keep_missing` it stays as typed. Names outside
    `known` (None = all are known) are somebody's own braces and stay as typed without a word.
    """
    missing: dict[str, None] = {}
    found: dict[str, None] = {}

    def value_of(match: re.Match[str]) -> str:
        name = match.group(1)
        if known is not None and name not in known:
            return match.group(0)
        if value := values.get(name):
            found[name] = None
            return value
        missing[name] = None
        return match.group(0) if keep_missing else (blanks or {}).get(name, BLANK)

    done = PLACEHOLDER.sub(value_of, text)
    return Filled(done, tuple(missing), tuple(found))
