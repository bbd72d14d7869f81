"""Pinyin and strokes: spelled texts, ways to part letters, places of spelled words, keys for sorting."""

from __future__ import annotations

import pytest

from desktop.domain.words.characters import (
    initials,
    pinyin_key,
    spelled,
    spoken_span,
    stroke_key,
    ways_to_spell,
)
from desktop.domain.words.finding import (
    MeantSession,
    excerpt,
    indexed_facts,
    meant_number,
    meant_session,
    span_of,
)


def test_a_text_is_spelled_character_by_character_and_marks_part_phrases() -> None:
    assert spelled("改善、图书室") == "gai shan 0 tu shu shi"
    assert spelled("U2楼") == "u 2 lou"
    assert spelled("绿") == "lv"
    assert initials("gai shan 0 tu") == "g s 0 t"


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("重庆", {"zhong qing", "chong qing"}),
        ("音乐", {"yin le", "yin yue"}),
        ("长宁", {"chang ning", "zhang ning"}),
        ("曾", {"ceng", "zeng"}),
    ],
)
def test_characters_with_two_readings_are_spelled_both_ways(text: str, both: set[str]) -> None:
    assert set(spelled(text).split(" 0 ")) == both


@pytest.mark.parametrize(
    ("letters", "ways"),
    [
        ("gaishan", {("gai", "shan"), ("gai", "sha", "n")}),
        ("gaish", {("gai", "sh")}),
        ("xian", {("xian",), ("xi", "an"), ("xia", "n"), ("xi", "a", "n")}),
        ("gfjs", set()),
        ("q", {("q",)}),
    ],
)
def test_letters_are_parted_into_syllables_the_last_of_which_may_be_begun_only(
    letters: str, ways: set[tuple[str, ...]]
) -> None:
    assert set(ways_to_spell(letters)) == ways


@pytest.mark.parametrize(
    ("text", "letters", "found"),
    [
        ("关于改善图书室", "gsts", "改善图书"),
        ("关于改善图书室", "gaishantu", "改善图"),
        ("关于改善图书室", "gaish", "改善"),
        ("重庆路", "cq", "重庆"),
        ("重庆路", "zq", "重庆"),
        ("U-CUBE园区", "yq", "园区"),
        ("关于改善", "gss", ""),
        ("关于", "guanyux", ""),
    ],
)
def test_spelled_words_are_found_at_their_place(text: str, letters: str, found: str) -> None:
    span = spoken_span(text, letters)
    assert (text[span[0] : span[1]] if span else "") == found


def test_names_sort_by_pinyin_and_by_strokes() -> None:
    names = ["王敏", "丁一", "张华", "李青", "A栋", "1号"]
    assert sorted(names, key=pinyin_key) == ["1号", "A栋", "丁一", "李青", "王敏", "张华"]
    assert sorted(names, key=stroke_key) == ["1号", "A栋", "丁一", "王敏", "张华", "李青"]  # 2, 4, 7, 7
    assert sorted(["沈", "丁", "于"], key=stroke_key) == ["丁", "于", "沈"]  # 2, 3, 7


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("十五届四次", MeantSession(15, 4)),
        ("第15届第4次会议", MeantSession(15, 4)),
        ("１５届", MeantSession(15, None)),
        ("十五届四", None),
        ("四次", None),
        ("届", None),
    ],
)
def test_a_session_is_meant_in_any_figures(word: str, meant: MeantSession | None) -> None:
    assert meant_session(word) == meant


@pytest.mark.parametrize(
    ("word", "number"),
    [("第085号", "85"), ("85号", "85"), ("第０８５号", "85"), ("0085", "85"), ("第号", ""), ("85路", "")],
)
def test_a_number_is_meant_with_and_without_zeros(word: str, number: str) -> None:
    assert meant_number(word) == number


def test_a_piece_of_a_long_text_is_shown_around_what_was_found() -> None:
    text = "一" * 30 + "轮椅\n坡道" + "二" * 60
    span = span_of(text, "轮椅坡道")
    assert span == (30, 35)
    assert excerpt(text, span) == "……" + "一" * 10 + "轮椅 坡道" + "二" * 46 + "……"
    assert excerpt("轮椅坡道", (0, 2)) == "轮椅坡道"
    assert span_of(text, "，") is None


def test_facts_stand_apart_so_that_no_phrase_reaches_over() -> None:
    assert indexed_facts(("区文旅局", "", "科普科"), ("科普科",)) == {
        "facts": "区 文 旅 局 u0u 科 普 科",
        "initials": "k p k",
        "syllables": "ke pu ke",
    }
