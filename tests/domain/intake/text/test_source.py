"""Texts that remember where each character comes from, and widths as in Chinese typesetting."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Level
from desktop.domain.intake.text.source import (
    MappedText,
    Recognised,
    Span,
    ends_sentence,
    evidence,
    first_found,
    is_narrow_word,
    is_wide,
    joined,
    plain_value,
    span_pairs,
    width,
)


@pytest.mark.parametrize("character", "中〇，。“”‘’—…·※★①⑩（）　𠮷")
def test_chinese_characters_and_marks_are_wide(character: str) -> None:
    assert is_wide(character)


@pytest.mark.parametrize("character", "aZ09%()-, \u00e9\ud800")
def test_latin_letters_digits_and_surrogates_are_not(character: str) -> None:
    assert not is_wide(character)


@pytest.mark.parametrize(
    ("text", "em"),
    [
        ("中文", 2.0),
        ("ab", 1.0),
        ("共22家", 3.5),  # 2 + 1 + two gaps of a quarter
        ("第(1)号", 3.5),  # no gap beside a bracket
        ("增长25%，", 5.0),
        ("", 0.0),
    ],
)
def test_a_width_counts_ems_halves_and_the_gaps_beside_digits(text: str, em: float) -> None:
    assert width(text) == em


def test_words_beside_which_no_blank_is_printed() -> None:
    assert all(map(is_narrow_word, "aZ09%+<>=~#&@"))
    assert not any(map(is_narrow_word, "(),.-中é "))


@pytest.mark.parametrize(
    "text",
    [
        "完成。",
        "完成！”",
        "如下：",
        "完成；",
        "好?",
        "完成。）　",
        "全年总产值增长5%.",
        "本年度的工作已经完成.",
    ],
)
def test_a_sentence_ends_with_its_mark_and_what_closes_behind_it(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize(
    "text", ["完成", "完成，", "完成）", "No.", "增长5%.", "the end of it.", "见1.", "", "”"]
)
def test_other_texts_do_not_end_a_sentence(text: str) -> None:
    assert not ends_sentence(text)


TEXT = MappedText("甲 乙", (10, 11, 12))


def test_parts_keep_their_places() -> None:
    assert TEXT.part(2) == MappedText("乙", (12,))
    assert TEXT.part(0, 1) == MappedText("甲", (10,))
    assert len(TEXT) == 3
    assert TEXT.without_blanks() == MappedText("甲乙", (10, 12))
    assert TEXT.keep(lambda index: index == 1) == MappedText(" ", (11,))
    padded = MappedText("\u3000甲 ", (0, 1, 2))
    assert padded.strip() == MappedText("甲", (1,))
    assert MappedText(" \u3000", (4, 5)).strip().text == ""
    assert joined([TEXT.part(0, 1), MappedText("丙", (20,))]) == MappedText("甲丙", (10, 20))


@pytest.mark.parametrize(
    ("positions", "spans"),
    [
        ((), []),
        ((3, 4, 5), [[3, 6]]),
        ((3, 5), [[3, 6]]),  # one character left out
        ((3, 6), [[3, 7]]),  # two
        ((3, 7), [[3, 4], [7, 8]]),  # three
        ((7, 3), [[7, 8], [3, 4]]),  # backwards
    ],
)
def test_places_that_are_near_each_other_are_one_span(
    positions: tuple[int, ...], spans: list[list[int]]
) -> None:
    assert span_pairs(MappedText("字" * len(positions), positions).spans()) == spans


def test_spans_may_be_those_of_a_part() -> None:
    assert MappedText("甲乙丙", (5, 6, 7)).spans(1, 2) == (Span(6, 7),)


def test_values_are_shown_as_plain_json() -> None:
    assert plain_value(None) is None
    assert plain_value(Recognised(date(2024, 4, 9), 0.9)) == "2024-04-09"
    assert plain_value(Recognised(Level.CITY, 0.9)) == "city"
    assert plain_value(Recognised(9, 0.9)) == 9
    found: Recognised[object] = Recognised("9", 0.75, (Span(1, 2),))
    assert evidence(found) == {"confidence": 0.75, "spans": [[1, 2]]}
    assert found.map(lambda words: int(str(words))) == Recognised(9, 0.75, (Span(1, 2),))


def test_the_first_thing_that_is_recognised_counts() -> None:
    def read(number: int) -> Recognised[int] | None:
        return Recognised(number, 0.9) if number > 1 else None

    assert first_found(read, [0, 2, 3]) == Recognised(2, 0.9)
    assert first_found(read, [0, 1]) is None
