"""Values that a letter prints about its case: numerals, days, topics, the unit's own name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole, MatterType, Proposer, ProposerKind
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.reply import Reply, ReplyFields
from desktop.domain.letter.facts import (
    DATE_BLANKS,
    FACT_NAMES,
    FORM_FIELD_NAMES,
    facts_of,
    field_facts,
    missing_names,
    pronoun,
    salutation,
    self_name,
)
from desktop.domain.letter.placeholder import BLANK, fill, placeholders_in
from desktop.domain.letter.reply_template import Filler, LetterKind, ReplyTemplate, SectionPlan
from desktop.domain.letter.subject_words import topic_of
from desktop.domain.rules.locality import Salutations
from tests.letters import CASE, FIELDS, library

PLACE = library().localities["shanghai-changning"]
LETTERED = library().localities["weixian"]
WORDS = Salutations("{name}委员：", "{first}等{count}位委员：", "{name}：", "您", "你们")


def values(case: Case = CASE, fields: ReplyFields = FIELDS, **more: object) -> dict[str, str]:
    place = more.get("place", PLACE)
    return facts_of(case, Reply(fields=fields), place).all_values()  # type: ignore[arg-type]


# Fields.
def test_numbers_are_printed_in_chinese_and_days_in_full() -> None:
    found = values()
    assert (found["term"], found["session"], found["issue_date"]) == ("九", "二", "2025年4月9日")
    assert (found["number"], found["issue_year"]) == ("046", "2025")
    assert found["copies"].count("，") == 3


@pytest.mark.parametrize(
    ("term", "words"), [(0, "〇"), (999, "九百九十九"), (1000, ""), (-1, ""), (None, "")]
)
def test_only_numbers_up_to_three_digits_are_written_out(term: int | None, words: str) -> None:
    assert field_facts(replace(CASE, term=term))["term"] == words


def test_facts_of_forms_are_kept_out_of_letters() -> None:
    assert not set(FORM_FIELD_NAMES) & set(FACT_NAMES)
    assert set(field_facts(CASE, forms_only=True)) <= set(FORM_FIELD_NAMES)
    assert set(field_facts(CASE)) <= set(FACT_NAMES)
    assert {"status", "level"} <= set(field_facts(CASE, forms_only=True))


def test_a_missing_day_leaves_room_for_a_date() -> None:
    assert {"issue_date"} <= set(DATE_BLANKS)
    assert set(DATE_BLANKS.values()) == {"　　年　月　日"}
    assert missing_names(("signer", "issue_date", "signer", "nothing")) == ("签发人", "成文日期", "nothing")


# Derived facts.
@pytest.mark.parametrize(
    ("subject", "topic"),
    [
        ("关于推进社区养老的建议", "推进社区养老"),
        ("《关于推进社区养老的提案》", "推进社区养老"),
        ("“对推进社区养老的若干意见”", "推进社区养老"),
        ("推进社区养老议案", "推进社区养老"),
        ("推进社区养老", "推进社区养老"),
        (" 关于建议 ", "关于建议"),
        ("", ""),
    ],
)
def test_a_topic_is_the_subject_without_its_frame(subject: str, topic: str) -> None:
    assert topic_of(subject) == topic


@pytest.mark.parametrize(
    ("unit", "own"),
    [
        ("长宁区科学技术委员会", "我委"), ("区发展改革委", "我委"), ("区政府办公室", "我办"), ("石桥街道办事处", "我街道"),
        ("石桥街道", "我街道"), ("河西镇人民政府", "我镇"), ("区民政局", "我局"), ("省教育厅", "我厅"), ("区委宣传部", "我部"),
        ("区编办", "我办"), ("区检察院", "我院"), ("区大数据中心", "我中心"), ("区红十字会", "我单位"), ("", "我单位"),
    ],
)  # fmt: skip
def test_a_unit_calls_itself_by_its_ending(unit: str, own: str) -> None:
    assert self_name(unit) == own


def test_the_unit_has_no_name_of_its_own_before_it_is_known() -> None:
    assert values()["we"] == "我局"
    assert "we" not in values(fields=replace(FIELDS, issuer=""))


def test_the_region_is_that_of_the_case_or_of_the_rule_book() -> None:
    assert values()["region"] == "澄江区"
    assert values(replace(CASE, region=""))["region"] == PLACE.region


def test_proposers_are_counted_and_the_first_is_named() -> None:
    two = replace(CASE, proposers=(Proposer("林知遥"), Proposer("何云岫")))
    assert (values(two)["proposer"], values(two)["count"], values(two)["member_title"]) == (
        "林知遥",
        "2",
        "委员",
    )
    none = values(replace(CASE, proposers=()))
    assert "proposer" not in none
    assert "count" not in none
    assert values(replace(CASE, matter_type=MatterType.NPC_SUGGESTION))["member_title"] == "代表"


def test_a_result_is_printed_by_label_and_by_letter_where_the_place_prints_letters() -> None:
    assert (values()["handling_result"], "result_mark" in values()) == ("解决或采纳", False)
    lettered = values(fields=replace(FIELDS, handling_result="b"), place=LETTERED)
    assert (lettered["handling_result"], lettered["result_mark"]) == ("计划解决", "B")
    free = values(fields=replace(FIELDS, handling_result="另行研究"), place=LETTERED)
    assert (free["handling_result"], "result_mark" in free) == ("另行研究", False)
    labelled = values(fields=replace(FIELDS, handling_result="计划解决"), place=LETTERED)
    assert labelled["result_mark"] == "B"


@pytest.mark.parametrize(
    ("note", "printed"),
    [
        ("此件公开", "（此件公开）"),
        ("（此件公开）", "（此件公开）"),
        ("(此件公开)", "(此件公开)"),
        (" 此件公开 ", "（此件公开）"),
    ],
)
def test_a_note_gets_its_brackets(note: str, printed: str) -> None:
    assert values(fields=replace(FIELDS, note=note))["disclosure_mark"] == printed


def test_without_a_note_the_mark_of_the_disclosure_is_printed() -> None:
    assert values()["disclosure_mark"] == "（此件公开发布）"
    assert "disclosure_mark" not in values(fields=replace(FIELDS, disclosure=None))
    requested = values(fields=replace(FIELDS, disclosure=Disclosure.ON_REQUEST), place=LETTERED)
    assert requested["disclosure_mark"] == "（此件依申请公开）"


def test_merged_cases_name_the_others_and_skip_what_they_do_not_have() -> None:
    others = (
        replace(CASE, number="052", proposers=(Proposer("陈一鸣"),)),
        replace(CASE, number="", proposers=()),
    )
    facts = facts_of(CASE, Reply(fields=FIELDS), PLACE, (*others, replace(CASE, number="060")))
    assert facts.fill("{other_proposers}和{other_numbers}").text == "陈一鸣委员、林知遥委员和052、060"


def test_a_salutation_typed_in_the_reply_goes_before_the_usual_one() -> None:
    facts = facts_of(CASE, Reply(fields=replace(FIELDS, salutation="{proposer}委员并各联名人：")), PLACE)
    assert facts.fill("{salutation}").text == "林知遥委员并各联名人："
    assert facts_of(CASE, Reply(fields=FIELDS), PLACE).fill("{salutation}").text == "林知遥委员："


def test_wordings_with_a_missing_fact_are_no_values() -> None:
    found = values(replace(CASE, term=None))
    assert "session_name" not in found
    assert values()["session_name"] == "澄江区政协九届二次会议"


# Addresses.
@pytest.mark.parametrize(
    ("kinds", "words", "you"),
    [
        ((), "{proposer}委员：", "您"),
        ("p", "名1委员：", "您"),
        ("ppp", "名1、名2、名3委员：", "你们"),
        ("pppp", "名1等4位委员：", "你们"),
        ("g", "名1：", "你们"),
        ("gg", "名1、名2：", "你们"),
        ("pg", "名2、名1委员：", "你们"),
    ],
)
def test_organisations_come_first_and_more_than_three_persons_are_counted(
    kinds: str, words: str, you: str
) -> None:
    kind = {"p": ProposerKind.PERSON, "g": ProposerKind.GROUP}
    proposers = tuple(Proposer(f"名{n}", kind[one]) for n, one in enumerate(kinds, 1))
    assert (salutation(proposers, WORDS), pronoun(proposers, WORDS)) == (words, you)


# Placeholders.
NAMES = {"number": "编号", "signer": "签发人"}


def test_a_placeholder_is_filled_by_either_name() -> None:
    filled = fill("{number}{编号}{signer}", {"number": "1"}, names=NAMES)
    assert (filled.text, filled.missing, filled.found) == (f"11{BLANK}", ("signer",), ("number",))


def test_missing_ones_are_blank_or_kept_by_their_chinese_name() -> None:
    assert fill("{signer}", {}, names=NAMES, keep_missing=True).text == "{签发人}"
    assert fill("{other}", {}, keep_missing=True).text == "{other}"
    assert fill("{signer}", {}, blanks={"signer": "＿"}).text == "＿"
    assert fill("{signer}{number}", {"number": ""}).missing == ("signer", "number")


def test_unknown_names_and_other_braces_stay() -> None:
    assert fill("{a}{b}", {"a": "1"}, known={"a"}).text == "1{b}"
    assert fill("{甲}{}{A}{1}{a b}", {"a": "1"}).text == "{甲}{}{A}{1}{a b}"
    assert fill("{a}", {"a": "{b}", "b": "2"}).text == "{b}"


@pytest.mark.parametrize(("length", "is_name"), [(41, True), (42, False)])
def test_a_name_has_at_most_41_letters(length: int, is_name: bool) -> None:
    name = "a" * length
    assert placeholders_in(f"{{{name}}}") == ((name,) if is_name else ())


def test_placeholders_are_listed_once_in_order() -> None:
    assert placeholders_in("{b}{a}{b}{签发人}{甲}", NAMES) == ("b", "a", "signer")


# Templates.
def test_a_section_is_the_officers_and_required_unless_it_says_otherwise() -> None:
    plan = SectionPlan("answer", "答复")
    assert (plan.filler, plan.required, plan.advice, plan.phrases) == (Filler.OFFICER, True, (0, 0), ())


def test_a_template_is_unsealed_and_fits_everything_unless_it_says_otherwise() -> None:
    plan = SectionPlan("answer", "答复")
    template = ReplyTemplate("t", 1, "模板", LetterKind.REPLY, "gbt9704", "", ("标题",), "称谓", (plan,))
    assert (template.sealed, template.matter_types, template.levels, template.roles) == (False, (), (), ())
    assert template.section("answer") is plan
    assert template.section("none") is None


def test_a_co_handling_unit_is_no_lead_unit() -> None:
    # The lead unit of a co-handled case is the other one, and nothing is assumed if it is not known.
    ours = replace(CASE, handling_role=HandlingRole.CO_HANDLING, lead_unit="")
    assert "lead_unit" not in values(ours)


def test_a_day_of_a_case_is_a_fact_too() -> None:
    assert values(replace(CASE, assigned_at=date(2025, 2, 17)))["assigned_at"] == "2025年2月17日"
