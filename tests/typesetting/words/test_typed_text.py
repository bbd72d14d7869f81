"""Unprintable input is replaced and reported; ordinary text is unchanged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.typesetting.model.layout import Charset
from desktop.typesetting.model.runs import lacks, split_by_font
from desktop.typesetting.words.letter_words import printable
from tests.letters import library


def test_ordinary_text_stays_as_typed() -> None:
    text = "根据《管理办法(试行)》，１、22 家“甲”"
    assert printable(text).text == text
    assert printable(text).warnings == ()


def test_a_lone_surrogate_is_shown_as_a_box_and_reported() -> None:
    typed = printable("名\ud842字", "“正文”部分")
    assert typed.text == "名□字"
    assert "“正文”部分" in typed.warnings[0]


def test_control_characters_are_removed_and_reported() -> None:
    typed = printable("甲\x00乙\x1f丙\u200b丁\ufeff")
    assert typed.text == "甲乙丙丁"
    assert len(typed.warnings) == 1


def test_tabs_become_blanks_and_every_line_break_one_kind() -> None:
    assert printable("\t甲\r\n乙\r丙\x0b丁\u2028戊").text == " 甲\n乙\n丙\n丁\n戊"


def test_a_paragraph_of_twenty_thousand_characters_is_kept_and_reported() -> None:
    typed = printable("字" * 20_000)
    assert len(typed.text) == 20_000
    assert "20000字" in typed.warnings[0]


@given(st.text())
def test_any_input_becomes_printable_and_is_stable(text: str) -> None:
    once = printable(text).text
    assert printable(once).text == once
    once.encode("utf-8")


def test_rare_characters_are_recognised() -> None:
    assert all(lacks(character, Charset.GB2312) for character in "喆镕堃珺玥炘㎡𠮷")
    assert not any(lacks(character, Charset.GB2312) for character in "刘大伟二〇二四“”——……·〔〕①★Az0% ")
    assert not any(lacks(character, Charset.GBK) for character in "喆镕堃珺玥炘")


def test_a_rare_character_is_printed_by_a_font_that_has_it() -> None:
    font = library().layouts["gbt9704"].fonts["body"]
    assert list(split_by_font("陈喆𠮷明", font)) == [
        ("陈", ""),
        ("喆", "仿宋"),
        ("𠮷", "SimSun-ExtB"),
        ("明", ""),
    ]


def test_a_variation_selector_stays_with_its_character() -> None:
    font = library().layouts["gbt9704"].fonts["body"]
    assert list(split_by_font("葛\U000e0100喆\U000e0101", font)) == [
        ("葛\U000e0100", ""),
        ("喆\U000e0101", "仿宋"),
    ]


@given(st.text())
def test_splitting_by_font_keeps_all_text(text: str) -> None:
    font = library().layouts["gbt9704"].fonts["body"]
    assert "".join(piece for piece, _ in split_by_font(text, font)) == text
