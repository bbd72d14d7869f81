"""Splitting text by script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.typesetting.model.block import Script
from desktop.typesetting.model.runs import split_by_script, width_chars


def pieces(text: str) -> list[tuple[str, str]]:
    return [(script.value, piece) for script, piece in split_by_script(text)]


def test_digits_and_letters_are_latin_and_the_rest_chinese() -> None:
    assert pieces("共22家U-CUBE等") == [
        ("east_asian", "共"), ("latin", "22"), ("east_asian", "家"), ("latin", "U-CUBE"), ("east_asian", "等"),
    ]  # fmt: skip


def test_quotes_dashes_and_ellipses_are_chinese_even_beside_digits() -> None:
    assert pieces("从“0”到“1”——……") == [
        ("east_asian", "从“"), ("latin", "0"), ("east_asian", "”到“"), ("latin", "1"), ("east_asian", "”——……"),
    ]  # fmt: skip


def test_an_apostrophe_inside_an_english_word_is_latin() -> None:
    assert pieces("people’s") == [("latin", "people’s")]


def test_signs_common_to_both_scripts_are_chinese() -> None:
    assert {script for script, _ in pieces("±×÷°·§㎡①☆")} == {"east_asian"}


def test_accented_letters_are_latin() -> None:
    assert pieces("Müller e\u0301") == [("latin", "Müller e\u0301")]


@given(st.text())
def test_the_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(piece for _, piece in split_by_script(text)) == text
    assert all(piece for _, piece in split_by_script(text))


def test_width_counts_halves_and_gaps() -> None:
    assert width_chars("2024年4月9日") == 6.0
    assert width_chars("2024年4月9日", autospace=True) == 7.25
    assert [script for script, _ in split_by_script("甲")] == [Script.EAST_ASIAN]
