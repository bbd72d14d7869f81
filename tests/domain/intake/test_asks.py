"""Parts of a proposal's body and the asks in it (DOMAIN 3.3)."""

from __future__ import annotations

import pytest

from desktop.domain.intake.asks import parts_of, read_asks
from desktop.domain.intake.parsed_proposal import BodyPart, ParsedAsk
from desktop.domain.intake.text.source import MappedText

B, P, S = BodyPart.BACKGROUND, BodyPart.PROBLEMS, BodyPart.SUGGESTIONS


def lines_of(text: str) -> list[MappedText]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append(MappedText(line, tuple(range(at, at + len(line)))))
        at += len(line) + 1
    return found


def parts(text: str) -> list[BodyPart | None]:
    return list(parts_of(lines_of(text)))


def asks(text: str) -> tuple[ParsedAsk, ...]:
    lines = lines_of(text)
    return read_asks(lines, parts_of(lines))


def headings(text: str) -> list[str]:
    return [ask.heading for ask in asks(text)]


# Parts.
@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("一、背景情况", B),
        ("一、基本情况", B),
        ("现状", B),
        ("【案由】：养老服务供给不足，群众反映强烈，需要加以解决，全区老年人口已达十万人之多", B),
        ("二、问题及分析", P),
        ("存在困难：", P),
        ("主要原因", P),
        ("目前主要存在以下几方面问题：", P),
        ("三、具体建议", S),
        ("建议", S),
        ("对策", S),
        ("为此，我们建议如下：", S),
        ("为此，特提出以下建议：", S),
        ("鉴于此，建议：", S),
        ("【建议】：加大投入", S),
        ("（一）加大投入的建议", None),
        ("1.存在的问题", None),
        ("建议全区统筹考虑养老设施的布局问题", None),
        ("建议要统筹，措施要有力", None),
        ("正文一段。", None),
    ],
)
def test_a_heading_or_lead_in_names_the_part(line: str, part: BodyPart | None) -> None:
    assert parts(line) == [part]


def test_paragraphs_belong_to_the_part_above_them() -> None:
    text = "前言。\n一、背景情况\n正文。\n二、问题及分析\n正文。\n三、具体建议\n1.甲\n2.乙"
    assert parts(text) == [None, B, B, P, P, S, S, S]


def test_below_the_suggestions_a_heading_may_speak_of_measures_and_situations() -> None:
    text = "三、具体建议\n（一）摸清情况\n四、完善措施\n五、分析原因\n六、存在的问题\n正文。"
    assert parts(text) == [S, S, S, S, P, P]


@pytest.mark.parametrize(("length", "part"), [(40, B), (41, None)])
def test_a_heading_is_short(length: int, part: BodyPart | None) -> None:
    heading = "一、背景" + "情" * (length - 4)
    assert len(heading) == length
    assert parts(heading) == [part]


# Asks.
def test_numbered_paragraphs_are_asks_with_what_stands_below_them() -> None:
    found = asks(
        "三、具体建议\n1.加大投入。每年安排资金。\n说明一。\n说明二。\n2.完善布局；\n以上建议，供参考。"
    )
    assert [(ask.number, ask.heading) for ask in found] == [(1, "加大投入"), (2, "完善布局")]
    assert found[0].text == "加大投入。每年安排资金。\n说明一。\n说明二。"
    assert found[1].text == "完善布局"
    assert found[0].confidence > 0.9


@pytest.mark.parametrize("end", ["特此建议。", "当否，请示。", "此致", "敬请采纳。", "以上供参考。"])
def test_closing_words_are_no_part_of_the_last_ask(end: str) -> None:
    assert asks(f"三、具体建议\n1.甲事项\n2.乙事项\n{end}")[1].text == "乙事项"


def test_the_level_of_the_first_number_is_that_of_the_list() -> None:
    text = "三、建议\n（一）加大投入\n1.安排资金\n2.配备人员\n（二）完善布局\n正文。"
    assert headings(text) == ["加大投入", "完善布局"]
    assert asks(text)[0].text == "加大投入\n1.安排资金\n2.配备人员"


@pytest.mark.parametrize(
    "series",
    [
        "一是加大投入；二是完善布局；三是加强监管。",
        "（1）加大投入；（2）完善布局；（3）加强监管。",
        "1.加大投入；2.完善布局；3.加强监管。",
        "①加大投入；②完善布局；③加强监管。",
        "第一，加大投入；第二，完善布局；第三，加强监管。",
        "1、加大投入；2、完善布局；3、加强监管。",
    ],
)
def test_a_series_inside_one_paragraph_gives_one_ask_each(series: str) -> None:
    assert headings(f"建议：\n{series}") == ["加大投入", "完善布局", "加强监管"]


def test_a_series_begins_with_one_and_has_two_members() -> None:
    assert headings("建议：\n要统筹考虑：二是完善布局；三是加强监管。") == ["要统筹考虑：二是完善布局"]
    assert headings("建议：\n全区一盘棋，一是加大投入和人员配备。") == ["全区一盘棋，一是加大投入和人员配备"]
    # A decimal is no member.
    assert headings("建议：\n投入1.5亿元，其中2.3亿元来自社会。") == ["投入1.5亿元，其中2.3亿元来自社会"]


def test_a_series_below_an_ask_belongs_to_it() -> None:
    text = "三、建议\n一是加大投入。\n一是安排资金。\n二是完善布局。"
    assert headings(text) == ["加大投入", "完善布局"]


def test_unnumbered_paragraphs_are_one_ask_each_with_less_certainty() -> None:
    found = asks("具体建议\n加大全区养老投入力度。\n完善全区设施布局规划。\n短句\n特此建议，请予考虑采纳。")
    assert [ask.heading for ask in found] == ["加大全区养老投入力度", "完善全区设施布局规划"]
    assert all(ask.confidence < 0.7 for ask in found)


def test_the_sentence_that_leads_in_is_no_ask() -> None:
    assert headings("三、具体建议\n为此，提出如下建议：\n加大全区养老投入力度。\n完善全区设施布局规划。") == [
        "加大全区养老投入力度",
        "完善全区设施布局规划",
    ]
    assert headings("建议：加大全区养老投入力度。\n完善全区设施布局规划。") == [
        "加大全区养老投入力度",
        "完善全区设施布局规划",
    ]
    # A lead-in alone is all that there is.
    assert headings("三、具体建议\n为此建议：") == []


def test_a_proposal_of_suggestions_only_has_its_sections_as_asks() -> None:
    text = "前言。\n一、加大投入\n正文。\n二、完善布局\n正文。"
    found = asks(text)
    assert [ask.heading for ask in found] == ["加大投入", "完善布局"]
    assert found[0].confidence < 0.6
    assert headings("一、加大投入\n正文。") == []
    assert headings("一、背景由来\n正文。\n二、加大投入\n正文。\n三、完善布局\n正文。") == [
        "加大投入",
        "完善布局",
    ]
    # Where problems are named, sections are no suggestions.
    assert headings("一、存在问题\n正文。\n二、加大投入\n正文。\n三、完善布局\n正文。") == []


def test_an_ask_points_to_all_its_paragraphs() -> None:
    text = "三、具体建议\n1.加大投入。\n说明。\n2.完善布局。"
    first = asks(text)[0]
    assert "".join(text[span.start : span.end] for span in first.spans) in {
        "1.加大投入。\n说明。",
        "1.加大投入。说明。",
    }
