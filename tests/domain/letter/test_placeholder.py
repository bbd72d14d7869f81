"""Filling placeholders."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.letter.placeholder import BLANK, fill, placeholders_in


def test_a_known_name_becomes_its_value() -> None:
    assert fill("第{number}号", {"number": "085"}).text == "第085号"


def test_a_missing_value_leaves_a_blank_and_is_listed_once() -> None:
    filled = fill("{a}、{b}、{a}", {"b": "乙"})
    assert filled.text == f"{BLANK}、乙、{BLANK}"
    assert filled.missing == ("a",)
    assert filled.found == ("b",)


def test_a_missing_value_may_have_its_own_blank() -> None:
    assert fill("{day}", {}, blanks={"day": "　年　月　日"}).text == "　年　月　日"


def test_missing_placeholders_can_be_kept() -> None:
    assert fill("{a}和{b}", {"a": "甲"}, keep_missing=True).text == "甲和{b}"


def test_braces_around_other_words_stay_as_typed() -> None:
    filled = fill("{number}与{待补充}与{cost}", {"number": "7"}, known={"number"})
    assert filled.text == "7与{待补充}与{cost}"
    assert filled.missing == ()


def test_values_are_not_searched_for_placeholders() -> None:
    assert fill("{a}", {"a": "{b}", "b": "乙"}).text == "{b}"


def test_attributes_indexes_and_format_codes_are_no_placeholders() -> None:
    for text in ("{a.__class__}", "{a[0]}", "{a!r}", "{a:>9}", "{}", "{0}", "{{a}}"):
        assert fill(text, {"a": "甲"}).text in {text, text.replace("{a}", "甲")}


def test_names_are_listed_once_in_order() -> None:
    assert placeholders_in("{b}{a}{b}") == ("b", "a")


def test_a_chinese_name_is_read_like_the_name_itself() -> None:
    names = {"number": "编号", "day": "日期"}
    assert fill("第{编号}号，{日期}", {"number": "085"}, names=names).text == f"第085号，{BLANK}"
    assert fill("{日期}", {}, names=names).missing == ("day",)
    assert placeholders_in("{日期}{待定}{day}{number}", names) == ("day", "number")


def test_missing_placeholders_are_kept_by_their_chinese_name() -> None:
    names = {"number": "编号", "day": "日期"}
    kept = fill("{number}于{day}、{日期}、{待定}", {"number": "7"}, keep_missing=True, names=names)
    assert kept.text == "7于{日期}、{日期}、{待定}"


@given(st.text(), st.dictionaries(st.text(), st.text()))
def test_any_text_can_be_filled(text: str, values: dict[str, str]) -> None:
    assert isinstance(fill(text, values).text, str)
