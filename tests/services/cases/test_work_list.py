"""Rows of the work list: next step, due mark and what they wait for, by status and records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery, CaseRow, DueKind
from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.records.co_opinion import CoOpinion
from desktop.domain.records.contact import Contact, ContactWay
from desktop.domain.records.feedback import Feedback
from desktop.domain.rules.locality import Satisfaction
from desktop.services.cases.cases import create_case
from desktop.services.cases.work_list import list_cases
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, save_reply
from desktop.store.cases.cases import update_case
from desktop.store.history.handling import CO_OPINIONS, CONTACTS, EXTENSIONS, FEEDBACK, PAUSES

TODAY, DUE = date(2024, 4, 9), date(2024, 5, 20)


def row(work: Workplace, case: Case, *, count_drafts: bool = True, **facts: object) -> CaseRow:
    """The row of the case with these facts."""
    update_case(work.store, replace(case, **facts))  # type: ignore[arg-type]
    return list_cases(work, CaseQuery(ids=(case.id,)), count_drafts=count_drafts).rows[0]


def _extended(work: Workplace, case: Case) -> None:
    EXTENSIONS.add(
        work.store, Extension(date(2024, 4, 21), date(2024, 5, 20), "复杂", "办", TODAY, case_id=case.id)
    )


def _paused(work: Workplace, case: Case) -> None:
    PAUSES.add(work.store, Pause(date(2024, 4, 1), None, "等批复", case.id))


def _both(work: Workplace, case: Case) -> None:
    _extended(work, case)
    _paused(work, case)


@pytest.mark.parametrize(
    ("act", "kind", "days"),
    [
        (lambda _work, _case: None, DueKind.RUNNING, 41),
        (_extended, DueKind.EXTENDED, 41),
        (_paused, DueKind.PAUSED, 49),  # from the first day of the pause
        (_both, DueKind.PAUSED, 49),
    ],
)
def test_the_due_mark_says_extended_and_paused(
    work: Workplace, case: Case, act: Callable[[Workplace, Case], None], kind: DueKind, days: int
) -> None:
    act(work, case)
    for count in (True, False):
        found = row(work, case, count_drafts=count, status=Status.DRAFTING, due_at=DUE).due
        assert (found.kind, found.days) == (kind, days)


def test_a_paused_case_is_to_be_resumed(work: Workplace, case: Case) -> None:
    _paused(work, case)
    found = row(work, case, status=Status.CONTACTING)
    assert (found.next_step, found.waiting.words) == ("恢复计时", "暂停计时（第 9 天）：等批复")


@pytest.mark.parametrize(
    ("status", "contacts", "step"),
    [
        (Status.CONTACTING, 0, "联系提案者"),
        (Status.CONTACTING, 1, "随第007号"),  # what comes next is the letter
        (Status.DRAFTING, 0, "随第007号"),
        (Status.LEADER_REVIEW, 0, "随第007号"),
        (Status.ASSIGNED, 0, "签收"),
        (Status.REPLIED, 0, "发征询意见表"),
    ],
)
def test_a_follower_goes_with_its_lead_case_where_the_letter_does(
    work: Workplace, case: Case, status: Status, contacts: int, step: str
) -> None:
    lead = create_case(work, replace(case, id=0, number="007"))
    for _ in range(contacts):
        CONTACTS.add(work.store, Contact(case.id, TODAY, ContactWay.PHONE))
    replied = TODAY if status is Status.REPLIED else None
    found = row(work, case, status=status, merged_into=lead.id, replied_at=replied).next_step
    if step.startswith("随"):
        assert found == step
    else:
        assert "随第" not in found


def test_asked_units_are_reminded_and_of_the_others_it_is_said(work: Workplace, case: Case) -> None:
    two = ("区财政局", "区教育局")
    words = row(work, case, status=Status.CONTACTING, co_units=two).waiting.words
    assert "还没有征求区财政局等 2 家的意见" in words
    CO_OPINIONS.add(work.store, CoOpinion(case.id, "区财政局", TODAY))
    found = row(work, case, status=Status.CONTACTING, co_units=two)
    assert found.next_step == "催办 1 家"
    assert "另等区财政局的会办意见" in found.waiting.words
    CO_OPINIONS.add(work.store, CoOpinion(case.id, "区教育局", TODAY))
    assert row(work, case, status=Status.CONTACTING, co_units=two).next_step == "催办 2 家"
    ours = row(work, case, status=Status.CONTACTING, co_units=two, handling_role=HandlingRole.CO_HANDLING)
    assert "催办" not in ours.next_step


def test_without_counted_drafts_only_drafts_are_silent(work: Workplace, case: Case) -> None:
    open_reply(work, case.id)
    silent = row(work, case, count_drafts=False, status=Status.DRAFTING)
    assert (silent.next_step, silent.waiting.words) == ("", "")
    assert row(work, case, count_drafts=False, status=Status.ASSIGNED).next_step == "签收"
    assert row(work, case, count_drafts=True, status=Status.DRAFTING).next_step.startswith("续写第")


def test_an_empty_optional_section_counts_as_written(work: Workplace, case: Case) -> None:
    reply = open_reply(work, case.id)
    plans = {plan.key: plan for plan in work.library.reply(reply.template).sections}
    optional = next(key for key, plan in plans.items() if not plan.required)
    for section in reply.sections:
        reply = reply.with_section(section.key, "" if section.key == optional else "已经写好。")
    save_reply(work, reply)
    assert row(work, case, status=Status.DRAFTING, co_units=()).next_step == "送科室核稿"


@pytest.mark.parametrize(("back", "left"), [((), 1), (("沈亦澄",), 0)])
def test_forms_are_out_until_each_signer_has_returned_it(
    work: Workplace, case: Case, back: tuple[str, ...], left: int
) -> None:
    FEEDBACK.add(
        work.store,
        Feedback(
            case.id,
            "沈亦澄",
            1,
            TODAY,
            TODAY if back else None,
            "x",
            Satisfaction.SATISFIED if back else None,
        ),
    )
    words = row(work, case, status=Status.FEEDBACK_WAIT, replied_at=TODAY).waiting.words
    assert ("等提案者反馈" in words) is bool(left), words
