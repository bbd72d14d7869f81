"""A letter from outside taken apart: its sections, template, layout, rule book and own wording."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole, Level, MatterType, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.reply import Section
from desktop.domain.intake.parsed_reply import BodyParagraph, ParsedReply, ReplyKind
from desktop.domain.intake.text.source import Recognised, Span
from desktop.services.importing.read_fields import SURE, ReadField, reply_fields
from desktop.services.importing.recognised_values import reply_values
from desktop.services.importing.reply_parts import (
    bare_heading,
    layout_for,
    map_sections,
    reply_of,
    rule_book_with,
    template_for,
)
from desktop.services.office.workplace import Workplace
from tests.letters import library

DISTRICT, LETTER, OPINION = (
    library().replies[name] for name in ("district-cppcc", "higher-level-letter", "co-opinion")
)


def said(value: str) -> Recognised[str]:
    return Recognised(value, 0.9, (Span(0, len(value)),))


def parsed(*body: str, **found: object) -> ParsedReply:
    return ParsedReply(ReplyKind.REPLY, tuple(BodyParagraph(text, 0, ()) for text in body), **found)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("paragraphs", "keys"),
    [
        ([], []),
        (["", "  "], []),
        (["您好！", "收悉。", "感谢您的关心。"], ["greeting", "opening", "thanks"]),
        (["收悉。", "正文。"], ["opening"]),
        # A single paragraph that thanks is the thanks, not an opening.
        (["感谢您的关心。"], ["thanks"]),
        # Thanks in the middle are part of the text around them.
        (["收悉。", "感谢您的关心。", "再写一句。"], ["opening"]),
        # By wording, whatever the number; then by number; else a section of the letter's own.
        (["一、下一步举措", "办。"], ["next_steps"]),
        (["一、别的题目", "办。"], ["overview"]),
        (["五、别的题目", "办。"], ["own_1"]),
        (["一、甲", "一、乙", "五、丙"], ["overview", "own_1", "own_2"]),
        # （一） opens a section only with the wording of the template.
        (["二、答复", "（一）产业", "办。", "（四）下一步举措", "办。"], ["answer", "next_steps"]),
        # A second greeting is no greeting of the template, and no opening either.
        (["您好！", "您好！"], ["greeting", "own_1"]),
        (["一、甲", "文。", "二、乙", "文。", "此复。"], ["overview", "answer", "thanks"]),
    ],
)
def test_paragraphs_go_to_the_sections_of_the_template(paragraphs: list[str], keys: list[str]) -> None:
    assert [section.key for section in map_sections(paragraphs, DISTRICT)] == keys


def test_a_section_keeps_its_paragraphs_line_by_line() -> None:
    assert map_sections(["您好", "收悉。", "", "答复如下："], DISTRICT) == (
        Section("greeting", "您好"),
        Section("opening", "收悉。\n答复如下："),
    )


@pytest.mark.parametrize(
    ("heading", "words"),
    [("（四）下一步举措", "下一步举措"), ("一、 概 述：", "概述"), ("没有编号。", "没有编号"), ("", "")],
)
def test_a_heading_is_compared_by_its_words(heading: str, words: str) -> None:
    assert bare_heading(heading) == words


# The form of the letter.
@pytest.mark.parametrize(
    ("facts", "found", "template"),
    [
        ({}, {}, "district-cppcc"),
        ({"handling_result": said("A")}, {}, "district-cppcc"),
        # A letter to the nation's committee has no result line; one that prints a result needs another template.
        ({}, {"level": Level.NATIONAL}, "higher-level-letter"),
        ({"handling_result": said("A")}, {"level": Level.NATIONAL}, "district-cppcc"),
        ({"signer": said("周砚")}, {"level": Level.NATIONAL}, "district-cppcc"),
        ({"contact_phone": said("1")}, {"level": Level.NATIONAL}, "higher-level-letter"),
        (
            {"signer": said("周砚")},
            {"level": Level.NATIONAL, "matter_type": MatterType.NPC_SUGGESTION},
            "deputy-suggestion",
        ),
        ({"signer": said("周砚")}, {"handling_role": HandlingRole.CO_HANDLING}, "co-opinion"),
    ],
)
def test_the_template_is_one_that_can_print_what_the_letter_has(
    work: Workplace, case: Case, facts: dict[str, object], found: dict[str, object], template: str
) -> None:
    assert template_for(work, replace(case, **found), parsed(**facts)).id == template  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "of_district", "of_letter"),
    [
        ({}, "", ""),
        ({"copies": said("区委办")}, "gbt9704-general", ""),
        ({"document_number": said("〔2024〕8号")}, "gbt9704-letter", ""),
        ({"copies": said("区委办"), "document_number": said("〔2024〕8号")}, "gbt9704-general", ""),
    ],
)
def test_a_letter_with_copies_or_a_number_gets_a_layout_that_prints_them(
    work: Workplace, facts: dict[str, object], of_district: str, of_letter: str
) -> None:
    """The layout of letters to higher levels has both a head and an imprint."""
    assert layout_for(work, DISTRICT, parsed(**facts)) == of_district
    assert layout_for(work, LETTER, parsed(**facts)) == of_letter


@pytest.mark.parametrize(
    ("words", "book"),
    [
        ("", "shanghai-changning"),
        ("解决或采纳", "shanghai-changning"),
        ("A", "general-abc"),
        # The book of letters knows this word and prints B; the one that prints words goes first.
        ("计划解决", "general-words"),
        ("胡写一气", ""),
    ],
)
def test_the_rule_book_is_one_that_prints_the_result_so(
    work: Workplace, case: Case, words: str, book: str
) -> None:
    assert rule_book_with(work, case, words) == book


def test_a_letter_keeps_of_its_own_wording_only_what_the_template_would_not_print(
    work: Workplace, case: Case
) -> None:
    usual = parsed(
        "收悉。", title_lines=("对临江区政协十五届四次会议", "第085号提案的答复"), salutation=said("沈亦澄委员："),
        disclosure=said("（此件公开发布）"), disclosure_class=Disclosure.PROACTIVE,
    )  # fmt: skip
    fields = reply_of(work, case, usual).fields
    assert (fields.title_lines, fields.salutation, fields.note) == ((), "", "")
    other = replace(
        usual, title_lines=("复函",), salutation=said("尊敬的沈委员："), disclosure=said("（此件可以公开）")
    )
    fields = reply_of(work, case, other).fields
    assert (fields.title_lines, fields.salutation) == (("复函",), "尊敬的沈委员：")
    assert fields.note == "（此件可以公开）"
    # 是否公开：是 is an answer in a form, which nobody prints under a letter.
    fields = reply_of(work, case, replace(usual, disclosure=said("是否公开：是"))).fields
    assert fields.note == ""


def test_the_facts_of_a_letter_are_taken_as_they_stand(work: Workplace, case: Case) -> None:
    letter = parsed(
        "收悉。", handling_result=said("列入计划拟解决"), signer=said("周砚"), unit=said("区科委"),
        date=Recognised(date(2024, 4, 9), 0.9), document_number=said("临科〔2024〕8号"), contact_person=said("林越"),
        contact_phone=said("021-5550 0199"), copies=said("区委办，区政协提案委；区府办。"),
        attachments=("附件：1.清单", "2、名册", "附件"),
    )  # fmt: skip
    reply = reply_of(work, case, letter)
    fields = reply.fields
    assert (reply.case_id, reply.template, reply.layout) == (case.id, "district-cppcc", "gbt9704-general")
    assert (fields.handling_result, fields.signer, fields.issuer) == ("planned", "周砚", "区科委")
    assert (fields.issue_date, fields.document_number) == (date(2024, 4, 9), "临科〔2024〕8号")
    assert (fields.contact_person, fields.contact_phone) == ("林越", "021-5550 0199")
    assert fields.copies_to == ("区委办", "区政协提案委", "区府办")
    assert fields.attachments == ("清单", "名册")
    unknown = reply_of(work, case, replace(letter, handling_result=said("办好了"))).fields
    assert unknown.handling_result == "办好了"


# What it says of its case.
def test_a_reply_is_of_the_lead_unit_that_signed_it() -> None:
    values = reply_values(
        parsed(unit=said("区科委"), names=("沈亦澄", "何青"), proposal_numbers=("085", "091"))
    )
    assert values == {
        "number": "085",
        "handling_role": HandlingRole.LEAD,
        "lead_unit": "区科委",
        "proposers": (Proposer("沈亦澄"), Proposer("何青")),
        "remark": "并案办理：085、091",
    }


def test_an_opinion_goes_to_the_lead_unit_and_names_no_proposer() -> None:
    opinion = replace(
        parsed(unit=said("区科委"), names=("区教育局",), proposal_numbers=("085",)), kind=ReplyKind.CO_OPINION
    )
    values = reply_values(opinion)
    assert (values["handling_role"], values["lead_unit"]) == (HandlingRole.CO_HANDLING, "区教育局")
    assert not {"proposers", "remark", "replied_at"} & values.keys()


# The fields of the review page.
def test_a_name_is_marked_where_it_stands_first() -> None:
    text = "沈亦澄委员：您好！沈亦澄、何青"
    fields = {one.key: one for one in reply_fields(parsed(names=("沈亦澄", "何青", "白露")), text)}
    found = fields["proposers"]
    assert (found.text, found.spans) == ("沈亦澄、何青、白露", (Span(0, 3), Span(13, 15)))
    assert not found.needs_check
    # Nobody was found: nothing to check, nothing to mark.
    none = {one.key: one for one in reply_fields(parsed(), text)}["proposers"]
    assert (none.text, none.confidence, none.spans, none.needs_check) == ("", 0.0, (), False)


@pytest.mark.parametrize(
    ("text", "sure", "check"), [("甲", SURE - 0.01, True), ("甲", SURE, False), ("", 0.0, False)]
)
def test_an_unsure_value_asks_to_be_checked(text: str, sure: float, check: bool) -> None:
    assert ReadField("subject", "案由", text, sure).needs_check is check


def test_the_class_of_disclosure_stands_where_its_note_stands() -> None:
    mark = Recognised("此件公开发布", 0.8, (Span(3, 9),))
    letter = parsed(disclosure=mark, disclosure_class=Disclosure.PROACTIVE)
    field = {one.key: one for one in reply_fields(letter, "")}["reply.disclosure"]
    assert (field.label, field.text, field.confidence, field.spans) == (
        "公开属性",
        "主动公开",
        0.8,
        (Span(3, 9),),
    )
    bare = {one.key: one for one in reply_fields(parsed(), "")}["reply.disclosure"]
    assert (bare.text, bare.confidence) == ("", 0.0)
