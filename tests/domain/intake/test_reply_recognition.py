"""The elements of a reply, in any order of printing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.case.disclosure import Disclosure
from desktop.domain.intake.parsed_reply import ReplyKind, reply_to_json
from desktop.domain.intake.reply_recognition import recognise_reply

TWIN = """ 对青禾区政协九届四次会议
第 012 号提案的答复

办理结果：列入计划拟解决 签发人：陆听澜

沈若溪委员：

您好！

您在区政协九届四次会议上提出的关于缓解老旧小区停车

难的提案收悉，感谢您的关心。现将办理情况答复如下：

一、基本情况

我区现有1998年以前建成的住宅小区 143 个，核定机动车
 泊位 2.1 万个，登记车辆约 3.6 万辆，夜间缺口集中在河西、

石桥两个街道。

（一）下一步打算

1、继续推进道路停车泊位优化，今年计划在石桥路、春申

弄等 6 条道路施划夜间限时泊位 180 个。

青禾区建设和交通委员会

2023年 5月 18日

（此件公开发布）
"""

TWIN_KEY = {
    "title": "对青禾区政协九届四次会议第012号提案的答复",
    "title_lines": ["对青禾区政协九届四次会议", "第012号提案的答复"],
    "session": "青禾区政协九届四次会议",
    "term": 9,
    "session_number": 4,
    "proposal_number": "012",
    "handling_result": "列入计划拟解决",
    "signer": "陆听澜",
    "salutation": "沈若溪委员：",
    "unit": "青禾区建设和交通委员会",
    "date": "2023-05-18",
    "disclosure": "此件公开发布",
    "headings": [[1, "一、基本情况"], [2, "（一）下一步打算"]],
    "paragraphs": [
        "您好！",
        "您在区政协九届四次会议上提出的关于缓解老旧小区停车难的提案收悉，感谢您的关心。现将办理情况答复如下：",
        "一、基本情况",
        "我区现有1998年以前建成的住宅小区143个，核定机动车泊位2.1万个，登记车辆约3.6万辆，夜间缺口集中在河西、石桥两个街道。",
        "（一）下一步打算",
        "1、继续推进道路停车泊位优化，今年计划在石桥路、春申弄等6条道路施划夜间限时泊位180个。",
    ],
}


def test_a_district_reply_from_a_pdf_gives_every_expected_field() -> None:
    parsed = reply_to_json(recognise_reply(TWIN))
    assert {name: parsed[name] for name in TWIN_KEY} == TWIN_KEY


def letter(head: str = "", title: str = "关于市政协十四届二次会议第0358号提案的答复", tail: str = "") -> str:
    body = "甲乙委员：\n您提出的提案收悉，现答复如下：\n我局已经办理完毕，请您继续监督。"
    return f"{head}\n{title}\n{body}\n某某市教育局\n2024年4月25日\n{tail}"


@pytest.mark.parametrize(
    ("printed", "result"),
    [
        ("类别：A", "A"),
        ("类 别：B", "B"),
        ("（A类）", "A"),
        ("办理结果：B类", "B"),
        ("办理结果：Ｃ", "C"),
        ("答复类别：D", "D"),
        ("办理结果：留作参考", "留作参考"),
        ("A", "A"),
        ("类别：提案", None),
        ("", None),
    ],
)
def test_the_class_mark_is_read_before_the_title_and_behind_the_date(
    printed: str, result: str | None
) -> None:
    for text in (letter(head=printed), letter(tail=printed)):
        found = recognise_reply(text).handling_result
        assert (found.value if found else None) == result


@pytest.mark.parametrize(
    ("title", "session", "term", "meeting", "number"),
    [
        ("关于区十七届人大三次会议第D022号建议的答复", "区十七届人大三次会议", 17, 3, "D022"),
        (
            "关于政协第十四届全国委员会第二次会议第03434号（医疗卫生类270号）提案答复的函",
            "政协第十四届全国委员会第二次会议",
            14,
            2,
            "03434",
        ),
        ("对十五届区政协三次全会第085号提案的复函", "十五届区政协三次全会", 15, 3, "085"),
        (
            "某局关于市第八届人民代表大会第四次会议第119号建议的答复",
            "市第八届人民代表大会第四次会议",
            8,
            4,
            "119",
        ),
        ("关于省政协十三届二次会议20230158号提案的答复", "省政协十三届二次会议", 13, 2, "20230158"),
    ],
)
def test_the_meeting_and_the_number_come_out_of_the_title(
    title: str, session: str, term: int, meeting: int, number: str
) -> None:
    parsed = recognise_reply(letter(title=title))
    assert parsed.title is not None
    assert parsed.title.value == title
    assert parsed.session is not None
    assert parsed.session.value == session
    assert parsed.term is not None
    assert parsed.term.value == term
    assert parsed.session_number is not None
    assert parsed.session_number.value == meeting
    assert parsed.proposal_number is not None
    assert parsed.proposal_number.value == number


def test_a_number_in_the_body_belongs_to_another_proposal() -> None:
    parsed = recognise_reply(
        "关于停车问题的答复\n甲乙委员：\n您好！\n去年民盟区委在区政协八届一次会议上也提出过类似意见。\n我们将与第0127号提案一并研究。\n某某区建交委"
    )
    assert parsed.proposal_number is None
    assert parsed.handling_result is None
    assert parsed.date is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("尊敬的欧阳知远委员：", ("欧阳知远",)),
        ("陶然、裴松、邹一鸣委员：", ("陶然", "裴松", "邹一鸣")),
        ("阿依古丽·买买提等3位代表：", ("阿依古丽·买买提",)),
        ("民盟青禾区委：", ("民盟青禾区委",)),
        ("九三学社市委：", ("九三学社市委",)),
        ("市文化旅游局：", ("市文化旅游局",)),
    ],
)
def test_persons_parties_and_units_are_addressed(line: str, names: tuple[str, ...]) -> None:
    parsed = recognise_reply(letter().replace("甲乙委员：", line))
    assert parsed.salutation is not None
    assert parsed.salutation.value == line
    assert parsed.names == names


@pytest.mark.parametrize(
    "printed", ["2024年4月25日", "二〇二四年四月二十五日", "2024年04月25日", "2024 年 4 月 25 日"]
)
def test_the_date_is_read_in_digits_and_in_chinese(printed: str) -> None:
    parsed = recognise_reply(letter().replace("2024年4月25日", printed))
    assert parsed.date is not None
    assert parsed.date.value.isoformat() == "2024-04-25"


def test_several_units_sign_on_one_line_and_on_two() -> None:
    parsed = recognise_reply(letter().replace("某某市教育局", "某某市教育局　　某某市财政局\n某某市体育局"))
    assert parsed.units == ("某某市教育局", "某某市财政局", "某某市体育局")


def test_contacts_copies_and_imprint_stand_before_or_behind_the_signature() -> None:
    lines = "联系人：冯岚，联系电话：021-60001234\n抄送：市政协提案委员会，市政府办公室。\n某某市教育局办公室　　2024年4月26日印发"
    for text in (letter(tail=lines), letter().replace("某某市教育局\n", f"{lines}\n某某市教育局\n")):
        parsed = recognise_reply(text)
        assert parsed.contact_person is not None
        assert parsed.contact_person.value == "冯岚"
        assert parsed.contact_phone is not None
        assert parsed.contact_phone.value == "021-60001234"
        assert parsed.copies is not None
        assert parsed.copies.value == "市政协提案委员会，市政府办公室"
        assert parsed.issue_line is not None
        assert len(parsed.paragraphs) == 2


@pytest.mark.parametrize(
    ("note", "meaning"),
    [
        ("（此件公开发布）", Disclosure.PROACTIVE),
        ("（此件依申请公开）", Disclosure.ON_REQUEST),
        ("公开属性：不予公开", Disclosure.NONE),
    ],
)
def test_the_disclosure_note_is_understood(note: str, meaning: Disclosure) -> None:
    assert recognise_reply(letter(tail=note)).disclosure_class is meaning


def test_a_co_opinion_is_distinguished_from_a_reply() -> None:
    assert (
        recognise_reply(letter(title="关于市政协十四届二次会议第0358号提案的会办意见")).kind
        is ReplyKind.CO_OPINION
    )
    assert recognise_reply(letter()).kind is ReplyKind.REPLY


def test_every_value_points_to_its_place_in_the_source() -> None:
    text = letter(head="办理结果：B")
    for name in ("handling_result", "salutation", "unit"):
        found = dict(recognise_reply(text).recognised())[name]
        assert "".join(text[span.start : span.end] for span in found.spans) == found.value


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_any_text_is_accepted(text: str) -> None:
    reply_to_json(recognise_reply(text), spans=True)


PIECES = st.lists(
    st.sampled_from(
        [
            "办理结果：",
            "签发人：",
            "第085号",
            "委员：",
            "政协十五届三次会议",
            "2024年4月9日",
            "（",
            "）",
            "\n",
            "　　",
            "局",
            "。",
            "A",
            "抄送：",
            "附件：1.",
            "\ud800",
            "\x00",
        ]
    ),
    max_size=60,
)


@settings(deadline=None, max_examples=300)
@given(PIECES)
def test_any_sequence_of_marks_is_accepted(pieces: list[str]) -> None:
    reply_to_json(recognise_reply("".join(pieces)), spans=True)


@pytest.mark.parametrize(
    "piece", ["创新创业载体，", "（", "、甲", "一是", " ", "2024年", "第", "联系人：", "委员", "号、"]
)
def test_recognition_takes_linear_time(piece: str) -> None:
    start = time.thread_time()
    recognise_reply(piece * (20_000 // len(piece)))
    assert time.thread_time() - start < 1.5


def test_the_title_before_a_name_is_a_salutation_and_no_part_of_the_title() -> None:
    found = recognise_reply("关于区政协五届四次会议第33号提案的答复\n领衔委员：蓝天野\n您好！\n提案收悉。")
    assert found.title is not None
    assert found.title.value == "关于区政协五届四次会议第33号提案的答复"
    assert found.salutation is not None
    assert found.salutation.value == "领衔委员：蓝天野"
    assert found.names == ("蓝天野",)


def test_an_organ_above_an_empty_line_is_a_red_head() -> None:
    found = recognise_reply(
        "青禾区民政局\n\n关于区政协五届四次会议\n第33号提案的答复\n蓝天野委员：\n您好！\n提案收悉。"
    )
    assert found.title_lines == ("关于区政协五届四次会议", "第33号提案的答复")


@pytest.mark.parametrize("month", ["2024年6月", "二〇二四年六月"])
def test_a_month_alone_ends_the_letter_but_is_no_date(month: str) -> None:
    found = recognise_reply(
        f"关于区政协五届四次会议第33号提案的答复\n蓝天野委员：\n提案收悉。\n青禾区民政局\n{month}"
    )
    assert (found.date, found.unit and found.unit.value) == (None, "青禾区民政局")
    assert found.paragraphs == ("提案收悉。",)


@pytest.mark.parametrize(
    ("opening", "subject"),
    [
        ("您提出的《关于优化公交线网的提案》收悉。", "关于优化公交线网的提案"),
        ("您提出的“关于优化公交线网”的提案收悉。", "关于优化公交线网"),
        ("您提出的《优化公交线网》提案收悉。", "优化公交线网"),
        ("您提出的关于优化公交线网的提案收悉。经研究，现答复如下：", "关于优化公交线网的提案"),
        ("您提出的关于优化公交线网的代表建议收悉。经研究，现答复如下：", "关于优化公交线网的代表建议"),
        ("您提出的提案收悉，根据《公共交通条例》答复如下：", None),
    ],
)
def test_the_subject_is_the_topic_that_the_opening_names(opening: str, subject: str | None) -> None:
    found = recognise_reply(f"关于区政协五届四次会议第33号提案的答复\n蓝天野委员：\n{opening}")
    assert (found.subject.value if found.subject else None) == subject
