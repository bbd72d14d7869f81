"""What a case waits for, through the services: the row of the list and the page of the case say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.next_step import NextStep
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery, CaseRow
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.cases.cases import get_case, link_ask, set_fields
from desktop.services.cases.waiting import waits_for, with_lacking
from desktop.services.cases.work_list import list_cases
from desktop.services.demo import fill_demo
from desktop.services.handling.case_view import view_case
from desktop.services.handling.contacts import record_contact
from desktop.services.handling.deadlines import pause, resume
from desktop.services.handling.opinions import ask_opinions, chase, receive_opinion
from desktop.services.handling.progress import move_case, next_step
from desktop.services.handling.reviews import finish_review, review_disclosure
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, save_reply
from desktop.store.cases.cases import add_case
from tests.services.conftest import Clock


def said(work: Workplace, case: Case) -> str:
    return waits_for(work, case).words


def row_words(work: Workplace, case: Case, *, count_drafts: bool = True) -> str:
    return list_cases(work, CaseQuery(ids=(case.id,)), count_drafts=count_drafts).rows[0].waiting.words


def test_the_sentence_follows_the_case_from_its_receipt_to_the_draft(
    work: Workplace, case: Case, clock: Clock
) -> None:
    assert said(work, case) == "等签收（交办第 79 天）"  # 22 January to 9 April
    move_case(work, case.id, Status.SIGNED)
    assert said(work, case) == "等分办到科创科（签收第 1 天）"
    move_case(work, case.id, Status.DISTRIBUTED)
    set_fields(work, case.id, {"officer": "林越"})
    asking = "，还没有征求区投资促进办公室的意见"
    assert said(work, case) == f"等林越联系提案者（分办第 1 天）{asking}"
    record_contact(work, case.id, ContactWay.VISIT, points="看了园区")
    assert said(work, case) == f"已沟通 1 次，等林越拟稿{asking}"
    ask_opinions(work, case.id, asked_at=date(2024, 4, 5))
    chase(work, case.id, "区投资促进办公室")
    assert said(work, case) == "等区投资促进办公室的会办意见（已催 1 次，第 5 天）"
    clock.pass_minutes(24 * 60)
    assert said(work, case) == "等区投资促进办公室的会办意见（已催 1 次，第 6 天）"
    receive_opinion(work, case.id, "区投资促进办公室", "同意")
    assert said(work, case) == "已沟通 1 次，等林越拟稿"


def test_a_pause_says_why(work: Workplace, case: Case) -> None:
    pause(work, case.id, "等交办单位答复是否改办")
    assert said(work, case) == "暂停计时（第 1 天）：等交办单位答复是否改办"
    resume(work, case.id)
    assert said(work, case).startswith("等签收")


def at_the_leader(work: Workplace, case: Case) -> Case:
    """The case with a written draft and its contact, lying with the leader."""
    for status in (Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING):
        move_case(work, case.id, status)
    record_contact(work, case.id, ContactWay.VISIT, points="看了园区")
    move_case(work, case.id, Status.DRAFTING)
    reply = open_reply(work, case.id)
    keys = [section.key for section in reply.sections]
    for key in keys:
        reply = reply.with_section(key, "我委已设立专项资金，支持孵化器建设。")
    save_reply(
        work,
        replace(
            reply, fields=replace(reply.fields, issuer="临江区科学技术委员会", handling_result="adopted")
        ),
    )
    stored = get_case(work, case.id)
    for ask in stored.asks:
        link_ask(work, case.id, ask.number, keys[0])
    for status in (Status.SECTION_REVIEW, Status.OFFICE_REVIEW, Status.LEADER_REVIEW):
        move_case(work, case.id, status)
    return get_case(work, case.id)


def test_before_the_signature_it_names_what_is_missing_and_counts_like_the_next_step(
    work: Workplace, case: Case
) -> None:
    set_fields(work, case.id, {"co_units": "", "leader": "陈副主任"})
    waiting = at_the_leader(work, case)
    assert next_step(work, waiting) == NextStep("登记签发", Status.SIGNED_OFF, missing=1)
    assert said(work, waiting) == "签发前还差 1 项：公开审查"  # the sign-off itself asks who signs
    assert row_words(work, waiting) == "等陈副主任签发（第 1 天）"  # what the list says before it has asked
    review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书", secrecy_reviewer="吴主任")
    assert said(work, waiting) == "等陈副主任签发（第 1 天）"  # the signer comes with the signature


def test_a_draft_sent_back_waits_for_its_correction(work: Workplace, case: Case) -> None:
    set_fields(work, case.id, {"co_units": "", "officer": "林越"})
    at_the_leader(work, case)
    finish_review(work, case.id, ReviewStage.LEADER, "周砚", Verdict.CHANGES, "数据再核一遍")
    assert said(work, case) == "已退改，等林越修改（第 1 天）"


def test_before_drafts_are_counted_the_row_of_a_draft_is_silent(work: Workplace, case: Case) -> None:
    for status in (Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING, Status.DRAFTING):
        move_case(work, case.id, status)
    assert row_words(work, case, count_drafts=False) == ""
    assert row_words(work, case).startswith("等经办人拟稿")


def test_a_draft_with_the_words_of_its_template_only_is_not_written(work: Workplace, case: Case) -> None:
    set_fields(work, case.id, {"co_units": ""})
    for status in (Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING, Status.DRAFTING):
        move_case(work, case.id, status)
    sections = open_reply(work, case.id).sections
    first = next(place for place, section in enumerate(sections, 1) if "××" in section.text)
    assert said(work, case) == f"等经办人写第 {first} 节，共 {len(sections)} 节"


def test_rows_and_pages_of_a_whole_office_say_the_same(work: Workplace) -> None:
    fill_demo(work)
    page = list_cases(work, CaseQuery())
    assert len(page.rows) > 10
    for row in with_lacking(work, page.rows):
        assert row.waiting.words
        assert view_case(work, get_case(work, row.id)).waits_for == row.waiting


def test_a_page_of_rows_takes_no_more_questions_than_one_row_of_each_status(work: Workplace) -> None:
    """Marks are read for the whole page at once: with every case five times in the list no statement is added."""
    fill_demo(work)
    once = _statements(work, list_cases(work, CaseQuery()).rows)
    for row in list_cases(work, CaseQuery()).rows:
        for turn in range(4):
            copy = replace(get_case(work, row.id), id=0, number=f"{row.number}-{turn}", merged_into=0)
            add_case(work.store, copy)
    many = list_cases(work, CaseQuery()).rows
    assert len(many) >= 60
    assert _statements(work, many) == once


def _statements(work: Workplace, rows: tuple[CaseRow, ...]) -> int:
    seen: list[str] = []
    with work.store.reading() as connection:
        connection.set_trace_callback(seen.append)
        list_cases(work, CaseQuery(ids=tuple(row.id for row in rows), limit=len(rows)))
        connection.set_trace_callback(None)
    return len(seen)
