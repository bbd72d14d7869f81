"""Words are found and replaced as typed, or whatever their case and width; placeholders are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.letter.text_search import Hit, Wanted, hits_in, replaced


@pytest.mark.parametrize(
    ("text", "wanted", "places"),
    [
        ("科委和区科委", Wanted("科委"), [(0, 2), (4, 6)]),
        ("啊啊啊啊啊", Wanted("啊啊"), [(0, 2), (2, 4)]),
        ("Wi-Fi 与 WI-FI", Wanted("wi-fi"), []),
        ("Wi-Fi 与 WI-FI", Wanted("wi-fi", any_case=True), [(0, 5), (8, 13)]),
        ("５月、5月", Wanted("5月"), [(3, 5)]),
        ("５月、5月", Wanted("5月", any_width=True), [(0, 2), (3, 5)]),
        ("（一）", Wanted("(一)", any_width=True), [(0, 3)]),
        ("ＡＢ", Wanted("ab", any_case=True, any_width=True), [(0, 2)]),
        ("İstanbul", Wanted("stanbul", any_case=True), [(1, 8)]),
        ("一\n二", Wanted("一\n二"), [(0, 3)]),
        ("文字", Wanted(""), []),
    ],
)
def test_places_of_words(text: str, wanted: Wanted, places: list[tuple[int, int]]) -> None:
    assert [(hit.start, hit.end) for hit in hits_in(text, wanted)] == places


def test_a_placeholder_is_found_and_not_replaced() -> None:
    text = "第{编号}号的编号，{编号}"
    assert hits_in(text, Wanted("编号")) == (Hit(2, 4, True), Hit(7, 9), Hit(11, 13, True))
    assert replaced(text, Wanted("编号"), "序号") == ("第{编号}号的序号，{编号}", 1)


def test_words_that_reach_into_a_placeholder_are_left_alone() -> None:
    assert replaced("第{编号}号", Wanted("第{编"), "") == ("第{编号}号", 0)


def test_a_brace_that_opens_no_placeholder_is_text() -> None:
    assert replaced("{一\n二}", Wanted("一"), "三") == ("{三\n二}", 1)


def test_what_is_put_in_is_not_searched_again() -> None:
    assert replaced("科委", Wanted("科委"), "科委科委") == ("科委科委", 1)


@given(st.text("科委会a{}"), st.text("科委a", min_size=1, max_size=3), st.text("局b", max_size=3))
def test_replacing_changes_nothing_between_the_hits(text: str, words: str, by: str) -> None:
    changed, count = replaced(text, Wanted(words), by)
    assert count == sum(not hit.kept for hit in hits_in(text, Wanted(words)))
    assert len(changed) == len(text) + count * (len(by) - len(words))
