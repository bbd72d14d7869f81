"""Numbers of paragraphs as people type them (GB/T 9704-2012 7.3.3)."""

from __future__ import annotations

import pytest

from desktop.domain.letter.outline import is_heading, outline_level, outline_number


@pytest.mark.parametrize(
    ("text", "level", "value", "marker", "length"),
    [
        ("一、甲", 1, 1, "一、", 2),
        ("二十一. 甲", 1, 21, "二十一.", 4),
        ("三 、甲", 1, 3, "三 、", 3),
        ("（十二）甲", 2, 12, "（十二）", 4),
        ("( 二 )、甲", 2, 2, "( 二 )、", 6),
        ("（二） ，甲", 2, 2, "（二） ，", 5),
        ("（二）　甲", 2, 2, "（二）", 4),
        ("3.甲", 3, 3, "3.", 2),
        ("3．甲", 3, 3, "3．", 2),
        ("12、甲", 3, 12, "12、", 3),
        ("（4）甲", 4, 4, "（4）", 3),
        ("4)甲", 4, 4, "4)", 2),
        ("一是甲", 0, 1, "一是", 2),
        ("二要，甲", 0, 2, "二要，", 3),
        ("三来甲", 0, 3, "三来", 2),
        ("第一，甲", 0, 1, "第一，", 3),
        ("其二：甲", 0, 2, "其二：", 3),
        ("①甲", 0, 1, "①", 1),
        ("⑳.甲", 0, 20, "⑳.", 2),
        ("\ufeff　 一、甲", 1, 1, "一、", 5),
    ],
)
def test_a_number_has_level_value_marker_and_length(
    text: str, level: int, value: int, marker: str, length: int
) -> None:
    found = outline_number(text)
    assert found is not None
    assert (found.level, found.value, found.marker, found.length) == (level, value, marker, length)
    assert found.inline is (level == 0)
    assert outline_level(text) == level


@pytest.mark.parametrize(
    "text",
    [
        "1.5万元",
        "2024.4.9",
        "一.5",
        "一、二、三产业",
        "1、2、3号楼",
        "123、甲",
        "一百零一一、甲",
        "第一章",
        "甲一、",
        "",
        "一",
        "（甲）",
        "零、甲",
    ],
)
def test_fractions_dates_and_runs_of_numerals_are_none(text: str) -> None:
    assert outline_number(text) is None


def test_a_number_behind_more_than_forty_blanks_is_none() -> None:
    assert outline_number(" " * 38 + "一、") is not None
    assert outline_number(" " * 40 + "一、") is None


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("一、甲", True),
        (" （一）甲 ", True),
        ("1.甲。", False),
        ("一、甲；", False),
        ("一、甲：", False),
        ("一、甲，", False),
        ("一、甲！", False),
        ("一、甲;", False),
        ("一、甲:", False),
        ("一、甲,", False),
        ("一、甲!", False),
        ("一、甲？", True),
        ("一是甲", False),
        ("甲", False),
        ("一、" + "字" * 58, True),
        ("一、" + "字" * 59, False),
    ],
)
def test_a_heading_is_numbered_short_and_no_sentence(text: str, heading: bool) -> None:
    assert is_heading(text) is heading
