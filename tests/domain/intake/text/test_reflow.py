"""Rebuilding paragraphs from printed lines."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.intake.text.reflow import reflow

PARAGRAPHS = (
    "一、办理概述",
    (
        "提案交办后，我局高度重视，由分管领导牵头，停车管理科具体承办，于3月12日与您当面沟通，并会同区房管局作了研究。"
        "现将办理情况答复如下："
    ),
    "（一）挖掘内部潜力",
    "结合“精品小区”建设，2022年完成17个小区的改造，新增泊位612个。对长期占用公共车位的“僵尸车”开展集中清理，累计清理233辆。",
    "一是推动错时共享，区机关事务管理局牵头，14家机关单位夜间向周边居民开放停车场，开放时段为18:30至次日8:00。",
    "二是研究利用边角地建设机械式停车库，已委托区规划院开展可行性研究，预计2024年形成结论，届时再向您通报。",
)


def cut(columns: int, gap: str = "\n") -> str:
    lines = ["\n".join(text[at : at + columns] for at in range(0, len(text), columns)) for text in PARAGRAPHS]
    return gap.join(lines)


@pytest.mark.parametrize("columns", [18, 20, 26, 28, 34, 40])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lines_cut_at_any_width_are_joined(columns: int, gap: str) -> None:
    assert tuple(paragraph.text for paragraph in reflow(cut(columns, gap)).paragraphs) == PARAGRAPHS


def test_text_of_one_paragraph_a_line_stays_as_it_is() -> None:
    assert reflow("\n".join(PARAGRAPHS)).text == "\n".join(PARAGRAPHS)


def test_page_numbers_and_running_heads_are_dropped_and_paragraphs_joined() -> None:
    lines = cut(26).split("\n")
    text = "\n".join(
        [
            "青禾区建交委",
            *lines[:4],
            "— 1 —",
            "青禾区建交委",
            *lines[4:8],
            "- 2 -",
            "青禾区建交委",
            *lines[8:],
            "第3页 共3页",
        ]
    )
    assert tuple(paragraph.text for paragraph in reflow(text).paragraphs) == PARAGRAPHS


def test_one_blank_at_the_top_of_a_page_continues_the_paragraph() -> None:
    lines = cut(26).split("\n")
    lines[2] = " " + lines[2]
    assert reflow("\n".join(lines)).text == "\n".join(PARAGRAPHS)


def test_navigation_lines_of_a_web_page_are_dropped() -> None:
    text = "首页 > 政务公开 > 建议提案\n发布时间：2023-08-02 10:21 浏览次数：358\n您好！\n提案收悉。\n【打印本页】 【关闭窗口】\n"
    assert reflow(text).text == "您好！\n提案收悉。"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("第 085 号提案", "第085号提案"),
        ("2024年 4月 9日", "2024年4月9日"),
        ("增长 25%以上", "增长25%以上"),
        ("例如 U-CUBE 等", "例如U-CUBE等"),
        ("支持 AI for Science 产业", "支持AI for Science产业"),
        ("张三　李四　王五", "张三　李四　王五"),
        ("管理办法(试行)，ＡＢ", "管理办法(试行)，ＡＢ"),
    ],
)
def test_only_blanks_between_chinese_and_digits_or_letters_are_removed(printed: str, meant: str) -> None:
    assert reflow(printed).text == meant


def test_two_full_width_blanks_begin_a_paragraph() -> None:
    first = "　　这一段的最后一行正好写满了二十六个字，所以要看缩进。"
    text = f"{first}\n　　第二段从这里开始，也要写得长一些才看得出来，否则不够\n一行。"
    assert len(reflow(text).paragraphs) == 2


def test_every_character_has_its_source_position() -> None:
    text = "  目前 22 家企业，\x00其中众创空间\n17个。"
    for paragraph in reflow(text).paragraphs:
        for character, position in zip(paragraph.text, paragraph.content.positions, strict=True):
            assert text[position] == character


@settings(deadline=None, max_examples=300)
@given(st.text())
def test_reflowing_twice_changes_nothing_and_nothing_raises(text: str) -> None:
    once = reflow(text).text
    assert reflow(once).text == once


LINES = st.lists(st.text(alphabet="我们区局。，；：（）一二、是 25%ab\u3000—", max_size=40), max_size=30)


@settings(deadline=None, max_examples=300)
@given(LINES)
def test_reflowing_likely_lines_twice_changes_nothing(lines: list[str]) -> None:
    once = reflow("\n".join(lines)).text
    assert reflow(once).text == once


def test_lone_surrogates_and_control_characters_are_accepted() -> None:
    assert "委员" in reflow("刘\ud800委员\x00：\x0c您好！\udfff").text


def test_a_paragraph_of_two_hundred_thousand_characters_takes_less_than_two_seconds() -> None:
    start = time.thread_time()
    reflow("创新创业载体，" * 30_000)
    assert time.thread_time() - start < 2


def test_a_sentence_starting_like_a_navigation_line_is_kept() -> None:
    text = "无障碍环境建设是社会进步的标志。\n微信小程序已开通预约功能。"
    assert reflow(text + "\n无障碍浏览\n技术支持：某公司").text == text


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("青禾区文化和旅游局青禾区民政财政局", "2024年4月9日"),
        (
            "您提出的关于规范停车管理的提案现答复如下。",
            "全区共有停车泊位九万个，夜间缺口约三万个，老旧小区尤其突出。",
        ),
        (
            "全区去年新增停车泊位一千二百个，缺口缩小。",
            "针对您提出的错时共享问题，机关单位已向居民开放停车场十四处。",
        ),
    ],
    ids=["a date below an organ", "the answer announced", "a turn to the proposer"],
)
def test_a_paragraph_with_a_full_last_line_ends_before_a_new_element(
    paragraphs: tuple[str, str],
) -> None:
    columns = len(paragraphs[0])
    long = PARAGRAPHS[1]
    lines = [text[at : at + columns] for text in (long, *paragraphs) for at in range(0, len(text), columns)]
    assert tuple(paragraph.text for paragraph in reflow("\n".join(lines)).paragraphs) == (long, *paragraphs)


def test_a_part_named_with_a_colon_begins_a_paragraph_even_below_a_full_line() -> None:
    paragraphs = (
        "电动自行车闯红灯、逆行十分普遍，执法手段单一，处罚力度不足。",
        "建议：",
        "设立流动执勤岗，联合快递企业建立骑手积分制。",
    )
    text = "\n".join(part[at : at + 15] for part in paragraphs for at in range(0, len(part), 15))
    assert tuple(paragraph.text for paragraph in reflow(text).paragraphs) == paragraphs
