"""Outline numbers in the notations that offices use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.letter.outline import INLINE, is_heading, outline_level, outline_number
from desktop.domain.words.numerals import read_numeral, write_numeral


@pytest.mark.parametrize(
    ("text", "level", "value", "marker"),
    [
        ("一、办理概述", 1, 1, "一、"),
        ("　　十二、其他", 1, 12, "十二、"),
        ("三. 措施", 1, 3, "三."),
        ("（二）培育情况", 2, 2, "（二）"),
        ("(十一)、保障", 2, 11, "(十一)、"),
        ("1.加强领导", 3, 1, "1."),
        ("2．推动设立基金", 3, 2, "2．"),
        ("1、目前，片区内", 3, 1, "1、"),
        ("（3）完善台账", 4, 3, "（3）"),
        ("4）建立机制", 4, 4, "4）"),
        ("一是探索模式", INLINE, 1, "一是"),
        ("第二，加强联动", INLINE, 2, "第二，"),
        ("③做好宣传", INLINE, 3, "③"),
    ],
)
def test_a_number_is_read_with_its_level_value_and_marker(
    text: str, level: int, value: int, marker: str
) -> None:
    number = outline_number(text)
    assert number is not None
    assert (number.level, number.value, number.marker) == (level, value, marker)


@pytest.mark.parametrize(
    "text",
    ["", "您好！", "1.5万平方米", "2024.4.9", "3.15活动", "一、二、三产业", "22家企业", "十五届三次会议"],
)
def test_plain_text_has_no_number(text: str) -> None:
    assert outline_number(text) is None
    assert outline_level(text) == 0


def test_the_length_covers_leading_blanks_so_that_the_rest_is_the_heading() -> None:
    text = "　　（一）下一步举措"
    number = outline_number(text)
    assert number is not None
    assert text[number.length :] == "下一步举措"


def test_a_run_in_number_is_no_heading_level() -> None:
    assert outline_level("一是探索模式") == 0


def test_headings_are_distinguished_from_numbered_paragraphs() -> None:
    assert is_heading("（四）下一步举措")
    assert not is_heading("1、目前，片区内还未布局孵化器，我们将充分考虑。")
    assert not is_heading("一是探索模式")


@given(st.integers(min_value=0, max_value=999))
def test_a_written_numeral_reads_back(value: int) -> None:
    assert read_numeral(write_numeral(value)) == value


@given(st.text())
def test_any_text_is_accepted(text: str) -> None:
    outline_number(text)
    read_numeral(text)
    is_heading(text)


def test_a_heading_has_at_most_sixty_characters() -> None:
    assert is_heading("一、" + "天" * 58)
    assert not is_heading("一、" + "天" * 59)
