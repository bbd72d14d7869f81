"""Reading TOML tables into dataclasses; errors are reported with file, line and the accepted values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

import pytest

from desktop.documents.templates.toml_template import (
    blank_faults,
    bound_faults,
    parse_toml,
    read_record,
    read_toml,
)
from desktop.domain.errors import TemplateProblem


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Row:
    name: str
    day: date | None = None


@dataclass(frozen=True)
class Book:
    id: str
    rows: tuple[Row, ...]
    count: int = 1
    share: float = 0.5
    shown: bool = True
    colour: Colour = Colour.RED
    base: Literal["first", "last"] = "first"
    pair: tuple[int, int] = (0, 0)
    names: tuple[str, ...] = ()
    targets: dict[str, float] = field(default_factory=dict)
    head: Row | None = None


FULL = """\
id = '''
rows = 1
count = "no key, but a line of a text"'''
count = 2
share = 1
shown = false
colour = "blue"
base = "last"
pair = [1, 2]
names = ["甲", "乙"]

[targets]
rate = 1

[head]
name = "头"

[[rows]]
name = "一"
day = 2024-01-29

[[rows]]
name = "二"
"""


def test_every_kind_of_value_is_read() -> None:
    book = read_record(Book, parse_toml(FULL, "a.toml"))
    assert book.rows == (Row("一", date(2024, 1, 29)), Row("二"))
    assert (book.count, book.share, book.shown, book.colour, book.base) == (
        2,
        1.0,
        False,
        Colour.BLUE,
        "last",
    )
    assert (book.pair, book.names, book.targets, book.head) == (
        (1, 2),
        ("甲", "乙"),
        {"rate": 1.0},
        Row("头"),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("count = 2", 'count = "2"', 4, "count 应为整数"),
        ("count = 2", "count = true", 4, "count 应为整数"),
        ("share = 1", "share = nan", 5, "share 应为普通的数"),
        ("shown = false", "shown = 0", 6, "shown 应为true或false"),
        ('"blue"', '"green"', 7, "colour 只能是 red、blue 之一，不能写“green”"),
        ('"last"', '"middle"', 8, "base 只能是 first、last 之一，不能写“middle”"),
        ("[1, 2]", "[1]", 9, "pair 应有2项"),
        ('["甲", "乙"]', '"甲"', 10, "names 应写成方括号里的列表，每一项是文字（加引号）"),
        ('["甲", "乙"]', '["甲", 2]', 10, "names 的每一项应为文字（加引号）"),
        ('"blue"', "[1]", 7, "colour 应为文字（加引号），只能是 red、blue 之一"),
        ("rate = 1", 'rate = "1"', 13, "rate 应为数字"),
        ('name = "头"', "", 15, "缺少 name"),
        ("[head]\nname", "[heads]\nname", 15, "不认识的项目 heads"),
        ("day = 2024-01-29", 'day = "2024-01-29"', 20, "day 应为日期，如 2024-01-29"),
        ('name = "二"', 'nmae = "二"', 23, "不认识的项目 nmae"),
        ('name = "二"', "name = 二", 23, "TOML"),
    ],
)
def test_an_error_is_reported_with_its_line(old: str, new: str, line: int, said: str) -> None:
    assert old in FULL
    with pytest.raises(TemplateProblem) as caught:
        read_record(Book, parse_toml(FULL.replace(old, new), "a.toml"))
    assert f"a.toml 第 {line} 行：" in caught.value.what
    assert said in caught.value.what


def test_a_missing_required_list_is_reported_by_its_heading() -> None:
    with pytest.raises(TemplateProblem, match=r"至少要有一个 \[\[rows\]\]"):
        read_record(Book, parse_toml('id = "a"\nrows = []\n', "a.toml"))
    with pytest.raises(TemplateProblem, match=r"rows 应写成 \[\[rows\]\]"):
        read_record(Book, parse_toml('id = "a"\nrows = 1\n', "a.toml"))


def test_a_later_fault_is_reported_at_its_key_or_its_table() -> None:
    table = parse_toml(FULL, "a.toml")
    for key, line in (("head.name", 16), ("head.day", 15), ("targets.rate", 13), ("count.none", 4)):
        with pytest.raises(TemplateProblem, match=f"第 {line} 行：不行"):
            table.refuse([(key, "不行")])
    table.refuse([])


def test_blank_texts_and_numbers_out_of_bounds_are_faults() -> None:
    book = Book(" ", (), count=9)
    assert list(blank_faults(book)) == [("id", "id 不能为空")]
    assert list(bound_faults(book, count=(0, 4))) == [("count", "count 应在 0 到 4 之间")]
    assert list(bound_faults(book, count=(0, 9))) == []


def test_a_day_that_does_not_exist_is_said_with_its_line_and_the_remedy_of_the_caller() -> None:
    with pytest.raises(TemplateProblem) as caught:
        parse_toml('id = "a"\nday = 2027-02-30\n', "a.toml", "请改正后再执行")
    assert str(caught.value) == "a.toml 第 2 行：没有这一天。请改正后再执行。"


def test_errors_call_a_file_by_the_name_given_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes("# 天".encode("gbk"))
    with pytest.raises(TemplateProblem, match=r"^own/a\.toml 不是 UTF-8 编码"):
        read_toml(tmp_path / "a.toml", "own/a.toml")
    with pytest.raises(TemplateProblem, match=r"读不了 own/b\.toml"):
        read_toml(tmp_path / "b.toml", "own/b.toml")
