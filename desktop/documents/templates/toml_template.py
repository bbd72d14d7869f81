"""Read TOML files into frozen dataclasses; every invalid value is reported with file, line and reason.

Nothing in a file is evaluated. A key that the dataclass does not have is an error, because it is usually a typing
error that would silently change a letter.
"""

from __future__ import annotations

import math
import re
import tomllib
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from desktop.domain.errors import TemplateProblem

_T = TypeVar("_T")
KeyPath = tuple[str | int, ...]
"""Path of a key: names and, for [[tables]], indexes from 0: ("channels", 1, "results", 0, "code")."""
Fault = tuple[str, str]
"""A dotted key below a table and the reason in Chinese."""

_KINDS: dict[object, str] = {
    str: "文字（加引号）", int: "整数", float: "数字", bool: "true或false", date: "日期，如 2024-01-29",
}  # fmt: skip
_REMEDY = "请改正后重新打开，或恢复自带的文件"
_SYNTAX_LINE = re.compile(r"at line (\d+)")
_NO_SUCH_DAY = "Invalid date or datetime"  # tomllib's words for 2027-02-30
_HEAD = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_.-]+))\s*=""")
_TRIPLE = re.compile(r"\"{3}|'{3}")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed file: name and remedy for errors, text, and line of each key."""

    name: str
    text: str
    lines: Mapping[KeyPath, int]
    remedy: str = _REMEDY


@dataclass(frozen=True, slots=True)
class TomlTable:
    """One table of a TOML file with its path, so that errors can state the line."""

    values: Mapping[str, Any]
    file: TomlFile
    path: KeyPath = ()

    def table(self, key: str) -> TomlTable:
        """The table at `key`; an empty one if it is absent. Raises TemplateProblem for any other value."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.problem(key, f"{key} 应写成 [{key}]")
        return TomlTable(value, self.file, (*self.path, key))

    def tables(self, key: str) -> tuple[TomlTable, ...]:
        """The tables written [[key]], in the order of the file; () if there are none. Raises TemplateProblem as `table`."""
        rows = self.values.get(key, [])
        if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
            raise self.problem(key, f"{key} 应写成 [[{key}]]")
        return tuple(TomlTable(row, self.file, (*self.path, key, index)) for index, row in enumerate(rows))

    def problem(self, key: str, reason: str) -> TemplateProblem:
        """The error for `key`, with file and the line of the key, or of the table if the key is missing."""
        whole = (*self.path, key)
        lines = self.file.lines
        line = next((lines[whole[:end]] for end in range(len(whole), 0, -1) if whole[:end] in lines), 0)
        where = f"第 {line} 行：" if line else ""
        return TemplateProblem(f"{self.file.name} {where}{reason}", self.file.remedy)

    def refuse(self, faults: Iterable[Fault]) -> None:
        """Raise TemplateProblem for the first of `faults`, with the line of its key or of its table."""
        for key, reason in faults:
            *parents, name = key.split(".")
            table = self
            for parent in parents:
                if not isinstance(table.values.get(parent), dict):
                    raise table.problem(parent, reason)
                table = table.table(parent)
            raise table.problem(name, reason)


def read_toml(path: Path, name: str = "", remedy: str = _REMEDY) -> TomlTable:
    """The root table of a TOML file in UTF-8 (a byte order mark is ignored). Raises TemplateProblem.

    Errors call the file `name` (as a rule its file name) and end with `remedy`.
    """
    name = name or path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TemplateProblem(f"{name} 不是 UTF-8 编码", "请用 UTF-8 重新保存这个文件") from error
    except OSError as error:
        raise TemplateProblem(f"读不了 {name}", "请检查文件是否还在、能否打开") from error
    return parse_toml(text, name, remedy)


def parse_toml(text: str, file_name: str, remedy: str = _REMEDY) -> TomlTable:
    """The root table of TOML text; `file_name` and `remedy` are used in errors. Raises TemplateProblem."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        where = f"{file_name} 第 {line} 行："
        if str(error).startswith(_NO_SUCH_DAY):
            raise TemplateProblem(f"{where}没有这一天", remedy) from error
        raise TemplateProblem(f"{where}写法不合 TOML 语法", "请检查引号、括号和等号是否成对") from error
    return TomlTable(values, TomlFile(file_name, text, _key_lines(text), remedy))


def read_record(kind: type[_T], table: TomlTable, given: Mapping[str, object] | None = None) -> _T:
    """Return `table` as a `kind`. Raises TemplateProblem with file, line and reason for an invalid value.

    Fields may be str, int, float, bool, date, Literal texts, StrEnum, tuples, dictionaries by name and dataclasses, each
    optional or not. A list of dataclasses without a default must not be empty. `given` sets fields that the file does
    not contain.
    """
    given = given or {}
    hints = _hints(cast("Any", kind))
    known = {item.name: item for item in fields(cast("Any", kind)) if item.name not in given}
    for name in table.values:
        if name not in known:
            raise table.problem(name, f"不认识的项目 {name}，可能是写错了")
    for name, item in known.items():
        if _is_required(item) and not table.values.get(name, "") and _is_list_of_records(hints[name]):
            raise table.problem(name, f"至少要有一个 [[{_heading(table, name)}]]")
        if _is_required(item) and name not in table.values:
            raise table.problem(name, f"缺少 {name}")
    return kind(**{name: _value(hints[name], table, name) for name in table.values}, **given)


def blank_faults(record: object) -> Iterator[Fault]:
    """Yield a fault for each blank text field without a default."""
    for item in fields(cast("Any", record)):
        value = getattr(record, item.name)
        if _is_required(item) and isinstance(value, str) and not value.strip():
            yield item.name, f"{item.name} 不能为空"


def bound_faults(record: object, **bounds: tuple[int, int]) -> Iterator[Fault]:
    """Yield a fault for each number outside its bounds (min, max)."""
    for name, (least, most) in bounds.items():
        if not least <= getattr(record, name) <= most:
            yield name, f"{name} 应在 {least} 到 {most} 之间"


@lru_cache(maxsize=256)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _is_required(item: Field[Any]) -> bool:
    return item.default is MISSING and item.default_factory is MISSING


def _is_list_of_records(hint: object) -> bool:
    return get_origin(hint) is tuple and is_dataclass(get_args(hint)[0])


def _heading(table: TomlTable, name: str) -> str:
    return ".".join([part for part in table.path if isinstance(part, str)] + [name])


def _value(hint: Any, table: TomlTable, name: str) -> object:  # noqa: ANN401 (a type hint of any form)
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _value(next(part for part in get_args(hint) if part is not types.NoneType), table, name)
    if origin is tuple:
        return _tuple(get_args(hint), table, name)
    if origin is dict:
        inner = table.table(name)
        return {key: _value(get_args(hint)[1], inner, key) for key in inner.values}
    if origin is Literal:
        return _chosen(get_args(hint), table, name, table.values[name])
    if is_dataclass(hint):
        return read_record(cast("type[Any]", hint), table.table(name))
    return _plain(hint, table, name, table.values[name])


def _tuple(parts: tuple[Any, ...], table: TomlTable, name: str) -> tuple[object, ...]:
    if is_dataclass(parts[0]):
        return tuple(read_record(cast("type[Any]", parts[0]), row) for row in table.tables(name))
    values = table.values[name]
    if not isinstance(values, list):
        each = f"，每一项是{_KINDS[parts[0]]}" if parts[0] in _KINDS else ""
        raise table.problem(name, f"{name} 应写成方括号里的列表{each}")
    if parts[-1] is Ellipsis:
        parts = (parts[0],) * len(values)
    if len(parts) != len(values):
        raise table.problem(name, f"{name} 应有{len(parts)}项")
    return tuple(_plain(part, table, name, one, " 的每一项") for part, one in zip(parts, values, strict=True))


def _plain(hint: Any, table: TomlTable, name: str, value: object, each: str = " ") -> object:  # noqa: ANN401 (as above)
    if issubclass(hint, StrEnum):
        return hint(_chosen(tuple(hint), table, name, value))
    if hint is float and type(value) is int:
        return float(value)
    if hint is float and isinstance(value, float) and not math.isfinite(value):
        raise table.problem(name, f"{name} 应为普通的数，不能是 nan 或 inf")
    if type(value) is not hint:
        raise table.problem(name, f"{name}{each}应为{_KINDS[hint]}")
    return value


def _chosen(words: tuple[str, ...], table: TomlTable, name: str, value: object) -> str:
    if not isinstance(value, str):
        raise table.problem(name, f"{name} 应为{_KINDS[str]}，只能是 {'、'.join(words)} 之一")
    if value not in words:
        raise table.problem(name, f"{name} 只能是 {'、'.join(words)} 之一，不能写“{value}”")
    return str(value)


def _key_lines(text: str) -> dict[KeyPath, int]:
    """The line, from 1, of every key and table header, which tomllib does not provide. Multi-line strings are skipped."""
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    current: KeyPath = ()
    quote = ""
    for number, line in enumerate(text.splitlines(), start=1):
        inside = bool(quote)
        quote = _open_quote(line, quote)
        if inside:
            continue
        if head := _HEAD.match(line):
            current = _head_path(head, counts)
            lines.setdefault(current, number)
        elif key := _KEY.match(line):
            lines.setdefault((*current, *_plain_key(key)), number)
    return lines


def _head_path(head: re.Match[str], counts: dict[KeyPath, int]) -> KeyPath:
    parts = [part.strip().strip("\"'") for part in head.group(2).split(".")]
    path: KeyPath = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, parts[-1])
    if head.group(1) == "[[":
        counts[path] = counts.get(path, 0) + 1
        path = (*path, counts[path] - 1)
    return path


def _plain_key(match: re.Match[str]) -> tuple[str, ...]:
    quoted = match.group(1) or match.group(2)
    return (quoted,) if quoted else tuple(match.group(3).split("."))


def _open_quote(line: str, quote: str) -> str:
    """The multi-line quote that is open at the end of `line`, given the one open at its start; "" for none."""
    if not quote and line.lstrip().startswith("#"):
        return ""
    for mark in _TRIPLE.findall(line):
        if not quote:
            quote = mark
        elif mark == quote:
            quote = ""
    return quote
