"""Every field can be read from text and shown as text that reads as the same value."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.case import Ask, Case, HandlingRole, Level, MatterType, Proposer, ProposerKind
from desktop.domain.case.case_field import (
    CASE_FIELDS,
    REPLY_FIELDS,
    known_field,
    names_of,
    set_case_fields,
    set_reply_texts,
    show_field,
)
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.field import read_date, read_names
from desktop.domain.case.reply import ReplyFields
from desktop.domain.errors import Refused

ELSEWHERE = {"id", "status", "merged_into"}  # changed by their own services

words = st.text(st.characters(categories=("Lo", "Nd")), min_size=1, max_size=8)
names = st.lists(words, max_size=4, unique=True).map(tuple)
days = st.none() | st.dates(date(1949, 10, 1), date(2100, 12, 31))
cases = st.builds(
    Case,
    matter_type=st.sampled_from(MatterType),
    level=st.sampled_from(Level),
    handling_role=st.sampled_from(HandlingRole),
    term=st.none() | st.integers(1, 99),
    number=words,
    subject=words,
    co_units=names,
    proposers=st.lists(
        st.builds(Proposer, words, st.sampled_from(ProposerKind)), max_size=4, unique_by=lambda one: one.name
    ).map(tuple),
    asks=names.map(lambda found: tuple(Ask(n, text) for n, text in enumerate(found, 1))),
    is_key=st.booleans(),
    proposal_open=st.none() | st.booleans(),
    due_at=days,
    assigned_at=days,
)
letters = st.builds(
    ReplyFields,
    signer=words,
    issue_date=days,
    disclosure=st.none() | st.sampled_from(Disclosure),
    copies_to=names,
    title_lines=names,
)


def test_every_fact_of_a_case_has_its_field() -> None:
    assert set(CASE_FIELDS) == {field.name for field in fields(Case)} - ELSEWHERE


def test_every_fact_of_a_letter_has_its_field() -> None:
    assert set(REPLY_FIELDS) == {field.name for field in fields(ReplyFields)}


def test_no_two_fields_share_a_key_or_a_label() -> None:
    everything = [*CASE_FIELDS.values(), *REPLY_FIELDS.values()]
    assert len({field.key for field in everything}) == len(everything)
    assert len({field.label for field in everything}) == len(everything)


@given(cases)
def test_what_is_shown_of_a_case_reads_as_the_same_case(case: Case) -> None:
    # What a name suggests, as 会 at its end does of an organisation, is corrected by 集体提案者.
    texts = {key: show_field(case, key) for key in (*CASE_FIELDS, "group_proposers")}
    assert set_case_fields(Case(), texts) == case


@given(letters)
def test_what_is_shown_of_a_letter_reads_as_the_same_letter(letter: ReplyFields) -> None:
    texts = {key: show_field(letter, key) for key in REPLY_FIELDS}
    assert set_reply_texts(ReplyFields(), texts) == letter


def test_a_field_is_named_by_key_or_label() -> None:
    assert known_field("due_at", CASE_FIELDS) is known_field("办理期限", CASE_FIELDS)
    with pytest.raises(Refused, match="没有“体重”这个字段"):
        known_field("体重", CASE_FIELDS)


@pytest.mark.parametrize(
    "text",
    [
        "2024-04-09",
        "2024.4.9",
        "2024/4/9",
        "20240409",
        "2024年4月9日",
        "2024 年 4 月 9 日",
        "二〇二四年四月九日",
        " 2024-4-9 ",
    ],
)
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert read_date(text) == date(2024, 4, 9)


@pytest.mark.parametrize("text", ["4月9日", "2024-13-01", "2024-02-30", "明天", "2024", "24-4-9"])
def test_a_date_that_is_not_clear_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_date(text)


def test_names_are_separated_by_any_usual_mark() -> None:
    assert read_names("区财政局、区教育局，区民政局；区水务局\n区财政局") == (
        "区财政局",
        "区教育局",
        "区民政局",
        "区水务局",
    )


def test_an_ask_with_unchanged_text_keeps_its_answer() -> None:
    case = replace(Case(), asks=(Ask(1, "修路", "answer"), Ask(2, "装灯", "next_steps")))
    changed = set_case_fields(case, {"asks": "装灯\n种树"})
    assert changed.asks == (Ask(1, "装灯", "next_steps"), Ask(2, "种树"))


def test_synonyms_name_the_same_field() -> None:
    assert known_field("提案号", CASE_FIELDS) is known_field("number", CASE_FIELDS)
    assert known_field("result", REPLY_FIELDS) is known_field("办理结果", REPLY_FIELDS)


def test_no_word_names_two_fields() -> None:
    everything = CASE_FIELDS | REPLY_FIELDS
    words = [word for field in everything.values() for word in names_of(field.key)]
    assert sorted(words) == sorted(set(words))


def test_first_proposer_and_co_signers_can_be_set_separately() -> None:
    case = set_case_fields(Case(), {"first_proposer": "沈亦澄"})
    case = set_case_fields(case, {"联名人": "周砚、林越"})
    assert [proposer.name for proposer in case.proposers] == ["沈亦澄", "周砚", "林越"]
    changed = set_case_fields(case, {"first_proposer": "何川"})
    assert [proposer.name for proposer in changed.proposers] == ["何川", "周砚", "林越"]


def test_personal_data_is_marked_as_such() -> None:
    assert [key for key, field in REPLY_FIELDS.items() if field.sensitive] == ["contact_phone"]


@pytest.mark.parametrize("text", ["0204-04-09", "9999-12-31", "0001-01-01", "1204年4月9日"])
def test_an_implausible_year_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="年份"):
        read_date(text)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("关于推动孵化器\n  建设的提案\n", "关于推动孵化器建设的提案"),
        ("关于AI\r\nPark的提案", "关于AI Park的提案"),
        ("08\n\n5", "08 5"),
        ("关于𠮷\n田路的提案", "关于𠮷田路的提案"),
    ],
)
def test_pasted_lines_of_a_one_line_field_are_joined(pasted: str, kept: str) -> None:
    assert set_case_fields(Case(), {"subject": pasted}).subject == kept
