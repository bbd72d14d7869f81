"""The head of a reply: class mark, number, title and salutation, as offices print them (DOMAIN 4.1, 4.6)."""

from __future__ import annotations

import pytest

from desktop.domain.intake.reply_head import Head, names_in, read_head, read_salutation
from desktop.domain.intake.text.reflow import reflow
from desktop.domain.intake.text.source import MappedText
from tests.domain.intake.evidence import mapped, quoted


# Salutations.
@pytest.mark.parametrize(
    ("line", "words", "names", "rest"),
    [
        ("沈若溪委员：", "沈若溪委员：", ("沈若溪",), None),
        ("尊敬的沈若溪委员:", "尊敬的沈若溪委员:", ("沈若溪",), None),
        ("沈若溪、陶然等3位委员：", "沈若溪、陶然等3位委员：", ("沈若溪", "陶然"), None),
        ("陶然委员和裴松委员：", "陶然委员和裴松委员：", ("陶然", "裴松"), None),
        ("沈若溪代表（第三代表团）：", "沈若溪代表（第三代表团）：", ("沈若溪",), None),
        ("刘　洋委员：", "刘洋委员：", ("刘洋",), None),
        ("沈若溪 委员 ：", "沈若溪委员：", ("沈若溪",), None),
        ("沈若溪委员：您好！", "沈若溪委员：", ("沈若溪",), "您好！"),
        ("各位委员：", "各位委员：", (), None),
        ("沈若溪、陶然、裴松主委：", "沈若溪、陶然、裴松主委：", ("沈若溪", "陶然", "裴松"), None),
    ],
)
def test_persons_are_addressed_with_a_colon(
    line: str, words: str, names: tuple[str, ...], rest: str | None
) -> None:
    found = read_salutation(mapped(line), titled=False)
    assert found is not None
    assert (found.words.value, found.names) == (words, names)
    assert (found.rest.text if found.rest else None) == rest
    assert (quoted(found.words, line) or "").replace("　", "").replace(" ", "") == words


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("民盟青禾区委：", ("民盟青禾区委",)),
        ("区工商联、区侨联：", ("区工商联", "区侨联")),
        ("区政协提案委：", ("区政协提案委",)),
        ("市文化旅游局：", ("市文化旅游局",)),
        ("领衔委员：蓝天野", ("蓝天野",)),
        ("第一代表：蓝天野、陶然：", ("蓝天野", "陶然")),
        ("沈若溪委员，您好！", ("沈若溪",)),
        ("沈若溪、陶然代表", ("沈若溪", "陶然")),
        ("青联小组：", ("青联小组",)),
    ],
)
def test_below_a_title_units_and_lines_without_colon_are_addresses_too(
    line: str, names: tuple[str, ...]
) -> None:
    found = read_salutation(mapped(line), titled=True)
    assert found is not None
    assert found.names == names
    assert read_salutation(mapped(line), titled=False) is None


def test_an_address_without_a_colon_is_less_certain() -> None:
    plain, bare = (
        read_salutation(mapped("沈若溪委员："), titled=True),
        read_salutation(mapped("沈若溪委员"), titled=True),
    )
    assert plain is not None
    assert bare is not None
    assert plain.words.confidence > bare.words.confidence > 0.5


def test_a_greeting_behind_an_address_without_colon_is_the_rest() -> None:
    found = read_salutation(mapped("沈若溪委员 您好！"), titled=True)
    assert found is not None
    assert (found.words.value, found.rest.text if found.rest else None) == ("沈若溪委员", "您好！")


@pytest.mark.parametrize(
    "line",
    [
        "一、各位委员：",
        "联系人：沈若溪委员：",
        "您提出的建议中，委员：",
        "现答复如下：",
        "关于沈若溪委员：",
        "沈若溪委员：水、电、气等费用由区里承担。",
        "具体措施：",
        "主要包括委员：",
        "区政协九届四次会议委员：",
        "某某某某某某某某某某：",
        "",
    ],
)
def test_other_lines_are_no_address(line: str) -> None:
    assert read_salutation(mapped(line), titled=True) is None


def test_an_address_ends_within_a_line_of_reasonable_length() -> None:
    names = "、".join(["沈若溪"] * 95)  # 379 characters
    assert read_salutation(mapped(f"{names}委员："), titled=False) is not None
    assert read_salutation(mapped("沈" * 401 + "委员："), titled=False) is None
    assert read_salutation(mapped("沈若溪委员：您" + "好" * 3000), titled=False) is None
    # Without a colon, or to units, a shorter line still.
    assert read_salutation(mapped("、".join(["沈若溪"] * 21) + "委员"), titled=True) is None


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("尊敬的甲乙、丙丁等3位委员：", ("甲乙", "丙丁")),
        ("甲乙委员，丙丁委员", ("甲乙", "丙丁")),
        ("甲乙 丙丁委员", ("甲乙", "丙丁")),
        ("甲 乙、丙丁代表：", ("甲乙", "丙丁")),
        ("甲乙女士、丙丁先生：", ("甲乙", "丙丁")),
        ("各位代表：", ()),
        ("甲乙（民进）委员：", ("甲乙",)),
        ("甲乙等十二名委员", ("甲乙",)),
        ("阿依古丽·买买提代表：", ("阿依古丽·买买提",)),
    ],
)
def test_names_are_those_of_the_address_without_titles(words: str, names: tuple[str, ...]) -> None:
    assert names_in(words) == names


# The whole head.
def head(text: str) -> Head:
    return read_head(reflow(text).paragraphs)


def texts(lines: tuple[MappedText, ...]) -> list[str]:
    return [line.text for line in lines]


FULL = """青禾区民政局文件
青民提复〔2023〕7号　　　　签发人：陆听澜
A类
（主动公开）
关于区政协五届四次会议
第33号提案的答复（B类）

蓝天野委员：
您好！
提案收悉。"""


def test_number_marks_title_and_address_are_told_apart() -> None:
    found = head(FULL)
    assert texts(found.title_lines) == ["关于区政协五届四次会议", "第33号提案的答复"]
    assert texts(found.title_notes) == ["（B类）"]
    assert [(pair.label, pair.value.text) for pair in found.labels] == [("签发人", "陆听澜")]
    assert [line.split()[0] for line in texts(found.loose)] == ["青民提复〔2023〕7号", "A类", "（主动公开）"]
    assert found.salutation is not None
    assert found.salutation.names == ("蓝天野",)
    assert found.body_start == 7
    assert found.remainder is None


def test_what_stands_behind_the_address_belongs_to_the_body() -> None:
    found = head("关于第33号提案的答复\n蓝天野委员：您好！提案收悉。")
    assert found.remainder is not None
    assert found.remainder.text == "您好！提案收悉。"
    assert found.body_start == 2


def test_without_an_address_the_body_begins_with_the_first_sentence_or_heading() -> None:
    for first in ("您好！", "一、基本情况", "（一）基本情况", "提案收悉，现答复如下。"):
        found = head(f"关于第33号提案的答复\n2023年5月18日\n（此件公开发布）\n{first}\n后文。")
        assert (found.salutation, found.body_start) == (None, 3), first


def test_a_second_heading_or_a_long_paragraph() -> None:
    assert head("关于第33号提案的答复\n二、基本情况\n蓝天野委员：\n正文。").body_start == 3
    assert head("关于第33号提案的答复\n" + "字" * 131 + "\n正文。").body_start == 1
    assert head("").body_start == 0


@pytest.mark.parametrize(
    "red_head",
    ["青禾区民政局文件", "青禾区民政局（函）", "青禾区民政局便函", "青禾区民政局公文笺", "青禾区民政局\n"],
)
def test_the_mark_of_the_issuing_office_is_no_title(red_head: str) -> None:
    found = head(f"{red_head}\n关于区政协五届四次会议\n第33号提案的答复\n蓝天野委员：\n提案收悉。")
    assert texts(found.title_lines) == ["关于区政协五届四次会议", "第33号提案的答复"]


def test_an_office_that_begins_the_title_stays_in_it() -> None:
    found = head("青禾区民政局\n关于第33号提案的答复\n蓝天野委员：\n提案收悉。")
    assert texts(found.title_lines) == ["青禾区民政局", "关于第33号提案的答复"]
    # An issuing number between them parts the two.
    found = head("青禾区民政局\n青民提复〔2023〕7号\n关于第33号提案的答复\n蓝天野委员：\n提案收悉。")
    assert texts(found.title_lines) == ["关于第33号提案的答复"]


@pytest.mark.parametrize(
    "mark", ["特急", "加 急", "征求意见稿", "2023年5月18日", "（此件公开发布）", "B", "依申请公开"]
)
def test_marks_above_the_title_are_loose(mark: str) -> None:
    found = head(f"{mark}\n关于第33号提案的答复\n蓝天野委员：\n提案收悉。")
    assert texts(found.loose) == [mark]
    assert texts(found.title_lines) == ["关于第33号提案的答复"]


def test_a_mark_at_the_right_edge_is_parted_by_a_wide_gap() -> None:
    found = head("关于第33号提案的答复　　A类\n蓝天野委员：\n提案收悉。")
    assert (texts(found.title_lines), texts(found.loose)) == (["关于第33号提案的答复"], ["A类"])
    found = head("关于第33号提案\t的答复\n蓝天野委员：\n提案收悉。")
    assert texts(found.loose) == []
