"""What is missing before a step: named with clause, remedy and who may pass it, from records of this round and role."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.case.case import Ask, HandlingRole
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.gates.readiness import Finding, Need
from desktop.domain.gates.standing import GateStep
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.correctable import RecordKind
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.domain.rules.locality import SignerLevel
from desktop.services.cases.cases import get_case, link_ask, set_fields
from desktop.services.gates.readiness import readiness
from desktop.services.handling import contacts, opinions, progress, reviews, waivers
from desktop.services.handling.record_corrections import take_back
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing import drafting
from desktop.store.history.handling import DISCLOSURES
from tests.complete_case import complete
from tests.services.handling.handled_cases import TO_LEADER, answered, move_on, new_case


def missing(work: Workplace, case_id: int, end: Status | None = None) -> list[str]:
    return [one.words for one in readiness(work, get_case(work, case_id), end) if one.must]


def finding(work: Workplace, case_id: int, need: Need, end: Status | None = None) -> Finding:
    (found,) = (one for one in readiness(work, get_case(work, case_id), end) if one.need is need)
    return found


def test_an_untouched_case_lacks_everything_before_the_signature(work: Workplace) -> None:
    case = new_case(work)
    assert missing(work, case.id) == [
        "还没有答复稿",
        "本轮沟通不够：要求至少沟通一次",
        "第 1 条建议还没有对应的答复：延长周末开放时间",
        "还没有公开审查的记录",
    ]


def test_a_complete_case_lacks_nothing_up_to_the_archive(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    assert missing(work, case.id, Status.SIGNED_OFF) == []
    assert missing(work, case.id, Status.ARCHIVED) == ["还没有签发", "还没有登记“已答复”"]


def test_each_finding_says_clause_remedy_step_and_who_may_pass_it(work: Workplace) -> None:
    case = new_case(work)
    drafting.open_reply(work, case.id)
    book = rules_of(work, case)
    required, signing, disclosure = book.required.basis, book.signing.basis, book.disclosure.basis
    assert required
    assert signing
    assert disclosure
    told = {
        (one.need, one.key): (one.basis, one.remedy, one.step, one.passing.by if one.passing else "")
        for one in readiness(work, case, Status.ARCHIVED)
        if one.must and one.need is not Need.UNWRITTEN
    }
    assert told == {
        (Need.FIELD, "handling_result"): (required, "请填写办理结果", GateStep.SIGNING, ""),
        (Need.FIELD, "signer"): (signing, "请填写签发人", GateStep.SIGNING, ""),
        (Need.FIELD, "issuer"): (required, "请填写落款单位", GateStep.SIGNING, ""),
        (Need.FIELD, "issue_date"): (required, "请填写成文日期", GateStep.ANSWERING, ""),
        (Need.ANSWER_DAY, ""): (
            "办复率、按时办复率按答复日期计算",
            "请先流转到“已答复”，写明实际的日期",
            GateStep.ANSWERING,
            "",
        ),
        (Need.CONTACT, ""): (required, "请登记沟通情况，或登记免予沟通的原因", GateStep.SIGNING, "经办人"),
        (Need.ASK, "1"): (required, "请把这条建议对应到答复的一节", GateStep.SIGNING, "经办人"),
        (Need.DISCLOSURE, ""): (
            disclosure,
            "请登记公开审查：审查人、日期和结论",
            GateStep.SIGNING,
            "",
        ),
        (Need.SIGN_OFF, ""): (signing, "请先流转到“已签发”", GateStep.NUMBERING, ""),
    }


def test_an_untouched_starter_text_is_full_of_open_places(work: Workplace) -> None:
    case = new_case(work, term=15, session=4)
    drafting.open_reply(work, case.id)
    open_places = [one for one in readiness(work, case) if one.need is Need.UNWRITTEN]
    assert "“办理概述”还有没填的空" in "".join(one.words for one in open_places)
    assert any("××" in one.words for one in open_places)
    assert all(one.must for one in open_places)


@pytest.mark.parametrize("mark", ["××", "＿＿", "____", "【待补充】", "{签发人}", "XX"])
def test_a_mark_left_in_the_letter_bars(work: Workplace, mark: str) -> None:
    case = complete(work, new_case(work).id)
    key = drafting.open_reply(work, case.id).sections[-1].key
    drafting.set_reply_fields(work, case.id, {"signer": ""} if "签发" in mark else {})
    drafting.write_section(work, case.id, key, f"由{mark}负责。")
    shown = mark.strip("{}")  # nobody is shown braces
    assert any("还有没填的空" in words and shown in words for words in missing(work, case.id))


def test_an_empty_required_section_bars_and_an_empty_optional_one_does_not(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    drafting.write_section(work, case.id, "thanks", "")
    assert missing(work, case.id) == []
    drafting.write_section(work, case.id, "answer", "二、对提案建议的答复")
    assert missing(work, case.id) == ["“对建议的答复”还没有写"]


def test_an_ask_tied_to_a_section_that_is_gone_is_not_answered(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    reply = drafting.open_reply(work, case.id)
    drafting.remove_section(work, case.id, reply.sections[-1].key)
    assert missing(work, case.id) == ["第 1 条建议还没有对应的答复：延长周末开放时间"]


def test_a_long_ask_is_quoted_shortened(work: Workplace) -> None:
    case = new_case(work, asks=(Ask(1, "延长周末开放时间" * 5),))
    assert finding(work, case.id, Need.ASK).words.endswith("：" + ("延长周末开放时间" * 5)[:29] + "…")


# Disclosure and secrecy.
def test_a_disclosure_field_alone_is_no_review(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    other = new_case(work, number="086")
    drafting.set_reply_fields(work, other.id, {"公开属性": "主动公开"})
    assert "还没有公开审查的记录" in missing(work, other.id)
    drafting.set_reply_fields(work, case.id, {"公开属性": "不予公开"})
    assert missing(work, case.id) == ["公开属性写的是“不予公开”，公开审查的结论是“主动公开”"]


def test_what_is_to_be_published_needs_a_secrecy_review_by_somebody_else(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    reviews.review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书")
    assert missing(work, case.id) == ["还没有保密审查的记录"]
    reviews.review_disclosure(work, case.id, Disclosure.ON_REQUEST, "沈秘书", reason="涉及第三方")
    assert missing(work, case.id) == []


def test_a_record_of_an_earlier_program_with_one_person_for_both_reviews_bars(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    (record,) = DISCLOSURES.of(work.store, case.id)
    DISCLOSURES.change(work.store, replace(record, secrecy_reviewer=record.reviewer))
    assert missing(work, case.id) == ["公开审查和保密审查是同一个人：沈秘书"]


# Who signs.
def test_a_key_proposal_is_signed_by_the_principal(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    set_fields(work, case.id, {"重点提案": "是"})
    assert missing(work, case.id) == ["要由主要领导签发，还没有主要领导签发的记录"]
    reviews.record_review(
        work, case.id, ReviewStage.LEADER, "周砚", Verdict.PASSED, signer_level=SignerLevel.DEPUTY
    )
    assert len(missing(work, case.id)) == 1
    reviews.record_review(
        work, case.id, ReviewStage.LEADER, "陈主任", Verdict.PASSED, signer_level=SignerLevel.PRINCIPAL
    )
    assert len(missing(work, case.id)) == 1, "the letter still names the deputy"
    drafting.set_reply_fields(work, case.id, {"签发人": "陈主任"})
    assert missing(work, case.id) == []


def test_the_principal_may_authorise_somebody_else_in_writing(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    set_fields(work, case.id, {"重点提案": "是"})
    waivers.pass_finding(work, case.id, Need.SIGNER, "", "主要领导在外，授权周砚签发", approved_by="陈主任")
    assert missing(work, case.id) == []
    assert finding(work, case.id, Need.SIGNER).passed == "主要领导在外，授权周砚签发，陈主任同意"


# Reminders.
def test_units_on_the_hand_over_list_that_were_never_asked_are_named(work: Workplace) -> None:
    case = new_case(work)
    opinions.ask_opinions(work, case.id, ("区文旅局",))
    opinions.receive_opinion(work, case.id, "区体育局", "同意。")
    words = [one.words for one in readiness(work, case) if one.need is Need.OPINION]
    assert words == [
        "“区体育局”的会办意见还没有并入答复",
        "“区文旅局”的会办意见还没有收到",
        "交办单上的会办单位“区教育局”还没有征求意见",
    ]
    assert [one.must for one in readiness(work, case) if one.need is Need.OPINION] == [True, False, False]


def test_an_opinion_that_came_in_is_taken_up_or_left_out_with_a_reason(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    opinions.receive_opinion(work, case.id, "区体育局", "同意。")
    assert missing(work, case.id) == ["“区体育局”的会办意见还没有并入答复"]
    waivers.pass_finding(work, case.id, Need.OPINION, "区体育局", "只说同意，没有内容")
    assert missing(work, case.id) == []
    opinions.receive_opinion(work, case.id, "区财政局", "经费在年度预算内安排。")
    assert missing(work, case.id) == ["“区财政局”的会办意见还没有并入答复"]
    opinions.merge_opinion(work, case.id, "区财政局", "answer")
    assert missing(work, case.id) == []


def test_a_planned_result_reminds_of_plan_and_promise(work: Workplace) -> None:
    case = complete(work, new_case(work).id, handling_result="列入计划拟解决")
    assert [one.words for one in readiness(work, case) if one.need is Need.RESULT] == [
        "办理结果为“列入计划拟解决”，请核对：写明列入的计划、责任单位和完成时间",
        "办理结果为“列入计划拟解决”，还没有登记承诺事项",
    ]


# A co-handling unit, a second round, a number.
def test_a_co_handled_case_needs_a_written_opinion_a_signer_and_a_signature(work: Workplace) -> None:
    case = new_case(work, handling_role=HandlingRole.CO_HANDLING, co_units=())
    assert missing(work, case.id, Status.SENT_TO_LEAD) == [
        "还没有会办意见",
        "还没有填写成文日期",
        "还没有签发",
    ]
    complete(work, case.id)
    assert missing(work, case.id, Status.SENT_TO_LEAD) == ["还没有签发"]


def test_the_second_round_asks_for_everything_anew(work: Workplace) -> None:
    case = answered(work)
    progress.move_case(work, case.id, Status.REHANDLING, "不满意")
    assert missing(work, case.id, Status.SIGNED_OFF) == [
        "还没有本轮答复稿",
        "本轮沟通不够：要求至少沟通一次",
        "第 1 条建议还没有对应的答复：延长周末开放时间",
        "还没有公开审查的记录",
    ]


def test_an_ask_answered_in_the_first_reply_is_open_again_in_the_second_round(work: Workplace) -> None:
    """The sections of both letters have the same names; undone, the second round leaves the first answer as it was."""
    case = answered(work)
    before = get_case(work, case.id).asks
    assert all(ask.section_in(1) for ask in before)
    progress.move_case(work, case.id, Status.REHANDLING, "不满意")
    assert len(open_asks(work, case.id)) == len(before)
    progress.undo_move(work, case.id)
    assert (open_asks(work, case.id), get_case(work, case.id).asks) == ([], before)
    progress.move_case(work, case.id, Status.REHANDLING, "不满意")
    letter = drafting.open_reply(work, case.id)
    assert len(open_asks(work, case.id)) == len(before)
    for ask in before:
        link_ask(work, case.id, ask.number, letter.sections[0].key)
    assert open_asks(work, case.id) == []
    assert get_case(work, case.id).asks[0].section_in(2) == letter.sections[0].key


def open_asks(work: Workplace, case_id: int) -> list[str]:
    return [
        one.key
        for one in readiness(work, get_case(work, case_id), Status.SIGNED_OFF)
        if one.must and one.need is Need.ASK
    ]


def test_a_place_with_numbered_letters_asks_for_the_number_before_numbering(work: Workplace) -> None:
    case = complete(work, new_case(work, locality="national").id)
    drafting.set_reply_fields(work, case.id, {"发文字号": ""})
    assert missing(work, case.id, Status.SIGNED_OFF) == []
    move_on(work, case.id, *TO_LEADER, Status.SIGNED_OFF)
    assert missing(work, case.id) == ["还没有填写发文字号"]
    waivers.pass_finding(work, case.id, Need.FIELD, "document_number", "网上办复，不编文号")
    assert missing(work, case.id) == []


# A waiver of contact.
def test_a_waiver_of_contact_is_a_record_of_its_own(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    (known,) = contacts.contacts_of(work, case.id)
    take_back(work, case.id, RecordKind.CONTACT, known.id, "没有去")
    waivers.pass_finding(work, case.id, Need.CONTACT, "", "委员本人提出不需要走访")
    assert [(one.way, one.points) for one in contacts.contacts_of(work, case.id)] == [
        (ContactWay.WAIVED, "委员本人提出不需要走访")
    ]
    assert missing(work, case.id) == []
    assert finding(work, case.id, Need.CONTACT).passed == "委员本人提出不需要走访（免予沟通）"
