"""Kinds of fields: what may be typed and how it is shown."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.field import (
    FieldKind,
    choice_field,
    date_field,
    flag_field,
    list_field,
    number_field,
    read_date,
    read_names,
    show_names,
    text_field,
)
from desktop.domain.case.field_entry import FieldEntry, InLetter, InList, OnPaper, Placeholder
from desktop.domain.errors import Refused


# Texts.
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  甲  ", "甲"),
        ("甲 \n 乙", "甲乙"),
        ("AI\nPark", "AI Park"),
        ("AI\n中心", "AI中心"),
        ("中心\n8", "中心8"),
        ("甲\u2028\u2029乙", "甲乙"),
        ("甲\x0b乙\x0c丙", "甲乙丙"),
        ("", ""),
    ],
)
def test_a_text_is_one_line(typed: str, kept: str) -> None:
    field = text_field("subject", "案由")
    assert (field.kind, field.read(typed), field.show(kept)) == (FieldKind.TEXT, kept, kept)


def test_a_long_text_keeps_its_lines() -> None:
    field = text_field("body", "正文", long=True, sensitive=True)
    assert (field.kind, field.sensitive, field.read(" 甲\n乙 ")) == (FieldKind.LONG_TEXT, True, "甲\n乙")
    assert not text_field("subject", "案由").sensitive
    assert text_field("phone", "电话", sensitive=True).sensitive


# Numbers.
@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [("15", 15, "15"), ("十五", 15, "15"), ("０３", 3, "3"), ("", None, ""), (" ", None, "")],
)
def test_a_number_is_read_in_digits_and_in_chinese(typed: str, value: int | None, shown: str) -> None:
    field = number_field("term", "届")
    assert (field.kind, field.read(typed), field.show(value)) == (FieldKind.NUMBER, value, shown)


def test_what_is_no_number_is_refused_with_the_name_of_the_field() -> None:
    with pytest.raises(Refused) as refusal:
        number_field("term", "届").read("几")
    assert refusal.value.what == "“几”不是数字。"
    assert "届" in refusal.value.remedy


# Yes and no.
@pytest.mark.parametrize("word", ["是", "有", "同意", "需要", "yes", "TRUE", "1", " √ "])
def test_words_for_yes(word: str) -> None:
    assert flag_field("is_key", "是否重点").read(word) is True


@pytest.mark.parametrize("word", ["否", "无", "不同意", "不需要", "No", "false", "0"])
def test_words_for_no(word: str) -> None:
    assert flag_field("is_key", "是否重点").read(word) is False


def test_an_empty_flag_is_no_unless_not_knowing_is_an_answer() -> None:
    assert flag_field("is_key", "是否重点").read(" ") is False
    assert flag_field("proposal_open", "是否同意公开", unknown=None).read("") is None
    field = flag_field("is_key", "是否重点")
    assert [field.show(value) for value in (True, False, None)] == ["是", "否", ""]
    assert field.kind is FieldKind.FLAG
    with pytest.raises(Refused, match="“也许”不是“是”或“否”"):
        field.read("也许")


# Choices.
def test_a_choice_is_read_by_code_or_label_and_shown_by_label() -> None:
    field = choice_field("handling_role", "办理方式", HandlingRole)
    assert (field.kind, field.choices[0], len(field.choices)) == (FieldKind.CHOICE, ("sole", "独办"), 4)
    assert field.read("co_handling") is field.read(" 会办 ") is HandlingRole.CO_HANDLING
    assert (field.show(HandlingRole.LEAD), field.show("nothing")) == ("主办", "")


def test_an_unknown_choice_is_refused_and_nothing_chosen_only_where_it_may_be() -> None:
    with pytest.raises(Refused) as refusal:
        choice_field("handling_role", "办理方式", HandlingRole).read("代办")
    assert "办理方式没有“代办”这一项" in refusal.value.what
    assert "独办、主办、会办、分办" in refusal.value.remedy
    with pytest.raises(Refused):
        choice_field("handling_role", "办理方式", HandlingRole).read("")
    optional = choice_field("handling_role", "办理方式", HandlingRole, optional=True)
    assert optional.read("") is None
    with pytest.raises(Refused):
        optional.read("代办")


# Lists.
@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("甲、乙", ("甲", "乙")),
        ("甲,乙，丙;丁；戊\n己", ("甲", "乙", "丙", "丁", "戊", "己")),
        ("甲、、乙、", ("甲", "乙")),
        ("乙、甲、乙", ("乙", "甲")),
        (" 甲 乙 ", ("甲 乙",)),
        ("", ()),
    ],
)
def test_names_are_parted_by_marks_and_named_once(typed: str, names: tuple[str, ...]) -> None:
    assert read_names(typed) == names
    field = list_field("co_units", "会办单位")
    assert (field.kind, field.read(typed), field.show(names)) == (FieldKind.LIST, names, "、".join(names))
    assert show_names("甲") == ""


# Dates.
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1949-10-01", date(1949, 10, 1)),
        ("2199.12.31", date(2199, 12, 31)),
        ("20240229", date(2024, 2, 29)),
        ("2024．4．9", date(2024, 4, 9)),
        ("2024年4月9号", date(2024, 4, 9)),
        ("二○二四年十二月三十一日", date(2024, 12, 31)),
        ("", None),
        ("  ", None),
    ],
)
def test_days_are_read_between_1949_and_2199(typed: str, day: date | None) -> None:
    assert read_date(typed) == day
    field = date_field("due_at", "办理期限")
    assert (field.kind, field.read(typed), field.show(day)) == (
        FieldKind.DATE,
        day,
        day.isoformat() if day else "",
    )


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("1948-12-31", "年份"),
        ("2200-01-01", "年份"),
        ("2023-02-29", "没有“2023-02-29”这一天"),
        ("2024-00-10", "不是日期"),
        ("2024-13-10", "不是日期"),
        ("2024-10-00", "不是日期"),
        ("2024-10-32", "不是日期"),
        ("2024-4-31", "没有“2024-4-31”这一天"),
        ("4月9日", "不是日期"),
    ],
)
def test_impossible_days_are_refused_with_a_reason(typed: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_date(typed)


# Entries of the registry: the names of a field by where they are read.
FIELD = text_field("lead_unit", "主办单位")


def test_an_entry_that_is_nowhere_but_in_commands_has_no_other_names() -> None:
    entry = FieldEntry(FIELD, words="承办单位", commands="unit")
    assert entry.command_names == ("lead_unit", "主办单位", "unit", "承办单位")
    assert (entry.key, entry.headings, entry.paper_labels) == ("lead_unit", (), ())
    assert (entry.letter_labels, entry.shared_letter_labels) == (frozenset(), frozenset())
    assert (entry.placeholder_name, entry.placeholder_words, entry.window_label) == ("", "", "主办单位")


def test_each_place_adds_its_own_words_to_those_of_the_entry() -> None:
    entry = FieldEntry(
        FIELD,
        words="承办单位",
        in_list=InList("lead_unit", "责任单位 牵头"),
        on_paper=OnPaper("lead_unit", "主办"),
        in_letter=InLetter("lead_unit", "主办者", "单位"),
        placeholder=Placeholder("主办的单位", "lead"),
        caption="主办",
    )
    assert entry.headings == ("主办单位", "承办单位", "责任单位", "牵头")
    assert entry.paper_labels == ("主办单位", "承办单位", "主办")
    assert entry.letter_labels == {"主办单位", "主办者"}
    assert entry.shared_letter_labels == {"单位"}
    assert (entry.placeholder_name, entry.placeholder_words, entry.window_label) == (
        "lead",
        "主办的单位",
        "主办",
    )


def test_a_placeholder_is_called_like_its_field_unless_named() -> None:
    entry = FieldEntry(FIELD, placeholder=Placeholder())
    assert (entry.placeholder_name, entry.placeholder_words) == ("lead_unit", "主办单位")


def test_a_part_of_the_meeting_has_no_label_on_paper_and_a_letter_may_have_none() -> None:
    assert FieldEntry(FIELD, on_paper=OnPaper("lead_unit", labelled=False)).paper_labels == ()
    assert FieldEntry(FIELD, in_letter=InLetter("lead_unit")).letter_labels == frozenset()
