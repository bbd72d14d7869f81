"""Drafting a reply: created from the template, saved by changes, earlier versions kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole, Level, MatterType
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.errors import Refused
from desktop.domain.records.handling_round import HandlingRound
from desktop.services.cases.cases import create_case
from desktop.services.handling.opinions import ask_opinions, receive_opinion
from desktop.services.office.office import Office, read_office, save_office
from desktop.services.office.workplace import SHIPPED_TEMPLATES, Workplace
from desktop.services.writing.choices import case_facts, choices_of, fill_phrase, fitting_templates
from desktop.services.writing.composing import print_reply
from desktop.services.writing.drafting import (
    add_section,
    history,
    open_reply,
    remove_section,
    save_reply,
    section_states,
    set_reply_fields,
    write_section,
)
from desktop.store.history.handling import ROUNDS
from desktop.store.letters.replies import read_reply
from tests.letters import CASE, CO_HANDLED, NATIONAL, SUGGESTION
from tests.services.conftest import Clock


def test_a_new_reply_is_created_from_the_fitting_template_with_facts_filled(
    work: Workplace, case: Case
) -> None:
    save_office(
        work, Office(unit="临江区科学技术委员会", contact_person="林越", contact_phone="021-5550 0199")
    )
    reply = open_reply(work, case.id)
    assert reply.template == "district-cppcc"
    assert reply.fields.issuer == "临江区科学技术委员会"
    assert reply.fields.contact_phone == "021-5550 0199"
    opening = reply.section("opening")
    assert opening is not None
    assert opening.text == (
        "您提出的关于推动生物医药孵化器建设的提案收悉。{研究情况}，现将办理情况答复如下："
    )
    overview = reply.section("overview")
    assert overview is not None
    assert overview.paragraphs[0] == "一、对本提案的办理概述"
    assert "我委高度重视" in overview.text


def test_the_opening_names_the_units_that_have_answered(work: Workplace, case: Case) -> None:
    """Before any has answered the place stays open; it is filled as soon as the opinion has come."""
    ask_opinions(work, case.id)
    assert "{研究情况}" in "".join(section.text for section in open_reply(work, case.id).sections)
    receive_opinion(work, case.id, "区投资促进办公室", text="同意。")
    printed = [block.text for block in print_reply(work, case.id).blocks]
    assert (
        "您提出的关于推动生物医药孵化器建设的提案收悉。经会同区投资促进办公室研究，现将办理情况答复如下："
        in printed
    )


def test_the_heading_of_the_next_steps_follows_the_answers(work: Workplace, case: Case) -> None:
    answer = "二、对提案建议的答复\n（一）产业基金\n已设立。\n（二）运营团队\n已引进。"
    reply = write_section(work, case.id, "answer", answer)
    section = reply.section("next_steps")
    assert section is not None
    assert section.paragraphs[0] == "（三）下一步举措"
    assert open_reply(work, case.id) == reply


def test_opening_a_reply_again_gives_the_stored_one(work: Workplace, case: Case) -> None:
    reply = write_section(work, case.id, "opening", "您提出的提案收悉。")
    assert open_reply(work, case.id) == reply


@pytest.mark.parametrize(
    ("facts", "template"),
    [
        ({"handling_role": HandlingRole.CO_HANDLING}, "co-opinion"),
        ({"matter_type": MatterType.NPC_SUGGESTION}, "deputy-suggestion"),
        ({"level": Level.NATIONAL}, "higher-level-letter"),
        ({}, "district-cppcc"),
    ],
)
def test_the_template_follows_kind_level_and_role(
    work: Workplace, case: Case, facts: dict[str, object], template: str
) -> None:
    other = create_case(work, replace(case, id=0, number="9", **facts))  # type: ignore[arg-type]
    assert open_reply(work, other.id).template == template


def test_an_unknown_template_is_refused(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match="没有模板"):
        open_reply(work, case.id, "没有的模板")


@pytest.mark.parametrize("name", ["opening", "开头", "2"])
def test_a_section_is_named_by_key_label_or_place(work: Workplace, case: Case, name: str) -> None:
    reply = write_section(work, case.id, name, "您提出的提案收悉。\r\n现答复如下：\n")
    section = reply.section("opening")
    assert section is not None
    assert section.paragraphs == ("您提出的提案收悉。", "现答复如下：")


def test_an_unknown_section_is_refused_listing_the_existing_ones(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match=r"没有“结论”这一节。可以写：问候、开头"):
        write_section(work, case.id, "结论", "好")


def test_saving_says_when_and_whether_anything_changed(work: Workplace, case: Case, clock: Clock) -> None:
    reply = open_reply(work, case.id)
    assert not save_reply(work, reply).changed
    clock.pass_minutes(1)
    saved = save_reply(work, reply.with_section("opening", "收悉。"))
    assert saved.changed
    assert saved.at == clock.moment


def test_fields_accept_labels_and_store_codes(work: Workplace, case: Case) -> None:
    texts = {
        "办理结果": "列入计划拟解决",
        "签发人": "周砚",
        "issue_date": "2024.4.9",
        "公开属性": "依申请公开",
    }
    fields = set_reply_fields(work, case.id, texts).fields
    assert (fields.handling_result, fields.signer) == ("planned", "周砚")
    assert (fields.issue_date, fields.disclosure) == (date(2024, 4, 9), Disclosure.ON_REQUEST)


def test_a_result_class_of_another_place_is_refused(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match=r"办理结果没有“B”.*解决或采纳、列入计划拟解决、留作参考"):
        set_reply_fields(work, case.id, {"handling_result": "B"})


def test_an_own_section_is_inserted_and_removed(work: Workplace, case: Case) -> None:
    reply = add_section(work, case.id, "opening", "（五）其他情况")
    keys = [section.key for section in reply.sections]
    assert keys[keys.index("opening") + 1] == "own_1"
    assert open_reply(work, case.id) == reply
    assert remove_section(work, case.id, "own_1").section("own_1") is None


def test_a_required_section_cannot_be_removed(work: Workplace, case: Case) -> None:
    open_reply(work, case.id)
    with pytest.raises(Refused, match="必备部分"):
        remove_section(work, case.id, "answer")


def test_section_states_distinguish_done_from_begun(work: Workplace, case: Case) -> None:
    reply = write_section(work, case.id, "opening", "您提出的提案收悉。现答复如下：")
    states = {state.key: state for state in section_states(reply, work.library.reply(reply.template))}
    assert states["opening"].done
    assert states["opening"].length == 15
    assert not states["answer"].done
    assert states["answer"].missing
    assert not states["thanks"].missing
    assert states["answer"].advice == (500, 2000)


def test_an_earlier_version_can_be_restored(work: Workplace, case: Case, clock: Clock) -> None:
    first = write_section(work, case.id, "opening", "第一稿。" * 20)
    clock.pass_minutes(10)
    write_section(work, case.id, "opening", "第二稿。")
    kept = history(work, first.id, "opening")
    assert kept[0].text == "第一稿。" * 20
    clock.pass_minutes(10)
    restored = write_section(work, case.id, "opening", kept[0].text)
    section = restored.section("opening")
    assert section is not None
    assert section.text == "第一稿。" * 20
    assert open_reply(work, case.id) == restored
    assert history(work, first.id, "opening")[0].text == "第二稿。"


def test_unknown_facts_of_a_new_reply_are_shown_as_chinese_placeholders(work: Workplace, case: Case) -> None:
    overview = open_reply(work, case.id).section("overview")
    assert overview is not None
    assert "提案交办后，{本单位自称}高度重视" in overview.text


def test_phrases_are_filled_and_report_missing_values(work: Workplace, case: Case) -> None:
    reply = open_reply(work, case.id)
    assert fill_phrase(work, case, reply, "{you}提出的《{subject}》收悉。") == (
        "您提出的《关于推动生物医药孵化器建设的提案》收悉。",
        (),
    )
    text, missing = fill_phrase(work, case, reply, "由{leader}牵头")
    assert missing == ("分管领导",)
    assert "{" not in text
    assert case_facts(work, case, reply).all_values()["number"] == "085"


def test_templates_fit_the_cases_they_are_made_for(work: Workplace) -> None:
    def names(case: Case) -> set[str]:
        return {template.id for template in fitting_templates(work, case)}

    assert {"district-cppcc", "second-reply", "merged-reply"} <= names(CASE)
    assert "deputy-suggestion" in names(SUGGESTION)
    assert "higher-level-letter" in names(NATIONAL)
    assert names(CO_HANDLED) == {"co-opinion"}


def test_choices_follow_the_rule_book(work: Workplace, case: Case) -> None:
    choices = choices_of(work, case, open_reply(work, case.id))
    assert ("adopted", "解决或采纳") in choices.results
    assert "暂难解决" not in "".join(label for _, label in choices.results)
    assert ("proactive", "主动公开") in choices.disclosures
    assert "gbt9704" in dict(choices.layouts)
    assert choices.templates[0][0] == "district-cppcc"


def test_the_office_is_stored(work: Workplace) -> None:
    office = Office(unit="临江区科学技术委员会", region="临江区", locality="general-abc", officer="林越")
    save_office(work, office)
    assert read_office(work) == office


def test_a_section_with_a_placeholder_left_in_it_is_not_done(work: Workplace, case: Case) -> None:
    write_section(work, case.id, "overview", "一、概述\n我委于{成文日期}走访了委员。")
    states = {state.key: state for state in section_states(open_reply(work, case.id), None)}
    assert (states["overview"].done, states["overview"].missing) == (False, True)
    write_section(work, case.id, "overview", "一、概述\n我委走访了委员。{不是占位}")
    states = {state.key: state for state in section_states(open_reply(work, case.id), None)}
    assert states["overview"].done


def test_the_second_round_gets_a_letter_of_its_own(work: Workplace, case: Case) -> None:
    first = write_section(work, case.id, "opening", "上一轮写的话。")
    ROUNDS.add(work.store, HandlingRound(case.id, 2))
    second = open_reply(work, case.id)
    assert (second.round, second.id == first.id) == (2, False)
    assert "上一轮写的话" not in "".join(section.text for section in second.sections)
    assert read_reply(work.store, case.id, 1) == first
    assert open_reply(work, case.id) == second


THANKS = "感谢您对我委工作的关心和支持，欢迎继续提出宝贵意见。"


@pytest.mark.parametrize(
    ("letter", "thanks"), [("", THANKS), ("thanks = true", THANKS), ("thanks = false", "")]
)
def test_a_new_reply_thanks_where_the_place_wants_it(
    work: Workplace, case: Case, letter: str, thanks: str
) -> None:
    """Without a word of the place the layout decides, which thanks."""
    save_office(work, Office(unit="临江区科学技术委员会"))
    own = place_of_its_own(work, letter)
    reply = open_reply(work, create_case(work, replace(case, id=0, number="9", locality=own)).id)
    section = reply.section("thanks")
    assert section is not None
    assert section.text == thanks


@pytest.mark.parametrize(
    ("letter", "fields", "layout", "printed"),
    [
        ("", "", "district-plain", False),
        ("", "", "gbt9704", True),
        ("contact_line = true", "", "district-plain", True),
        ("contact_line = false", "", "gbt9704", False),
        ("", ', "contact_person"', "district-plain", True),
        ("contact_line = false", ', "contact_person"', "district-plain", False),
    ],
)
def test_the_contact_line_is_printed_where_the_place_or_the_layout_wants_it(
    work: Workplace, case: Case, letter: str, fields: str, layout: str, printed: bool
) -> None:
    save_office(
        work, Office(unit="临江区科学技术委员会", contact_person="林越", contact_phone="021-5550 0199")
    )
    own = place_of_its_own(work, letter, fields)
    other = create_case(work, replace(case, id=0, number="9", locality=own))
    texts = [block.text for block in print_reply(work, other.id, layout).blocks]
    assert ("（联系人：林越，联系电话：021-5550 0199）" in texts) is printed


def place_of_its_own(work: Workplace, letter: str, fields: str = "") -> str:
    """Install a rule book like that of 长宁 with these lines in [letter] and more required fields; its id."""
    shipped = (SHIPPED_TEMPLATES / "localities" / "shanghai-changning.toml").read_text(encoding="utf-8")
    text = shipped.replace('id = "shanghai-changning"', 'id = "mine"').replace(
        'name = "上海市长宁区"', 'name = "本区"'
    )
    text = text.replace("contact_line = false", letter).replace('"disclosure"]', f'"disclosure"{fields}]')
    folder = work.data_dir / "templates" / "localities"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    work.template_cache.invalidate()
    return "mine"
