"""Merged cases 「并案」: one letter takes every proposer's case along; contact, letter and feedback stay with each of them."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Case, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.errors import Refused
from desktop.domain.figures.case_figures import FigureScope
from desktop.domain.gates.readiness import Need, NotReady
from desktop.domain.records.contact import ContactWay
from desktop.services.cases.cases import get_case, set_fields
from desktop.services.cases.merging import merge_case, merger_words, unmerge_case
from desktop.services.cases.work_list import list_cases
from desktop.services.gates.readiness import readiness
from desktop.services.handling import contacts, feedback, progress, reviews, waivers
from desktop.services.handling.due_list import DueWhat, due_items
from desktop.services.handling.rounds import rounds_of
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.ledger import ledger_row
from desktop.services.reporting.statistics import gather_statistics
from desktop.services.writing import drafting
from desktop.services.writing.composing import print_reply
from desktop.typesetting.model.block import Block
from tests.complete_case import complete
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import OUT, TO_LEADER, move_on, new_case

TO_CONTACT = TO_LEADER[:3]
DRAFT_TO_LEADER = TO_LEADER[3:]


@pytest.fixture
def lead(work: Workplace) -> Case:
    case = new_case(work, number="007", proposers=(Proposer("林一帆"),), co_units=(), asks=())
    move_on(work, case.id, *TO_CONTACT)
    contacts.record_contact(work, case.id, ContactWay.VISIT)
    return case


@pytest.fixture
def follower(work: Workplace, lead: Case) -> Case:
    case = new_case(work, number="008", proposers=(Proposer("何青"),), co_units=(), asks=())
    move_on(work, case.id, *TO_CONTACT)
    return merge_case(work, case.id, into=lead.id)


def status(work: Workplace, case: Case) -> Status:
    return get_case(work, case.id).status


def answer(work: Workplace, lead: Case, follower: Case) -> None:
    """Contact with the other proposer, the one letter with its review, and the way out."""
    contacts.record_contact(work, follower.id, ContactWay.PHONE)
    move_on(work, lead.id, *DRAFT_TO_LEADER)
    complete(
        work,
        lead.id,
        handling_result="列入计划拟解决",
        signer="沈局长",
        document_number="长科委提复〔2026〕7号",
    )
    move_on(work, lead.id, *OUT[:3])


def test_draft_sign_off_and_number_take_the_follower_along(
    work: Workplace, lead: Case, follower: Case
) -> None:
    contacts.record_contact(work, follower.id, ContactWay.PHONE)
    for step in DRAFT_TO_LEADER:
        move_on(work, lead.id, step)
        assert status(work, follower) is step
    assert progress.events(work, follower.id)[-1].note == "随第007号"


@pytest.mark.parametrize("step", [Status.DRAFTING, Status.SECTION_REVIEW])
def test_a_step_of_the_letter_is_refused_for_the_follower(
    work: Workplace, lead: Case, follower: Case, step: Status
) -> None:
    with pytest.raises(Refused, match="随第007号一起走"):
        progress.move_case(work, follower.id, step, "单独办", jump=True)
    assert progress.next_step(work, get_case(work, follower.id)) is None
    assert status(work, lead) is Status.CONTACTING


def test_the_letter_waits_for_the_contact_with_every_proposer(
    work: Workplace, lead: Case, follower: Case
) -> None:
    move_on(work, lead.id, *DRAFT_TO_LEADER)
    complete(work, lead.id)
    with pytest.raises(Refused, match="第008号：本轮沟通不够"):
        move_on(work, lead.id, *OUT[:3])
    assert status(work, lead) == status(work, follower)
    assert not status(work, lead).is_replied


def lacks(work: Workplace, case: Case, end: Status) -> list[str]:
    return [one.words for one in readiness(work, get_case(work, case.id), end) if one.must]


def test_the_lead_case_lists_what_the_cases_lack_that_its_letter_takes_along(
    work: Workplace, lead: Case, follower: Case
) -> None:
    """The list and the refusal are one; what the one letter lacks is named once."""
    move_on(work, lead.id, *DRAFT_TO_LEADER)
    with pytest.raises(NotReady) as before:
        progress.move_case(work, lead.id, Status.SIGNED_OFF)
    listed = lacks(work, lead, Status.SIGNED_OFF)
    assert sorted(one.words for one in before.value.findings) == sorted(listed)
    assert listed.count("还没有公开审查的记录") == 1
    assert [one for one in listed if "第008号" in one] == ["第008号：本轮沟通不够：要求至少沟通一次"]
    step = progress.next_step(work, get_case(work, lead.id))
    assert step is not None
    assert step.missing == len(listed)
    assert {one.of for one in before.value.findings} == {0, follower.id}


def test_every_proposer_of_the_merger_has_his_asks_answered(
    work: Workplace, lead: Case, follower: Case
) -> None:
    set_fields(work, follower.id, {"建议": "免费开放"})
    contacts.record_contact(work, follower.id, ContactWay.PHONE)
    move_on(work, lead.id, *DRAFT_TO_LEADER)
    complete(work, lead.id)
    assert lacks(work, lead, Status.SIGNED_OFF) == ["第008号：第 1 条建议还没有对应的答复：免费开放"]
    waivers.pass_finding(work, follower.id, Need.ASK, "1", "属市级事权，已当面说明")
    assert lacks(work, lead, Status.SIGNED_OFF) == []


def test_what_was_passed_for_the_letter_is_passed_for_all_it_answers(
    work: Workplace, lead: Case, follower: Case
) -> None:
    contacts.record_contact(work, follower.id, ContactWay.PHONE)
    move_on(work, lead.id, *DRAFT_TO_LEADER)
    complete(work, lead.id)
    drafting.write_section(work, lead.id, "thanks", "举办“××杯”比赛。")
    (gap,) = [one for one in readiness(work, get_case(work, lead.id)) if one.must]
    waivers.pass_finding(work, lead.id, gap.need, gap.key, "比赛名称如此")
    move_on(work, lead.id, Status.SIGNED_OFF)
    assert status(work, follower) is Status.SIGNED_OFF


def test_after_the_answer_the_lead_case_names_its_own_gaps_only(
    work: Workplace, lead: Case, follower: Case
) -> None:
    answer(work, lead, follower)
    feedback.record_feedback(work, follower.id, "不同意")
    assert lacks(work, lead, Status.CLOSED) == []


def test_nobody_is_late_after_the_joint_answer(
    work: Workplace, clock: Clock, lead: Case, follower: Case
) -> None:
    answer(work, lead, follower)
    clock.set("2026-12-01")
    assert get_case(work, follower.id).replied_at == date(2026, 2, 9)
    assert [item for item in due_items(work) if item.what is DueWhat.REPLY] == []


def test_the_follower_shows_the_letter_that_answers_it(work: Workplace, lead: Case, follower: Case) -> None:
    answer(work, lead, follower)
    (only,) = rounds_of(work, get_case(work, follower.id))
    assert (only.letter.signer, only.result_words) == ("沈局长", "列入计划拟解决")
    row = ledger_row(work, get_case(work, follower.id))
    assert (row["doc_number"], row["merged_into"]) == ("长科委提复〔2026〕7号", "并入007")
    found = gather_statistics(work, FigureScope())
    assert found.rate("disclosure_rate").counted == (lead.id, follower.id)
    assert [part.count for part in found.breakdowns["result"]] == [2]  # type: ignore[index]


def test_each_proposer_has_a_letter_with_his_own_name(work: Workplace, lead: Case, follower: Case) -> None:
    def salutation(case: Case) -> str:
        blocks = print_reply(work, case.id).blocks
        return next(
            block.text for block in blocks if isinstance(block, Block) and block.style == "salutation"
        )

    drafting.open_reply(work, lead.id)
    assert "林一帆" in salutation(lead)
    assert "何青" in salutation(follower)
    assert drafting.open_reply(work, follower.id) == drafting.open_reply(work, lead.id)


def test_feedback_and_a_second_round_are_each_proposers_own(
    work: Workplace, clock: Clock, lead: Case, follower: Case
) -> None:
    answer(work, lead, follower)
    for one in (lead, follower):
        progress.move_case(work, one.id, Status.FEEDBACK_WAIT)
    clock.set("2026-03-02")
    feedback.record_feedback(work, lead.id, "同意")
    feedback.record_feedback(work, follower.id, "不同意")
    progress.move_case(work, lead.id, Status.CLOSED)
    progress.move_case(work, follower.id, Status.REHANDLING, "没有时间表")
    contacts.record_contact(work, follower.id, ContactWay.VISIT)
    move_on(work, follower.id, Status.DRAFTING)
    assert (status(work, lead), status(work, follower)) == (Status.CLOSED, Status.DRAFTING)
    first, second = rounds_of(work, get_case(work, follower.id))
    assert (first.result_words, first.letter.signer) == ("列入计划拟解决", "沈局长")
    assert second.letter.signer == ""
    assert drafting.open_reply(work, follower.id).case_id == follower.id


def test_undoing_the_step_takes_it_back_for_all(work: Workplace, lead: Case, follower: Case) -> None:
    move_on(work, lead.id, Status.DRAFTING)
    with pytest.raises(Refused, match="随第007号，不能单独撤销"):
        progress.undo_move(work, follower.id)
    progress.undo_move(work, lead.id)
    assert (status(work, lead), status(work, follower)) == (Status.CONTACTING, Status.CONTACTING)


def test_the_lead_does_not_leave_its_followers_behind(work: Workplace, lead: Case, follower: Case) -> None:
    with pytest.raises(Refused, match="请先把并入的件拆开"):
        progress.move_case(work, lead.id, Status.WITHDRAWN, "提案者撤回")
    unmerge_case(work, follower.id)
    progress.move_case(work, lead.id, Status.WITHDRAWN, "提案者撤回")


def test_what_is_signed_is_neither_merged_nor_parted(work: Workplace, lead: Case, follower: Case) -> None:
    answer(work, lead, follower)
    with pytest.raises(Refused, match="不能拆开"):
        unmerge_case(work, follower.id)
    with pytest.raises(Refused, match="第007号已经是“已答复”，不能再并案"):
        merge_case(work, new_case(work, number="009").id, into=lead.id)


def test_the_list_says_for_whom_the_follower_waits(work: Workplace, lead: Case, follower: Case) -> None:
    def step(case: Case) -> str:
        return next(row.next_step for row in list_cases(work, CaseQuery()).rows if row.id == case.id)

    assert step(follower) != "随第007号"  # its own contact comes first
    contacts.record_contact(work, follower.id, ContactWay.PHONE)
    assert step(follower) == "随第007号"
    move_on(work, lead.id, *DRAFT_TO_LEADER)
    assert (step(lead), step(follower)) == ("等待签发", "随第007号")


def test_both_pages_say_so(work: Workplace, lead: Case, follower: Case) -> None:
    assert merger_words(work, follower) == "并入第007号，一并答复"
    assert merger_words(work, lead) == "另有1件并入：第008号"
    assert merger_words(work, new_case(work, number="009")) == ""


def test_reviews_of_the_letter_are_those_of_the_lead_case(
    work: Workplace, lead: Case, follower: Case
) -> None:
    with pytest.raises(Refused, match="核稿和公开审查随第007号"):
        reviews.review_disclosure(work, follower.id, Disclosure.PROACTIVE, "沈秘书")
    assert reviews.reviews_of(work, lead.id) == ()
