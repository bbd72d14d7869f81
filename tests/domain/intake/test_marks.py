"""Result, disclosure, number and date of a reply (DOMAIN 3.6, 3.10)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.intake.marks import (
    bare_disclosure,
    bare_result,
    disclosure_class,
    disclosure_of,
    document_number,
    letter_of,
    read_date,
    result_of,
)
from desktop.domain.intake.text.labels import LabelledValue
from tests.domain.intake.evidence import mapped, quoted


def labelled(label: str, text: str) -> LabelledValue:
    return LabelledValue(label, mapped(text))


# Results.
@pytest.mark.parametrize(
    ("label", "text", "value", "printed"),
    [
        ("办理结果", "B", "B", "B"),
        ("办理结果", "（A类）", "A", "A"),
        ("办理结果", "“C1”件", "C", "C"),
        ("办理结果", "Ｂ", "B", "Ｂ"),
        ("类别", "Ａ类", "A", "Ａ"),
        ("办理结果", "列入计划拟解决", "列入计划拟解决", "列入计划拟解决"),
        ("办理结果", "（留作参考）", "留作参考", "（留作参考）"),
        ("办理结果", "另行研究", "另行研究", "另行研究"),
    ],
)
def test_a_labelled_result_is_a_letter_or_words(label: str, text: str, value: str, printed: str) -> None:
    found = result_of(labelled(label, text))
    assert found is not None
    assert (found.value, quoted(found, text)) == (value, printed)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("类别", "提案"),  # the kind of matter, not a class
        ("类别", "另行研究"),
        ("办理结果", ""),
        ("办理结果", "一" * 21),
        ("签发人", "A"),
        ("类别", "Aa"),
    ],
)
def test_other_values_are_no_result(label: str, text: str) -> None:
    assert result_of(labelled(label, text)) is None


def test_known_words_are_more_certain_than_free_ones() -> None:
    known, free = result_of(labelled("办理结果", "采纳")), result_of(labelled("办理结果", "另行研究"))
    assert known is not None
    assert free is not None
    assert known.confidence > free.confidence > 0.5
    assert quoted(result_of(labelled("办理结果", "一" * 20)), "一" * 20) == "一" * 20


@pytest.mark.parametrize(
    ("line", "value", "printed"),
    [
        ("A", "A", "A"),
        ("（B类）", "B", "B"),
        ("类别 C", "C", "C"),
        ("办理结果为B类", "B", "B"),
        ("答复类别：Ｃ", "C", "Ｃ"),
        ("“A类提案”", "A", "A"),
        ("（解决或采纳）", "解决或采纳", "（解决或采纳）"),
        ("【留作参考】", "留作参考", "【留作参考】"),
    ],
)
def test_a_line_with_nothing_but_a_class_is_a_result(line: str, value: str, printed: str) -> None:
    found = bare_result(mapped(line))
    assert found is not None
    assert (found.value, quoted(found, line)) == (value, printed)


@pytest.mark.parametrize("line", ["采纳", "E", "AB", "您好！", "解决或采纳的意见", ""])
def test_other_lines_are_no_result(line: str) -> None:
    # Two characters such as 采纳 also end sentences: alone they are too little.
    assert bare_result(mapped(line)) is None


@pytest.mark.parametrize(("letter", "capital"), [("a", "A"), ("D", "D"), ("Ａ", "A"), ("ｂ", "B")])
def test_class_letters_are_written_as_ascii_capitals(letter: str, capital: str) -> None:
    assert letter_of(letter) == capital


# Disclosure.
def test_a_labelled_disclosure_is_kept_as_printed() -> None:
    found = disclosure_of(labelled("公开属性", "主动公开"))
    assert found is not None
    assert (found.value, quoted(found, "主动公开")) == ("主动公开", "主动公开")
    assert disclosure_of(labelled("公开属性", "")) is None
    assert disclosure_of(labelled("公开属性", "一" * 30)) is not None
    assert disclosure_of(labelled("公开属性", "一" * 31)) is None
    assert disclosure_of(labelled("签发人", "主动公开")) is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("（此件公开发布）", "此件公开发布"),
        ("【此件主动公开】", "此件主动公开"),
        ("  依申请公开。", "依申请公开"),
        ("同意公开", "同意公开"),
        ("建议全文公开", "建议全文公开"),
        ("（不予公开）", "不予公开"),
    ],
)
def test_a_note_on_disclosure_fills_a_line(line: str, words: str) -> None:
    found = bare_disclosure(mapped(line))
    assert found is not None
    assert (found.value, found.confidence <= 1) == (words, True)


@pytest.mark.parametrize("line", ["公开透明地办理", "政务公开工作要点", "感谢您的支持"])
def test_sentences_about_openness_are_no_note(line: str) -> None:
    assert bare_disclosure(mapped(line)) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("主动公开", "proactive"),
        ("此件公开发布", "proactive"),
        ("是", "proactive"),
        ("依申请公开", "on_request"),
        ("不予公开", "none"),
        ("不宜公开", "none"),
        ("不同意公开", "none"),
        ("暂不公开", "none"),
        ("不公开", "none"),
        ("否", "none"),
        ("内容待定", None),
        ("可否", None),
        ("", None),
    ],
)
def test_the_words_of_a_note_mean_one_of_three_classes(words: str, code: str | None) -> None:
    assert disclosure_class(words) == code


# Number and date.
@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("澄民提复〔2025〕6号", "澄民提复〔2025〕6号"),
        ("澄民提复 [2025] 第 12 号　签发人：顾文澜", "澄民提复[2025]第12号"),
        ("教科信息函(2023)A35号", "教科信息函(2023)A35号"),
        ("沪府办函2024-12号", "沪府办函2024-12号"),
        ("青建提2024第7号", "青建提2024第7号"),
    ],
)
def test_an_issuing_number_stands_at_the_head_of_a_line(line: str, number: str) -> None:
    found = document_number(mapped(line))
    assert found is not None
    assert found.value == number
    assert "".join((quoted(found, line) or "").split()) == number


@pytest.mark.parametrize(
    "line", ["根据澄府规〔2023〕4号文件", "第085号提案", "〔2025〕6号", "澄民提复〔1825〕6号"]
)
def test_other_lines_begin_with_no_number(line: str) -> None:
    found = document_number(mapped(line))
    # A sentence that quotes a rule begins with its name; the recogniser of the head asks for a line of its own.
    assert found is None or found.value.startswith("根据")


@pytest.mark.parametrize(
    ("text", "day", "printed"),
    [
        ("2024年4月9日", date(2024, 4, 9), "2024年4月9日"),
        ("落款 2024-04-09 某局", date(2024, 4, 9), "2024-04-09"),
        ("二〇二四年十二月三十一日", date(2024, 12, 31), "二〇二四年十二月三十一日"),
        ("2024 年 4 月 9 日", date(2024, 4, 9), "2024 年 4 月 9 日"),
        ("2024年2月29日", date(2024, 2, 29), "2024年2月29日"),
    ],
)
def test_a_whole_date_is_read(text: str, day: date, printed: str) -> None:
    found = read_date(mapped(text))
    assert found is not None
    assert (found.value, (quoted(found, text) or "").strip()) == (day, printed)


@pytest.mark.parametrize(
    "text", ["2023年2月29日", "2024年13月1日", "2024年0月1日", "2024年1月0日", "2024年　月　日", "4月9日", ""]
)
def test_impossible_or_incomplete_dates_are_none(text: str) -> None:
    assert read_date(mapped(text)) is None
