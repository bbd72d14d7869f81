"""Placeholders `{name}` in templates: replaced from a table of facts, never evaluated.

Officers may write the Chinese name of the fact: `{成文日期}` is `{issue_date}`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]{0,40})\}")
_SPELLED = re.compile(r"\{([a-z][a-z0-9_]{0,40}|[\u4e00-\u9fff、]{1,20})\}")
_NO_NAMES: Mapping[str, str] = {}
BLANK = "　　"
"""Printed for a missing fact: two full-width blanks."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its placeholders replaced, and the names of those without a value, each once, in order."""

    text: str
    missing: tuple[str, ...] = ()
    found: tuple[str, ...] = ()  # names that had a value


def placeholders_in(text: str, names: Mapping[str, str] = _NO_NAMES) -> tuple[str, ...]:
    """The placeholder names in `text`, each once, in order; `names` as in `fill`."""
    found = (_name_of(spelled, names) for spelled in _SPELLED.findall(text))
    return tuple(dict.fromkeys(name for name in found if name))


def _name_of(spelled: str, names: Mapping[str, str]) -> str:
    """The placeholder name for a spelling; "" for unknown Chinese text."""
    if spelled.isascii():
        return spelled
    return next((name for name, words in names.items() if words == spelled), "")


def fill(
    text: str,
    values: Mapping[str, str],
    *,
    blanks: Mapping[str, str] | None = None,
    known: Container[str] | None = None,
    keep_missing: bool = False,
    names: Mapping[str, str] = _NO_NAMES,
) -> Filled:
    """Return `text` with every known placeholder replaced by its value; values are not searched for placeholders.

    A name without a value becomes its entry in `blanks`, else `BLANK`; with `keep_missing` it is kept, by its Chinese name if
    `names` has one. Chinese names in `names` are accepted in place of the names. Names not in `known` (None = all are known)
    are ordinary text and stay as typed.
    """
    missing: dict[str, None] = {}
    found: dict[str, None] = {}

    def value_of(match: re.Match[str]) -> str:
        name = _name_of(match.group(1), names)
        if not name or (known is not None and name not in known):
            return match.group(0)
        if value := values.get(name):
            found[name] = None
            return value
        missing[name] = None
        if keep_missing:
            return f"{{{names.get(name, name)}}}"
        return (blanks or {}).get(name, BLANK)

    done = _SPELLED.sub(value_of, text)
    return Filled(done, tuple(missing), tuple(found))
