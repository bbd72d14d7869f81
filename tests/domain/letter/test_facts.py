"""The facts of a letter and their placeholders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.letter.facts import FACT_NAMES, facts_of, missing_names, self_name
from desktop.domain.letter.placeholder import placeholders_in
from desktop.domain.words.dates import chinese_date
from tests.letters import CASE, FIELDS, REPLY, SUGGESTION, locality


def test_a_title_is_filled_from_facts() -> None:
    facts = facts_of(CASE, REPLY, locality())
    assert (
        facts.fill("对{session_name}第{number}号{noun}的答复").text
        == "对澄江区政协九届二次会议第046号提案的答复"
    )


def test_a_deputies_suggestion_has_its_own_words() -> None:
    facts = facts_of(SUGGESTION, REPLY, locality())
    filled = facts.fill("对{session_name}第{number}号{noun}的答复，{you}")
    assert filled.text == "对澄江区十七届人大四次会议第112号代表建议的答复，你们"


def test_a_missing_session_number_leaves_a_blank_and_is_listed() -> None:
    filled = facts_of(replace(CASE, session=None), REPLY, locality()).fill("{session_name}")
    assert filled.text == "澄江区政协九届　　次会议"
    assert missing_names(filled.missing) == ("次",)


def test_a_missing_date_leaves_blanks_for_year_month_and_day() -> None:
    undated = replace(REPLY, fields=replace(FIELDS, issue_date=None))
    assert facts_of(CASE, undated, locality()).fill("{issue_date}").text == "　　年　月　日"


def test_the_result_is_printed_in_the_words_of_the_place() -> None:
    assert facts_of(CASE, REPLY, locality()).values["handling_result"] == "解决或采纳"


def test_a_note_of_the_reply_overrides_the_disclosure_mark() -> None:
    noted = replace(REPLY, fields=replace(FIELDS, note="此件主动公开"))
    assert facts_of(CASE, noted, locality()).values["disclosure_mark"] == "（此件主动公开）"
    assert facts_of(CASE, REPLY, locality()).values["disclosure_mark"] == "（此件公开发布）"


def test_a_salutation_of_the_reply_overrides_the_template() -> None:
    named = replace(REPLY, fields=replace(FIELDS, salutation="林知遥先生："))
    assert facts_of(CASE, named, locality()).fill("{salutation}").text == "林知遥先生："


def test_merged_cases_refer_to_each_other() -> None:
    facts = facts_of(CASE, REPLY, locality(), (replace(CASE, id=20, number="051"),))
    assert facts.fill("{other_proposers}第{other_numbers}号").text == "林知遥委员第051号"


def test_a_missing_fact_can_be_kept_as_a_chinese_placeholder() -> None:
    unsigned = replace(REPLY, fields=replace(FIELDS, issuer=""))
    typed = facts_of(CASE, unsigned, locality()).fill("{we}感谢您。", keep_missing=True).text
    assert typed == "{本单位自称}感谢您。"
    later = facts_of(CASE, REPLY, locality()).fill(typed)
    assert (later.text, later.missing) == (f"{self_name(FIELDS.issuer)}感谢您。", ())
    printed = facts_of(CASE, unsigned, locality()).fill(typed)
    assert (printed.text, missing_names(printed.missing)) == ("　　感谢您。", ("本单位自称",))


def test_every_fact_can_be_written_by_its_chinese_name() -> None:
    typed = "".join(f"{{{words}}}" for words in FACT_NAMES.values())
    assert placeholders_in(typed, FACT_NAMES) == tuple(FACT_NAMES)


def test_every_value_has_a_chinese_name() -> None:
    facts = facts_of(CASE, REPLY, locality(), (SUGGESTION,), ("澄江区财政局",))
    assert set(facts.all_values()) <= set(FACT_NAMES)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("长宁区科学技术委员会", "我委"), ("澄江区民政局", "我局"), ("清河街道办事处", "我街道"),
        ("澄江区人民政府办公室", "我办"), ("澄江区大数据中心", "我中心"), ("某集团公司", "我单位"),
    ],
)  # fmt: skip
def test_the_short_self_reference_of_a_unit(unit: str, words: str) -> None:
    assert self_name(unit) == words


def test_dates_are_arabic_and_unpadded() -> None:
    assert chinese_date(date(2024, 4, 9)) == "2024年4月9日"
    assert chinese_date(None) == ""
