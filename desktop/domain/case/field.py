"""A field 「字段」 as text: how a value of each kind is parsed and displayed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.errors import Refused
from desktop.domain.words.numerals import read_numeral


class FieldKind(StrEnum):
    """Kind of input control for the field."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    CHOICE = "choice"
    LIST = "list"


class Field(NamedTuple):
    """One field: its key in commands and files, its Chinese label, and its conversion from and to text.

    `read` raises Refused for invalid text; empty text reads as "not known". `show(read(text))` is
    the canonical spelling. `choices` are (code, label) pairs of a CHOICE. `sensitive` fields are never part of a public copy.
    """

    key: str
    label: str
    kind: FieldKind
    read: Callable[[str], object]
    show: Callable[[object], str]
    choices: tuple[tuple[str, str], ...] = ()
    sensitive: bool = False


_YEARS = range(1949, 2200)  # the CPPCC was founded in 1949; far later years are typing errors
_LINE_END = re.compile(r"(?<=(\S))[ \t　]*[\r\n\v\f\u2028\u2029]+[ \t　]*(?=(\S))")
_SEPARATORS = re.compile(r"[、，,；;\n]+")
_DATES = (
    re.compile(r"(\d{4})\s*[-/.．年]\s*(\d{1,2})\s*[-/.．月]\s*(\d{1,2})\s*[日号]?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
    re.compile(
        r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
    ),
)


def text_field(key: str, label: str, *, long: bool = False, sensitive: bool = False) -> Field:
    """A text field; outer blanks are stripped, and line breaks removed unless it is `long`."""
    if long:
        return Field(key, label, FieldKind.LONG_TEXT, str.strip, str, sensitive=sensitive)
    return Field(key, label, FieldKind.TEXT, _one_line, str, sensitive=sensitive)


def list_field(key: str, label: str) -> Field:
    """A field of several names, separated by 、 ， ； or line ends (DOMAIN 6); shown with 、."""
    return Field(key, label, FieldKind.LIST, read_names, show_names)


def date_field(key: str, label: str) -> Field:
    return Field(key, label, FieldKind.DATE, read_date, _show_date)


def number_field(key: str, label: str) -> Field:
    def read(text: str) -> int | None:
        value = read_numeral(text)
        if value is None and text.strip():
            raise Refused(f"“{text}”不是数字", f"{label}请填阿拉伯数字或中文数字")
        return value

    return Field(key, label, FieldKind.NUMBER, read, lambda value: "" if value is None else str(value))


def flag_field(key: str, label: str, *, unknown: bool | None = False) -> Field:
    """A yes-or-no field; `unknown` is the value of empty text (None where "not known" is a value)."""

    def read(text: str) -> bool | None:
        word = text.strip().lower()
        if word in {"是", "有", "同意", "需要", "yes", "true", "1", "√"}:
            return True
        if word in {"否", "无", "不同意", "不需要", "no", "false", "0"}:
            return False
        if word:
            raise Refused(f"“{text}”不是“是”或“否”", f"{label}请填“是”或“否”")
        return unknown

    return Field(key, label, FieldKind.FLAG, read, _show_flag)


def choice_field(key: str, label: str, members: type[StrEnum], *, optional: bool = False) -> Field:
    """A field whose values are the members of the enum `members`, read by code or label."""
    pairs = tuple((str(member), str(getattr(member, "label", member))) for member in members)

    def read(text: str) -> StrEnum | None:
        word = text.strip()
        for code, name in pairs:
            if word in {code, name}:
                return members(code)
        if not word and optional:
            return None
        raise Refused(f"{label}没有“{word}”这一项", f"可以填：{'、'.join(name for _, name in pairs)}")

    return Field(key, label, FieldKind.CHOICE, read, lambda value: dict(pairs).get(str(value), ""), pairs)


def _one_line(text: str) -> str:
    """The text with its lines joined, by a blank between Latin words and directly between Chinese characters."""
    return _LINE_END.sub(lambda end: " " if (end[1] + end[2]).isascii() else "", text.strip())


def _show_flag(value: object) -> str:
    return "" if value is None else "是" if value else "否"


def _show_date(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else ""


def read_names(text: str) -> tuple[str, ...]:
    """Names separated by 、 ， ； , ; or line ends, stripped, without duplicates, in the order given."""
    return tuple(dict.fromkeys(name.strip() for name in _SEPARATORS.split(text) if name.strip()))


def show_names(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else ""


def read_date(text: str) -> date | None:
    """Read 2024-04-09, 2024.4.9, 20240409, 2024年4月9日 or 二〇二四年四月九日; None for empty text.

    Raises Refused for anything else: a date without its year is not guessed.
    """
    word = text.strip()
    if not word:
        return None
    for pattern in _DATES:
        match = pattern.fullmatch(word)
        parts = [read_numeral(part) or 0 for part in match.groups()] if match else []
        if parts and 1 <= parts[1] <= 12 and 1 <= parts[2] <= 31:
            return _date_or_refusal(parts, word)
    raise Refused(f"“{text}”不是日期", "日期请写成 2024-04-09 或 2024年4月9日")


def _date_or_refusal(parts: list[int], word: str) -> date:
    try:
        day = date(parts[0], parts[1], parts[2])
    except ValueError:
        raise Refused(f"没有“{word}”这一天", "请核对日期") from None
    if day.year not in _YEARS:
        raise Refused(f"“{word}”的年份不像办理日期", "请核对日期")
    return day
