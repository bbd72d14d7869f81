"""Titles break by meaning, in a trapezoid or diamond, never inside a name or number."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.typesetting.model.runs import width_chars
from desktop.typesetting.words.title_lines import break_title


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("对澄江区政协九届二次会议第7号提案的答复", ("对澄江区政协九届二次会议第7号提案的答复",)),
        ("对长宁区政协十五届三次会议第085号提案的答复", ("对长宁区政协十五届三次会议", "第085号提案的答复")),
        (
            "关于政协第十四届全国委员会第二次会议第01234号（科学技术类045号）提案答复的函",
            ("关于政协第十四届全国委员会第二次会议", "第01234号（科学技术类045号）提案答复的函"),
        ),
        (
            "关于加快推进老旧小区电动自行车充电设施建设和规范管理的若干意见",
            ("关于加快推进老旧小区电动自行车", "充电设施建设和规范管理的若干意见"),
        ),
        (
            "对政协上海市长宁区第十五届委员会第三次会议第085号提案“关于推动长宁区高质量生物医药孵化器建设的建议”的答复",
            (
                "对政协上海市长宁区第十五届委员会",
                "第三次会议第085号提案“关于推动长宁区",
                "高质量生物医药孵化器建设的建议”的答复",
            ),
        ),
    ],
)
def test_a_title_breaks_by_meaning(title: str, lines: tuple[str, ...]) -> None:
    assert break_title(title, 20) == lines


def test_a_given_name_is_never_broken() -> None:
    unit = "澄江区市场监督管理综合服务中心"
    for lines in (break_title(f"关于请{unit}协助办理有关提案的函", 20, (unit,)),):
        assert any(unit in line for line in lines)


@pytest.mark.parametrize("number", ["第085号", "2024年", "《科技创新政策办法》", "ABC-2035", "〔2024〕12号"])
def test_numbers_titles_and_words_stay_whole(number: str) -> None:
    for before in range(8, 20):
        lines = break_title("关" * before + number + "于" * 12, 20)
        assert any(number in line for line in lines), lines


def test_no_line_begins_with_a_particle_or_a_closing_mark() -> None:
    lines = break_title("关于对“虹桥之源”“数字长宁”核心品牌建设有关问题的提案的答复意见的函", 18)
    assert not any(line[0] in "的，、；》”）" for line in lines)


@pytest.mark.parametrize("length", [50, 70, 82, 90, 99, 200])
def test_a_very_long_title_is_still_set_quickly(length: int) -> None:
    began = time.thread_time()
    lines = break_title(("关于推动高质量发展的若干意见" * 15)[:length], 20)
    assert time.thread_time() - began < 0.5
    assert all(width_chars(line) <= 20 for line in lines)


@given(st.text(alphabet="关于推动的建议第085号（《“”》）、，ABC 年", max_size=70), st.integers(8, 24))
def test_the_lines_joined_are_the_title_and_fit(title: str, most: int) -> None:
    lines = break_title(title, most)
    assert "".join(lines) == title.strip()
    assert all(width_chars(line) <= most for line in lines)


def test_an_empty_title_has_no_lines() -> None:
    assert break_title("  ", 20) == ()
