"""Numbers in official documents: every way of writing one, and the Chinese words of headings and terms."""

from __future__ import annotations

import pytest

from desktop.domain.words.numerals import read_numeral, write_numeral

READ = """
0 0
15 15
１５ 15
2024 2024
999999999999 999999999999
零 0
〇 0
五 5
九 9
两 2
十 10
十五 15
二十 20
二十一 21
九十九 99
廿 20
廿三 23
卅一 31
百 100
一百 100
两百 200
一百零三 103
一百一十 110
三百二十一 321
一千 1000
一千零二十 1020
一千二百三十四 1234
二〇二四 2024
二零二四 2024
二○二四 2024
二Ｏ二四 2024
二O二四 2024
二О二四 2024
一二三四五六七八九〇一二 123456789012
"""  # the last but one with a Cyrillic letter
WRITTEN = """
0 〇
1 一
9 九
10 十
11 十一
15 十五
19 十九
20 二十
21 二十一
90 九十
99 九十九
100 一百
101 一百零一
103 一百零三
110 一百一十
111 一百一十一
120 一百二十
200 二百
305 三百零五
999 九百九十九
"""


@pytest.mark.parametrize(("text", "value"), [line.split() for line in READ.split("\n") if line])
def test_a_numeral_is_read_however_it_is_written(text: str, value: str) -> None:
    assert read_numeral(text) == read_numeral(f" {text}\n") == int(value)


@pytest.mark.parametrize(
    "text", ["", "  ", "第五", "五次", "-5", "1.5", "1十", "²", "ⅳ", "1234567890123", "〇" * 13, "十、二"]
)
def test_what_is_not_one_number_is_none(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize(("value", "words"), [line.split() for line in WRITTEN.split("\n") if line])
def test_a_number_is_written_as_it_is_spoken(value: str, words: str) -> None:
    assert write_numeral(int(value)) == words


@pytest.mark.parametrize("value", [-1, 1000])
def test_no_heading_or_term_is_counted_beyond_three_digits(value: int) -> None:
    with pytest.raises(ValueError, match=f"no Chinese numeral for {value}"):
        write_numeral(value)
