"""What a line of an official document is, by its wording alone."""

from __future__ import annotations

import pytest

from desktop.domain.intake.text.line_kinds import (
    begins_title,
    contains_value,
    cuts_number,
    is_closed_note,
    is_date_line,
    is_greeting,
    is_label,
    is_label_line,
    is_note_line,
    is_organ_line,
    is_salutation_line,
    stands_alone,
)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("2024年4月9日", True),
        ("（2024年4月9日）", True),
        ("2024-04-09", True),
        ("2024.4.9", True),
        ("二〇二四年四月九日", True),
        ("二O二四年四月廿九日", True),
        ("2024年　月　日", True),
        ("2024年4月", True),
        ("年　月　日", True),
        ("　2024年4月9日　", True),
        ("2024年", False),
        ("4月9日", False),
        ("2024年4月9日印发", False),
        ("1824年4月9日报告", False),
        ("（）", False),
        ("", False),
        ("2024年" + " " * 20 + "4月9日", False),
    ],
)
def test_a_date_line_has_nothing_but_a_date_complete_or_not(text: str, yes: bool) -> None:
    assert is_date_line(text) is yes


@pytest.mark.parametrize(
    "text", ["您好！", "你们好", "委员您好：", "各位代表你们好！", " 您好。 ", "大家好，"]
)
def test_a_greeting_is_a_line_of_its_own(text: str) -> None:
    assert is_greeting(text)
    assert not is_greeting(text.strip() + "提案收悉")


@pytest.mark.parametrize(
    "text",
    [
        "青禾区民政局",
        "中共青禾区委员会组织部",
        "青禾区人民政府办公室",
        "青禾区民政局（代章）",
        "青禾区民政局、青禾区财政局",
        "青禾区民政局 青禾区财政局",
        "国网青禾供电公司",
        "青禾大学",
        "青禾区消防救援大队",
    ],
)
def test_an_organ_ends_like_one(text: str) -> None:
    assert is_organ_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "局",
        "社会",
        "我们会同区民政局。",
        "请，民政局",
        "沈若溪",
        "基本情况",
        "字" * 60 + "民政局",
        "第1号民政局",
    ],
)
def test_other_lines_are_no_organ(text: str) -> None:
    assert not is_organ_line(text)


def test_an_organ_has_three_to_some_sixty_characters() -> None:
    assert is_organ_line("区政府")
    assert is_organ_line("字" * 58 + "民政局")
    assert not is_organ_line("字" * 60 + "民政局")


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("（此件公开发布）", True),
        ("【此件公开发布】", True),
        ("（联系人：周衡（办公室），电话：62001234）。", True),
        ("（）", False),
        ("（一）", False),
        ("（此件公开发布", False),
        ("（甲）和（乙）", False),
        ("（" + "一" * 80 + "）", True),
        ("（" + "一" * 81 + "）", False),
    ],
)
def test_a_note_fills_its_brackets(text: str, yes: bool) -> None:
    assert is_note_line(text) is yes


@pytest.mark.parametrize(
    "text",
    [
        "办理结果：B",
        "类　别：A",
        "（联系人：周衡）",
        "抄送：区政府",
        "附件：1.清单",
        "签发人:顾文澜",
        "【附注：略】",
    ],
)
def test_a_label_with_its_colon_begins_the_line(text: str) -> None:
    assert is_label_line(text)
    assert is_label(text)
    assert not is_label_line("另" + text)


@pytest.mark.parametrize(
    "text",
    ["界别：经济界", "届　次：九届四次", "第一提案人：沈若溪", "工作单位及职务：青禾置业", "主　题：养老"],
)
def test_labels_of_forms_are_labels_too(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize("text", ["措施：", "我局联系人：周衡", "结果B"])
def test_other_words_with_a_colon_are_no_label(text: str) -> None:
    assert not is_label(text)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("沈若溪委员：", True),
        ("尊敬的沈若溪、陶然代表：", True),
        ("各位委员：", True),
        ("沈若溪委员（民建）：", True),
        ("沈若溪委员", False),
        ("青禾区民政局：", False),
        ("您好，委员：", False),
        ("甲" * 400 + "委员：", True),
        ("甲" * 401 + "委员：", False),
    ],
)
def test_a_salutation_ends_with_a_title_and_a_colon(text: str, yes: bool) -> None:
    assert is_salutation_line(text) is yes


@pytest.mark.parametrize(
    "text",
    [
        "甲\t乙",
        "2024年4月9日",
        "您好！",
        "（此件公开发布）",
        "签发人：顾文澜",
        "界别：经济界",
        "沈若溪委员：",
    ],
)
def test_such_lines_are_paragraphs_of_their_own(text: str) -> None:
    assert stands_alone(text)


@pytest.mark.parametrize("text", ["正文一句。", "青禾区民政局", "一、基本情况", "关于养老服务的提案"])
def test_other_lines_may_be_part_of_a_paragraph(text: str) -> None:
    assert not stands_alone(text)


# Pairs of lines.
@pytest.mark.parametrize(
    ("above", "below", "cut"),
    [
        ("于2023年5月1", "8日完成", True),
        ("电话6200", "1234", True),
        ("于2023", "年完成", True),
        ("于5", "月完成", True),
        ("共12", "个", False),
        ("于五", "月完成", False),
    ],
)
def test_a_line_end_may_cut_a_number(above: str, below: str, cut: bool) -> None:
    assert cuts_number(above, below) is cut


@pytest.mark.parametrize(
    ("above", "text", "begins"),
    [
        ("", "关于区政协九届四次会议", True),
        ("", "对十届政协提案", True),
        ("第012号", "关于养老服务", True),
        ("九届四次会议", "关于养老服务", True),
        ("有关提案", "关于养老服务", True),
        ("我们认为", "关于养老服务", False),
        ("第012号" + "字" * 20, "关于养老服务", False),
        ("第012号", "养老服务", False),
    ],
)
def test_a_line_may_begin_the_title_again(above: str, text: str, begins: bool) -> None:
    assert begins_title(above, text) is begins


@pytest.mark.parametrize(
    ("paragraph", "closed"),
    [
        ("（此件公开发布）", True),
        ("(此件公开发布)", True),
        ("（此件公开", False),
        ("此件公开）", False),
        ("（甲）和（乙）", False),
    ],
)
def test_a_note_whose_bracket_has_closed_is_complete(paragraph: str, closed: bool) -> None:
    assert is_closed_note(paragraph) is closed


@pytest.mark.parametrize(
    ("paragraph", "value", "contained"),
    [
        ("主要做法：一是甲，二是乙", 1, True),
        ("主要做法：一是甲，二是乙", 2, True),
        ("主要做法：一是甲，二是乙", 3, False),
        ("一是甲", 1, False),  # at its beginning, not inside
        ("做法：一要甲", 1, True),
        ("做法：（1）甲（2）乙", 2, True),
        ("做法：(3)丙", 3, True),
        ("做法：第二，乙", 2, True),
        ("做法：①甲②乙", 2, True),
        ("做法：①甲②乙", 3, False),
        ("做法：十是癸", 10, True),
        ("做法：十一是甲", 11, False),
    ],
)
def test_a_number_inside_a_paragraph_is_found(paragraph: str, value: int, contained: bool) -> None:
    assert contains_value(paragraph, value) is contained
