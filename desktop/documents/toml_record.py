"""A table of a template file as a frozen dataclass, key by key.

Nothing in a file is ever evaluated, and a key that the dataclass does not know is an error: it is mostly a typing slip
that would silently change a letter.
"""

from __future__ import annotations

import math
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from desktop.documents.toml_table import TomlTable
from desktop.domain.errors import TemplateProblem

_T = TypeVar("_T")
_KINDS: dict[object, str] = {str: "文字（加引号）", int: "整数", float: "数字", bool: "true或false"}


def read_record(kind: type[_T], table: TomlTable, given: dict[str, object] | None = None) -> _T:
    """Return `table` as a `kind`. Raises TemplateProblem with file, line and reason for a value that does not fit.

    Fields may be str, int, float, bool, StrEnum, tuples, dictionaries by name and dataclasses, each optional or not.
    `given` sets fields that the file does not hold.
    """
    given = given or {}
    hints = get_type_hints(kind)
    known = {item.name: item for item in fields(cast("Any", kind)) if item.name not in given}
    for name in table.values:
        if name not in known:
            raise table.problem(name, f"不认识的项目 {name}，可能是写错了")
    for name, item in known.items():
        if name not in table.values and _is_required(item):
            raise table.problem(name, f"缺少 {name}")
    return kind(**{name: _value(hints[name], table, name) for name in table.values}, **given)


def fault_at(table: TomlTable, key: str, reason: str) -> TemplateProblem:
    """The error for a dotted key below `table` (`styles.body.size_pt`), at its line or that of the table around it."""
    *parents, name = key.split(".")
    for parent in parents:
        if not isinstance(table.values.get(parent), dict):
            return table.problem(parent, reason)
        table = table.table(parent)
    return table.problem(name, reason)


def _is_required(item: Field[Any]) -> bool:
    return item.default is MISSING and item.default_factory is MISSING


def _value(hint: Any, table: TomlTable, name: str) -> object:  # noqa: ANN401 (a type hint of any form)
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _value(next(part for part in get_args(hint) if part is not types.NoneType), table, name)
    if origin is tuple:
        return _tuple(get_args(hint), table, name)
    if origin is dict:
        return _dictionary(get_args(hint)[1], table.table(name))
    if is_dataclass(hint):
        return read_record(cast("type[Any]", hint), table.table(name))
    return _plain(hint, table, name, table.values[name])


def _dictionary(hint: object, table: TomlTable) -> dict[str, object]:
    return {name: _value(hint, table, name) for name in table.values}


def _tuple(parts: tuple[Any, ...], table: TomlTable, name: str) -> tuple[object, ...]:
    if is_dataclass(parts[0]):
        return tuple(read_record(cast("type[Any]", parts[0]), row) for row in table.tables(name))
    values = table.values[name]
    if not isinstance(values, list):
        raise table.problem(name, f"{name} 应写成方括号里的列表")
    if parts[-1] is Ellipsis:
        parts = (parts[0],) * len(values)
    if len(parts) != len(values):
        raise table.problem(name, f"{name} 应有{len(parts)}项")
    return tuple(_plain(part, table, name, one) for part, one in zip(parts, values, strict=True))


def _plain(hint: Any, table: TomlTable, name: str, value: object) -> object:  # noqa: ANN401 (as above)
    if issubclass(hint, StrEnum):
        if value not in list(hint):
            raise table.problem(name, f"{name} 只能是 {'、'.join(hint)} 之一")
        return hint(value)
    if hint is float and type(value) is int:
        return float(value)
    if hint is float and isinstance(value, float) and not math.isfinite(value):
        raise table.problem(name, f"{name} 应为普通的数，不能是 nan 或 inf")
    if type(value) is not hint:
        raise table.problem(name, f"{name} 应为{_KINDS[hint]}")
    return value
