"""TOML files that officers may edit: every wrong value is told with file, line and reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from desktop.documents.toml_lines import KeyPath, key_lines
from desktop.domain.errors import TemplateProblem

_Choice = TypeVar("_Choice", bound=StrEnum)
_Value = TypeVar("_Value")
_SYNTAX_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class TomlTable:
    """One table of a TOML file with typed reading. Call `finish` last: a key nobody asked for is a slip of the pen."""

    values: Mapping[str, Any]
    file_name: str
    lines: Mapping[KeyPath, int]
    path: KeyPath = ()
    seen: set[str] = field(default_factory=set)

    def text(self, key: str, default: str | None = None) -> str:
        """The text of `key`; without a default the key must be there and not be blank."""
        value = self._value(key, str, "应为文字（加引号）", default)
        if default is None and not value.strip():
            raise self.problem(key, f"{key} 不能为空")
        return value

    def integer(self, key: str, default: int | None = None, *, least: int = 0, most: int = 10_000) -> int:
        """The whole number of `key`, within `least` and `most`."""
        value = self._value(key, int, "应为整数", default)
        if not least <= value <= most:
            raise self.problem(key, f"{key} 应在 {least} 到 {most} 之间")
        return value

    def number(self, key: str, default: float | None = None) -> float:
        """The number of `key`, whole or not."""
        kind: type[float] = int if isinstance(self.values.get(key), int) else float
        return float(self._value(key, kind, "应为数字", default))

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        return self._value(key, bool, "应为 true 或 false", default)

    def day(self, key: str, default: date | None = None) -> date | None:
        """A TOML date such as 2024-01-29, unquoted; the default where it is absent."""
        if key not in self.values:
            self.seen.add(key)
            return default
        return self._value(key, date, "应为日期，如 2024-01-29", default)

    def choice(self, key: str, kind: type[_Choice], default: _Choice | None = None) -> _Choice:
        """One of the words of `kind`."""
        text = self.text(key, None if default is None else default.value)
        return self._chosen(key, text, kind)

    def choices(self, key: str, kind: type[_Choice]) -> tuple[_Choice, ...]:
        """Any number of the words of `kind`; () where the key is absent."""
        return tuple(self._chosen(key, text, kind) for text in self.texts(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; () where the key is absent."""
        return tuple(self._list(key, str, "应为文字列表"))

    def integers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers; () where the key is absent."""
        return tuple(self._list(key, int, "应为整数列表"))

    def table(self, key: str) -> TomlTable:
        """The table below `key`; an empty one where it is absent."""
        value = self._value(key, dict, f"应写成 [{key}]", {})
        return TomlTable(value, self.file_name, self.lines, (*self.path, key))

    def tables(self, key: str) -> tuple[TomlTable, ...]:
        """The tables written [[key]], in the order of the file; () where there is none."""
        rows = self._list(key, dict, f"应写成 [[{key}]]")
        return tuple(
            TomlTable(row, self.file_name, self.lines, (*self.path, key, index))
            for index, row in enumerate(rows)
        )

    def finish(self) -> None:
        """Raise TemplateProblem for the first key that was never asked for."""
        for key in self.values:
            if key not in self.seen:
                raise self.problem(key, f"不认识的项目 {key}")

    def problem(self, key: str, reason: str) -> TemplateProblem:
        """The error to raise for `key`, with file and line."""
        line = self.line_of(key)
        where = f"第 {line} 行：" if line else ""
        return TemplateProblem(f"{self.file_name} {where}{reason}", "请改正后重新打开，或恢复自带的文件")

    def line_of(self, key: str) -> int:
        """The line of `key`, else of the head of this table or of what it stands in, else 0."""
        whole = (*self.path, key)
        return next(
            (self.lines[whole[:end]] for end in range(len(whole), 0, -1) if whole[:end] in self.lines), 0
        )

    def _value(self, key: str, kind: type[_Value], wrong: str, default: _Value | None) -> _Value:
        self.seen.add(key)
        if key not in self.values:
            if default is None:
                raise self.problem(key, f"缺少 {key}")
            return default
        value = self.values[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.problem(key, f"{key} {wrong}")
        return value

    def _list(self, key: str, kind: type[_Value], wrong: str) -> list[_Value]:
        values = self._value(key, list, wrong, [])
        if not all(
            isinstance(value, kind) and not (kind is int and isinstance(value, bool)) for value in values
        ):
            raise self.problem(key, f"{key} {wrong}")
        return values

    def _chosen(self, key: str, text: str, kind: type[_Choice]) -> _Choice:
        known = {member.value: member for member in kind}
        if text not in known:
            raise self.problem(key, f"{key} 的“{text}”不在可选值 {'、'.join(known)} 之内")
        return known[text]


def read_toml(path: Path) -> TomlTable:
    """The root table of a TOML file in UTF-8 (a byte order mark is forgiven). Raises TemplateProblem."""
    return parse_toml(read_toml_text(path), path.name)


def read_toml_text(path: Path) -> str:
    """The text of such a file. Raises TemplateProblem."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TemplateProblem(f"{path.name} 不是 UTF-8 编码", "请用 UTF-8 重新保存这个文件") from error
    except OSError as error:
        raise TemplateProblem(f"读不了 {path.name}", "请检查文件是否还在、能否打开") from error


def parse_toml(text: str, file_name: str) -> TomlTable:
    """The root table of TOML text; `file_name` is what errors call it. Raises TemplateProblem."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        reason = f"{file_name} 第 {line} 行：写法不合 TOML 语法"
        raise TemplateProblem(reason, "请检查引号、括号和等号是否成对") from error
    return TomlTable(values, file_name, key_lines(text))
