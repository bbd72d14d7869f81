"""Rows of the store: the fields of a dataclass as columns and back.

Days and times are ISO text, lists JSON, flags 0 and 1; sqlite-utils writes them, `Columns.read` reads them by annotated type.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sized
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints


class Columns:
    """The fields of a dataclass that are columns of the same names; by default all but `id`."""

    def __init__(self, kind: type, names: Iterable[str] | None = None) -> None:
        self._kind = kind
        self.names = tuple(names or (field.name for field in fields(kind) if field.name != "id"))

    def of(self, thing: object) -> dict[str, Any]:
        """The row of these fields, as SQLite can store it."""
        return storable({name: getattr(thing, name) for name in self.names})

    def read(self, row: Any) -> dict[str, Any]:  # noqa: ANN401 - a dict or an sqlite3.Row, which share no type
        """The values of these fields in a row, which may have other columns too."""
        found = {name: row[name] for name in self.names}
        for name, read in self._readers:
            if found[name] is not None:
                found[name] = read(found[name])
        return found

    @cached_property
    def _readers(self) -> list[tuple[str, Callable[[Any], object]]]:
        hints = get_type_hints(self._kind)
        return [(name, read) for name in self.names if (read := _reader(hints[name]))]


_READERS: dict[Any, Callable[[Any], object] | None] = {
    str: None,
    int: None,
    bool: bool,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}


def _reader(hint: Any) -> Callable[[Any], object] | None:  # noqa: ANN401 - a type hint
    """What makes a value of this type from a stored one; None if it is stored as it is."""
    if get_origin(hint) is UnionType:
        return _reader(next(part for part in get_args(hint) if part is not NoneType))
    if get_origin(hint) is tuple:
        return to_names
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return _READERS[hint]


def storable(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with texts that SQLite can store, in lists too; sqlite-utils converts everything else."""
    return {name: _storable(value) for name, value in row.items()}


def _storable(value: Any) -> Any:  # noqa: ANN401 - a value of any column
    if isinstance(value, str):
        return from_text(value)
    return tuple(map(from_text, value)) if isinstance(value, tuple) else value


def from_text(text: str) -> str:
    """Text that SQLite can store: NUL removed, surrogate pairs joined, a lone surrogate replaced by U+FFFD."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def to_date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def to_time(value: str) -> datetime:
    """Local time to the microsecond; a store is used on one PC only."""
    return datetime.fromisoformat(value)


def to_names(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value))


def placeholders(values: Sized) -> str:
    """「?, ?, ?」, one SQL placeholder per value."""
    return ", ".join("?" * len(values))


NOT_IN_BIN = "case_id NOT IN (SELECT id FROM cases_in_bin)"
"""The condition on a table of records that leaves out those of cases in the bin 「回收站」."""
CLOCK_RUNS = "id NOT IN (SELECT case_id FROM pauses WHERE resumed IS NULL) AND work_order"
"""What smart lists, reminder and papers mean by a running clock, to be followed by a comparison of `work_order`, which begins
with 1 for a case neither answered nor done and goes on with its due day; a paused case 「暂停」 is not late.
"""
