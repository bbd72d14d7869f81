"""Placeholders as an officer sees them: brackets of office papers in place of braces, and back."""

from __future__ import annotations

import pytest

from desktop.domain.letter.bracketed import braced, bracketed


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("由{承办科室}具体承办", "由【承办科室】具体承办"),
        ("第{编号}号，{届}届{次}次会议", "第【编号】号，【届】届【次】次会议"),
        ("{不是占位符}和【附件】", "{不是占位符}和【附件】"),
        ("没有空着的地方。", "没有空着的地方。"),
    ],
)
def test_known_placeholders_are_shown_in_brackets_and_stored_in_braces(stored: str, shown: str) -> None:
    assert bracketed(stored) == shown
    assert braced(shown) == stored
    assert len(stored) == len(shown)


def test_an_english_name_is_shown_in_chinese() -> None:
    assert bracketed("签发：{signer}") == "签发：【签发人】"
