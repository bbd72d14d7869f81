"""Lines of a text with indents, gaps and pages, and without blanks beside digits."""

from __future__ import annotations

import pytest

from desktop.domain.intake.text.lines import SourceLine, split_lines, tidy
from desktop.domain.intake.text.reflow import is_page_number, is_web_boilerplate, without_page_extras
from tests.domain.intake.evidence import mapped


def only(text: str) -> SourceLine:
    (line,) = split_lines(text)
    return line


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c"])
def test_every_kind_of_line_end_parts_lines(end: str) -> None:
    assert [line.text for line in split_lines(f"甲{end}乙")] == ["甲", "乙"]


def test_empty_lines_are_gaps_between_lines() -> None:
    found = split_lines("\n\n甲\n \n乙\n丙\n\n")
    assert [(line.text, line.gap_before) for line in found] == [("甲", False), ("乙", True), ("丙", False)]
    assert [line.gap_before for line in split_lines("甲\r\n乙")] == [False, False]


def test_a_form_feed_begins_a_page() -> None:
    found = split_lines("甲\x0c\n乙\n丙")
    assert [(line.text, line.page_before) for line in found] == [("甲", False), ("乙", True), ("丙", False)]


def test_characters_that_nobody_sees_are_dropped() -> None:
    line = only("\ufeff甲\x00乙\u200b丙\x1f\xad丁\uffff")
    assert line.text == "甲乙丙丁"
    assert line.content.positions == (1, 3, 5, 8)
    assert [one.text for one in split_lines("\x1b\x0e\n甲")] == ["甲"]


@pytest.mark.parametrize(
    ("lead", "em"),
    [
        ("　　", 2.0),
        ("    ", 2.0),
        ("\t", 2.0),
        ("\u2003", 1.0),
        (" ", 0.0),
        ("  ", 1.0),
        ("", 0.0),
        ("\u00a0", 0.5),
    ],
)
def test_an_indent_is_measured_in_em(lead: str, em: float) -> None:
    line = only(f"{lead}甲乙")
    assert (line.indent, line.full_width) == (em, em + 2)
    assert line.full_length == len(lead) + 2 - (lead == " ")


def test_blanks_at_the_end_are_remembered() -> None:
    assert only("甲 ").ends_blank
    assert not only(" 甲").ends_blank
    assert only("甲 ").full_length == 1


@pytest.mark.parametrize(("text", "em"), [("甲乙，", 2.0), ("甲乙）", 2.0), ("甲乙", 2.0), ("甲“", 2.0)])
def test_a_closing_mark_may_hang_in_the_margin(text: str, em: float) -> None:
    assert only(text).set_width == em


@pytest.mark.parametrize(
    ("printed", "tidied"),
    [
        ("第 085 号", "第085号"),
        ("A B", "A B"),
        ("张 三", "张 三"),
        ("第　085", "第085"),
        ("第　 085", "第　 085"),  # wider than one em: a gap
        ("第\t085", "第\t085"),
        ("(1) 甲", "(1) 甲"),
        ("共 22", "共22"),
    ],
)
def test_a_narrow_blank_between_chinese_and_digits_is_none(printed: str, tidied: str) -> None:
    assert tidy(mapped(printed)).text == tidied


# Elements of a page that are no text.
@pytest.mark.parametrize(
    "text",
    [
        "— 3 —",
        "-3-",
        "－ 12 －",
        "·3·",
        "第3页",
        "第 3 页 共 5 页",
        "第3页（共5页）",
        "第3页/共5页",
        "共5页，第3页",
        "Page 3 of 5",
        "page 3",
        "3/5",
        "3/5页",
    ],
)
def test_page_numbers_are_known(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize(
    "text", ["3", "第3条", "2024/5", "— 1234 —", "3页", "第3页的内容", "-" * 12 + "3" + "-" * 12]
)
def test_other_numbers_are_text(text: str) -> None:
    assert not is_page_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "您现在的位置：首页", "【字体：大 中 小】", "发布时间：2023-08-02", "来源：区民政局", "浏览次数：358", "责任编辑：周",
        "打印本页", "关闭窗口", "扫一扫", "上一篇：甲", "版权所有", "无障碍浏览", "技术支持：甲", "沪ICP备123号",
        "首页 > 政务公开 > 提案",
        "索引号：12", "主题词：养老", "www.example.cn", "Copyright 2023", "微信公众号",
        "附件下载",
    ],
)  # fmt: skip
def test_navigation_of_web_pages_is_known(text: str) -> None:
    assert is_web_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "首页设计要改进。",
        "打印机采购",
        "无障碍环境建设",
        "来源：" + "字" * 21,
        "发布时间：待定",
        "收入 > 支出",
        "上一步",
        "浏览次数：" + "1" * 90,
    ],
)
def test_sentences_with_such_words_are_text(text: str) -> None:
    assert not is_web_boilerplate(text)


def kept(text: str) -> list[str]:
    return [line.text for line in without_page_extras(split_lines(text))]


def test_bare_numbers_are_pages_if_they_count_up_or_end_a_page() -> None:
    assert kept("甲\n1\n乙\n2\n丙") == ["甲", "乙", "丙"]
    assert kept("甲\n1\n乙\n3\n丙") == ["甲", "1", "乙", "3", "丙"]
    assert kept("甲\n1\n乙") == ["甲", "1", "乙"]
    assert kept("甲\n7\x0c乙") == ["甲", "乙"]
    assert kept("甲\n乙\n丙\n7") == ["甲", "乙", "丙"]
    assert kept("甲\n乙\n7") == ["甲", "乙", "7"]


def test_a_line_repeated_beside_page_breaks_is_a_running_head() -> None:
    pages = "青禾区民政局文件汇编\n甲\n— 1 —\n青禾区民政局文件汇编\n乙\n— 2 —\n青禾区民政局文件汇编\n丙"
    assert kept(pages) == ["甲", "乙", "丙"]
    once = "甲一\n— 1 —\n民政简报\n乙"
    assert kept(once) == ["甲一", "民政简报", "乙"]


def test_a_title_on_the_first_page_stays_although_it_runs_above_the_others() -> None:
    pages = "第012号提案的答复\n甲\n— 1 —\n第012号提案的答复\n乙\n— 2 —\n第012号提案的答复\n丙"
    assert kept(pages)[0] == "第012号提案的答复"
    assert kept(pages).count("第012号提案的答复") == 1


def test_the_line_behind_what_is_dropped_begins_a_page() -> None:
    _, second = without_page_extras(split_lines("甲\n\n— 1 —\n乙"))
    assert (second.text, second.page_before, second.gap_before) == ("乙", True, True)
