"""The title of a reply among the lines of its head."""

from __future__ import annotations

import pytest

from desktop.domain.intake.title import title_from, without_padding
from tests.domain.intake.evidence import mapped


def title(*lines: str, filled: bool = False) -> tuple[list[str], list[str]]:
    found, notes = title_from([mapped(line) for line in lines], filled)
    return [line.text for line in found], [note.text for note in notes]


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ("答　复", "答复"),
        ("关 于 第 33 号 提 案", "关于第33号提案"),
        ("U CUBE 园区", "U CUBE园区"),
        ("答复 ", "答复"),
        (" A", "A"),
    ],
)
def test_blanks_are_padding_but_between_latin_words(line: str, closed: str) -> None:
    assert without_padding(mapped(line)).text == closed


def test_lines_without_a_word_of_replies_are_no_title() -> None:
    assert title("会议记录", "第三页") == ([], [])
    assert title() == ([], [])


def test_a_title_of_several_lines_is_kept_line_by_line() -> None:
    assert title("对青禾区政协九届四次会议", "第012号提案的答复")[0] == [
        "对青禾区政协九届四次会议",
        "第012号提案的答复",
    ]


@pytest.mark.parametrize(
    ("last", "words", "notes"),
    [
        ("第012号提案的答复（A类）", "第012号提案的答复", ["（A类）"]),
        ("第012号提案的答复（主动公开）", "第012号提案的答复", ["（主动公开）"]),
        ("第012号提案的答复（B）（此件公开发布）", "第012号提案的答复", ["（此件公开发布）", "（B）"]),
        ("第012号提案的答复（此件公开发布）（B）", "第012号提案的答复", ["（B）", "（此件公开发布）"]),
        ("第012号提案的答复（摘要）", "第012号提案的答复（摘要）", []),
    ],
)
def test_marks_behind_the_title_are_split_off(last: str, words: str, notes: list[str]) -> None:
    assert title("对区政协九届四次会议", last) == (["对区政协九届四次会议", words], notes)


def test_of_a_title_printed_twice_the_last_is_taken() -> None:
    assert title("关于第33号提案的答复", "关于第33号提案的", "答复")[0] == ["关于第33号提案的", "答复"]
    # A line that does not begin one goes on.
    assert title("关于第33号提案的答复", "及有关建议")[0] == ["关于第33号提案的答复", "及有关建议"]


def test_a_stray_line_above_the_title_is_dropped_and_an_organ_kept() -> None:
    assert title("网站首页", "关于第33号提案的答复")[0] == ["关于第33号提案的答复"]
    assert title("青禾区民政局", "关于第33号提案的答复")[0] == ["青禾区民政局", "关于第33号提案的答复"]
    assert title("区民政局对有关问题", "关于第33号提案的答复")[0] == [
        "区民政局对有关问题",
        "关于第33号提案的答复",
    ]


@pytest.mark.parametrize(
    "junk", ["首页 > 提案办理", "字体：大 中 小", "浏览次数：12", "来源：提案办", "首页｜建议"]
)
def test_navigation_of_web_pages_is_no_title(junk: str) -> None:
    assert title(junk, "关于第33号提案的答复")[0] == ["关于第33号提案的答复"]


def test_a_title_broken_by_width_is_broken_before_the_number_again() -> None:
    assert title("对青禾区政协九届四次会议第01", "2号提案的答复", filled=True)[0] == [
        "对青禾区政协九届四次会议第012号提案的答复"
    ]
    assert title("对青禾市河西区政协九届四次会议第", "012号提案的答复意见", filled=True)[0] == [
        "对青禾市河西区政协九届四次会议",
        "第012号提案的答复意见",
    ]
    long = "关于进一步加强全区养老服务体系建设工作有关建议的答复"
    assert title(long, filled=True)[0] == [long]
