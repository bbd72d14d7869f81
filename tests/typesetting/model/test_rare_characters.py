"""Characters that a font lacks are printed by another font and reported."""

from __future__ import annotations

import pytest

from desktop.typesetting.model.layout import Charset
from desktop.typesetting.model.runs import fallback_for, lacks, make_runs, rare_warnings
from tests.letters import library

LAYOUT = library().layouts["gbt9704"]


def test_ascii_and_the_marks_of_chinese_text_are_in_every_font() -> None:
    assert not any(lacks(mark, charset) for mark in "Az0~ 〇—–―·•…‘’“”～〜¥\u3000" for charset in Charset)


def test_the_control_character_behind_ascii_is_encoded_like_any_other() -> None:
    assert not lacks("\x7f", Charset.GB2312)
    assert lacks("\x80", Charset.GB2312)


@pytest.mark.parametrize(
    ("character", "font"),
    [("刘", ""), ("喆", "仿宋"), ("\uffff", "仿宋"), ("\U00010000", "SimSun-ExtB"), ("𠮷", "SimSun-ExtB")],
)
def test_characters_beyond_the_basic_plane_have_a_font_of_their_own(character: str, font: str) -> None:
    assert fallback_for(character, LAYOUT.fonts["body"]) == font


def test_one_warning_a_font_names_each_missing_character_once() -> None:
    pieces = [
        ("喆镕", "body", "仿宋"),
        ("明", "body", ""),
        ("喆", "body", "仿宋"),
        ("𠮷", "title", "SimSun-ExtB"),
    ]
    assert rare_warnings(pieces, LAYOUT) == (
        "字体“仿宋_GB2312”没有“喆镕”，改用“仿宋”印出，请核对打印效果",
        "字体“方正小标宋简体”没有“𠮷”，改用“SimSun-ExtB”印出，请核对打印效果",
    )
    assert rare_warnings([("明", "body", "")], LAYOUT) == ()


@pytest.mark.parametrize("made_up", ["\ue000", "\uf8ff"])
def test_a_character_from_the_private_area_shows_nowhere_else(made_up: str) -> None:
    assert rare_warnings([(f"喆{made_up}", "body", "仿宋")], LAYOUT) == (
        f"“{made_up}”是自造字，只在造字的电脑上能显示，请改用国家标准编码的字",
    )


@pytest.mark.parametrize("beside", ["\udfff", "\uf900"])
def test_the_private_area_ends_where_the_standard_ends_it(beside: str) -> None:
    assert "自造字" not in rare_warnings([(beside, "body", "仿宋")], LAYOUT)[0]


def test_runs_carry_style_and_font_and_only_chinese_ones_a_fallback() -> None:
    style = LAYOUT.styles["title"]
    runs = make_runs("喆é2", style, LAYOUT, font="body")
    assert [(run.text, run.script.value, run.font, run.fallback) for run in runs] == [
        ("喆", "east_asian", "body", "仿宋"),
        ("é2", "latin", "body", ""),
    ]
    assert {(run.size_pt, run.bold, run.colour) for run in runs} == {(22.0, False, "000000")}
    assert make_runs("甲", style, LAYOUT)[0].font == "title"
