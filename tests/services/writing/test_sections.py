"""The list of sections, the fields still empty, and what a change of a letter is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.field_change import FieldChange
from desktop.domain.case.reply import Reply, ReplyFields, Section
from desktop.domain.errors import Gone, Refused
from desktop.domain.letter.reply_template import ReplyTemplate
from desktop.services.cases.cases import create_case, get_case
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import (
    MissingFact,
    SectionState,
    is_unedited,
    letter_changes,
    missing_facts,
    open_reply,
    save_reply,
    section_key,
    section_states,
    set_reply_fields,
    stored_reply,
    with_own_section,
    without_section,
    write_section,
)
from tests.letters import library

DISTRICT = library().replies["district-cppcc"]


def letter(*sections: tuple[str, str], **fields: object) -> Reply:
    facts = ReplyFields(**fields)  # type: ignore[arg-type]
    return Reply(
        1, 1, template="district-cppcc", fields=facts, sections=tuple(Section(*one) for one in sections)
    )


@pytest.mark.parametrize(
    ("template", "section", "state"),
    [
        (DISTRICT, ("opening", "您提出的提案收悉。"), SectionState("opening", "开头", True, False, 9, (30, 150))),
        # Blanks and line feeds are no 字; a heading alone is no text.
        (
            DISTRICT,
            ("answer", "二、对提案建议的答复\n　已 办"),
            SectionState("answer", "对建议的答复", True, False, 12, (500, 2000), "二、"),
        ),
        (
            DISTRICT,
            ("answer", "二、对提案建议的答复"),
            SectionState("answer", "对建议的答复", False, True, 10, (500, 2000), "二、"),
        ),
        (DISTRICT, ("opening", "收到××件。"), SectionState("opening", "开头", False, True, 6, (30, 150))),
        # 结语 may be left out; what the officer added may not stay empty unnoticed.
        (DISTRICT, ("thanks", ""), SectionState("thanks", "结语", False, False, 0, (0, 0))),
        (DISTRICT, ("own_1", "（五）其他情况"), SectionState("own_1", "（五）其他情况", False, True, 7, (0, 0), "（五）")),
        (DISTRICT, ("own_1", ""), SectionState("own_1", "（空白小节）", False, True, 0, (0, 0))),
        # The template's file is gone: nobody knows what it advised.
        (None, ("opening", "您好！"), SectionState("opening", "您好！", True, False, 3, (0, 0))),
        (None, ("opening", ""), SectionState("opening", "（空白小节）", False, True, 0, (0, 0))),
    ],
)  # fmt: skip
def test_a_line_of_the_section_list(
    template: ReplyTemplate | None, section: tuple[str, str], state: SectionState
) -> None:
    assert section_states(letter(section), template) == (state,)


def test_a_section_has_the_number_of_its_heading_below_that_of_the_heading_before() -> None:
    written = letter(
        ("opening", "您提出的提案收悉。"),
        ("overview", "一、对本提案的办理概述\n已办。"),
        ("answer", "二、对提案建议的答复\n（一）载体建设情况\n已办。\n（二）培育情况\n已办。"),
        ("next_steps", "（三）下一步举措\n1. 建设载体"),
        ("own_1", "1. 资金安排"),
    )
    numbers = [state.number for state in section_states(written, DISTRICT)]
    assert numbers == ["", "一、", "二、", "二、（三）", ""]


def test_the_fields_that_the_template_wants_are_named_in_its_order_until_they_are_filled() -> None:
    assert missing_facts(letter(), DISTRICT) == (
        MissingFact("handling_result", "办理结果"),
        MissingFact("signer", "签发人"),
        MissingFact("issuer", "落款单位"),
        MissingFact("issue_date", "成文日期"),
        MissingFact("disclosure", "公开属性"),
    )
    part = letter(signer="周砚", issue_date=date(2024, 4, 9), handling_result="adopted")
    assert [fact.key for fact in missing_facts(part, DISTRICT)] == ["issuer", "disclosure"]
    assert missing_facts(letter(), None) == ()


def test_a_mark_of_result_and_the_result_itself_are_one_field() -> None:
    wanting = replace(DISTRICT, required_fields=("result_mark", "handling_result", "we", "signer"))
    assert [fact.key for fact in missing_facts(letter(), wanting)] == ["handling_result", "signer"]


@pytest.mark.parametrize(
    ("of_office", "of_case", "of_settings", "contact"),
    [
        ("林越", "周衡", "何青", "林越"),
        ("", "周衡", "何青", "周衡"),
        ("", "", "何青", "何青"),
        ("", "", "", ""),
    ],
)
def test_a_new_letter_takes_the_contact_of_the_office_then_the_officer_of_the_case(
    work: Workplace, case: Case, of_office: str, of_case: str, of_settings: str, contact: str
) -> None:
    save_office(work, Office(unit="临江区科委", contact_person=of_office, officer=of_settings))
    made = create_case(work, replace(case, id=0, number="086", officer=of_case))
    assert open_reply(work, made.id).fields.contact_person == contact


def test_a_letter_is_unedited_until_a_word_or_a_field_differs(work: Workplace, case: Case) -> None:
    reply = open_reply(work, case.id)
    stored = get_case(work, case.id)
    assert is_unedited(work, stored, reply)
    assert not is_unedited(work, stored, reply.with_section("opening", "收悉。"))
    assert not is_unedited(work, stored, replace(reply, fields=replace(reply.fields, signer="周砚")))
    # Without its template nobody can say what it began with.
    assert not is_unedited(work, stored, replace(reply, template="gone"))


def test_no_letter_is_stored_until_it_is_opened(work: Workplace, case: Case) -> None:
    assert stored_reply(work, case.id) is None
    reply = open_reply(work, case.id)
    assert (reply.id > 0, reply.case_id, reply.round, reply.template) == (True, case.id, 1, "district-cppcc")
    assert stored_reply(work, case.id) == reply


def test_a_letter_of_a_case_that_was_taken_back_has_no_place_any_more(work: Workplace, case: Case) -> None:
    reply = open_reply(work, case.id)
    with pytest.raises(Gone, match="已经撤销"):
        save_reply(work, replace(reply, id=reply.id + 7))


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ({}, {}, ()),
        ({}, {"signer": "周砚"}, (FieldChange("signer", "", "周砚"),)),
        # The result stands as its words, whatever else changed with it.
        (
            {"handling_result": "planned"},
            {"handling_result": "adopted", "signer": "周砚"},
            (
                FieldChange("handling_result", "列入计划拟解决", "解决或采纳"),
                FieldChange("signer", "", "周砚"),
            ),
        ),
        ({}, {"handling_result": "reference"}, (FieldChange("handling_result", "", "留作参考"),)),
        ({"handling_result": "甲类"}, {}, (FieldChange("handling_result", "甲类", ""),)),
        # A telephone number rests on nothing.
        ({}, {"contact_phone": "1"}, ()),
    ],
)
def test_changes_of_a_letter_are_told_in_words(
    work: Workplace,
    case: Case,
    before: dict[str, str],
    after: dict[str, str],
    changes: tuple[FieldChange, ...],
) -> None:
    assert letter_changes(work, case.id, ReplyFields(**before), ReplyFields(**after)) == changes  # type: ignore[arg-type]


def test_every_field_counts_where_the_letter_is_out(work: Workplace, case: Case) -> None:
    found = letter_changes(work, case.id, ReplyFields(), ReplyFields(contact_phone="1"), every=True)
    assert found == (FieldChange("contact_phone", "", "1"),)


def test_an_own_section_takes_the_first_free_name_and_stands_where_asked() -> None:
    reply = letter(("greeting", "您好！"), ("own_1", "甲"), ("thanks", "谢谢。"))
    assert [s.key for s in with_own_section(reply, "greeting", " 乙 ").sections] == [
        "greeting", "own_2", "own_1", "thanks",
    ]  # fmt: skip
    first = with_own_section(reply, "", " 乙 ")
    assert first.sections[0] == Section("own_2", "乙")
    assert len(first.sections) == 4
    assert with_own_section(reply, "thanks", "乙").sections[-1].key == "own_2"
    with pytest.raises(Refused, match="没有找到要接在后面的那一节。请先选中一节"):
        with_own_section(reply, "gone", "乙")


@pytest.mark.parametrize(("template", "key"), [(DISTRICT, "thanks"), (DISTRICT, "own_1"), (None, "opening")])
def test_a_section_that_nothing_requires_can_go(template: ReplyTemplate | None, key: str) -> None:
    reply = letter(("opening", "甲"), ("own_1", "乙"), ("thanks", "丙"))
    kept = without_section(reply, template, key)
    assert key not in {section.key for section in kept.sections}
    assert len(kept.sections) == 2


def test_a_required_section_stays_and_is_named_by_its_label() -> None:
    with pytest.raises(Refused, match="“开头”是必备部分，不能删除"):
        without_section(letter(("opening", "甲")), DISTRICT, "opening")


def test_headings_move_up_when_a_section_above_goes() -> None:
    reply = letter(("a", "一、甲\n文。"), ("own_1", "二、乙\n文。"), ("b", "三、丙\n文。"))
    assert [s.text for s in without_section(reply, None, "own_1").sections] == [
        "一、甲\n文。",
        "二、丙\n文。",
    ]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("answer", "answer"),
        (" 对建议的答复 ", "answer"),
        ("二、对提案建议的答复", "answer"),
        ("关于产业的问题", "own_1"),
        ("3", "own_1"),
        ("1", "opening"),
    ],
)
def test_a_section_is_found_by_any_of_its_names(work: Workplace, name: str, key: str) -> None:
    reply = letter(
        ("opening", "您好。"), ("answer", "二、对提案建议的答复"), ("own_1", "关于产业的问题\n文。")
    )
    assert section_key(work, reply, name) == key


@pytest.mark.parametrize("name", ["", "  ", "4", "0", "文。"])
def test_an_unknown_name_lists_labels_and_own_keys(work: Workplace, name: str) -> None:
    reply = letter(("opening", "您好。"), ("own_1", "关于产业的问题\n文。"), ("thanks", ""))
    with pytest.raises(Refused, match=f"答复里没有“{name}”这一节。可以写：开头、own_1、结语"):
        section_key(work, reply, name)


def test_line_ends_of_other_systems_and_blank_lines_around_a_text_go(work: Workplace, case: Case) -> None:
    written = write_section(work, case.id, "thanks", "\n\n甲\r\n乙\r丙\n\n")
    section = written.section("thanks")
    assert section is not None
    assert section.text == "甲\n乙\n丙"


def test_a_result_may_be_taken_back(work: Workplace, case: Case) -> None:
    assert set_reply_fields(work, case.id, {"办理结果": "解决或采纳"}).fields.handling_result == "adopted"
    assert set_reply_fields(work, case.id, {"办理结果": ""}).fields.handling_result == ""
